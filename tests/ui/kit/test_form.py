"""The way through an entry sheet, with real keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.gallery import CHANNELS, OUTCOMES, plain_words, read_date, show_date
from tests.ui.kit.keys import ALT, ALT_GR, CONTROL, focused, press, write
from ui.kit.callout import CalloutCard
from ui.kit.channels import ChannelField
from ui.kit.choice import ChoiceField
from ui.kit.fields import Field, Option
from ui.kit.form import EntryForm
from ui.kit.line_fields import LineField
from ui.kit.look import Look
from ui.kit.lookup import LookupField
from ui.kit.parsed_fields import DateField
from ui.kit.segmented import SegmentedField
from ui.kit.suggestions import LookupRow
from ui.kit.text_area import AreaField

TOPICS = (Option(1, "Atkritumu izvešana"), Option(2, "Rēķini"), Option(3, "Ūdens"))


class Sheet(QWidget):
    """A small quick entry."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.channel = ChannelField(look, self)
        self.client = LookupField(look)
        self.address = LineField(look)
        self.topic = ChoiceField(look, free=True)
        self.question = AreaField(look)
        self.outcome = SegmentedField(look)
        self.due = DateField(look, plain_words, read_date, show_date, lambda: date(2026, 11, 20))
        self.channel.set_options(CHANNELS)
        self.topic.set_options(TOPICS)
        self.outcome.set_options(OUTCOMES[:4])
        self.form = EntryForm(self)
        column = QVBoxLayout(self)
        for name in ("channel", "client", "address", "topic", "question", "outcome", "due"):
            field: Field = getattr(self, name)
            field.set_label(name)
            self.form.add(name, field, skip_filled=name == "address")
            column.addWidget(field)
        self.form.order_tabs()
        self.saved: list[dict[str, object]] = []
        self.drafts: list[dict[str, object]] = []
        self.form.submitted.connect(lambda: self.saved.append(self.form.values()))
        self.form.edited.connect(lambda: self.drafts.append(self.form.draft()))

    def here(self) -> str:
        """The name of the field with the keyboard."""
        widget = QApplication.focusWidget()
        names = ("channel", "client", "address", "topic", "question", "outcome", "due")
        return next((n for n in names if widget and getattr(self, n).isAncestorOf(widget)), "")


@pytest.fixture
def sheet(look: Look, qtbot: QtBot) -> Sheet:
    sheet = Sheet(look)
    qtbot.addWidget(sheet)
    with qtbot.waitActive(sheet):
        sheet.show()
        sheet.activateWindow()
    sheet.form.focus("client")
    return sheet


def test_enter_goes_to_the_next_field(sheet: Sheet) -> None:
    write("Anna")
    press(Qt.Key.Key_Tab)
    assert sheet.here() == "address"
    press(Qt.Key.Key_Return)
    assert sheet.here() == "topic"


def test_enter_on_the_keypad_goes_on_too(sheet: Sheet) -> None:
    sheet.form.focus("address")
    press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert sheet.here() == "topic"


def test_enter_passes_by_a_filled_field_that_need_not_be_seen(sheet: Sheet) -> None:
    sheet.address.set_value("Ozolu iela 7")
    press(Qt.Key.Key_Return)
    assert sheet.here() == "topic"


def test_enter_passes_by_hidden_and_disabled_fields(sheet: Sheet) -> None:
    sheet.address.hide()
    sheet.topic.set_off("Nav pieejams")
    press(Qt.Key.Key_Return)
    assert sheet.here() == "question"


def test_enter_in_the_last_field_saves(sheet: Sheet) -> None:
    sheet.form.focus("due")
    write("20.11.2026")
    press(Qt.Key.Key_Return)
    assert [values["due"] for values in sheet.saved] == [date(2026, 11, 20)]


def test_enter_stays_where_the_person_turned_it_off(sheet: Sheet) -> None:
    sheet.form.enter_moves_on = False
    press(Qt.Key.Key_Return)
    assert sheet.here() == "client"


