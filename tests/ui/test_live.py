"""A window on a shared server: what others do comes in, and what becomes of the server costs nobody their work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.engine import make_url

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactDraft, ContactFields, ContactFilter, Sort
from app.contacts.service import Contacts
from app.core.changes import Hub
from app.core.db import engine_for
from app.core.permissions import Actor, Role
from app.core.trouble import LOST
from app.office import Office
from tests.support.cluster import Cluster, own_cluster
from tests.support.databases import Databases
from tests.support.proxy import Proxy
from tests.ui.contacts.entry_place import NOW, Place, furnish, working_place
from tests.ui.kit.keys import CONTROL, press, write
from ui.contacts.entry import open_edit
from ui.contacts.page import JournalPage
from ui.kit.messages import CAN_SAVE, BarArea
from ui.shell.database_watch import BAR, DatabaseWatch

if TYPE_CHECKING:
    from app.contacts.records import ContactRow

#: A server that starts, and a program that tries again, on a machine that has other things to do.
LONG_MS = 30_000


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server of this module's own, to be stopped and started."""
    with own_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def made(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    return Databases(lambda: cluster.server, tmp_path_factory.mktemp("live"), "live")


@pytest.fixture
def proxy(cluster: Cluster) -> Iterator[Proxy]:
    """The network between the window and the server."""
    with Proxy(cluster.server.port) as proxy:
        yield proxy


@pytest.fixture
def url(made: Databases) -> Iterator[str]:
    url = made.migrated("postgresql")
    yield url
    made.drop(url)


@pytest.fixture
def dace(url: str) -> Iterator[Contacts]:
    """A colleague at another PC, whose network is sound."""
    engine = engine_for(url)
    actor = Actor("dace", "Dace Bērziņa", frozenset({Role.CLERK, Role.HEAD}))
    yield Contacts(Office(engine, actor, Hub(), clock=lambda: NOW))
    engine.dispose()


@pytest.fixture
def place(qtbot: QtBot, cluster: Cluster, url: str, proxy: Proxy, tmp_path: Path) -> Iterator[Place]:
    """A window whose server is reached through the proxy, being watched."""
    where = make_url(url)
    through = replace(cluster.server, port=proxy.port)
    engine = engine_for(through.tcp_url(where.database or "", where.username or "", cluster.server.password))
    office = Office(engine, Actor("ilze", "Ilze Kalniņa", frozenset({Role.CLERK, Role.HEAD})), clock=lambda: NOW)
    try:
        furnish(office)
        with working_place(qtbot, office, tmp_path) as place, _watched(place):
            yield place
    finally:
        engine.dispose()


@contextmanager
def _watched(place: Place) -> Iterator[None]:
    watch = DatabaseWatch(place.desk, QObject(place.work))
    assert watch.ready(10)
    try:
        yield
    finally:
        watch.stop()


def rows(place: Place) -> list[ContactRow]:
    """The journal, the newest first."""
    return JournalList(place.desk.office).first(ContactFilter(), Sort("number"), 50)


def click(bars: BarArea, bar: str, name: str) -> None:
    """Press a button of a bar."""
    buttons = bars.bars()[bar].findChildren(QPushButton)
    QTest.mouseClick(next(each for each in buttons if each.text() == name), Qt.MouseButton.LeftButton)


def begin(place: Place, question: str) -> None:
    """F2, and a question."""
    place.open()
    place.sheet.form.focus("question")
    write(question)


def told(place: Place, shown: bool) -> None:
    """Until the window says, or says no more, that the database is lost."""
    place.qtbot.waitUntil(lambda: (BAR in place.work.bars.bars()) is shown, timeout=LONG_MS)


def test_a_server_that_restarts_costs_nobody_their_entry(place: Place, cluster: Cluster) -> None:
    begin(place, "Nav iztukšots konteiners")
    before = len(rows(place))
    cluster.stop()
    try:
        told(place, True)
        assert place.work.bars.bars()[BAR].accessibleName() == place.desk.words(LOST)
        press(Qt.Key.Key_Return, CONTROL)
        place.qtbot.waitUntil(lambda: place.bar("save") == place.desk.words(LOST), timeout=LONG_MS)
        assert place.sheet.form.values()["question"] == "Nav iztukšots konteiners"
    finally:
        cluster.start()
    click(place.work.bars, BAR, "Mēģināt vēlreiz")
    told(place, False)
    assert place.toast() == "Savienojums ar datubāzi ir atjaunojies."
    place.qtbot.waitUntil(lambda: place.bar("save") == place.desk.words(CAN_SAVE))
    click(place.sheet.bars, "save", "Saglabāt")
    place.wait_closed()
    assert len(rows(place)) == before + 1


def test_a_pulled_cable_is_told_and_the_entry_waits_for_it(place: Place, proxy: Proxy) -> None:
    begin(place, "Nav iztukšots konteiners")
    proxy.cut()
    told(place, True)
    proxy.mend()
    told(place, False)  # by itself
    press(Qt.Key.Key_Return, CONTROL)
    place.wait_closed()
    assert [row.subject for row in rows(place)].count("Nav iztukšots konteiners") == 1


def test_a_save_that_was_done_but_not_heard_of_is_saved_once(place: Place, proxy: Proxy) -> None:
    begin(place, "Nav iztukšots konteiners")
    proxy.cut_after(b"COMMIT")
    press(Qt.Key.Key_Return, CONTROL)
    place.qtbot.waitUntil(lambda: place.bar("save") == place.desk.words(LOST), timeout=LONG_MS)
    assert proxy.losses == 1
    click(place.sheet.bars, "save", "Mēģināt vēlreiz")
    place.wait_closed()
    assert [row.subject for row in rows(place)].count("Nav iztukšots konteiners") == 1


def test_others_are_heard_of_before_and_after_a_restart(place: Place, cluster: Cluster, dace: Contacts) -> None:
    place.work.open_page("contacts")
    page = place.work.pages["contacts"]
    assert isinstance(page, JournalPage)
    place.settle()
    page.table.choose_row(1)
    contact_id = rows(place)[0].id
    open_edit(place.desk, contact_id)
    place.qtbot.waitUntil(
        lambda: place.work.sheets.sheet is not None and place.sheet.entry.contact_id == contact_id
    )
    place.settle()
    chosen = page.table.chosen_id()
    assert chosen
    _change(dace, contact_id, notes="Zvanīja vakar")
    place.qtbot.waitUntil(lambda: bool(place.bar("changed")))
    assert place.bar("changed") == "Šo ierakstu šodien 10:31 mainīja Dace Bērziņa."
    cluster.restart()
    told(place, False)
    new = dace.save(ContactDraft(fields=ContactFields(at=NOW, client_name="Ķirse Līga", subject="Līgums")))
    model = page.list.model
    place.qtbot.waitUntil(lambda: model.rowCount() == len(rows(place)) and _newest(place) == new.number)
    place.settle()
    assert page.table.chosen_id() == chosen


def _newest(place: Place) -> str:
    return rows(place)[0].number


def _change(contacts: Contacts, contact_id: int, **values: str) -> None:
    draft = contacts.draft(contact_id)
    contacts.save(replace(draft, fields=replace(draft.fields, **values)))  # type: ignore[arg-type]
