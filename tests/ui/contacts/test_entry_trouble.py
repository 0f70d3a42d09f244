"""Nothing typed is lost: crashes, closed sheets, lost connections, and two people at one record."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactDraft, ContactFilter, ContactRow, Sort
from app.contacts.service import Contacts
from app.core.changes import Changes, Hub
from app.core.drafts import DraftJournal
from app.core.permissions import Actor, Role
from app.office import Office
from tests.ui.contacts.entry_place import Place, furnish, working_place
from tests.ui.kit.keys import CONTROL, focused, press, write
from ui.contacts.entry import open_edit
from ui.contacts.entry_state import Entry

TYPIST = """
import sys, pathlib
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from app.core.db import engine_for
from app.core.permissions import Actor, Role
from app.office import Office
from tests.ui.contacts.entry_place import NOW, working_place

class Bot:
    def waitUntil(self, done):
        while not done():
            QApplication.processEvents()
    def waitActive(self, widget):
        import contextlib
        return contextlib.nullcontext()

app = QApplication([])
office = Office(engine_for(sys.argv[1]), Actor("ilze", "Ilze Kalniņa", frozenset({Role.CLERK})), clock=lambda: NOW)
with working_place(Bot(), office, pathlib.Path(sys.argv[2])) as place:
    place.desk.shell.new_contact()
    place.sheet.form.focus("question")
    place.settle()
    area = place.sheet.page.question.area
    count = 0
    def letter():
        global count
        count += 1
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(area, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, "a"))
        print(count, flush=True)
    timer = QTimer(interval=50)
    timer.timeout.connect(letter)
    timer.start()
    app.exec()