def test_enter_in_a_text_area_is_a_new_line(sheet: Sheet) -> None:
    sheet.form.focus("question")
    write("a")
    press(Qt.Key.Key_Return)
    write("b")
    assert sheet.here() == "question"
    assert sheet.question.value() == "a\nb"


@pytest.mark.parametrize("name", ["client", "topic", "question", "outcome", "due"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_S])
def test_control_enter_and_control_s_save_from_anywhere(sheet: Sheet, name: str, key: Qt.Key) -> None:
    sheet.form.focus(name)
    press(key, CONTROL)
    assert len(sheet.saved) == 1


def test_the_windows_own_shortcut_does_not_take_save_from_the_sheet(sheet: Sheet) -> None:
    taken: list[bool] = []
    for keys in ("Ctrl+Return", "Esc"):
        QShortcut(QKeySequence(keys), sheet).activated.connect(lambda: taken.append(True))
    press(Qt.Key.Key_Return, CONTROL)
    press(Qt.Key.Key_Escape)
    assert len(sheet.saved) == 1
    assert not taken


def test_saving_commits_the_field_one_is_in(sheet: Sheet) -> None:
    sheet.form.focus("due")
    write("01.12.2026")
    press(Qt.Key.Key_Return, CONTROL)
    assert sheet.saved[0]["due"] == date(2026, 12, 1)
    assert sheet.due.line.text() == "01.12.2026."


def test_an_impossible_date_stops_saving_and_takes_the_focus(sheet: Sheet) -> None:
    sheet.form.focus("due")
    write("31.02.2026")
    press(Qt.Key.Key_Backtab)
    assert sheet.due.error() == "Šāda datuma nav."
    press(Qt.Key.Key_S, CONTROL)
    assert sheet.here() == "due"
    assert not sheet.saved
    assert sheet.due.draft() == "31.02.2026"


def test_errors_stand_at_their_fields_and_the_first_gets_the_focus(sheet: Sheet) -> None:
    left_over = sheet.form.show_errors({"question": "Jautājums?", "topic": "Tēma?", "other": "Cits."})
    assert sheet.here() == "topic"
    assert (sheet.topic.error(), sheet.question.error()) == ("Tēma?", "Jautājums?")
    assert sheet.topic.box.accessibleDescription() == "Tēma?"
    assert left_over == {"other": "Cits."}


def test_an_error_goes_when_the_field_is_edited(sheet: Sheet) -> None:
    sheet.form.show_errors({"client": "Ierakstiet klientu."})
    write("A")
    assert sheet.client.error() == ""


def test_alt_and_a_digit_choose_the_channel_while_a_name_is_typed(sheet: Sheet) -> None:
    write("Anna ")
    press(Qt.Key.Key_3, ALT)
    write("Roze")
    assert sheet.channel.value() == "email"
    assert sheet.client.value() == "Anna Roze"
    assert sheet.here() == "client"


def test_letters_of_the_right_alt_arrive_as_text(sheet: Sheet) -> None:
    sheet.channel.set_value("phone")
    for letter in "āčēģīķļņšūž":
        write(letter, ALT_GR)
    assert sheet.client.line.text() == "āčēģīķļņšūž"
    assert sheet.channel.value() == "phone"


def test_a_digit_chooses_an_outcome_and_goes_on(sheet: Sheet) -> None:
    sheet.form.focus("outcome")
    write("3")
    assert sheet.outcome.value() == 2
    assert sheet.here() == "due"


def test_arrows_choose_an_outcome_and_stay(sheet: Sheet) -> None:
    sheet.outcome.set_value(0)
    sheet.form.focus("outcome")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    assert sheet.outcome.value() == 2
    press(Qt.Key.Key_Left)
    assert sheet.outcome.value() == 1
    assert sheet.here() == "outcome"


def test_a_digit_beyond_the_segments_does_nothing(sheet: Sheet) -> None:
    sheet.form.focus("outcome")
    write("7")
    assert sheet.outcome.value() is None
    assert sheet.here() == "outcome"


