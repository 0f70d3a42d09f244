"""A card is issued by keys, seen before it is printed, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.cards.photos import Photos
from app.cards.records import CardFilter, Kind, State
from app.cards.sample_photo import silhouette
from app.cards.service import Cards
from tests.support.desks import RecordingShell
from tests.ui.cards.place import Room, give, hire
from tests.ui.kit.keys import CONTROL, focused, missed, press, walk, write
from ui.cards.issue_sheet import IssueSheet, open_draft, open_issue
from ui.cards.photo_panel import PhotoPanel
from ui.kit.print_sheet import PrintSheet
from ui.kit.texts import language_changed

if TYPE_CHECKING:
    from ui.kit.desk import Desk

ME = "Raivis Šķēle"


class Issuing(Room):
    """The sheet for a staff ID of Raivis Šķēle."""

    def __init__(
        self,
        desk: Desk,
        shell: RecordingShell,
        qtbot: QtBot,
        employee: int,
        size: tuple[int, int] = (1130, 688),
    ) -> None:
        super().__init__(desk, shell, qtbot, size=size)
        self.employee = employee
        self.again()

    def again(self) -> None:
        self.sheet = open_issue(self.desk, self.employee, Kind.STAFF_ID)
        self.wait()

    def wait(self) -> None:
        if self.shell.sheet() is self.sheet:
            self.until(lambda: self.sheet.begun is None or self.sheet.fields.preview.is_current)
        super().wait()

    def cards(self) -> list[tuple[str, State | None]]:
        """Numbers and states of the person's staff IDs."""
        rows = Cards(self.desk.office).of_employee(self.employee)
        return [(row.number, row.state) for row in rows if row.kind == Kind.STAFF_ID and not row.lacking]

    def error(self, field: str) -> str:
        return self.sheet.form.field(field).error()


@pytest.fixture
def staff(desk: Desk) -> dict[str, int]:
    return hire(desk)


@pytest.fixture
def old(desk: Desk, staff: dict[str, int]) -> int:
    return give(desk, staff[ME])


@pytest.fixture
def opened(desk: Desk, shell: RecordingShell, staff: dict[str, int], qtbot: QtBot) -> Iterator[Issuing]:
    made = Issuing(desk, shell, qtbot, staff[ME])
    yield made
    for panel in shell.panels:
        panel.leave()
    shell.close_sheet()
    made.wait()


def test_ctrl_enter_issues_the_card_and_opens_its_print(opened: Issuing, desk: Desk) -> None:
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.cards() == [("001", State.ISSUED)]
    assert opened.shell.sheet() is None
    (panel,) = opened.shell.panels
    assert isinstance(panel, PrintSheet)
    assert panel.printout.key == "staff_id"
    card = Cards(desk.office).of_employee(opened.employee)[0].id
    assert panel.parameters.values()["cards"] in (card, str(card))


def test_ctrl_enter_pressed_before_the_card_is_read_is_not_lost(
    desk: Desk, shell: RecordingShell, staff: dict[str, int], qtbot: QtBot
) -> None:
    room = Room(desk, shell, qtbot)
    open_issue(desk, staff[ME], Kind.STAFF_ID)
    press(Qt.Key.Key_Return, CONTROL)
    room.until(lambda: bool(shell.panels))
    assert Cards(desk.office).of_employee(staff[ME])[0].state == State.ISSUED
    room.wait()
    shell.panels[0].leave()
    room.wait()


def test_the_title_names_the_kind_and_what_it_replaces(
    desk: Desk, shell: RecordingShell, staff: dict[str, int], old: int, qtbot: QtBot
) -> None:
    opened = Issuing(desk, shell, qtbot, staff[ME])
    assert opened.sheet.title.text() == "Izsniegt: darba apliecība"
    assert opened.sheet.fields.about.text() == "Raivis Šķēle · aizstāj Nr. 001"
    text = "Vecā apliecība Nr. 001 jāsaņem atpakaļ; to atzīmēs kā „Nodota”."
    assert opened.sheet.fields.old_text.text() == text
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert sorted(opened.cards()) == [("001", State.RETURNED), ("002", State.ISSUED)]
    shell.panels[0].leave()
    opened.wait()


