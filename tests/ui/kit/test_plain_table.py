"""A table to read: titles stand over their texts, and rows can be taken along."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from tests.ui.kit.keys import CONTROL, press
from ui.kit.desk import Desk
from ui.kit.plain_table import PlainTable

WIDTHS = (120, 160, 120)


@pytest.fixture
def table(qtbot: QtBot, desk: Desk) -> PlainTable:
    table = PlainTable(desk.look)
    qtbot.addWidget(table)
    table.resize(460, 140)
    table.fill(("Hlts", "Hnis", "Hols"), (("Hlts", "Hnis", "Hols"), ("a\nb", "c", "d")), WIDTHS)
    with qtbot.waitExposed(table):
        table.show()
    return table


def left_of_ink(picture: QImage, box: QRect) -> int:
    """How far from the left of ``box`` the first dark column is."""
    for x in range(box.width()):
        if any(picture.pixelColor(box.left() + x, box.top() + y).lightness() < 150 for y in range(box.height())):
            return x
    raise AssertionError("nothing is written here")


def test_titles_stand_over_their_texts(table: PlainTable, desk: Desk) -> None:
    picture = table.grab().toImage()
    head = table.horizontalHeader().height()
    for column in range(3):
        left, width = table.columnViewportPosition(column), table.columnWidth(column) - 8
        title = left_of_ink(picture, QRect(left, 4, width, head - 8))
        text = left_of_ink(picture, QRect(left, head + 4, width, table.rowHeight(0) - 8))
        assert abs(title - text) <= 1  # the bold of a title is a hair wider


def test_all_rows_are_copied_where_none_is_chosen(table: PlainTable) -> None:
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    table.clearSelection()
    press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Hlts\tHnis\tHols\na b\tc\td"
