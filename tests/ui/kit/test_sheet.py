"""The side sheet: over the page, the keyboard comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.i18n import Translator
from tests.ui.kit.keys import focused
from ui.kit.look import Look
from ui.kit.sheet import Sheet, SheetHost

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Note(Sheet):
    """A sheet with one line."""

    def __init__(self, look: Look, words: Translator) -> None:
        super().__init__(look, words)
        self.columns = 0
        self.line = QLineEdit()
        self.body.addWidget(self.line)

    def set_columns(self, columns: int) -> None:
        self.columns = columns

    def focus_first(self) -> None:
        self.line.setFocus()


class Place:
    """A window with a line behind the sheets."""

    def __init__(self, qtbot: QtBot, tr: Translator) -> None:
        self.look, self.tr = Look("light"), tr
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.behind = QLineEdit()
        QVBoxLayout(self.window).addWidget(self.behind)
        self.window.resize(1366, 688)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.behind.setFocus()
        self.host = SheetHost(self.window)

    def note(self) -> Note:
        return Note(self.look, self.tr)


@pytest.fixture
def place(qtbot: QtBot, tr: Translator) -> Place:
    return Place(qtbot, tr)


def test_typing_begins_in_the_sheet_and_esc_gives_the_keyboard_back(place: Place) -> None:
    sheet = place.note()
    place.host.open(sheet)
    assert sheet.line.hasFocus()
    QTest.keyClick(sheet.line, Qt.Key.Key_Escape)
    assert place.host.sheet is None
    assert place.behind.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_goes_round_within_the_sheet(place: Place, key: Qt.Key) -> None:
    QLineEdit(place.window).show()
    sheet = place.note()
    place.host.open(sheet)
    stops = []
    for _ in range(4):
        QTest.keyClick(focused(), key)
        stops.append(focused())
    assert stops == [sheet.close_button, sheet.line] * 2
    # The page behind can be gone to, and is walked through as ever.
    place.behind.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert not place.behind.hasFocus()


def test_a_second_sheet_takes_the_place_of_the_first_and_remembers_who_opened_it(place: Place) -> None:
    place.host.open(place.note())
    second = place.note()
    place.host.open(second)
    assert place.host.sheet is second
    place.host.close()
    assert place.behind.hasFocus()


@pytest.mark.parametrize(
    ("size", "full_width", "columns"),
    [((1366, 688), False, 1), ((1093, 600), True, 1), ((911, 432), True, 2), ((683, 304), True, 1)],
)
def test_the_sheet_fits_the_window(
    place: Place, qtbot: QtBot, size: tuple[int, int], full_width: bool, columns: int
) -> None:
    sheet = place.note()
    place.host.open(sheet)
    place.window.resize(*size)
    qtbot.waitUntil(lambda: (sheet.width() == size[0]) is full_width)
    assert sheet.columns == columns
    assert sheet.height() == size[1]
