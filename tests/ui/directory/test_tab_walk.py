"""Tab goes from the first field to the save button of each sheet, past every field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.directory.place import Open, go_to
from tests.ui.kit.keys import ALT, CONTROL, missed, press, walk
from ui.directory.absence_sheet import AbsenceSheet
from ui.directory.event_sheet import EventSheet
from ui.directory.form import RecordSheet


@pytest.mark.parametrize(
    ("register", "key", "modifier"),
    [
        ("", Qt.Key.Key_N, CONTROL),
        ("", Qt.Key.Key_P, ALT),
        ("", Qt.Key.Key_B, ALT),
        ("services", Qt.Key.Key_N, CONTROL),
    ],
    ids=["employee", "staff event", "absence", "service"],
)
def test_tab_goes_through_the_whole_sheet(
    opened: Open, register: str, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    if register:
        go_to(opened, register)
    press(key, modifier)
    opened.wait()
    sheet = opened.shell.sheet()
    assert isinstance(sheet, RecordSheet | AbsenceSheet | EventSheet)
    sheet.form.focus_first()
    assert missed(sheet, walk(sheet.save_button)) == []
