"""A list of staff is read in on screen: by keyboard, into the list behind, and taken back whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.permissions import Actor, Role
from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.directory.staff_files import staff_list
from tests.support.desks import RecordingShell
from tests.support.fitting import LongWords, cut_off
from tests.ui.directory.place import Open, people, people_pane
from tests.ui.kit.keys import ALT, CONTROL, focused, press, write
from ui.directory.import_sheet import open_import
from ui.kit.import_sheet import ImportSheet
from ui.kit.look import Look
from ui.settings.personal import ImportSection

if TYPE_CHECKING:
    from ui.kit.desk import Desk

HEADINGS = ("Vārds, uzvārds", "Amats", "Struktūrvienība", "Tālrunis", "Vadītājs")
ROWS: tuple[tuple[object, ...], ...] = (
    ("Ārija Šķēle", "Nodaļas vadītāja", "Klientu nodaļa", "63 000 301, 26 000 301", None),
    ("Žagars, Vilnis", "Speciālists", "Klientu nodaļa", 26000302, "Ārija Šķēle"),
    (None,) * 5,
    ("Elza", "Lietvede", None, None, None),
    ("Vilnis Žagars", "Speciālists", None, 26000302, None),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return staff_list(tmp_path / "darbinieki.xlsx", ROWS, HEADINGS)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, shell: RecordingShell) -> Iterator[QWidget]:
    """A window with a field that has the keyboard, for panels to open over."""
    window = QWidget()
    QLineEdit(window).setFocus()
    qtbot.addWidget(window)
    window.resize(1366, 688)
    window.show()
    QTest.qWaitForWindowActive(window)
    shell.window = window
    yield window
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)


def panel(shell: RecordingShell) -> ImportSheet:
    sheet = shell.panels[-1]
    assert isinstance(sheet, ImportSheet)
    return sheet


def at_columns(qtbot: QtBot, sheet: ImportSheet) -> None:
    qtbot.waitUntil(lambda: sheet.steps.currentWidget() is sheet.columns, timeout=20_000)


def at_report(qtbot: QtBot, sheet: ImportSheet) -> None:
    qtbot.waitUntil(lambda: sheet.steps.currentWidget() is sheet.report, timeout=20_000)


def read_in(qtbot: QtBot, sheet: ImportSheet) -> None:
    """From the columns to the end, by Ctrl+Enter alone."""
    at_columns(qtbot, sheet)
    press(Qt.Key.Key_Return, CONTROL)
    at_report(qtbot, sheet)
    press(Qt.Key.Key_Return, CONTROL)


def names(office: Office) -> list[str]:
    return [person.name for person in Directory(office).employees()]


def choose_file(path: Path) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)


def test_a_list_is_read_in_from_the_page_and_stands_in_it(
    qtbot: QtBot, opened: Open, desk: Desk, shell: RecordingShell, path: Path
) -> None:
    shell.window = opened.area
    people_pane(opened).import_button.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_O, CONTROL)
    choose_file(path)
    sheet = panel(shell)
    at_columns(qtbot, sheet)
    assert sheet.columns.choices["manager"].text() == "Vadītājs"
    qtbot.waitUntil(lambda: QApplication.focusWidget() is sheet.next_button)
    press(Qt.Key.Key_Return)
    at_report(qtbot, sheet)
    assert sheet.report.lines() == [
        ("Rindas datnē", "5"),
        ("Tiks ielasītas", "2"),
        ("Tukšas, izlaistas", "1"),
        ("Starpsummas un virsraksti, izlaistas", "0"),
        ("Jau ir sarakstā (dublikāti)", "1"),
        ("Noraidītas", "1"),
    ]
    assert sheet.report.rows() == [("6", "Nav vārda un uzvārda: Elza")]
    assert len(names(desk.office)) == 4
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.toasts), timeout=20_000)
    assert desk.words(shell.toasts[-1].text) == "Ielasīti darbinieki: 2"
    qtbot.waitUntil(lambda: {"Šķēle Ārija", "Žagars Vilnis"} <= set(opened.names()), timeout=20_000)
    vilnis = people(desk)["Vilnis Žagars"]
    assert (vilnis.manager, vilnis.phone, vilnis.unit) == ("Ārija Šķēle", "+37126000302", "Klientu nodaļa")


def test_an_import_is_undone_redone_and_undone_from_the_toast(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, path: Path
) -> None:
    read_in(qtbot, open_import(desk, path))
    qtbot.waitUntil(lambda: bool(shell.toasts), timeout=20_000)
    desk.undo.undo()
    desk.undo.redo()
    desk.undo.undo()
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
    assert names(desk.office) == []
    desk.undo.redo()
    qtbot.waitUntil(lambda: len(names(desk.office)) == 2, timeout=20_000)
    call = shell.toasts[-1].call
    assert call is not None
    call()
    qtbot.waitUntil(lambda: not names(desk.office), timeout=20_000)
    assert desk.words(shell.toasts[-1].text) == "Atsaukts: ielasīta datne „darbinieki.xlsx”"
    assert Directory(desk.office).units() == []


def test_what_was_taken_back_can_be_read_in_anew(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, path: Path
) -> None:
    read_in(qtbot, open_import(desk, path))
    qtbot.waitUntil(lambda: bool(shell.toasts), timeout=20_000)
    desk.undo.undo()
    qtbot.waitUntil(lambda: not names(desk.office), timeout=20_000)
    sheet = open_import(desk, path)
    at_columns(qtbot, sheet)
    press(Qt.Key.Key_Return, CONTROL)
    at_report(qtbot, sheet)
    assert ("No dublikātiem paslēpti; rādīt atkal tos var izvēlēties pie kolonnām", "3") in sheet.report.lines()
    assert sheet.next_button.toolTip() == "Šajā datnē nav nekā jauna."
    press(Qt.Key.Key_Left, ALT)
    sheet.columns.answer.focus_target().setFocus()
    press(Qt.Key.Key_A, CONTROL)
    write("Rādīt")
    press(Qt.Key.Key_Return)
    assert sheet.columns.answer.value() == "show"
    press(Qt.Key.Key_Return, CONTROL)
    at_report(qtbot, sheet)
    assert ("Paslēptie, kurus rādīs atkal", "2") in sheet.report.lines()
    press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(names(desk.office)) == 2, timeout=20_000)
    assert len(Directory(desk.office).employees(hidden=True)) == 2


def test_a_column_of_whole_names_under_the_heading_of_first_names_can_be_chosen(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, tmp_path: Path
) -> None:
    rows = [("Ārija Šķēle", "Lietvede")]
    sheet = open_import(desk, staff_list(tmp_path / "saraksts.xlsx", rows, ("Vārds", "Amats")))
    at_columns(qtbot, sheet)
    name = sheet.columns.choices["name"]
    assert focused() is name.focus_target()
    press(Qt.Key.Key_Return, CONTROL)
    assert name.error() == "Laukam „Vārds un uzvārds” nav atrasta kolonna. Izvēlieties to."
    write("Vārds")
    press(Qt.Key.Key_Return)
    assert (name.text(), name.error()) == ("Vārds", "")
    assert sheet.columns.choices["first_name"].text() == "Datnē nav"
    press(Qt.Key.Key_Return, CONTROL)
    at_report(qtbot, sheet)
    press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: names(desk.office) == ["Ārija Šķēle"], timeout=20_000)


def test_a_stopped_import_adds_nobody(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, tmp_path: Path
) -> None:
    rows = [(f"Persona {number}", "Amats", "Daļa", None, None) for number in range(1500)]
    sheet = open_import(desk, staff_list(tmp_path / "liels.xlsx", rows, HEADINGS))
    read_in(qtbot, sheet)
    shell.rows[-1].stop()
    qtbot.waitUntil(lambda: bool(shell.toasts), timeout=20_000)
    assert desk.words(shell.toasts[-1].text) == "Ielasīšana pārtraukta. Sarakstam neviens nav pievienots."
    assert (names(desk.office), Directory(desk.office).units(), desk.undo.undo()) == ([], [], None)


def test_who_may_not_edit_the_list_finds_no_import(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, screen_office: Office
) -> None:
    clerk = replace(screen_office, actor=Actor("dace", "Dace Bērziņa", frozenset({Role.CLERK})))
    theirs = replace(desk, office=clerk)
    opened = Open(theirs, shell, qtbot)
    assert not any("Importēt" in action.text() for action in opened.page.page_actions())
    assert not hasattr(people_pane(opened), "import_button")
    assert shiboken6.isValid(opened.page)
    sheet = open_import(theirs)
    assert sheet.message.text().startswith("Šo darbību var veikt:")
    assert not sheet.choose.button.isEnabled()


def test_the_palette_and_the_settings_lead_to_the_import(
    qtbot: QtBot, opened: Open, desk: Desk, shell: RecordingShell
) -> None:
    texts = {action.text(): action for action in opened.page.page_actions()}
    texts["Importēt darbinieku sarakstu…"].trigger()
    assert panel(shell).title.text() == "Ielasīt darbinieku sarakstu"
    administrator = replace(desk.office, actor=Actor("anna", "Anna", frozenset({Role.ADMINISTRATOR})))
    section = ImportSection(replace(desk, office=administrator))
    qtbot.addWidget(section)
    assert list(section.buttons) == ["ui.directory.import_sheet"]
    section.buttons["ui.directory.import_sheet"].click()
    assert panel(shell).title.text() == "Ielasīt darbinieku sarakstu"
    assert list(ImportSection(desk).buttons) == ["ui.contacts.import_sheet", "ui.directory.import_sheet"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 688), (911, 432), (683, 304)])
def test_nothing_is_cut_off_at_any_step(
    qapp: QApplication,
    qtbot: QtBot,
    desk: Desk,
    shell: RecordingShell,
    window: QWidget,
    path: Path,
    theme: str,
    size: tuple[int, int],
) -> None:
    words = LongWords("lv")
    words.longer = size[0] > 1000
    look = Look(theme)
    look.apply(qapp)
    window.resize(*size)
    Directory(desk.office).save_employee(EmployeeRecord(name="Ārija Šķēle", phone="+37163000301", hidden=True))
    sheet = open_import(replace(desk, words=words, look=look))
    assert cut_off(sheet) == []
    sheet.open_file(path)
    at_columns(qtbot, sheet)
    assert cut_off(sheet) == []
    sheet.check()
    at_report(qtbot, sheet)
    assert cut_off(sheet) == []


def test_the_counts_scroll_by_keyboard_where_the_window_is_low(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, tmp_path: Path
) -> None:
    rows = [*ROWS, ("Rita Sila", "Lietvede", None, "zvanīt Rudītei", "Jānis Nezināmais")]
    window.resize(683, 304)
    sheet = open_import(desk, staff_list(tmp_path / "saraksts.xlsx", rows, HEADINGS))
    at_columns(qtbot, sheet)
    press(Qt.Key.Key_Return)
    at_report(qtbot, sheet)
    last = sheet.report.counts[-1][1]
    qtbot.waitUntil(lambda: last.visibleRegion().isEmpty())
    press(Qt.Key.Key_PageDown)
    assert not last.visibleRegion().isEmpty()
    press(Qt.Key.Key_PageUp)
    assert last.visibleRegion().isEmpty()