"""


@pytest.fixture
def ids(screen_office: Office) -> dict[str, int]:
    return furnish(screen_office)


@pytest.fixture
def place(qtbot: QtBot, screen_office: Office, tmp_path: Path, ids: dict[str, int]) -> Iterator[Place]:
    with working_place(qtbot, screen_office, tmp_path) as place:
        yield place


def rows(place: Place) -> list[ContactRow]:
    """The journal, the newest first."""
    return JournalList(place.desk.office).first(ContactFilter(), Sort("number"), 50)


def drafts(place: Place) -> list[str]:
    """What is kept of the questions, once everything is on disk."""
    return [str(draft.data["values"]["question"]) for draft in place.desk.drafts.all("ilze")]


def click(place: Place, bar: str, name: str) -> None:
    """Press a button of a bar in the sheet."""
    buttons = place.sheet.bars.bars()[bar].findChildren(QPushButton)
    QTest.mouseClick(next(each for each in buttons if each.text() == name), Qt.MouseButton.LeftButton)


def press_toast(place: Place) -> None:
    """Press the button of the toast."""
    QTest.mouseClick(place.work.message.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)


def start(place: Place) -> None:
    """F2 from wherever the keyboard is."""
    press(Qt.Key.Key_F2)
    place.settle()


def type_question(place: Place, question: str) -> None:
    """Write into the question."""
    place.sheet.form.focus("question")
    write(question)


def leave(place: Place) -> None:
    """Esc, until the sheet is gone."""
    press(Qt.Key.Key_Escape)
    place.wait_closed()


def colleague(place: Place) -> Contacts:
    """Another person at the same office."""
    dace = Actor("dace", "Dace Bērziņa", frozenset({Role.HEAD}))
    return Contacts(replace(place.desk.office, actor=dace))


def change(contacts: Contacts, contact_id: int, **values: Any) -> None:
    """Change fields of a contact at once."""
    draft = contacts.draft(contact_id)
    contacts.save(ContactDraft(**{**vars(draft), "fields": replace(draft.fields, **values)}))


def edit(place: Place) -> int:
    """Open the newest contact for an edit."""
    contact_id = rows(place)[0].id
    open_edit(place.desk, contact_id)
    place.qtbot.waitUntil(lambda: place.work.sheets.sheet is not None and place.sheet.entry.contact_id is not None)
    place.settle()
    return contact_id


def test_escape_keeps_the_text_and_f2_offers_it(place: Place) -> None:
    start(place)
    type_question(place, "Nav ūdens")
    leave(place)
    assert place.toast() == "Melnraksts paturēts"
    start(place)
    assert re.fullmatch(r"Ir nepabeigts ieraksts \(\d+:\d\d, Nav ūdens\)\.", place.bar("unfinished"))
    click(place, "unfinished", "Turpināt")
    assert place.sheet.form.values()["question"] == "Nav ūdens"
    press(Qt.Key.Key_Return, CONTROL)
    place.wait_closed()
    assert drafts(place) == []
    assert rows(place)[0].subject == "Nav ūdens"


def test_the_buttons_of_a_bar_are_reached_by_keyboard(place: Place) -> None:
    start(place)
    type_question(place, "Nav ūdens")
    leave(place)
    start(place)
    for _ in range(3):
        press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Space)
    assert place.sheet.form.values()["question"] == "Nav ūdens"


def test_the_toast_opens_the_draft_again(place: Place) -> None:
    start(place)
    type_question(place, "Nav ūdens")
    leave(place)
    press_toast(place)
    place.settle()
    assert place.sheet.form.values()["question"] == "Nav ūdens"


def test_starting_new_deletes_the_draft_and_can_be_taken_back(place: Place) -> None:
    start(place)
    type_question(place, "Nav ūdens")
    leave(place)
    start(place)
    click(place, "unfinished", "Sākt jaunu")
    assert drafts(place) == []
    assert place.toast() == "Melnraksts dzēsts"
    press_toast(place)
    place.settle()
    assert place.sheet.form.values()["question"] == "Nav ūdens"


def test_an_entry_in_which_nothing_was_typed_leaves_no_draft(place: Place) -> None:
    start(place)
    leave(place)
    assert drafts(place) == []
    assert place.toast() == ""


def test_every_parked_entry_is_kept_when_the_sheet_closes(place: Place) -> None:
    start(place)
    type_question(place, "Pirmais")
    press(Qt.Key.Key_F2)
    type_question(place, "Otrais")
    leave(place)
    assert sorted(drafts(place)) == ["Otrais", "Pirmais"]


def test_a_date_half_typed_survives_too(place: Place) -> None:
    start(place)
    type_question(place, "Piezvanīt")
    place.sheet.form.focus("outcome")
    write("2")
    place.sheet.form.focus("due_date")
    write("31.0")
    leave(place)
    start(place)
    click(place, "unfinished", "Turpināt")
    assert place.sheet.form.draft()["due_date"] == "31.0"
    assert place.sheet.form.values()["outcome"] == "callback"


def test_killed_while_typing_costs_at_most_a_second(screen_office: Office, tmp_path: Path) -> None:
    furnish(screen_office)
    url = screen_office.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", TYPIST, url, str(tmp_path)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    typed = 0
    with process.stdout as lines:
        for line in lines:
            typed = int(line)
            if typed == 60:
                os.kill(process.pid, signal.SIGKILL)
                break
        typed = max([typed, *map(int, lines.read().split())])
    process.wait()
    journal = DraftJournal(tmp_path / "drafts")
    kept = journal.all("ilze")
    journal.close()
    assert len(kept) == 1
    # Twenty letters a second are typed.
    assert typed - len(str(kept[0].data["values"]["question"])) <= 20


def test_a_lost_connection_keeps_everything_and_a_retry_saves_once(place: Place) -> None:
    start(place)
    type_question(place, "Nav ūdens")
    request = place.sheet.entry.request
    before = len(rows(place))
    engine = place.desk.office.engine
    file = Path(str(engine.url.database))
    engine.dispose()
    away = file.with_suffix(".away")
    file.rename(away)
    file.mkdir()
    press(Qt.Key.Key_Return, CONTROL)
    place.settle()
    assert "Mēģināt vēlreiz" in [b.text() for b in place.sheet.bars.bars()["save"].findChildren(QPushButton)]
    assert place.sheet.form.values()["question"] == "Nav ūdens"
    place.qtbot.waitUntil(lambda: drafts(place) == ["Nav ūdens"])
    file.rmdir()
    away.rename(file)
    click(place, "save", "Mēģināt vēlreiz")
    place.wait_closed()
    assert len(rows(place)) == before + 1
    with engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM contact WHERE request = :r"), {"r": request})
        assert found.scalar() == 1


def test_an_entry_saved_already_is_not_registered_twice(place: Place) -> None:
    start(place)
    type_question(place, "Nav ūdens")
    entry = place.sheet.entry
    Contacts(place.desk.office).save(ContactDraft(fields=place.sheet.fields(), request=entry.request))
    before = len(rows(place))
    press(Qt.Key.Key_Return, CONTROL)
    place.wait_closed()
    assert len(rows(place)) == before


def test_an_edit_changes_only_what_was_changed_and_can_be_taken_back(place: Place) -> None:
    contact_id = edit(place)
    number = rows(place)[0].number
    assert place.sheet.title.text() == f"Saziņa Nr. {number}"
    place.sheet.form.focus("address")
    press(Qt.Key.Key_End)
    write("a")
    press(Qt.Key.Key_Return, CONTROL)
    place.wait_closed()
    assert Contacts(place.desk.office).detail(contact_id).events[-1].text == "address"
    press(Qt.Key.Key_Z, CONTROL)
    assert Contacts(place.desk.office).detail(contact_id).fields.address == "Liepu iela 21"


def test_an_edit_left_untouched_leaves_no_draft(place: Place) -> None:
    edit(place)
    leave(place)
    assert place.desk.drafts.all("ilze") == []


def test_another_persons_change_of_another_field_is_merged(place: Place) -> None:
    contact_id = edit(place)
    change(colleague(place), contact_id, notes="Zvanīja arī vakar")
    place.qtbot.waitUntil(lambda: bool(place.bar("changed")))
    assert place.bar("changed") == "Šo ierakstu šodien 10:31 mainīja Dace Bērziņa."
    type_question(place, "!")
    press(Qt.Key.Key_Return, CONTROL)
    place.wait_closed()
    assert place.toast() == "Apvienots. Mainīja arī: Dace Bērziņa"
    assert Contacts(place.desk.office).detail(contact_id).fields.notes == "Zvanīja arī vakar"


def test_after_an_outage_an_open_record_is_looked_at_again(place: Place) -> None:
    contact_id = edit(place)
    quiet = replace(place.desk.office, hub=Hub())
    dace = Contacts(replace(quiet, actor=Actor("dace", "Dace Bērziņa", frozenset({Role.HEAD}))))
    change(dace, contact_id, notes="Zvanīja arī vakar")
    place.desk.office.hub.publish(Changes("contacts", ()))
    place.qtbot.waitUntil(lambda: bool(place.bar("changed")))
    assert place.bar("changed") == "Šo ierakstu šodien 10:31 mainīja Dace Bērziņa."


def test_an_entry_in_the_background_is_looked_at_when_it_comes_to_the_front(place: Place) -> None:
    contact_id = edit(place)
    type_question(place, "!")
    place.sheet.begin({"question": "Cits"})
    place.settle()
    change(colleague(place), contact_id, notes="Zvanīja arī vakar")
    place.settle()
    assert place.bar("changed") == ""
    press(Qt.Key.Key_Tab, CONTROL)
    assert place.sheet.entry.contact_id == contact_id
    place.qtbot.waitUntil(lambda: bool(place.bar("changed")))


def test_the_same_field_changed_by_both_can_stay_mine(place: Place) -> None:
    contact_id = edit(place)
    change(colleague(place), contact_id, subject="Par rēķinu")
    place.sheet.form.field("question").set_value("Par līgumu un grafiku")
    press(Qt.Key.Key_Return, CONTROL)
    place.qtbot.waitUntil(lambda: bool(place.bar("save")))
    assert place.bar("save") == (
        "Ieraksts mainīts. Šo ierakstu 10:31 mainīja Dace Bērziņa. Jūsu izmaiņas nav pazudušas."
    )
    assert place.sheet.form.values()["question"] == "Par līgumu un grafiku"
    click(place, "save", "Paturēt manas")
    place.wait_closed()
    assert Contacts(place.desk.office).detail(contact_id).fields.subject == "Par līgumu un grafiku"


def test_compared_field_by_field_only_what_differs_is_chosen(place: Place) -> None:
    contact_id = edit(place)
    change(colleague(place), contact_id, subject="Par rēķinu", address="Liepu iela 22")
    place.sheet.form.field("question").set_value("Par līgumu un grafiku")
    place.sheet.form.field("address").set_value("Liepu iela 23")
    press(Qt.Key.Key_Return, CONTROL)
    place.qtbot.waitUntil(lambda: bool(place.bar("save")))
    click(place, "save", "Salīdzināt")
    compare = place.sheet.comparing
    assert compare is not None
    assert set(compare.choices) == {"subject", "address"}
    mine, theirs = compare.choices["address"]
    assert (mine.text(), theirs.text()) == ("Jūsu", "Dace Bērziņa, šodien 10:31")
    mine.setFocus()
    press(Qt.Key.Key_Right)
    assert theirs.isChecked()
    press(Qt.Key.Key_Return, CONTROL)
    place.wait_closed()
    fields = Contacts(place.desk.office).detail(contact_id).fields
    assert (fields.subject, fields.address) == ("Par līgumu un grafiku", "Liepu iela 22")


def test_escape_in_the_comparison_goes_back_to_the_fields(place: Place) -> None:
    contact_id = edit(place)
    change(colleague(place), contact_id, subject="Par rēķinu")
    place.sheet.form.field("question").set_value("Par līgumu")
    press(Qt.Key.Key_Return, CONTROL)
    place.qtbot.waitUntil(lambda: bool(place.bar("save")))
    click(place, "save", "Salīdzināt")
    press(Qt.Key.Key_Escape)
    assert place.sheet.comparing is None
    assert place.sheet.form.values()["question"] == "Par līgumu"


MINE = {"subject": "Par līgumu un grafiku", "address": "Liepu iela 23"}
THEIRS = {"subject": "Par rēķinu", "address": "Liepu iela 22"}


def start_comparing(place: Place) -> int:
    """Two fields changed by both, and „Salīdzināt” pressed by keyboard."""
    contact_id = edit(place)
    change(colleague(place), contact_id, **THEIRS)
    place.sheet.form.field("question").set_value(MINE["subject"])
    place.sheet.form.field("address").set_value(MINE["address"])
    press(Qt.Key.Key_Return, CONTROL)
    place.qtbot.waitUntil(lambda: bool(place.bar("save")))
    place.sheet.bars.bars()["save"].buttons[0].setFocus()
    press(Qt.Key.Key_Space)
    return contact_id


def test_the_comparison_is_worked_by_keys_alone(place: Place) -> None:
    contact_id = start_comparing(place)
    compare = place.sheet.comparing
    assert compare is not None
    first, second = compare.choices
    (mine, theirs), (my_second, their_second) = compare.choices.values()
    assert mine.hasFocus()
    press(Qt.Key.Key_Up)
    assert mine.hasFocus()
    press(Qt.Key.Key_Right)
    assert theirs.hasFocus()
    press(Qt.Key.Key_Down)
    assert (my_second.hasFocus(), theirs.isChecked(), my_second.isChecked()) == (True, True, True)
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert theirs.hasFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Left)
    assert my_second.hasFocus() and not their_second.isChecked()
    press(Qt.Key.Key_Tab)
    assert place.sheet.cancel_button.hasFocus()
    press(Qt.Key.Key_Tab)
    assert place.here == "save"
    press(Qt.Key.Key_Return, CONTROL)
    place.wait_closed()
    fields = Contacts(place.desk.office).detail(contact_id).fields
    assert getattr(fields, first) == THEIRS[first]
    assert getattr(fields, second) == MINE[second]
    assert place.toast() == "Apvienots. Mainīja arī: Dace Bērziņa"


def test_f6_comes_back_to_the_comparison(place: Place) -> None:
    start_comparing(place)
    compare = place.sheet.comparing
    assert compare is not None
    press(Qt.Key.Key_F6)
    assert not place.sheet.isAncestorOf(focused())
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert compare.isAncestorOf(focused())
    press(Qt.Key.Key_Escape)
    assert place.sheet.comparing is None
    assert place.here == "question"


def test_mine_can_be_kept_from_the_comparison_too(place: Place) -> None:
    contact_id = start_comparing(place)
    click(place, "save", "Paturēt manas")
    place.wait_closed()
    fields = Contacts(place.desk.office).detail(contact_id).fields
    assert {"subject": fields.subject, "address": fields.address} == MINE


def test_a_draft_of_an_edit_keeps_what_it_started_from(place: Place) -> None:
    edit(place)
    type_question(place, "!")
    place.sheet._snapshot()
    entry = place.sheet.entry
    again = Entry.from_data(entry.request, entry.to_data(), entry.opened_at)
    assert (again.base, again.version, again.values) == (entry.base, entry.version, entry.values)
