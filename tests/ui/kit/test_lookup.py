"""Search as you type, and choosing from a list by typing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.latvian import fold
from tests.ui.kit.keys import press, write
from ui.kit.choice import ChoiceField
from ui.kit.fields import Option
from ui.kit.look import Look
from ui.kit.lookup import LookupLine
from ui.kit.suggestions import LookupRow, is_match, matched_spans

PEOPLE = [LookupRow(1, "Bērziņa Dzintra", "26 000 417"), LookupRow(2, "Šķēle Ārija", "26 000 418")]


@pytest.fixture
def line(look: Look, qtbot: QtBot) -> LookupLine:
    line = LookupLine(look)
    qtbot.addWidget(line)
    with qtbot.waitActive(line):
        line.show()
        line.activateWindow()
    line.setFocus()
    return line


def ask(line: LookupLine, qtbot: QtBot, text: str) -> str:
    with qtbot.waitSignal(line.search_requested) as asked:
        write(text)
    return str(asked.args[0])


def test_typing_asks_once_for_the_whole_text(line: LookupLine, qtbot: QtBot) -> None:
    asked: list[str] = []
    line.search_requested.connect(asked.append)
    ask(line, qtbot, "berz dz")
    assert asked == ["berz dz"]


def test_the_answer_is_shown_and_the_line_keeps_the_keyboard(line: LookupLine, qtbot: QtBot) -> None:
    line.show_results(ask(line, qtbot, "b"), PEOPLE)
    assert line.popup.isVisible()
    assert line.hasFocus()
    assert line.popup.current() == PEOPLE[0]


def test_a_stale_answer_is_dropped(line: LookupLine, qtbot: QtBot) -> None:
    first = ask(line, qtbot, "b")
    ask(line, qtbot, "e")
    line.show_results(first, PEOPLE)
    assert not line.popup.isVisible()
    line.show_results("be", PEOPLE[:1])
    assert line.popup.rows() == PEOPLE[:1]


def test_an_answer_after_the_line_was_emptied_is_dropped(line: LookupLine, qtbot: QtBot) -> None:
    asked = ask(line, qtbot, "b")
    press(Qt.Key.Key_Backspace)
    line.show_results(asked, PEOPLE)
    assert not line.popup.isVisible()


def test_arrows_move_round_and_enter_takes(line: LookupLine, qtbot: QtBot) -> None:
    line.show_results(ask(line, qtbot, "b"), PEOPLE)
    press(Qt.Key.Key_Down)
    assert line.popup.current() == PEOPLE[1]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    with qtbot.waitSignal(line.taken) as taken:
        press(Qt.Key.Key_Return)
    assert taken.args == [PEOPLE[1]]
    assert line.text() == "Šķēle Ārija"
    assert not line.popup.isVisible()


def test_enter_ahead_of_the_answer_takes_its_first_row(line: LookupLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.search_requested) as asked:
        write("berz")
        press(Qt.Key.Key_Return)
    with qtbot.waitSignal(line.taken) as taken:
        line.show_results(asked.args[0], PEOPLE)
    assert taken.args == [PEOPLE[0]]


def test_enter_ahead_of_an_empty_answer_passes_on(line: LookupLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.search_requested) as asked:
        write("xyz")
        press(Qt.Key.Key_Return)
    with qtbot.waitSignal(line.passed):
        line.show_results(asked.args[0], [])
    assert line.text() == "xyz"


def test_escape_closes_the_list_and_keeps_the_text(line: LookupLine, qtbot: QtBot) -> None:
    line.show_results(ask(line, qtbot, "b"), PEOPLE)
    press(Qt.Key.Key_Escape)
    assert not line.popup.isVisible()
    assert line.text() == "b"


def test_leaving_keeps_the_text_and_closes_the_list(line: LookupLine, qtbot: QtBot) -> None:
    asked = ask(line, qtbot, "b")
    line.show_results(asked, PEOPLE)
    line.clearFocus()
    assert not line.popup.isVisible()
    assert line.text() == "b"
    line.show_results(asked, PEOPLE)
    assert not line.popup.isVisible()


def test_a_click_takes_the_row(line: LookupLine, qtbot: QtBot) -> None:
    line.show_results(ask(line, qtbot, "b"), PEOPLE)
    view = line.popup.view
    place = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(line.taken) as taken:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert taken.args == [PEOPLE[1]]


def test_the_list_goes_when_the_window_moves(line: LookupLine, qtbot: QtBot) -> None:
    line.show_results(ask(line, qtbot, "b"), PEOPLE)
    line.window().move(line.window().pos() + QPoint(30, 30))
    qtbot.waitUntil(lambda: not line.popup.isVisible())


@pytest.mark.parametrize(
    ("query", "text", "bold"),
    [
        ("dz berz", "Bērziņa Dzintra", ["Bērz", "Dz"]),
        ("skele", "Šķēle Ārija", ["Šķēle"]),
        ("26000", "26 000 417", ["26 000"]),
        ("0417", "26 000 417", ["0 417"]),
        ("iela", "Ozolu iela 7-3", ["iela"]),
        ("zzz", "Bērziņa", []),
    ],
)
def test_matched_letters_are_found_for_the_strong_type(query: str, text: str, bold: list[str]) -> None:
    assert [text[start : start + length] for start, length in matched_spans(query, text)] == bold


@given(st.text(max_size=30), st.text(max_size=10))
def test_spans_lie_inside_the_text(text: str, query: str) -> None:
    for start, length in matched_spans(query, text):
        assert 0 <= start < start + length <= len(text)


@given(st.sampled_from("Bērziņa Dzintra Šķēle Ārija Žagars".split()))
def test_a_name_is_found_without_its_marks(name: str) -> None:
    assert is_match(fold(name), name)


TOPICS = [Option(1, "Atkritumu izvešana"), Option(2, "Atkritumu konteineri"), Option(3, "Ūdens")]


def choice(look: Look, qtbot: QtBot, *, free: bool = False) -> ChoiceField:
    field = ChoiceField(look, free=free)
    field.set_options(TOPICS)
    field.set_unknown_text("Izvēlieties no saraksta.")
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    return field


def test_the_beginning_of_any_word_finds_the_option(look: Look, qtbot: QtBot) -> None:
    field = choice(look, qtbot)
    write("atk i")
    assert [row.title for row in field.box.popup.rows()] == ["Atkritumu izvešana"]
    with qtbot.waitSignal(field.picked) as picked:
        press(Qt.Key.Key_Return)
    assert picked.args == [1]
    assert field.value() == 1


def test_an_option_is_found_without_its_marks(look: Look, qtbot: QtBot) -> None:
    field = choice(look, qtbot)
    write("udens")
    field.commit()
    assert field.value() == 3
    assert field.text() == "Ūdens"


def test_what_could_be_several_is_left_as_typed_and_told(look: Look, qtbot: QtBot) -> None:
    field = choice(look, qtbot)
    write("atk")
    field.commit()
    assert field.value() is None
    assert field.problem() == "Izvēlieties no saraksta."
    assert field.draft() == "atk"


def test_a_free_choice_takes_any_text(look: Look, qtbot: QtBot) -> None:
    field = choice(look, qtbot, free=True)
    write("Sniegs")
    field.commit()
    assert field.value() == "Sniegs"
    assert field.chosen() is None
    assert field.problem() == ""


def test_arrows_change_the_choice_without_the_list(look: Look, qtbot: QtBot) -> None:
    field = choice(look, qtbot)
    press(Qt.Key.Key_Down)
    assert field.value() == 1
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert field.value() == 3
    press(Qt.Key.Key_Up)
    assert field.value() == 2


def test_f4_opens_the_whole_list_at_the_choice(look: Look, qtbot: QtBot) -> None:
    field = choice(look, qtbot)
    field.set_value(2)
    press(Qt.Key.Key_F4)
    assert len(field.box.popup.rows()) == 3
    current = field.box.popup.current()
    assert current is not None
    assert current.value == 2
    press(Qt.Key.Key_F4)
    assert not field.box.popup.isVisible()


def test_new_words_for_the_same_options_keep_the_choice(look: Look, qtbot: QtBot) -> None:
    field = choice(look, qtbot)
    field.set_value(3)
    field.set_options([Option(1, "Waste"), Option(3, "Water")])
    assert field.value() == 3
    assert field.text() == "Water"
