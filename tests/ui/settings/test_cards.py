"""Kinds of cards, who must have which, and their looks: changed by keys, saved at once, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.cards.records import Kind
from app.core.office_settings import OfficeSettings
from app.core.permissions import Actor, Role
from app.core.settings import CARD_DESIGNS, CARD_KINDS, CARD_RULES, CARD_WARNING_DAYS, Setting
from app.office import Office
from tests.support.desks import RecordingShell
from tests.ui.cards.place import Room
from tests.ui.kit.keys import focused, press, write
from ui.settings.cards import CardsSection

if TYPE_CHECKING:
    from ui.kit.desk import Desk


class Open(Room):
    """The page of an administrator."""

    def __init__(self, desk: Desk, shell: RecordingShell, qtbot: QtBot) -> None:
        super().__init__(desk, shell, qtbot, size=(860, 1500))
        self.section = CardsSection(desk)
        self.column.addWidget(self.section)
        self.section.reload()
        self.wait()

    def wait(self) -> None:
        for _ in range(3):
            super().wait()
            self.until(lambda: self.section.design.looks is not None)
            self.until(lambda: self.section.design.preview.is_current)

    def get(self, setting: Setting[Any]) -> Any:
        return OfficeSettings(self.desk.office).get(setting)

    def go(self, editor: Any, row: int, column: int) -> None:
        editor.grid.setFocus()
        editor.grid.setCurrentIndex(editor.grid.sheet.index(row, column))

    def undo(self) -> None:
        call = self.shell.toasts[-1].call
        assert call is not None
        call()
        self.wait()


@pytest.fixture
def opened(desk: Desk, shell: RecordingShell, qtbot: QtBot) -> Iterator[Open]:
    from app.setup import begin

    office = Office(
        desk.office.engine, Actor("ilze", "Ilze Kalniņa", frozenset(Role)), desk.office.hub, desk.office.clock
    )
    begin(office, "aad")
    made = Open(replace(desk, office=office, settings=OfficeSettings(office)), shell, qtbot)
    yield made
    Room.wait(made)


def test_a_title_is_written_into_its_cell_and_taken_back(opened: Open) -> None:
    before = opened.get(CARD_KINDS)
    opened.go(opened.section.kinds, 1, 0)
    press(Qt.Key.Key_F3)
    focused().selectAll()  # type: ignore[attr-defined]
    write("Vizītkarte")
    press(Qt.Key.Key_Return)
    opened.wait()
    assert opened.get(CARD_KINDS)[1].title == "Vizītkarte"
    opened.undo()
    assert opened.get(CARD_KINDS) == before


def test_a_number_of_no_digits_is_refused_in_words(opened: Open) -> None:
    opened.go(opened.section.kinds, 0, 2)
    press(Qt.Key.Key_F3)
    focused().selectAll()  # type: ignore[attr-defined]
    write("12")
    press(Qt.Key.Key_Return)
    opened.wait()
    assert opened.get(CARD_KINDS)[0].digits == 3
    assert "8" in opened.section.kinds.told.text()
    press(Qt.Key.Key_F3)
    focused().selectAll()  # type: ignore[attr-defined]
    write("tris")
    press(Qt.Key.Key_Return)
    opened.wait()
    assert opened.section.kinds.told.text() == "Rakstiet tikai ciparus."


def test_a_kind_goes_out_of_use_and_its_looks_are_offered_no_more(opened: Open) -> None:
    opened.go(opened.section.kinds, 3, 0)
    press(Qt.Key.Key_Delete)
    opened.wait()
    assert not opened.get(CARD_KINDS)[3].enabled
    offered = [segment.text() for segment in opened.section.design.kind.segments.segments()]
    assert "Durvju plāksne" not in offered


def test_space_says_who_must_have_a_card(opened: Open) -> None:
    before = opened.get(CARD_RULES)
    opened.go(opened.section.rules, 1, 1)
    ticked = opened.section.rules.grid.sheet.rows[1].cells["all"]
    press(Qt.Key.Key_Space)
    opened.wait()
    rules = {(rule.kind, rule.audience): rule.required for rule in opened.get(CARD_RULES)}
    assert rules["name_card", "all"] is not ticked
    opened.undo()
    assert opened.get(CARD_RULES) == before


def test_a_colour_changes_the_sample_at_once_and_is_saved_on_leaving(opened: Open) -> None:
    design = opened.section.design
    before = design.preview.picture.copy()
    colour = design.fields["colour"]
    colour.focus_target().setFocus()
    write("#7A1F3D")
    opened.wait()
    assert design.preview.picture != before
    # The band at the top has the colour.
    shown = design.preview.picture.pixelColor(4, 4)
    assert (QColor("#7A1F3D").red() - shown.red()) ** 2 < 16
    assert opened.get(CARD_DESIGNS) == ()
    press(Qt.Key.Key_Tab)
    opened.wait()
    (stored,) = opened.get(CARD_DESIGNS)
    assert (stored.kind, stored.colour) == ("staff_id", "#7A1F3D")
    opened.undo()
    assert opened.get(CARD_DESIGNS) == ()
    assert colour.value() == ""


def test_the_contrast_is_measured_and_a_colour_that_carries_no_text_refused(opened: Open) -> None:
    colour = opened.section.design.fields["colour"]
    colour.focus_target().setFocus()
    write("#7A1F3D")
    assert "kontrasts" in colour._help.text()  # type: ignore[union-attr]
    for wrong in ("#12", "zils"):
        colour.set_value("")
        write(wrong)
        press(Qt.Key.Key_Tab)
        assert "#0B4F8A" in colour.error()
        colour.focus_target().setFocus()
    assert opened.get(CARD_DESIGNS) == ()


def test_a_contrast_just_too_low_is_not_told_to_be_enough(opened: Open) -> None:
    colour = opened.section.design.fields["colour"]
    colour.focus_target().setFocus()
    write("#777777")
    press(Qt.Key.Key_Tab)
    assert "4,4 : 1" in colour.error()
    assert "4,5 : 1" in colour.error()


def test_a_tick_shows_and_is_saved_at_once(opened: Open) -> None:
    design = opened.section.design
    before = design.preview.picture.copy()
    design.fields["qr"].focus_target().setFocus()
    press(Qt.Key.Key_Space)
    opened.wait()
    assert design.preview.picture != before
    assert opened.get(CARD_DESIGNS)[0].qr is False


def test_each_kind_offers_what_it_has(opened: Open) -> None:
    design = opened.section.design
    design.kind.focus_target().setFocus()
    press(Qt.Key.Key_2)
    opened.wait()
    assert design.kind.value() == Kind.NAME_CARD
    hidden = {name for name, field in design.fields.items() if field.isHidden()}
    assert hidden == {"photo", "qr", "back", "note", "signer"}
    assert design.measure.text() == "Priekšskatījums · 90 × 55 mm"


def test_the_return_text_is_saved_when_it_is_left(opened: Open) -> None:
    note = opened.section.design.fields["note"]
    note.focus_target().setFocus()
    write("Atradējs, lūdzu, zvaniet!")
    assert opened.get(CARD_DESIGNS) == ()
    press(Qt.Key.Key_Tab)
    opened.wait()
    assert opened.get(CARD_DESIGNS)[0].note == "Atradējs, lūdzu, zvaniet!"


def test_the_days_of_warning_stand_here_too(opened: Open) -> None:
    field = opened.section.fields[CARD_WARNING_DAYS]
    field.focus_target().setFocus()
    field.set_value(45)
    press(Qt.Key.Key_Tab)
    opened.wait()
    assert opened.get(CARD_WARNING_DAYS) == 45