def test_an_old_card_that_is_not_there_is_asked_back(
    desk: Desk, shell: RecordingShell, staff: dict[str, int], old: int, qtbot: QtBot
) -> None:
    opened = Issuing(desk, shell, qtbot, staff[ME])
    opened.sheet.fields.taken.box.setFocus()
    press(Qt.Key.Key_Space)
    assert "Nav nodotas" in opened.sheet.fields.old_text.text()
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    (row,) = Cards(desk.office).cards(CardFilter(frozenset({Kind.STAFF_ID}), which="not_returned"))
    assert (row.id, row.return_asked) == (old, True)
    shell.panels[0].leave()
    opened.wait()


def test_an_issue_can_be_taken_back_until_it_is_printed(opened: Issuing, desk: Desk) -> None:
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.told() == ["Izsniegta: Raivis Šķēle, Nr. 001"]
    undo = opened.shell.toasts[-1].call
    assert undo is not None
    undo()
    assert opened.cards() == [("001", State.ANNULLED)]
    desk.undo.redo()
    assert sorted(opened.cards()) == [("001", State.ANNULLED), ("002", State.ISSUED)]
    card = Cards(desk.office).cards(CardFilter(frozenset({Kind.STAFF_ID}), which="valid"))[0].id
    assert card is not None
    Cards(desk.office).log_print([card], "single")
    undo()
    assert opened.cards()[0] == ("002", State.ISSUED)
    assert "Anulēt" in desk.words(opened.shell.troubles[-1].message)  # type: ignore[attr-defined]


def test_a_number_that_was_used_is_refused_under_its_field(
    desk: Desk, shell: RecordingShell, staff: dict[str, int], old: int, qtbot: QtBot
) -> None:
    opened = Issuing(desk, shell, qtbot, staff["Guna Āboliņa"])
    opened.sheet.fields.number.set_value("001")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.error("number") == "Numurs 001 jau ir izmantots: Raivis Šķēle."
    assert focused() is opened.sheet.fields.number.line
    assert opened.cards() == []


def test_dates_that_contradict_each_other_are_refused_under_the_field(opened: Issuing) -> None:
    opened.sheet.fields.valid_until.set_value(date(2026, 11, 1))
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.error("valid_until")
    assert opened.cards() == []


def test_the_preview_follows_what_is_typed(opened: Issuing) -> None:
    before = opened.sheet.fields.preview.picture.copy()
    assert not before.isNull()
    opened.sheet.form.focus("name")
    opened.sheet.fields.name.line.selectAll()
    write("Zane Ūdre")
    opened.wait()
    assert opened.sheet.fields.preview.picture != before
    assert opened.sheet.fields.measure.text() == "Priekšskatījums · 54 × 85,6 mm"


def test_a_picture_nobody_waits_for_is_dropped(opened: Issuing) -> None:
    preview = opened.sheet.fields.preview
    opened.sheet.form.focus("name")
    write("a")
    preview._draw()
    write("b")
    opened.wait()
    typed = preview.picture.copy()
    opened.sheet.form.focus("job_title")
    opened.sheet._draw(now=True)
    opened.wait()
    assert preview.picture == typed


def test_the_back_is_a_key_away(opened: Issuing) -> None:
    front = opened.sheet.fields.preview.picture.copy()
    opened.sheet.fields.side.setFocus()
    press(Qt.Key.Key_Right)
    opened.wait()
    assert opened.sheet.fields.preview.picture != front
    assert opened.sheet.fields.preview.accessibleName() == "Priekšskatījums: Aizmugure"


