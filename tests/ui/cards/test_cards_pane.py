"""The lists of cards by keyboard, on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.cards.records import Kind, Move, State
from app.cards.service import Cards
from app.core.permissions import Actor, Role
from app.office import Office
from tests.support.desks import RecordingShell
from tests.ui.cards.place import TODAY, Room, give, hire, lose
from tests.ui.kit.keys import ALT, CONTROL, focused, press, write
from ui.cards.cards_pane import CardsPane, write_cards
from ui.cards.detail import KEY, CardView
from ui.cards.issue_sheet import IssueSheet
from ui.cards.move_form import ExtendSheet, MoveSheet
from ui.cards.panes import panes
from ui.kit.list_export import export
from ui.kit.texts import language_changed

if TYPE_CHECKING:
    from ui.kit.desk import Desk


class Open(Room):
    """One pane with its filters above and its detail beside it, as the page has them."""

    def __init__(self, desk: Desk, shell: RecordingShell, qtbot: QtBot, key: str = "staff_id") -> None:
        super().__init__(desk, shell, qtbot)
        made = {pane.key: pane for pane in panes(desk)}
        pane = made[key]
        assert isinstance(pane, CardsPane)
        self.pane: CardsPane = pane
        self.column.addWidget(self.pane.line)
        self.column.addWidget(self.pane)
        self.column.addWidget(self.pane.detail)
        self.pane.begin()
        self.wait()
        self.pane.arrive()

    def wait(self) -> None:
        self.until(lambda: not isValid(self.pane) or not self.pane.waiting)
        super().wait()

    def rows(self) -> list[tuple[str, str]]:
        """Name and chip of each row."""
        return [(row.cells[0].text, row.cells[-1].text) for row in self.pane.list.rows.rows]

    def choose(self, person: str) -> None:
        names = [name for name, _chip in self.rows()]
        self.pane.list.choose_row(names.index(person))
        self.wait()

    def facts(self) -> dict[str, str]:
        return dict(self.pane.detail.facts.rows())


@pytest.fixture
def staff(desk: Desk) -> dict[str, int]:
    return hire(desk)


@pytest.fixture
def cards(desk: Desk, staff: dict[str, int]) -> dict[str, int]:
    """Three of the four have an ID; one ends soon, one is lost."""
    made = {
        "Raivis Šķēle": give(desk, staff["Raivis Šķēle"]),
        "Jānis Krūmiņš": give(desk, staff["Jānis Krūmiņš"], until=date(2026, 12, 18)),
        "Sandra Liepiņa": give(desk, staff["Sandra Liepiņa"]),
    }
    lose(desk, made["Sandra Liepiņa"])
    return made


@pytest.fixture
def opened(desk: Desk, shell: RecordingShell, cards: dict[str, int], qtbot: QtBot) -> Iterator[Open]:
    made = Open(desk, shell, qtbot)
    yield made
    shell.close_sheet()
    made.wait()


def test_each_card_stands_with_its_chip_and_whoever_lacks_one_too(opened: Open) -> None:
    assert opened.rows() == [
        ("Āboliņa Guna", "Jāizsniedz"),
        ("Krūmiņš Jānis", "Beidzas 18.12."),
        ("Liepiņa Sandra", "Jāizsniedz"),
        ("Liepiņa Sandra", "Nozaudēta"),
        ("Šķēle Raivis", "Derīga"),
    ]


def test_a_row_is_spoken_whole(opened: Open) -> None:
    spoken = {row.spoken for row in opened.pane.list.rows.rows}
    assert "Raivis Šķēle, Maršrutu dispečers, Darba apliecība, 001, 02.11.2026., 30.11.2028., Derīga" in spoken


def test_letters_typed_in_the_list_filter_it_and_down_goes_back(opened: Open) -> None:
    write("skel")
    assert focused() is opened.pane.filter
    press(Qt.Key.Key_Return)
    opened.wait()
    assert [name for name, _chip in opened.rows()] == ["Šķēle Raivis"]
    assert focused() is opened.pane.list


def test_the_filter_of_states_shows_who_lacks_a_card(opened: Open) -> None:
    opened.pane.which.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_Down)
    opened.wait()
    assert opened.pane.which.text() == "Trūkst"
    assert opened.rows() == [("Āboliņa Guna", "Jāizsniedz"), ("Liepiņa Sandra", "Jāizsniedz")]


def test_nothing_found_is_said_and_the_way_back_is_a_key_away(opened: Open) -> None:
    write("qqq")
    press(Qt.Key.Key_Return)
    opened.wait()
    assert opened.pane.nothing.text.text() == "Ar šo filtru nekā nav."
    assert focused() is opened.pane.nothing.button
    press(Qt.Key.Key_Return)
    opened.wait()
    assert len(opened.rows()) == 5


def test_the_lost_of_every_kind_stand_together(
    desk: Desk, shell: RecordingShell, cards: dict[str, int], staff: dict[str, int], qtbot: QtBot
) -> None:
    lose(desk, give(desk, staff["Guna Āboliņa"], kind=Kind.NAME_CARD))
    opened = Open(desk, shell, qtbot, "lost")
    assert opened.rows() == [("Āboliņa Guna", "Nozaudēta"), ("Liepiņa Sandra", "Nozaudēta")]
    second = [row.cells[1].second for row in opened.pane.list.rows.rows]  # type: ignore[attr-defined]
    assert second == ["Vārda karte", "Darba apliecība"]


def test_the_detail_tells_facts_and_course(opened: Open) -> None:
    names = [row.state for row in opened.pane.records.values()]
    assert State.LOST in names
    opened.pane.list.choose_row(3)
    opened.wait()
    assert opened.facts()["Numurs"] == "003"
    assert opened.facts()["Derīga līdz"] == "30.11.2028."
    assert [text for text, _when in opened.pane.detail.course.rows()] == [
        "Nozaudēta: Pazaudēta ceļā",
        "Izsniegta",
    ]


def test_enter_on_whoever_lacks_a_card_begins_it(opened: Open) -> None:
    opened.choose("Āboliņa Guna")
    press(Qt.Key.Key_Return)
    opened.wait()
    sheet = opened.shell.sheet()
    assert isinstance(sheet, IssueSheet)
    assert sheet.fields.name.value() == "Guna Āboliņa"


def test_a_card_is_taken_back_by_keys_alone(opened: Open, desk: Desk, cards: dict[str, int]) -> None:
    opened.choose("Šķēle Raivis")
    press(Qt.Key.Key_A, ALT)
    assert isinstance(opened.shell.sheet(), MoveSheet)
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.shell.sheet() is None
    assert opened.told() == ["Nr. 001: Nodota"]
    assert Cards(desk.office).card(cards["Raivis Šķēle"]).row.state == State.RETURNED


def test_a_loss_needs_a_reason_and_says_so_under_the_field(
    opened: Open, desk: Desk, cards: dict[str, int]
) -> None:
    opened.choose("Šķēle Raivis")
    press(Qt.Key.Key_Z, ALT)
    sheet = opened.shell.sheet()
    assert isinstance(sheet, MoveSheet)
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert sheet.reason.error() == "Ierakstiet iemeslu."
    assert focused() is sheet.reason.area
    write("Somā autobusā")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert Cards(desk.office).card(cards["Raivis Šķēle"]).row.state == State.LOST
    assert ("Šķēle Raivis", "Nozaudēta") in opened.rows()


def test_a_loss_pressed_by_mistake_is_taken_back_and_done_again(
    opened: Open, desk: Desk, cards: dict[str, int]
) -> None:
    opened.choose("Šķēle Raivis")
    press(Qt.Key.Key_Z, ALT)
    write("Somā autobusā")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    take_back = opened.shell.toasts[-1].call
    assert take_back is not None
    take_back()
    opened.wait()
    register, card = Cards(desk.office), cards["Raivis Šķēle"]
    assert register.card(card).row.state == State.ISSUED
    opened.choose("Šķēle Raivis")
    assert [text for text, _when in opened.pane.detail.course.rows()] == [
        "Atsaukts: Nozaudēta",
        "Nozaudēta: Somā autobusā",
        "Izsniegta",
    ]
    desk.undo.redo()
    opened.wait()
    assert register.card(card).row.state == State.LOST
    desk.undo.undo()
    opened.wait()
    assert register.card(card).row.state == State.ISSUED


def test_a_day_before_the_issue_is_refused_under_the_field(opened: Open) -> None:
    opened.choose("Šķēle Raivis")
    press(Qt.Key.Key_A, ALT)
    sheet = opened.shell.sheet()
    assert isinstance(sheet, MoveSheet)
    sheet.day.set_value(date(2026, 11, 1))
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert "02.11.2026." in sheet.day.error()


def test_what_somebody_else_did_meanwhile_is_told_and_can_be_saved_over(
    opened: Open, desk: Desk, cards: dict[str, int]
) -> None:
    opened.choose("Krūmiņš Jānis")
    press(Qt.Key.Key_A, ALT)
    sheet = opened.shell.sheet()
    assert isinstance(sheet, MoveSheet)
    register = Cards(desk.office)
    card = register.card(cards["Jānis Krūmiņš"]).row
    register.extend(cards["Jānis Krūmiņš"], date(2027, 12, 18), "", card.version)
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert "trouble" in sheet.bars.bars()
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert register.card(cards["Jānis Krūmiņš"]).row.state == State.RETURNED


def test_a_card_is_extended(opened: Open, desk: Desk, cards: dict[str, int]) -> None:
    opened.choose("Krūmiņš Jānis")
    opened.pane.deeds.extend.trigger()
    sheet = opened.shell.sheet()
    assert isinstance(sheet, ExtendSheet)
    sheet.until.set_value(date(2027, 12, 18))
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert Cards(desk.office).card(cards["Jānis Krūmiņš"]).row.valid_until == date(2027, 12, 18)
    assert ("Krūmiņš Jānis", "Derīga") in opened.rows()
    desk.undo.undo()
    opened.wait()
    assert Cards(desk.office).card(cards["Jānis Krūmiņš"]).row.valid_until == date(2026, 12, 18)


def test_annulled_cards_are_listed_but_not_counted(opened: Open, desk: Desk, cards: dict[str, int]) -> None:
    counted: list[int] = []
    opened.pane.counted.connect(counted.append)
    before = len(opened.rows())
    register, lost = Cards(desk.office), cards["Sandra Liepiņa"]
    register.move(lost, Move(State.ANNULLED, TODAY, "Kļūda"), register.card(lost).row.version)
    opened.pane.reload()
    opened.wait()
    states = [row.state for row in opened.pane.records.values()]
    assert State.ANNULLED in states
    assert counted[-1] == len(states) - 1
    assert len(states) in (before, before + 1)


def test_only_legal_steps_are_offered(opened: Open) -> None:
    opened.pane.list.choose_row(3)
    opened.wait()
    offered = [action.text() for action in opened.pane.deeds.offered()]
    assert "Saņemt atpakaļ" in offered
    assert "Anulēt" in offered
    assert "Bojāta" not in offered
    assert "Pagarināt" not in offered


def test_a_clerk_sees_the_cards_and_is_offered_no_steps(
    desk: Desk, shell: RecordingShell, cards: dict[str, int], qtbot: QtBot
) -> None:
    clerk = Office(
        desk.office.engine, Actor("a", "Anna", frozenset({Role.CLERK})), desk.office.hub, desk.office.clock
    )
    opened = Open(replace(desk, office=clerk), shell, qtbot)
    assert len(opened.rows()) == 5
    opened.choose("Šķēle Raivis")
    assert [action.text() for action in opened.pane.deeds.offered()] == ["Rādīt darbinieku", "Vēsture"]
    press(Qt.Key.Key_A, ALT)
    opened.wait()
    assert shell.sheet() is None


def test_a_card_is_found_by_its_target(opened: Open, cards: dict[str, int]) -> None:
    assert opened.pane.show_target(tab="staff_id", card=cards["Jānis Krūmiņš"])
    opened.wait()
    chosen = opened.pane.card()
    assert chosen is not None
    assert chosen.id == cards["Jānis Krūmiņš"]
    assert not opened.pane.show_target(tab="lost")


def test_everything_is_said_again_in_another_language(opened: Open, desk: Desk) -> None:
    opened.choose("Šķēle Raivis")
    desk.words.use("en")
    language_changed()
    opened.wait()
    assert ("Šķēle Raivis", "Valid") in opened.rows()
    assert opened.pane.which.text() == "All"
    assert opened.facts()["Valid until"] == "30.11.2028."
    assert opened.pane.detail.chip.text() == "Valid"
    assert [button.text() for button in opened.pane.detail.buttons] == ["Print", "Take back"]


def test_a_card_that_somebody_else_issues_appears_by_itself(
    opened: Open, desk: Desk, staff: dict[str, int]
) -> None:
    give(desk, staff["Guna Āboliņa"])
    opened.until(lambda: ("Āboliņa Guna", "Derīga") in opened.rows())


def test_in_a_narrow_window_enter_shows_the_card_in_a_sheet(opened: Open) -> None:
    opened.pane.detail.hide()
    opened.choose("Šķēle Raivis")
    opened.pane.detail.hide()
    press(Qt.Key.Key_Return)
    opened.wait()
    sheet = opened.shell.sheet()
    assert sheet is not None
    view = sheet.findChild(CardView)
    assert isinstance(view, CardView)
    assert view.name.text() == "Raivis Šķēle"
    assert focused() is view.buttons[0]


def test_the_list_as_it_is_filtered_becomes_a_file(opened: Open, desk: Desk, tmp_path: Path) -> None:
    write("skel")
    press(Qt.Key.Key_Return)
    opened.wait()
    path = tmp_path / "apliecibas.xlsx"
    export(desk, partial(write_cards, desk.office, opened.pane.filters()), path)
    opened.wait()
    assert opened.told() == ["Saglabāts: apliecibas.xlsx"]
    sheet = load_workbook(path).active
    assert sheet is not None
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row for row in told if "Raivis Šķēle" in row]
    assert not [row for row in told if "Guna Āboliņa" in row]


def test_a_file_that_cannot_be_written_is_told_and_can_be_tried_again(
    opened: Open, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "nav"
    export(desk, partial(write_cards, desk.office, opened.pane.filters()), folder / "a.xlsx")
    opened.wait()
    bar = opened.shell.bars["export"]
    folder.mkdir()
    bar.actions[0][1]()
    opened.wait()
    assert (folder / "a.xlsx").exists()
    assert "export" not in opened.shell.bars


def test_the_second_buttons_key_gives_way_where_both_do_not_fit(desk: Desk, qtbot: QtBot) -> None:
    page = QWidget()
    view = CardView(desk.look, desk.words)
    view.setParent(page)
    qtbot.addWidget(page)
    actions = [QAction(text, view) for text in ("Drukāt atkārtoti", "Saņemt atpakaļ", "Anulēt")]
    for action, key in zip(actions, ("Ctrl+P", "Alt+A", ""), strict=True):
        action.setProperty(KEY, key)
    view.offer(actions)
    second = view.buttons[1]
    view.resize(700, 600)
    page.show()
    with_key = second.sizeHint().width()
    row = view._row.minimumSize().width()
    view.resize(row - 1, 600)
    assert second.sizeHint().width() < with_key
    assert second.accessibleDescription() == "Alt+A"
    qtbot.waitUntil(lambda: view.more.geometry().right() < view.width())
    view.resize(row, 600)
    assert second.sizeHint().width() == with_key
