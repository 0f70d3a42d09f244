"""The staff is written into the table as into a spreadsheet, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.first_run.conftest import Open
from tests.ui.first_run.test_view import here, name_administrator, to_administrator
from tests.ui.kit.keys import CONTROL, focused, press, write
from ui.first_run.employees import EmployeesStep
from ui.first_run.view import FirstRun

ENTER, TAB, BACKTAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape
SHIFT = Qt.KeyboardModifier.ShiftModifier


def key(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, and what it begins."""
    press(which, held)
    QApplication.processEvents()


def at_employees(open_first_run: Open) -> FirstRun:
    view = open_first_run()
    to_administrator(view)
    name_administrator()
    assert here(view) is view.employees
    return view


@pytest.fixture
def step(open_first_run: Open) -> Iterator[EmployeesStep]:
    view = at_employees(open_first_run)
    view.employees.grid.setFocus()
    yield view.employees


def test_letters_write_at_once_and_enter_and_tab_go_from_cell_to_cell(step: EmployeesStep) -> None:
    write("Ilze Kalniņa")
    key(TAB)
    write("Speciāliste")
    key(ENTER)
    write("Klientu daļa")
    key(ENTER)
    write("63000201")
    key(TAB)
    key(TAB)
    write("12. kab.")
    key(TAB)
    write("Šķēle")
    key(ENTER)
    assert step.rows == [
        {
            "name": "Ilze Kalniņa",
            "job_title": "Speciāliste",
            "unit": "Klientu daļa",
            "phone": "63000201",
            "place": "12. kab.",
        },
        {"name": "Šķēle"},
    ]


def test_shift_tab_goes_back_and_esc_leaves_what_stood_there(step: EmployeesStep) -> None:
    write("Ilze")
    key(TAB)
    write("x")
    key(BACKTAB, SHIFT)
    assert isinstance(focused(), QLineEdit)
    assert step.grid.currentIndex().column() == 0
    write("Anna")
    key(ESC)
    assert focused() is step.grid
    assert step.rows == [{"name": "Ilze", "job_title": "x"}]


def test_a_marked_cell_is_overwritten_by_the_first_letter_and_opened_by_enter(step: EmployeesStep) -> None:
    write("Ilze")
    key(ENTER)
    key(ESC)
    key(Qt.Key.Key_Left)
    write("Š")
    editor = focused()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Š"
    key(ESC)
    key(ENTER)
    editor = focused()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Ilze"


def test_tab_beside_an_edit_leaves_the_table_and_an_empty_row_is_nobody(open_first_run: Open) -> None:
    view = at_employees(open_first_run)
    view.employees.grid.setFocus()
    write("Ilze")
    for _cell in range(6):
        key(TAB)
    assert view.employees.grid.sheet.rowCount() == 2
    key(ESC)
    key(TAB)
    assert not view.employees.grid.isAncestorOf(focused())
    view.employees.grid.setFocus()
    key(ENTER, CONTROL)
    assert here(view) is view.terms
    assert [person.name for person in view.employees.employees()] == ["Ilze"]


@pytest.mark.parametrize("size", [(1366, 688), (911, 432)])
def test_every_column_is_whole(open_first_run: Open, size: tuple[int, int]) -> None:
    view = at_employees(open_first_run)
    view.resize(*size)
    grid = view.employees.grid
    view.employees.paste("".join(f"Persona {at}\tAmats\n" for at in range(30)))
    QApplication.processEvents()
    last = len(grid.sheet.columns) - 1
    assert grid.columnViewportPosition(last) + grid.columnWidth(last) <= grid.viewport().width()
