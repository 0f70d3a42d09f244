"""An old journal is read in by keyboard alone; nothing is written before the button, all of it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter
from app.core.permissions import Actor, Role
from app.office import Office
from tests.support.desks import RecordingShell
from tests.ui.kit.keys import ALT, CONTROL, focused, press, write
from ui.contacts.import_sheet import open_import
from ui.kit.desk import Desk
from ui.kit.import_sheet import ImportSheet

HEADINGS = ("Nr.", "Datums", "Laiks", "Saziņas veids", "Klients", "Tālrunis", "Jautājums", "Rezultāts")
ROWS = (
    (1, "02.03.2026", "9:15", "Tālrunis", "Dzintra Bērziņa", "26000417", "Lūdz pārrēķinu", "Atbildēts"),
    (2, "02.03.2026", "9:40", "Klātienē", "Ārija Šķēle", "", "Konteinera maiņa", "Atbildēts"),
    (None,) * 8,
    (2, "02.03.2026", "9:40", "Klātienē", "Ārija Šķēle", "", "Konteinera maiņa", "Atbildēts"),
    (3, "31.02.2026", "10:00", "Tālrunis", "Vilnis Žagars", "", "Rēķina kopija", "Atbildēts"),
    ("Kopā", None, None, None, None, None, 4, None),
)
NBSP = "\u00a0"


def workbook(path: Path, headings: Sequence[str] = HEADINGS, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["SIA „Bērzaines komunālserviss” saziņas žurnāls"])
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    book.close()
    return path


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, shell: RecordingShell) -> QWidget:
    window = QWidget()
    QLineEdit(window).setFocus()
    qtbot.addWidget(window)
    window.resize(1100, 640)
    window.show()
    QTest.qWaitForWindowActive(window)
    shell.window = window
    return window


def journal(office: Office, *, annulled: bool = False) -> int:
    return JournalList(office).count(ContactFilter(annulled=annulled))


def at_columns(qtbot: QtBot, sheet: ImportSheet) -> None:
    qtbot.waitUntil(lambda: sheet.steps.currentWidget() is sheet.columns)


def at_report(qtbot: QtBot, sheet: ImportSheet) -> None:
    qtbot.waitUntil(lambda: sheet.steps.currentWidget() is sheet.report)


def test_a_journal_is_read_in_and_taken_back_by_keyboard(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, screen_office: Office, tmp_path: Path
) -> None:
    workbook(tmp_path / "zurnals.xlsx")
    sheet = open_import(desk)
    press(Qt.Key.Key_O, CONTROL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(tmp_path / "zurnals.xlsx"))
    QTest.keyClick(name, Qt.Key.Key_Return)
    at_columns(qtbot, sheet)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is sheet.next_button)
    press(Qt.Key.Key_Return)
    at_report(qtbot, sheet)
    assert sheet.report.lines() == [
        ("Rindas datnē", "6"),
        ("Tiks ielasītas", "2"),
        ("Tukšas, izlaistas", "1"),
        ("Starpsummas un virsraksti, izlaistas", "1"),
        ("Jau ir žurnālā (dublikāti)", "1"),
        ("Noraidītas", "1"),
    ]
    assert sheet.report.rows()[0][0] == "7"
    assert sheet.next_button.text() == "Ielasīt 2 rindas"
    assert journal(screen_office) == 0
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert desk.words(shell.toasts[-1].text) == "Ielasītas rindas: 2"
    assert journal(screen_office) == 2
    assert isinstance(focused(), QLineEdit)
    desk.undo.undo()
    qtbot.waitUntil(lambda: journal(screen_office) == 0)
    assert journal(screen_office, annulled=True) == 2
    desk.undo.redo()
    qtbot.waitUntil(lambda: journal(screen_office) == 2)


def test_the_first_rows_are_shown_under_the_fields_they_go_to(
    qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path
) -> None:
    sheet = open_import(desk, workbook(tmp_path / "zurnals.xlsx"))
    at_columns(qtbot, sheet)
    table = sheet.columns.table.content
    assert table.titles[:5] == ("Nr.", "Datums", "Laiks", "Kanāls", "Klients")
    assert list(table.rows[0])[:5] == ["1", "02.03.2026", "9:15", "Tālrunis", "Dzintra Bērziņa"]
    assert sheet.columns.choices["client"].text() == "Klients"


def test_a_required_field_without_a_column_is_asked_for(
    qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path
) -> None:
    headings = tuple("Kas vispār bija" if heading == "Jautājums" else heading for heading in HEADINGS)
    sheet = open_import(desk, workbook(tmp_path / "zurnals.xlsx", headings))
    at_columns(qtbot, sheet)
    subject = sheet.columns.choices["subject"]
    assert focused() is subject.focus_target()
    press(Qt.Key.Key_Return)
    assert "nav atrasta kolonna" in subject.error()
    write("Kas")
    press(Qt.Key.Key_Return)
    assert subject.text() == "Kas vispār bija"
    assert subject.error() == ""
    press(Qt.Key.Key_Return, CONTROL)
    at_report(qtbot, sheet)
    assert sheet.plan is not None
    assert len(sheet.plan.entries) == 2


def test_a_column_serves_one_field(qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path) -> None:
    sheet = open_import(desk, workbook(tmp_path / "zurnals.xlsx"))
    at_columns(qtbot, sheet)
    notes = sheet.columns.choices["notes"]
    notes.focus_target().setFocus()
    press(Qt.Key.Key_A, CONTROL)
    write("Rezult")
    press(Qt.Key.Key_Return)
    assert notes.text() == "Rezultāts"
    assert sheet.columns.choices["outcome"].text() == "Datnē nav"


Break = Callable[[Path], object]


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("tukss.csv", lambda path: path.write_bytes(b""), "ir tukša"),
        ("virsraksti.csv", lambda path: path.write_text("a;b\n1;2\n"), "nav atrasti kolonnu virsraksti"),
        ("bojats.xlsx", lambda path: path.write_bytes(b"PK\x03\x04" + bytes(200)), "bojat"),
        ("parole.xlsx", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)), "paroli"),
        ("nav.csv", lambda path: None, "vairs nav"),
        ("mape.csv", lambda path: path.mkdir(), "ir mape"),
    ],
)
def test_a_bad_file_is_refused_in_place_and_another_can_be_chosen(
    qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path, name: str, make: Break, words: str
) -> None:
    make(tmp_path / name)
    sheet = open_import(desk, tmp_path / name)
    qtbot.waitUntil(lambda: bool(sheet.message.text()))
    assert words in sheet.message.text()
    assert focused() is sheet.choose.button
    sheet.open_file(workbook(tmp_path / "labs.xlsx"))
    at_columns(qtbot, sheet)
    assert sheet.message.text() == ""


def test_the_same_file_again_brings_nothing_new(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "zurnals.xlsx")
    for expected in (True, False):
        sheet = open_import(desk, path)
        at_columns(qtbot, sheet)
        press(Qt.Key.Key_Return, CONTROL)
        at_report(qtbot, sheet)
        assert sheet.next_button.isEnabled() is expected
        press(Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: bool(shell.toasts))
    assert sheet.next_button.toolTip() == "Šajā datnē nav nekā jauna."


def test_a_stopped_import_leaves_nothing(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, screen_office: Office, tmp_path: Path
) -> None:
    rows = [(n, "02.03.2026", "9:15", "Tālrunis", f"Klients {n}", "", f"Jautājums {n}", "") for n in range(1500)]
    sheet = open_import(desk, workbook(tmp_path / "liels.xlsx", rows=rows))
    at_columns(qtbot, sheet)
    press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: sheet.steps.currentWidget() is sheet.report, timeout=20_000)
    press(Qt.Key.Key_Return)
    shell.rows[-1].stop()
    qtbot.waitUntil(lambda: bool(shell.toasts), timeout=20_000)
    assert desk.words(shell.toasts[-1].text) == "Ielasīšana pārtraukta. Žurnālam nekas nav pievienots."
    assert journal(screen_office) == 0
    assert desk.undo.undo() is None


def test_alt_left_goes_back_to_the_columns_and_esc_closes(
    qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path
) -> None:
    sheet = open_import(desk, workbook(tmp_path / "zurnals.xlsx"))
    at_columns(qtbot, sheet)
    press(Qt.Key.Key_Return)
    at_report(qtbot, sheet)
    press(Qt.Key.Key_Left, ALT)
    assert sheet.steps.currentWidget() is sheet.columns
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_the_refused_rows_can_be_copied(qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path) -> None:
    sheet = open_import(desk, workbook(tmp_path / "zurnals.xlsx"))
    at_columns(qtbot, sheet)
    press(Qt.Key.Key_Return)
    at_report(qtbot, sheet)
    sheet.report.copy_button.setFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.clipboard().text().startswith("7\tŠāda datuma nav")


def test_who_may_not_import_is_told_who_may(
    qtbot: QtBot, desk: Desk, window: QWidget, screen_office: Office
) -> None:
    from dataclasses import replace

    clerk = replace(screen_office, actor=Actor("dace", "Dace Bērziņa", frozenset({Role.CLERK})))
    sheet = open_import(replace(desk, office=clerk))
    assert sheet.message.text().startswith("Šo darbību var veikt:")
    assert not sheet.choose.button.isEnabled()