def test_another_kind_proposes_its_own_number(opened: Issuing) -> None:
    opened.sheet.form.focus("kind")
    press(Qt.Key.Key_2)
    opened.wait()
    assert opened.sheet.title.text() == "Izsniegt: vārda karte"
    assert opened.sheet.fields.number.value() == "V-001"
    assert opened.sheet.fields.photo_button.isHidden()


def test_what_was_typed_is_there_again_after_esc(opened: Issuing) -> None:
    opened.sheet.form.focus("job_title")
    opened.sheet.fields.job_title.line.selectAll()
    write("Vecākais dispečers")
    press(Qt.Key.Key_Escape)
    opened.wait()
    assert opened.shell.sheet() is None
    assert opened.told() == ["Melnraksts paturēts"]
    opened.again()
    assert opened.sheet.fields.job_title.value() == "Vecākais dispečers"
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    opened.shell.panels[0].leave()
    opened.again()
    assert opened.sheet.fields.job_title.value() == "Maršrutu dispečers"


def test_a_kept_draft_keeps_its_number_and_is_issued_later(opened: Issuing, desk: Desk) -> None:
    opened.sheet.fields.keep_button.click()
    opened.wait()
    assert opened.cards() == [("001", State.DRAFT)]
    assert not opened.sheet.fields.number.isEnabled()
    opened.shell.close_sheet()
    draft = Cards(desk.office).of_employee(opened.employee)
    card = next(row.id for row in draft if row.id is not None)
    opened.sheet = open_draft(desk, card)
    opened.wait()
    assert opened.sheet.fields.number.value() == "001"
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.cards() == [("001", State.ISSUED)]


def test_the_photo_is_on_the_card_as_soon_as_it_is_taken(opened: Issuing, desk: Desk, tmp_path: Path) -> None:
    without = opened.sheet.fields.preview.picture.copy()
    path = tmp_path / "foto.jpg"
    with Image.open(BytesIO(silhouette(7))) as picture:
        picture.save(path, "JPEG")
    opened.sheet._open_photo(path)
    (panel,) = opened.shell.panels
    assert isinstance(panel, PhotoPanel)
    opened.until(lambda: not panel.busy)
    press(Qt.Key.Key_Return)
    opened.until(lambda: opened.sheet._photo is not None)
    opened.wait()
    photo = Photos(desk.office).current(opened.employee)
    assert photo is not None
    assert opened.sheet.fields.preview.picture != without
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    card = Cards(desk.office).of_employee(opened.employee)[0]
    assert card.id is not None
    assert Cards(desk.office).card(card.id).draft.photo_id == photo.id


def test_whoever_is_gone_from_the_directory_is_told_and_the_sheet_goes(
    desk: Desk, shell: RecordingShell, staff: dict[str, int], qtbot: QtBot
) -> None:
    room = Room(desk, shell, qtbot)
    sheet = open_issue(desk, 4711, Kind.STAFF_ID)
    assert isinstance(sheet, IssueSheet)
    room.wait()
    assert len(shell.troubles) == 1
    assert shell.sheet() is None


def test_the_card_shows_on_white_paper_in_the_dark_theme_too(opened: Issuing) -> None:
    picture = opened.sheet.fields.preview.picture
    assert picture.pixelColor(2, picture.height() - 2) == QColor(Qt.GlobalColor.white)


def test_everything_is_said_again_in_another_language(
    desk: Desk, shell: RecordingShell, staff: dict[str, int], old: int, qtbot: QtBot
) -> None:
    opened = Issuing(desk, shell, qtbot, staff[ME])
    opened.sheet.form.focus("name")
    write("Z")
    desk.words.use("en")
    language_changed()
    opened.wait()
    fields = opened.sheet.fields
    assert opened.sheet.title.text() == "Issue: staff ID"
    assert fields.about.text() == "Raivis Šķēle · replaces No. 001"
    assert fields.old_text.text().startswith("The old ID No. 001")
    assert [segment.text() for segment in fields.kind.segments.segments()][:2] == ["Staff ID", "Name card"]
    assert fields.issue_button.text() == "Issue and print"
    assert "Z" in str(fields.name.value())
    opened.wait()
    shell.close_sheet()
    opened.wait()


