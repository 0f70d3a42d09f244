"""Restricted contacts on the screen (C19): made with keys in „Vairāk”, marked with a lock, masked for others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter, Sort
from app.contacts.service import Contacts
from app.core.permissions import Actor, Role
from app.office import Office
from tests.app.contacts.restricted_office import SECRETS, Staff, betrayed, staff_of
from tests.app.contacts.samples import save
from tests.ui.contacts.entry_place import Place, furnish, working_place
from tests.ui.contacts.journal import rows_of
from tests.ui.contacts.journal_place import JournalPlace, journal_place
from tests.ui.kit.keys import ALT, CONTROL, press, write
from ui.contacts.columns import COLUMNS
from ui.contacts.found import sources
from ui.kit.desk import Desk

MASK = "Ierobežota pieejamība"
CLIENT = [column.key for column in COLUMNS].index("client_name")


@pytest.fixture
def staff(screen_office: Office) -> Staff:
    def sign_in(account: str, name: str, *roles: Role) -> Office:
        return replace(screen_office, actor=Actor(account, name, frozenset(roles)))

    return staff_of(screen_office, sign_in)


@contextmanager
def journal_of(qtbot: QtBot, desk: Desk, office: Office) -> Iterator[JournalPlace]:
    with journal_place(qtbot, replace(desk, office=office)) as place:
        yield place


def texts(place: JournalPlace) -> str:
    """Everything in the window that can be read or heard."""
    labels = [(label.text(), label.accessibleName(), label.accessibleDescription(), label.toolTip())
              for label in place.work.findChildren(QLabel)]  # fmt: skip
    cells = []
    for table in place.work.findChildren(QTableView):
        model = table.model()
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                cells += [model.index(row, column).data(role) for role in roles]
    return f"{labels} {cells} {place.page.detail.accessibleDescription()}"


def test_a_clerk_sees_that_it_is_there_who_sees_it_and_what_to_do(qtbot: QtBot, desk: Desk, staff: Staff) -> None:
    with journal_of(qtbot, desk, staff.clerk) as place:
        assert rows_of(place.page, "subject") == [MASK]
        detail = place.page.detail
        assert detail.name.text() == MASK
        assert detail.lock.isVisible()
        assert detail.banner.text() == (
            "Drīkst skatīt: Zane Ozola un vadītāji.\n"
            "Ja ieraksts vajadzīgs Jūsu darbam, lūdziet kādam no viņiem Jūs tajā norādīt: „Labot”, tad „Vairāk” "
            "(Alt+V)."
        )
        assert betrayed(texts(place)) == []
        place.page.open_detail()
        place.settle()
        assert betrayed(texts(place)) == []
        assert not detail.primary.isEnabled()
        assert not place.page.acts.copy.isVisible()


def test_the_handler_sees_it_all_with_a_lock(qtbot: QtBot, desk: Desk, staff: Staff) -> None:
    with journal_of(qtbot, desk, staff.handler) as place:
        assert place.clients() == [SECRETS["client_name"]]
        row = place.page.list.model.row_at(0)
        assert row is not None
        assert row.cells[CLIENT].icon == "lock_closed"
        assert MASK in row.spoken
        detail = place.page.detail
        assert detail.question.text() == SECRETS["subject"]
        assert detail.facts.rows()["Tālrunis"] == "26 111 222"
        assert detail.banner.text() == (
            "Ierobežota pieejamība. Drīkst skatīt: Zane Ozola, Dace Liepa, Jānis Kļava un vadītāji."
        )
        assert not place.page.acts.checked.isVisible()


def test_an_ordinary_contact_bears_no_lock(qtbot: QtBot, desk: Desk) -> None:
    save(desk.office)
    with journal_of(qtbot, desk, desk.office) as place:
        row = place.page.list.model.row_at(0)
        assert row is not None
        assert row.cells[CLIENT].icon == ""
        assert not place.page.detail.lock.isVisible()
        assert place.page.detail.banner.text() == ""


def test_restricted_ones_are_filtered_by_a_check(qtbot: QtBot, desk: Desk, staff: Staff) -> None:
    save(staff.head, client_name="Cits Klients", phone="+37129000113")
    with journal_of(qtbot, desk, staff.clerk) as place:
        assert len(place.clients()) == 2
        place.page.filters.more_button.setChecked(True)
        place.page.filters.restricted.focus_target().setFocus()
        place.key(Qt.Key.Key_Space)
        assert rows_of(place.page, "subject") == [MASK]
        assert place.page.filter().restricted


def test_the_search_everywhere_tells_nothing_of_it(desk: Desk, staff: Staff) -> None:
    desk = replace(desk, office=staff.clerk)
    for text in ("2026-1", "zane", *SECRETS.values()):
        hits = [hit for source in sources(desk) for hit in source.find(text)]
        assert betrayed([(hit.title, hit.about) for hit in hits]) == []
    found = [hit for source in sources(desk) for hit in source.find("2026-1")]
    assert any(MASK in hit.about for hit in found)


@pytest.fixture
def entry(qtbot: QtBot, screen_office: Office, tmp_path: Path) -> Iterator[Place]:
    furnish(screen_office)
    with working_place(qtbot, screen_office, tmp_path) as place:
        yield place


def to_the_check(entry: Place) -> None:
    """Alt+V, then Tab until the check has the keyboard."""
    press(Qt.Key.Key_V, ALT)
    for _ in range(20):
        if entry.here == "restricted":
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError("Tab never came to the check")


def begin(entry: Place) -> None:
    press(Qt.Key.Key_F2)
    entry.settle()
    write("Slepenā Persona")
    entry.sheet.form.focus("question")
    write("Slepens jautājums")


def newest_fields(entry: Place) -> object:
    row = JournalList(entry.desk.office).first(ContactFilter(), Sort("number"), 1)[0]
    return Contacts(entry.desk.office).detail(row.id).fields


def test_with_keys_a_contact_is_restricted_and_two_colleagues_named(entry: Place) -> None:
    begin(entry)
    to_the_check(entry)
    more = entry.sheet.page.more
    assert not more.named.isVisible()
    press(Qt.Key.Key_Space)
    assert more.named.isVisible()
    press(Qt.Key.Key_Tab)
    assert entry.here == "named"
    for name in ("dac", "raiv"):
        write(name)
        press(Qt.Key.Key_Return)
        assert entry.here == "named"
    assert [button.text() for button in more.named.buttons] == ["Dace Bērziņa", "Raivis Šķēle"]
    press(Qt.Key.Key_Return, CONTROL)
    entry.wait_closed()
    row = JournalList(entry.desk.office).first(ContactFilter(), Sort("number"), 1)[0]
    detail = Contacts(entry.desk.office).detail(row.id)
    assert detail.fields.restricted
    assert len(detail.fields.named) == 2
    clerk = replace(entry.desk.office, actor=Actor("mara", "Māra", frozenset({Role.CLERK})))
    assert Contacts(clerk).detail(row.id).row.masked


def test_backspace_takes_the_last_one_off_and_a_name_is_not_taken_twice(entry: Place) -> None:
    begin(entry)
    to_the_check(entry)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    named = entry.sheet.page.more.named
    write("dac")
    press(Qt.Key.Key_Return)
    write("dac")
    press(Qt.Key.Key_Return)
    assert len(named.value()) == 1
    for _letter in "dac":
        press(Qt.Key.Key_Backspace)
    assert len(named.value()) == 1
    press(Qt.Key.Key_Backspace)
    assert named.value() == ()


def test_a_name_of_nobody_is_told_when_saving(entry: Place) -> None:
    begin(entry)
    to_the_check(entry)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    write("Nezināmais")
    press(Qt.Key.Key_Return, CONTROL)
    assert entry.sheet.page.more.named.error() == "Izvēlieties no saraksta."
    assert entry.here == "named"


def test_an_edit_shows_who_is_named_and_keeps_it(entry: Place, qtbot: QtBot) -> None:
    from ui.contacts.entry import open_edit

    begin(entry)
    to_the_check(entry)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    write("dac")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CONTROL)
    entry.wait_closed()
    before = newest_fields(entry)
    row = JournalList(entry.desk.office).first(ContactFilter(), Sort("number"), 1)[0]
    open_edit(entry.desk, row.id)
    entry.settle()
    qtbot.waitUntil(lambda: entry.work.sheets.sheet is not None)
    entry.settle()
    more = entry.sheet.page.more
    assert more.isVisible()
    assert [button.text() for button in more.named.buttons] == ["Dace Bērziņa"]
    assert entry.sheet.fields() == before
    press(Qt.Key.Key_Return, CONTROL)
    entry.wait_closed()
    assert newest_fields(entry) == before


def test_a_draft_left_is_restricted_when_it_is_taken_up_again(entry: Place) -> None:
    begin(entry)
    to_the_check(entry)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    write("dac")
    press(Qt.Key.Key_Return)
    told = entry.sheet.fields()
    press(Qt.Key.Key_Escape)
    entry.wait_closed()
    (left,) = entry.desk.drafts.all(entry.desk.office.actor.account)
    entry.open(draft_key=left.key)
    again = entry.sheet.fields()
    assert (again.restricted, again.named) == (told.restricted, told.named)
    assert again.restricted
