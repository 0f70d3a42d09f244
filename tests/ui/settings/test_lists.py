"""Units and job titles, changed in their tables."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.directory.service import Directory
from tests.ui.kit.keys import press, write
from tests.ui.settings.test_page import DELETE, ENTER, Open, administrator, lists, opened

UNITS, TITLES = 4, 5


@pytest.fixture
def directory(opened: Open) -> Directory:
    return Directory(opened.desk.office)


def typed(opened: Open, editor: Any, column: int, text: str) -> None:
    editor.grid.setFocus()
    editor.grid.setCurrentIndex(editor.grid.sheet.index(max(editor.grid.row(), 0), column))
    press(Qt.Key.Key_F3)
    write(text)
    press(ENTER)
    opened.wait()


def test_units_are_added_renamed_and_hidden(opened: Open, directory: Directory) -> None:
    before = {unit.name for unit in directory.units()}
    editor = lists(opened, UNITS)
    editor.add.click()
    write("Noliktava")
    press(ENTER)
    opened.wait()
    assert {unit.name for unit in directory.units()} == before | {"Noliktava"}
    typed(opened, editor, 0, "Noliktavas daļa")
    assert {unit.name for unit in directory.units()} == before | {"Noliktavas daļa"}
    editor.grid.setFocus()
    press(DELETE)
    opened.wait()
    assert {unit.name for unit in directory.units()} == before
    opened.undo()
    assert "Noliktavas daļa" in {unit.name for unit in directory.units()}


def test_a_job_title_tells_whom_it_serves(opened: Open, directory: Directory) -> None:
    editor = lists(opened, TITLES)
    editor.add.click()
    write("Speciālists")
    press(ENTER)
    opened.wait()
    typed(opened, editor, 1, "Speciāliste")
    editor.grid.setFocus()
    editor.grid.setCurrentIndex(editor.grid.sheet.index(0, 2))
    press(Qt.Key.Key_Space)
    opened.wait()
    (title,) = directory.job_titles()
    assert (title.name, title.other_form) == ("Speciālists", "Speciāliste")
    assert (title.serves_counter, title.visits_clients) == (True, False)
    opened.undo()
    assert not directory.job_titles()[0].serves_counter


def test_a_job_title_stands_in_the_list_once(opened: Open, directory: Directory) -> None:
    editor = lists(opened, TITLES)
    for _ in range(2):
        editor.add.click()
        write("Juriste")
        press(ENTER)
        opened.wait()
    assert [title.name for title in directory.job_titles()] == ["Juriste"]
    assert editor.told.text() == "Amats jau ir sarakstā: Juriste."


__all__ = ["administrator", "opened"]