def test_what_was_typed_is_there_again_when_another_sheet_took_the_place(opened: Issuing) -> None:
    opened.sheet.form.focus("job_title")
    opened.sheet.fields.job_title.line.selectAll()
    write("Vecākais dispečers")
    opened.sheet.form.focus("number")  # leaving the field keeps it
    opened.sheet._keeper.flush()
    opened.shell.close_sheet()
    opened.again()
    assert opened.sheet.fields.job_title.value() == "Vecākais dispečers"


def test_what_was_typed_for_a_new_card_stays_out_of_a_kept_draft(opened: Issuing, desk: Desk) -> None:
    opened.sheet.fields.keep_button.click()
    opened.wait()
    card = next(row.id for row in Cards(desk.office).of_employee(opened.employee) if row.id is not None)
    opened.shell.close_sheet()
    opened.again()
    opened.sheet.form.focus("job_title")
    opened.sheet.fields.job_title.line.selectAll()
    write("Vecākais dispečers")
    press(Qt.Key.Key_Escape)
    opened.wait()
    opened.sheet = open_draft(desk, card)
    opened.wait()
    assert opened.sheet.fields.job_title.value() == "Maršrutu dispečers"


def test_what_is_wrong_with_the_number_is_read_whole(opened: Issuing) -> None:
    field = opened.sheet.fields.number
    field.set_error("Numurs 001 jau ir izmantots: Raivis Šķēle.")
    told = field._error
    assert told is not None
    opened.until(lambda: told.width() > 2 * field.width())
    opened.until(lambda: told.height() >= told.heightForWidth(told.width()))
    assert (
        told.mapTo(opened.sheet, told.rect().topLeft()).y()
        >= field.mapTo(opened.sheet, field.rect().bottomLeft()).y()
    )
    press(Qt.Key.Key_Tab)
    field.set_error("")
    assert told.isHidden()


def test_tab_goes_through_the_whole_sheet(opened: Issuing) -> None:
    opened.sheet.form.focus("kind")
    stops = walk(opened.sheet.fields.issue_button)
    assert missed(opened.sheet, stops) == []
    assert opened.sheet.fields.photo_button in stops


@pytest.mark.parametrize("size", [(635, 304), (863, 432), (1045, 550), (1164, 688)], ids=str)
def test_in_a_low_window_nothing_is_squeezed_and_what_has_the_keyboard_is_in_sight(
    desk: Desk, shell: RecordingShell, staff: dict[str, int], old: int, qtbot: QtBot, size: tuple[int, int]
) -> None:
    opened = Issuing(desk, shell, qtbot, staff[ME], size)
    sheet, fields = opened.sheet, opened.sheet.fields
    opened.until(lambda: in_sight(fields.name.line, sheet))
    for part in (*fields.named().values(), fields.old, fields.taken, fields.photo_button, fields.side):
        assert part.height() >= part.minimumSizeHint().height(), part
        assert part.width() >= part.minimumSizeHint().width(), part
    assert fields.preview.height() >= fields.preview.minimumSizeHint().height()
    # What happens to the old card is read without scrolling.
    if size[1] > 304:
        assert in_sight(fields.taken, sheet)
    sheet.form.focus("kind")
    for _ in range(2 * len(walk(fields.issue_button))):  # to the end, and round from the first again
        assert in_sight(focused(), sheet), focused()
        press(Qt.Key.Key_Tab)
    shell.close_sheet()
    opened.wait()


def in_sight(widget: QWidget, sheet: QWidget) -> bool:
    """Whether nothing of it is scrolled away."""
    place: QWidget | None = widget
    while place is not None and place is not sheet:
        place = place.parentWidget()
        if isinstance(place, QScrollArea):
            corner = widget.mapTo(place.viewport(), widget.rect().topLeft())
            return place.viewport().rect().contains(QRect(corner, widget.size()))
    return True
