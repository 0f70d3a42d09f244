"""The columns of the journal hold what is shown in them at any size of text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from ui.contacts.columns import COLUMNS
from ui.kit.look import Look
from ui.kit.table_delegate import _SIDE


@pytest.mark.parametrize("text_size", [100, 115, 130])
def test_the_day_of_an_earlier_year_is_whole(qapp: QApplication, text_size: int) -> None:
    look = Look("light")
    look.apply(qapp)
    look.use(text_size=text_size)
    letters = QFontMetrics(look.font("body"))
    (time,) = (column for column in COLUMNS if column.key == "at")
    room = look.px(time.width) - 2 * look.px(_SIDE)
    days = [
        f"{day:02}.{month:02}.{year}." for day in range(1, 32) for month in range(1, 13) for year in (2024, 2030)
    ]
    assert max(map(letters.horizontalAdvance, days)) <= room
