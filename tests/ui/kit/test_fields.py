"""Each field by itself: what it takes, what it says, how it is named for readers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.errors import UserError
from app.core.i18n import N_
from tests.ui.kit.gallery import OUTCOMES, plain_words, read_date, show_date
from tests.ui.kit.keys import CONTROL, focused, press, write
from ui.kit.checks import CheckField, RadioField
from ui.kit.choice import ChoiceField
from ui.kit.fields import Field, Option
from ui.kit.line_fields import LineField
from ui.kit.look import Look
from ui.kit.parsed_fields import DateField, NumberField, PhoneField, TimeField
from ui.kit.segmented import SegmentedField
from ui.kit.text_area import AreaField


def open_field(field: Field, qtbot: QtBot) -> None:
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()


def read_phone(text: str) -> str:
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) != 8:
        raise UserError(N_("A phone number has 8 digits; begin a foreign one with +."))
    return "+371" + digits


def show_phone(number: str) -> str:
    if not number.startswith("+371"):
        raise ValueError(number)
    return f"{number[4:6]} {number[6:9]} {number[9:]}"


def read_time(text: str) -> time:
    return time(int(text[:2]), int(text[-2:]))


def test_an_error_takes_the_place_of_the_help(look: Look, qtbot: QtBot) -> None:
    field = LineField(look)
    field.set_label("&Tālrunis")
    field.set_help("8 cipari")
    field.set_required()
    open_field(field, qtbot)
    field.set_error("Jābūt 8 cipariem.")
    assert field.error() == "Jābūt 8 cipariem."
    assert field.line.property("bad") is True
    shown = [label.text() for label in field.findChildren(type(field._label)) if label.isVisible()]
    assert sorted(shown) == ["&Tālrunis", "*", "Jābūt 8 cipariem."]
    field.set_error("")
    shown = [label.text() for label in field.findChildren(type(field._label)) if label.isVisible()]
    assert sorted(shown) == ["&Tālrunis", "*", "8 cipari"]
    assert field.line.property("bad") is False


@pytest.mark.parametrize("make", [LineField, AreaField, ChoiceField])
def test_a_field_in_error_shows_that_it_has_the_keyboard(
    look: Look, qtbot: QtBot, make: Callable[[Look], Field]
) -> None:
    field = make(look)
    open_field(field, qtbot)
    field.set_error("Ierakstiet jautājumu.")
    control = field._control

    def colours() -> set[str]:
        picture = control.grab().toImage()
        middle = picture.height() // 2
        return {picture.pixelColor(x, middle).name() for x in range(8)}

    bad, accent = look.colour("bad").name(), look.colour("accent").name()
    qtbot.waitUntil(lambda: {bad, accent} <= colours())
    field.focus_target().clearFocus()
    qtbot.waitUntil(lambda: accent not in colours())
    assert bad in colours()


def test_a_long_error_under_a_narrow_field_is_shown_whole(look: Look, qtbot: QtBot) -> None:
    field = LineField(look)
    field.set_control_width(150)
    open_field(field, qtbot)
    field.set_error("Lai atzvanītu, vajadzīgs tālruņa numurs.")
    error = field._error
    assert error is not None
    room = QRect(0, 0, 131, 0)
    needed = error.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, error.text()).height()
    assert needed > error.fontMetrics().height()
    qtbot.waitUntil(lambda: error.height() >= needed and field.rect().contains(error.geometry()))


def test_the_label_names_the_control_and_its_letter_reaches_it(look: Look, qtbot: QtBot) -> None:
    field = LineField(look)
    field.set_label("&Tālrunis")
    open_field(field, qtbot)
    assert field.line.accessibleName() == "Tālrunis"
    field.line.clearFocus()
    QTest.keyClick(field, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert field.line.hasFocus()


def test_a_disabled_field_says_why(look: Look, qtbot: QtBot) -> None:
    field = LineField(look)
    qtbot.addWidget(field)
    field.set_off("Šo darbību var veikt: lēmuma pieņēmējs.")
    assert not field.isEnabled()
    assert field.toolTip() == "Šo darbību var veikt: lēmuma pieņēmējs."
    field.set_off("")
    assert field.isEnabled()


def test_a_date_is_written_tidily_on_leaving_and_steps_by_days(look: Look, qtbot: QtBot) -> None:
    field = DateField(look, plain_words, read_date, show_date, lambda: date(2026, 11, 20))
    open_field(field, qtbot)
    press(Qt.Key.Key_Up)
    assert field.value() == date(2026, 11, 20)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert field.line.text() == "19.11.2026."
    field.line.selectAll()
    write("1.12.2026")
    field.line.clearFocus()
    assert field.line.text() == "01.12.2026."


def test_a_wrong_date_is_told_on_leaving_never_while_typing(look: Look, qtbot: QtBot) -> None:
    field = DateField(look, plain_words, read_date, show_date, lambda: date(2026, 11, 20))
    open_field(field, qtbot)
    write("31.02.2026")
    assert field.error() == ""
    field.line.clearFocus()
    assert field.error() == field.problem() == "Šāda datuma nav."
    assert field.value() is None
    assert not field.is_empty()


def test_a_phone_is_kept_whole_and_shown_in_groups(look: Look, qtbot: QtBot) -> None:
    field = PhoneField(look, plain_words, read_phone, show_phone)
    open_field(field, qtbot)
    write("26000417")
    field.commit()
    assert field.value() == "+37126000417"
    assert field.line.text() == "26 000 417"
    field.set_value("2600")
    assert field.line.text() == "2600"
    field.set_value(None)
    assert field.is_empty()


def test_time_steps_by_quarters_of_an_hour(look: Look, qtbot: QtBot) -> None:
    field = TimeField(look, plain_words, read_time, lambda value: f"{value:%H:%M}")
    open_field(field, qtbot)
    press(Qt.Key.Key_Up)
    assert field.value() is None
    field.set_value(time(14, 40))
    press(Qt.Key.Key_Up)
    assert field.value() == time(14, 45)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert field.value() == time(14, 15)
    field.set_value(time(23, 50))
    press(Qt.Key.Key_Up)
    assert field.value() == time(0, 0)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("12", ""),
        ("1 280", "The number must be from 1 to 100."),
        ("divi", "Write digits only."),
        ("0", "The number must be from 1 to 100."),
    ],
)
def test_a_number_keeps_to_its_bounds(look: Look, qtbot: QtBot, typed: str, error: str) -> None:
    field = NumberField(look, plain_words, 1, 100)
    open_field(field, qtbot)
    write(typed)
    field.commit()
    assert field.error() == error


def test_a_number_counts_with_the_arrows_up_to_its_bounds(look: Look, qtbot: QtBot) -> None:
    field = NumberField(look, plain_words, 1, 2)
    open_field(field, qtbot)
    for _ in range(4):
        press(Qt.Key.Key_Up)
    assert field.value() == 2


def test_longer_text_grows_from_two_lines_to_four(look: Look, qtbot: QtBot) -> None:
    field = AreaField(look)
    open_field(field, qtbot)
    heights = [field.area.height()]
    for _ in range(5):
        press(Qt.Key.Key_Return)
        heights.append(field.area.height())
    line = field.area.fontMetrics().lineSpacing()
    assert [height - heights[0] for height in heights] == [0, 0, line, 2 * line, 2 * line, 2 * line]


@pytest.mark.parametrize(("key", "after"), [(Qt.Key.Key_Space, " "), (Qt.Key.Key_Return, "")])
def test_an_abbreviation_becomes_its_sentence(look: Look, qtbot: QtBot, key: Qt.Key, after: str) -> None:
    field = AreaField(look)
    field.set_snippets({"rek": "Rēķins nav saņemts.", "ūd": "Nav ūdens."})
    open_field(field, qtbot)
    write("Zvana //REK")
    press(key)
    write("x")
    assert field.area.toPlainText() == f"Zvana Rēķins nav saņemts.{after}x"


def test_an_abbreviation_is_expanded_on_leaving_with_tab(look: Look, qtbot: QtBot) -> None:
    field = AreaField(look)
    field.set_snippets({"ūd": "Nav ūdens."})
    open_field(field, qtbot)
    write("//ūd")
    field.area.clearFocus()
    assert field.value() == "Nav ūdens."


def test_unknown_abbreviations_and_addresses_stay(look: Look, qtbot: QtBot) -> None:
    field = AreaField(look)
    field.set_snippets({"rek": "Rēķins"})
    open_field(field, qtbot)
    write("https://berzaine //xyz ")
    assert field.value() == "https://berzaine //xyz"


def test_an_expansion_can_be_undone(look: Look, qtbot: QtBot) -> None:
    field = AreaField(look)
    field.set_snippets({"rek": "Rēķins nav saņemts."})
    open_field(field, qtbot)
    write("//rek ")
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_Z, CONTROL)
    assert "Rēķins" not in field.value()


def test_a_tick_is_a_value_and_the_whole_row_takes_the_click(look: Look, qtbot: QtBot) -> None:
    field = CheckField(look)
    field.set_label("Blīvas rindas")
    open_field(field, qtbot)
    press(Qt.Key.Key_Space)
    assert field.value() is True
    QTest.mouseClick(field.box, Qt.MouseButton.LeftButton, pos=field.box.rect().center())
    assert field.value() is False
    assert field.box.height() >= 32


def test_radio_buttons_choose_one_and_keep_it_through_new_words(look: Look, qtbot: QtBot) -> None:
    field = RadioField(look)
    field.set_options((Option("lv", "Latviešu"), Option("en", "Angļu")))
    field.set_value("en")
    open_field(field, qtbot)
    field.set_options((Option("lv", "Latvian"), Option("en", "English")))
    assert field.value() == "en"
    assert [button.text() for button in field.buttons()] == ["Latvian", "English"]
    press(Qt.Key.Key_Up)
    assert field.value() == "lv"
    field.set_value(None)
    assert field.value() is None


def test_eight_segments_take_as_many_rows_as_the_width_asks(look: Look, qtbot: QtBot) -> None:
    field = SegmentedField(look)
    field.set_options(OUTCOMES)
    open_field(field, qtbot)
    for width in (1200, 520, 300, 160):
        field.resize(width, 400)
        qtbot.waitUntil(lambda width=width: field.segments.width() == width)  # type: ignore[misc]
        for segment in field.segments.segments():
            assert segment.width() >= segment.sizeHint().width()
            assert segment.geometry().right() < width + 1
        rows = {segment.y() for segment in field.segments.segments()}
        assert len(rows) == {1200: 1, 520: 2, 300: 4, 160: 8}[width]


def test_the_eighth_segment_is_chosen_by_its_digit(look: Look, qtbot: QtBot) -> None:
    field = SegmentedField(look)
    field.set_options(OUTCOMES)
    open_field(field, qtbot)
    with qtbot.waitSignals([field.edited, field.done]):
        write("8")
    assert field.value() == 7
    assert focused() is field.segments.segments()[7]
