"""The fields of a printout: what it proposes is there to be rewritten."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.cards.printout import PRINTOUTS as CARD_PRINTOUTS
from app.directory.printout import PRINTOUTS
from app.printing.printouts import find
from tests.ui.kit.keys import press, write
from ui.kit.checks import RadioField
from ui.kit.desk import Desk
from ui.kit.print_fields import ParameterFields
from ui.kit.text_area import AreaField

DOOR = find(PRINTOUTS, "door_notice")


@pytest.fixture
def fields(qtbot: QtBot, desk: Desk) -> ParameterFields:
    return shown(qtbot, desk, {})


def shown(qtbot: QtBot, desk: Desk, given: dict[str, str]) -> ParameterFields:
    made = ParameterFields(desk, DOOR, given)
    qtbot.addWidget(made)
    made.show()
    QTest.qWaitForWindowActive(made)
    qtbot.waitUntil(lambda: not made.fields["hours"].is_empty(), timeout=20_000)
    return made


def area(fields: ParameterFields, name: str) -> AreaField:
    field = fields.fields[name]
    assert isinstance(field, AreaField)
    return field


def rewrite(fields: ParameterFields, name: str, text: str) -> None:
    target = fields.fields[name].focus_target()
    target.setFocus()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)
    write(text)


def paper(fields: ParameterFields, desk: Desk) -> str:
    file = BytesIO()
    DOOR.render(desk.office, file, desk.words, **fields.values())
    return PdfReader(file).pages[0].extract_text()


def test_the_week_and_the_changes_stand_there_and_the_paper_is_told_nothing_of_them(
    fields: ParameterFields,
) -> None:
    assert area(fields, "hours").value().startswith("Pirmdiena  8:00–17:00\nOtrdiena")
    assert "24.–26." in area(fields, "changes").value()
    assert fields.fields["from"].value() == date(2026, 11, 20)
    assert fields.values() == {"size": "a4"}


def test_changes_follow_the_first_day_of_the_notice(qtbot: QtBot, fields: ParameterFields) -> None:
    rewrite(fields, "from", "1.2.2027")
    qtbot.waitUntil(lambda: area(fields, "changes").is_empty(), timeout=20_000)
    assert fields.values()["from"] == date(2027, 2, 1)


def test_a_text_that_was_rewritten_stays(qtbot: QtBot, desk: Desk, fields: ParameterFields) -> None:
    rewrite(fields, "changes", "Remonts  zvaniet")
    rewrite(fields, "from", "1.2.2027")
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
    assert area(fields, "changes").value() == "Remonts  zvaniet"
    assert fields.values()["changes"] == "Remonts  zvaniet"
    assert "Remonts" in paper(fields, desk)


def test_a_text_that_was_emptied_is_printed_as_nothing(desk: Desk, fields: ParameterFields) -> None:
    assert "Pirmdiena" in paper(fields, desk)
    rewrite(fields, "hours", "x")
    press(Qt.Key.Key_Backspace)
    assert fields.values()["hours"] == ""
    assert "Pirmdiena" not in paper(fields, desk)


def test_what_is_proposed_speaks_the_language_of_the_paper(qtbot: QtBot, fields: ParameterFields) -> None:
    fields.speak("en")
    qtbot.waitUntil(lambda: area(fields, "hours").value().startswith("Monday"), timeout=20_000)


def test_what_the_caller_gives_is_not_proposed_anew(qtbot: QtBot, desk: Desk) -> None:
    fields = shown(qtbot, desk, {"changes": "Svētkos slēgts"})
    assert area(fields, "changes").value() == "Svētkos slēgts"
    assert fields.values()["changes"] == "Svētkos slēgts"


def test_enter_makes_a_new_line_in_a_text_of_lines(fields: ParameterFields) -> None:
    rewrite(fields, "hours", "P  8-12")
    press(Qt.Key.Key_Return)
    write("O  9-12")
    assert area(fields, "hours").value() == "P  8-12\nO  9-12"


@pytest.mark.parametrize(
    ("key", "choice", "meant", "other"),
    [
        ("staff_id", "layout", "sheet", "single"),
        ("name_card", "layout", "sheet", "single"),
        ("desk_plate", "form", "door", "desk"),
    ],
)
def test_the_first_free_place_is_asked_only_where_a_sheet_is_cut(
    qtbot: QtBot, desk: Desk, key: str, choice: str, meant: str, other: str
) -> None:
    made = ParameterFields(desk, find(CARD_PRINTOUTS, key), {"start": "3"})
    qtbot.addWidget(made)
    made.show()
    field = made.fields[choice]
    choices = next(each.choices for each in find(CARD_PRINTOUTS, key).parameters if each.name == choice)
    assert isinstance(field, RadioField)
    for value, shown in ((meant, True), (other, False), (meant, True)):
        field.buttons()[[code for code, _name in choices].index(value)].click()
        assert made.fields["start"].isVisible() == shown
        assert made.values().get("start") == ("3" if shown else None)
