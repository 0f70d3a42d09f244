"""Šodien by keyboard, on a real database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.contacts.records import CallbackResult, Outcome
from app.contacts.service import Contacts
from app.core.i18n import Translator
from app.core.permissions import Actor, Role
from app.today.notices import CopyTold, Notices, ShortDay
from tests.app.contacts.samples import HOUR, NOW, hire, save
from tests.support.desks import RecordingShell
from tests.ui.kit.keys import NONE, focused, press
from ui.kit.buttons import Button
from ui.kit.print_sheet import PrintSheet
from ui.kit.table import CELL
from ui.kit.texts import language_changed
from ui.today.page import TodayPage, make_page
from ui.today.strips import copy_text, short_day_text, told

if TYPE_CHECKING:
    from ui.kit.desk import Desk

Opened = Callable[..., TodayPage]


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Opened:
    def open_it(at: Desk = desk) -> TodayPage:
        page = make_page(at)
        qtbot.addWidget(page)
        page.resize(1130, 688)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow, timeout=20_000)
        page.arrive()
        qtbot.waitUntil(lambda: not at.tasks.busy and page.counters.isVisible(), timeout=20_000)
        return page

    return open_it


def titles(page: TodayPage) -> list[str]:
    return [row.cells[1].text.partition(" –")[0] for row in page.work.list.rows.rows]


def terms(page: TodayPage) -> list[tuple[str, str]]:
    return [(row.cells[0].chip, row.cells[0].text) for row in page.work.list.rows.rows]


def late(desk: Desk, **values: object) -> int:
    past = replace(desk.office, clock=lambda: NOW - timedelta(days=2))
    due = NOW - timedelta(hours=18, minutes=31)
    return save(past, at=past.clock(), outcome=Outcome.CALLBACK, due_at=due, **values).contact_id


def test_the_keyboard_stands_on_what_is_most_urgent_and_enter_does_it(
    desk: Desk, shell: RecordingShell, opened: Opened
) -> None:
    save(desk.office, client_name="Jānis Čakste", outcome=Outcome.CALLBACK, due_at=NOW + HOUR)
    first = late(desk, client_name="Zenta Āboltiņa", phone="+37129000655")
    page = opened()
    assert titles(page) == ["Zenta Āboltiņa", "Jānis Čakste"]
    assert terms(page) == [("bad", "Nokavēts"), ("warn", "11:31")]
    press(Qt.Key.Key_Return)
    assert shell.opened == [("contacts", {"record": first, "callback": True})]


def test_arrows_go_to_the_next_thing_to_do(desk: Desk, shell: RecordingShell, opened: Opened) -> None:
    later = save(desk.office, outcome=Outcome.CALLBACK, due_at=NOW + 72 * HOUR).contact_id
    late(desk, phone="+37129000655")
    page = opened()
    assert terms(page)[1] == ("mute", "23.11.")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert shell.opened[-1][1] == {"record": later, "callback": True}


def test_a_click_on_the_action_does_it(desk: Desk, shell: RecordingShell, opened: Opened) -> None:
    only = late(desk)
    page = opened()
    view = page.work.list
    place = view.visualRect(view.rows.index(0, 2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert shell.opened == [("contacts", {"record": only, "callback": True})]


def test_a_counter_opens_the_journal_filtered(desk: Desk, shell: RecordingShell, opened: Opened) -> None:
    late(desk)
    page = opened()
    callbacks, overdue = page.counters.cards
    assert callbacks.accessibleName() == "Jāatzvana: 1"
    assert overdue.accessibleName().startswith("Nokavēti termiņi: 1, vakar 16:00")
    overdue.setFocus()
    press(Qt.Key.Key_Return)
    assert shell.opened == [("contacts", {"tab": "overdue"})]


def test_when_nothing_waits_the_page_says_so(opened: Opened) -> None:
    page = opened()
    assert page.work.stack.currentWidget() is page.work.done
    assert page.work.done.text.text() == "Šodien viss paveikts."


def test_work_that_is_only_others_is_told_and_one_key_away(
    desk: Desk, shell: RecordingShell, opened: Opened
) -> None:
    late(replace(desk, office=replace(desk.office, actor=Actor("dace", "Dace Bērziņa", frozenset({Role.CLERK})))))
    page = opened()
    assert page.counters.cards[1].accessibleName().startswith("Nokavēti termiņi: 1")
    assert page.work.done.text.text() == "Jums šodien viss paveikts. Kolēģiem vēl ir nepabeigti darbi."
    assert not page.work.show_all.isVisible()
    assert focused() is page.work.done.button
    assert page.work.done.button.text() == "Rādīt visus"
    press(Qt.Key.Key_Return)
    assert shell.opened == [("contacts", {"tab": "open"})]


def test_what_a_colleague_does_is_seen_at_once(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    first = late(desk)
    page = opened()
    Contacts(desk.office).callback(first, CallbackResult(reached=True))
    qtbot.waitUntil(lambda: page.work.stack.currentWidget() is page.work.done)
    assert page.counters.cards[0].accessibleName() == "Jāatzvana: 0"


def test_the_chosen_row_stays_chosen_when_something_more_urgent_comes(
    desk: Desk, opened: Opened, qtbot: QtBot
) -> None:
    save(desk.office, client_name="Jānis Čakste", outcome=Outcome.CALLBACK, due_at=NOW + HOUR)
    page = opened()
    late(desk, client_name="Zenta Āboltiņa", phone="+37129000655")
    qtbot.waitUntil(lambda: len(titles(page)) == 2)
    assert page.work.list.currentIndex().row() == 1
    page.arrive()
    assert page.work.list.currentIndex().row() == 0


def test_a_page_that_is_not_in_front_reads_again_only_when_it_is(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    page.hide()
    late(desk)
    qtbot.waitUntil(lambda: page._stale)
    assert titles(page) == []
    page.show()
    page.arrive()
    qtbot.waitUntil(lambda: len(titles(page)) == 1)


def test_the_minute_makes_what_was_due_overdue(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    clock = [NOW]
    ticking = replace(desk, office=replace(desk.office, clock=lambda: clock[0]))
    save(ticking.office, outcome=Outcome.CALLBACK, due_at=NOW + timedelta(minutes=18))
    page = opened(ticking)
    assert page.counters.cards[0].accessibleName() == "Jāatzvana: 1, tuvākā pēc 18 min"
    clock[0] = NOW + HOUR
    page._minute.timeout.emit()
    qtbot.waitUntil(lambda: terms(page) == [("bad", "Nokavēts")])


def test_the_greeting_and_the_date_follow_the_language(
    desk: Desk, opened: Opened, tr: Translator, qtbot: QtBot
) -> None:
    late(desk)
    page = opened()
    assert page.title.text() == "Labrīt!"
    assert page.date_line.text() == "piektdiena, 2026.\u00a0gada 20.\u00a0novembris"
    tr.use("en")
    language_changed()
    qtbot.waitUntil(lambda: page.title.text() == "Good morning!")
    assert page.date_line.text() == "Friday, 20\u00a0November 2026"
    assert page.work.list.rows.index(0, 2).data(CELL).text == "Call back"


def test_f2_is_offered_only_to_those_who_register_contacts(desk: Desk, qtbot: QtBot) -> None:
    administrator = replace(desk.office, actor=Actor("anna", "Anna", frozenset({Role.ADMINISTRATOR})))
    page = make_page(replace(desk, office=administrator))
    qtbot.addWidget(page)
    page.show()
    page.arrive()
    qtbot.waitUntil(page.strips.isVisible)
    assert not page.counters.isVisible()
    assert not page.work.show_all.isVisible()
    assert "Pārbaudītas kopijas vēl nav." in page.strips.texts()


def test_a_row_is_spoken_whole(desk: Desk, opened: Opened) -> None:
    late(desk)
    page = opened()
    spoken = page.work.list.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Nokavēts, Dzintra Bērziņa – Lūdz pārrēķinu")
    assert spoken.endswith("Atzvanīt")


@pytest.mark.parametrize(
    ("short", "text"),
    [
        (
            ShortDay(date(2026, 12, 23), time(16)),
            "Trešdien, 23.\u00a0decembrī, ir saīsināta pirmssvētku darba diena (līdz 16:00).",
        ),
        (
            ShortDay(date(2026, 12, 31), None),
            "Ceturtdien, 31.\u00a0decembrī, ir saīsināta pirmssvētku darba diena.",
        ),
        (
            ShortDay(date(2026, 12, 23), time(16), is_today=True),
            "Šodien ir saīsināta pirmssvētku darba diena (līdz 16:00).",
        ),
    ],
)
def test_a_shortened_day_is_told_in_a_sentence(tr: Translator, short: ShortDay, text: str) -> None:
    assert short_day_text(short, tr) == text


def test_the_last_copy_is_told_with_its_date(tr: Translator) -> None:
    assert copy_text(CopyTold(date(2026, 11, 10)), tr) == "Pēdējā pārbaudītā kopija: 10.11.2026."


def test_strips_lead_to_the_settings_that_are_wanted(tr: Translator) -> None:
    strips = told(Notices(copy=CopyTold(None), missing=()), tr)
    assert [strip.page for strip in strips] == ["data"]


def test_the_notice_for_the_door_is_begun_from_a_shortened_day(
    desk: Desk, shell: RecordingShell, opened: Opened, qtbot: QtBot
) -> None:
    page = opened(replace(desk, office=replace(desk.office, clock=lambda: datetime(2026, 12, 21, 8, tzinfo=UTC))))
    (button,) = page.strips.findChildren(Button)
    assert button.text() == "Sagatavot paziņojumu"
    button.click()
    (sheet,) = shell.panels
    assert isinstance(sheet, PrintSheet)
    qtbot.addWidget(sheet)
    assert sheet.printout.key == "door_notice"
    qtbot.waitUntil(lambda: sheet.document is not None, timeout=20_000)


def test_a_head_looks_at_the_work_of_the_unit_and_back_at_their_own(
    desk: Desk, opened: Opened, qtbot: QtBot
) -> None:
    hire(desk.office, desk.office.actor.name, account=desk.office.actor.account, unit="Klientu daļa")
    colleague = hire(desk.office, "Anda Ozola", unit="Klientu daļa")
    save(desk.office, client_name="Jānis Čakste", outcome=Outcome.CALLBACK, due_at=NOW + HOUR)
    theirs = save(desk.office, client_name="Zenta Āboltiņa", outcome=Outcome.CALLBACK, due_at=NOW + 2 * HOUR)
    Contacts(desk.office).hand_over(theirs.contact_id, colleague)
    page = opened()
    assert titles(page) == ["Jānis Čakste"]
    page.work.whose.segments()[0].setFocus()
    press(Qt.Key.Key_2)
    qtbot.waitUntil(lambda: titles(page) == ["Jānis Čakste", "Zenta Āboltiņa"])
    press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: titles(page) == ["Jānis Čakste"])
