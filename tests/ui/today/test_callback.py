"""The KLM task „finish a callback” from Šodien by its keys alone (design.md 11, task 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.contacts.records import Outcome, Status
from app.contacts.service import Contacts
from tests.app.contacts.samples import HOUR, NOW, save
from tests.ui.contacts.journal import settled
from tests.ui.kit.keys import CONTROL, focused, press, write
from ui.contacts.callback_form import CallbackForm
from ui.contacts.page import JournalPage
from ui.kit.desk import Desk
from ui.registers import CONTACTS, TODAY
from ui.shell.workplace import Workplace
from ui.today.page import TodayPage


@pytest.fixture(params=[1366, 911])
def work(qtbot: QtBot, desk: Desk, request: pytest.FixtureRequest) -> Iterator[Workplace]:
    work = Workplace(lambda shell: replace(desk, shell=shell), pages=(TODAY, CONTACTS))
    work.resize(request.param, 688)
    work.show()
    qtbot.waitExposed(work)
    work.activateWindow()
    qtbot.waitUntil(work.isActiveWindow)
    work.open_page("contacts")
    page = work.pages["contacts"]
    assert isinstance(page, JournalPage)
    qtbot.waitUntil(lambda: settled(page))
    try:
        yield work
        qtbot.waitUntil(lambda: settled(page))
    finally:
        shiboken6.delete(work)


def test_a_callback_is_finished_from_the_work_of_the_day(desk: Desk, work: Workplace, qtbot: QtBot) -> None:
    save(desk.office, client_name="Jānis Čakste", outcome=Outcome.CALLBACK, due_at=NOW + HOUR)
    wanted = save(
        desk.office,
        client_name="Zenta Āboltiņa",
        outcome=Outcome.CALLBACK,
        due_at=NOW + 2 * HOUR,
        phone="+37129000655",
    ).contact_id
    press(Qt.Key.Key_1, CONTROL)
    today = work.pages["today"]
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(lambda: len(today.work.list.rows.rows) == 2 and focused() is today.work.list)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    page = work.pages["contacts"]
    assert isinstance(page, JournalPage)
    assert page.isAncestorOf(focused())
    assert not page.list.isAncestorOf(focused())
    qtbot.waitUntil(lambda: settled(page))
    form = page.detail.form
    assert isinstance(form, CallbackForm)
    assert form.note.isAncestorOf(focused())
    write("Konteineru iztukšos")
    press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: settled(page) and page.detail.form is None)
    detail = Contacts(desk.office).detail(wanted)
    assert (detail.row.status, detail.events[-1].text) == (Status.CALLED_BACK, "Konteineru iztukšos")


def test_a_call_made_meanwhile_is_only_shown(desk: Desk, work: Workplace, qtbot: QtBot) -> None:
    done = save(desk.office, client_name="Jānis Čakste").contact_id
    work.open_page("contacts", record=done, callback=True)
    page = work.pages["contacts"]
    assert isinstance(page, JournalPage)
    qtbot.waitUntil(lambda: settled(page))
    assert page.detail.form is None
    assert page.detail.name.text() == "Jānis Čakste"
    assert page.detail.isAncestorOf(focused())