def test_the_segments_are_one_tab_stop(sheet: Sheet) -> None:
    sheet.outcome.set_value(1)
    sheet.form.focus("question")
    press(Qt.Key.Key_Tab)
    assert sheet.here() == "outcome"
    press(Qt.Key.Key_Tab)
    assert sheet.here() == "due"


def test_escape_closes_the_list_first_and_then_the_sheet(sheet: Sheet) -> None:
    left: list[bool] = []
    sheet.form.left.connect(lambda: left.append(True))
    sheet.form.focus("topic")
    write("r")
    assert sheet.topic.box.popup.isVisible()
    press(Qt.Key.Key_Escape)
    assert not sheet.topic.box.popup.isVisible()
    assert not left
    press(Qt.Key.Key_Escape)
    assert left == [True]


def test_a_draft_is_asked_for_while_typing_and_when_a_field_is_left(sheet: Sheet, qtbot: QtBot) -> None:
    def never_pausing() -> bool:
        write("a")
        return bool(sheet.drafts)

    qtbot.waitUntil(never_pausing, timeout=2000)
    typed = sheet.client.value()
    sheet.drafts.clear()
    write("b")
    press(Qt.Key.Key_Tab)
    assert [draft["client"] for draft in sheet.drafts] == [typed + "b"]


def test_filling_in_is_not_editing(sheet: Sheet) -> None:
    sheet.form.set_values({"client": "Anna", "topic": 2, "question": "?", "outcome": 1, "channel": "post"})
    press(Qt.Key.Key_Tab)
    assert sheet.drafts == []
    assert sheet.form.values()["topic"] == 2


def test_a_draft_can_be_taken_back_as_it_was_typed(sheet: Sheet, look: Look, qtbot: QtBot) -> None:
    sheet.form.focus("due")
    write("31.02")
    other = Sheet(look)
    qtbot.addWidget(other)
    other.form.set_values(sheet.form.draft())
    assert other.due.line.text() == "31.02"
    assert other.form.draft() == sheet.form.draft()
    assert not other.form.is_empty()


def test_copy_with_nothing_marked_copies_the_card(sheet: Sheet, look: Look) -> None:
    card = CalloutCard(look, parent=sheet)
    card.set_lines((("Raivis Šķēle", ", dispečers"), ("63 000 214", "")))
    sheet.form.copy_requested.connect(card.copy)
    press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Raivis Šķēle, dispečers\n63 000 214"


def test_enter_takes_the_highlighted_row_and_goes_on(sheet: Sheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.client.search_requested) as asked:
        write("berz dz")
    sheet.client.show_results(asked.args[0], [LookupRow(7, "Bērziņa Dzintra", "26 000 417")])
    press(Qt.Key.Key_Return)
    chosen = sheet.client.chosen()
    assert chosen is not None
    assert chosen.value == 7
    assert sheet.here() == "address"


def test_a_page_that_moves_the_focus_itself_is_obeyed(sheet: Sheet, qtbot: QtBot) -> None:
    go: Callable[[object], None] = lambda _row: sheet.form.focus("question")  # noqa: E731
    sheet.client.taken.connect(go)
    with qtbot.waitSignal(sheet.client.search_requested) as asked:
        write("berz")
    sheet.client.show_results(asked.args[0], [LookupRow(7, "Bērziņa Dzintra")])
    press(Qt.Key.Key_Return)
    assert sheet.here() == "question"


def test_every_field_has_a_name_for_readers(sheet: Sheet) -> None:
    for name in ("client", "address", "topic", "question", "due"):
        sheet.form.focus(name)
        assert focused().accessibleName() == name


def test_segments_made_anew_stay_in_tabs_way(sheet: Sheet) -> None:
    sheet.outcome.set_options(OUTCOMES[:2])
    sheet.outcome.set_value(OUTCOMES[0].value)
    sheet.form.focus("topic")
    here = []
    for _ in range(3):
        press(Qt.Key.Key_Tab)
        here.append(sheet.here())
    assert here == ["question", "outcome", "due"]
