"""The staff as a long list: filters, chips, the employee's sheet, absences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.cards.records import Kind, Standing, State
from app.core.i18n import Translator
from app.core.office_settings import OfficeSettings
from app.core.permissions import MACHINE
from app.core.settings import CARD_RULES, CardRuleOption
from app.directory.records import AbsenceRecord, EmployeeRecord, JobTitleRecord
from app.directory.service import Directory
from app.office import Office
from tests.support.desks import RecordingShell
from tests.ui.directory.place import Open, people, people_pane
from tests.ui.kit.keys import ALT, CONTROL, focused, press, write
from ui.directory.absence_sheet import AbsenceSheet
from ui.directory.person_field import PersonField
from ui.directory.words import person_row, standing_cell
from ui.kit.table import Cell, TwoLines, spoken_cell

if TYPE_CHECKING:
    from ui.kit.desk import Desk

TODAY = date(2026, 11, 20)
CARD = 3


def cells(opened: Open, column: int) -> list[str]:
    """One column of the list as a reader says it."""
    opened.wait()
    model = people_pane(opened).model
    rows = [model.row_at(row) for row in range(model.rowCount())]
    return [spoken_cell(row.cells[column]) for row in rows if row is not None]


def edit(opened: Open, name: str) -> None:
    """The sheet of a person, with its lists."""
    opened.page.show_target(record=people(opened.desk)[name].id)
    opened.wait()
    opened.pane.change_record()
    opened.wait()


def test_a_row_has_two_lines_and_both_are_spoken(opened: Open) -> None:
    assert cells(opened, 1)[-1] == "63 000 214, 207. kabinets"
    model = people_pane(opened).model
    spoken = model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Šķēle Raivis, Maršrutu dispečers, 63 000 214, 207. kabinets, P 8:00–12:00")


def test_the_list_is_narrowed_to_a_unit(opened: Open, desk: Desk) -> None:
    directory = Directory(desk.office)
    juriste = people(desk)["Līga Ķirse"]
    directory.save_employee(replace(juriste, unit="Juridiskā daļa"))
    opened.wait()
    people_pane(opened).unit.setFocus()
    press(Qt.Key.Key_Down)
    assert opened.names() == ["Ķirse Līga"]
    people_pane(opened).clear_filter()
    assert len(opened.names()) == 4


def test_leavers_are_listed_only_where_they_are_asked_for(opened: Open, desk: Desk) -> None:
    leaver = replace(people(desk)["Guna Āboliņa"], employed_until=date(2026, 11, 19))
    Directory(desk.office).save_employee(leaver)
    assert "Āboliņa Guna" not in opened.names()
    people_pane(opened).employed.setFocus()
    press(Qt.Key.Key_Down)
    assert opened.names() == ["Āboliņa Guna"]
    press(Qt.Key.Key_Down)
    assert len(opened.names()) == 4


def test_a_leaver_is_not_offered_as_if_present(opened: Open, desk: Desk) -> None:
    person = people(desk)["Raivis Šķēle"]
    Directory(desk.office).save_employee(replace(person, employed_until=date(2026, 11, 19)))
    opened.page.show_target(record=person.id)
    opened.wait()
    told = opened.pane.detail.callout.text()
    assert "Vairs nestrādā (kopš 20.11.2026.)" in told
    assert "63 000 214" not in told
    assert "Pieņem" not in told
    assert cells(opened, 1)[-1] == "Vairs nestrādā, kopš 20.11.2026."
    assert cells(opened, 2)[-1] == ""


@pytest.mark.parametrize("language", ["lv", "en"])
def test_that_somebody_left_is_read_whole_in_the_narrow_column(opened: Open, desk: Desk, language: str) -> None:
    person = people(desk)["Raivis Šķēle"]
    Directory(desk.office).save_employee(replace(person, employed_until=date(2026, 11, 19)))
    words = Translator(language)
    gone = people(desk)["Raivis Šķēle"]
    cell = person_row(replace(gone, left=True), Cell(), words).cells[1]
    assert isinstance(cell, TwoLines)
    table = people_pane(opened).table
    room = table.columnWidth(1) - 20
    look = desk.look
    for text, role in ((cell.text, "body"), (cell.second, "caption")):
        assert QFontMetrics(look.font(role)).horizontalAdvance(text) <= room


def test_the_list_as_it_is_filtered_becomes_a_file(opened: Open, desk: Desk, tmp_path: Path) -> None:
    write("skel")
    opened.wait()
    press(Qt.Key.Key_E, CONTROL)
    dialog = opened.area.findChild(QFileDialog)
    assert dialog is not None
    path = tmp_path / "darbinieki.xlsx"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    opened.wait()
    assert [desk.words(said.text) for said in opened.shell.toasts] == ["Saglabāts: darbinieki.xlsx"]
    sheet = load_workbook(path).active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows()][1:] == ["Raivis Šķēle"]


def test_whoever_works_a_last_day_is_still_offered(opened: Open, desk: Desk) -> None:
    person = people(desk)["Raivis Šķēle"]
    Directory(desk.office).save_employee(replace(person, employed_until=TODAY))
    opened.page.show_target(record=person.id)
    opened.wait()
    assert "63 000 214" in opened.pane.detail.callout.text()


def test_a_leaver_sought_from_elsewhere_is_found(opened: Open, desk: Desk, staff: dict[str, int]) -> None:
    Directory(desk.office).hide_employee(staff["Līga Ķirse"])
    opened.wait()
    opened.page.show_target(record=staff["Līga Ķirse"])
    opened.wait()
    assert opened.pane.detail.name.text() == "Līga Ķirse"


def test_a_list_of_hundreds_is_fetched_only_where_it_is_seen(
    desk: Desk, shell: RecordingShell, qtbot: QtBot
) -> None:
    directory = Directory(desk.office)
    for number in range(300):
        directory.save_employee(EmployeeRecord(name=f"Vārds Uzvārds{number:03}", place=f"{number}. kabinets"))
    opened = Open(desk, shell, qtbot)
    pane = people_pane(opened)
    assert pane.model.rowCount() == 300
    press(Qt.Key.Key_End)
    opened.wait()
    assert pane.detail.name.text() == "Vārds Uzvārds299"
    assert len(pane._source.records) < 300
    opened.page.show_target(record=pane.model.row_id(150))
    opened.wait()
    assert pane.detail.name.text() == "Vārds Uzvārds150"


def test_whoever_types_a_name_and_acts_at_once_means_the_one_found(opened: Open) -> None:
    assert opened.pane.detail.name.text() == "Guna Āboliņa"
    write("skel")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_B, ALT)
    opened.wait()
    sheet = opened.shell.sheet()
    assert isinstance(sheet, AbsenceSheet)
    assert sheet.person.text() == "Raivis Šķēle"


def test_what_was_meant_for_nobody_is_forgotten(opened: Open) -> None:
    write("zzz")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    opened.wait()
    assert opened.shell.sheet() is None
    opened.pane.clear_filter()
    opened.wait()
    assert opened.shell.sheet() is None


@pytest.mark.parametrize(
    ("standing", "kind", "text"),
    [
        (None, "mute", "Nav vajadzīga"),
        (Standing(None, None, Kind.STAFF_ID, needed=True), "warn", "Jāizsniedz"),
        (Standing(State.ISSUED, date(2028, 11, 30), Kind.STAFF_ID, needed=True), "ok", "Derīga"),
        (Standing(State.ISSUED, date(2026, 11, 30), None, needed=True, expiring=True), "warn", "Beidzas 30.11."),
        (Standing(State.LOST, None, Kind.STAFF_ID, needed=False), "bad", "Nozaudēta"),
        (Standing(State.EXPIRED, None, Kind.STAFF_ID, needed=False), "bad", "Beigusies"),
        (Standing(State.ISSUED, None, None, needed=False, not_returned=True), "bad", "Nav nodota"),
    ],
)
def test_how_somebody_stands_with_cards_is_one_chip(
    standing: Standing | None, kind: str, text: str, tr: Translator
) -> None:
    cell = standing_cell(standing, TODAY, tr)
    assert (cell.chip, cell.text) == (kind, text)


def test_who_lacks_a_card_is_seen_in_the_list(
    desk: Desk, staff: dict[str, int], shell: RecordingShell, qtbot: QtBot
) -> None:
    machine = Office(desk.office.engine, MACHINE, desk.office.hub, desk.office.clock)
    OfficeSettings(machine).set(CARD_RULES, (CardRuleOption("staff_id", "all", required=True),))
    opened = Open(desk, shell, qtbot)
    assert cells(opened, CARD) == ["Jāizsniedz"] * 4


def test_an_absence_is_entered_told_to_the_client_and_taken_back(opened: Open, desk: Desk) -> None:
    press(Qt.Key.Key_B, ALT)
    opened.wait()
    assert isinstance(opened.shell.sheet(), AbsenceSheet)
    press(Qt.Key.Key_Return, CONTROL)
    assert opened.error("first_day") == "Ierakstiet pirmo dienu."
    write("18.11.")
    press(Qt.Key.Key_Return)
    write("27.11.")
    press(Qt.Key.Key_Return)
    write("raiv")
    field = opened.sheet.form.field("substitute_id")
    assert isinstance(field, PersonField)
    opened.qtbot.waitUntil(field.line.popup.isVisible)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.shell.sheet() is None
    told = opened.pane.detail.callout.text().splitlines()
    assert told[1] == "Prombūtnē līdz 27.11. Aizvieto: Raivis Šķēle, 63 000 214"
    press(Qt.Key.Key_B, ALT)
    opened.wait()
    sheet = opened.shell.sheet()
    assert isinstance(sheet, AbsenceSheet)
    sheet.list.setFocus()
    press(Qt.Key.Key_Delete)
    opened.wait()
    opened.shell.close_sheet()
    assert "Prombūtnē" not in opened.pane.detail.callout.text()
    desk.undo.undo()
    opened.wait()
    assert "Prombūtnē" in opened.pane.detail.callout.text()


def test_the_absences_of_a_person_open_for_whoever_comes_for_them(opened: Open, staff: dict[str, int]) -> None:
    opened.page.show_target(record=staff["Līga Ķirse"], sheet="absences")
    opened.wait()
    sheet = opened.shell.sheet()
    assert isinstance(sheet, AbsenceSheet)
    assert sheet.person.text() == "Līga Ķirse"
    assert people_pane(opened).table.chosen_id() == staff["Līga Ķirse"]


def test_days_that_contradict_each_other_are_told_under_their_field(opened: Open, staff: dict[str, int]) -> None:
    press(Qt.Key.Key_B, ALT)
    opened.wait()
    write("27.11.2026.")
    press(Qt.Key.Key_Return)
    write("18.11.2026.")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.error("last_day")
    assert opened.sheet.form.values()["first_day"] == date(2026, 11, 27)


def test_an_absence_known_already_is_changed(opened: Open, desk: Desk, staff: dict[str, int]) -> None:
    directory, person = Directory(desk.office), staff["Guna Āboliņa"]
    directory.save_absence(
        AbsenceRecord(employee_id=person, first_day=date(2026, 12, 1), last_day=date(2026, 12, 4))
    )
    press(Qt.Key.Key_B, ALT)
    opened.wait()
    sheet = opened.shell.sheet()
    assert isinstance(sheet, AbsenceSheet)
    sheet.list.setFocus()
    press(Qt.Key.Key_Return)
    assert opened.sheet.form.values()["last_day"] == date(2026, 12, 4)
    opened.sheet.form.focus("last_day")
    press(Qt.Key.Key_A, CONTROL)
    write("11.12.2026.")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    (kept,) = directory.absences(person)
    assert kept.last_day == date(2026, 12, 11)


def test_the_sheet_keeps_what_a_person_has_besides(opened: Open, desk: Desk) -> None:
    directory = Directory(desk.office)
    directory.save_job_title(JobTitleRecord(name="Galvenais grāmatvedis", other_form="Galvenā grāmatvede"))
    before = replace(
        people(desk)["Guna Āboliņa"],
        post_since=date(2020, 2, 1),
        employed_from=date(2018, 3, 12),
        other_phones=("+37126000417",),
        notes="Tālrunis: iekšējais 14",
    )
    directory.save_employee(before)
    opened.wait()
    edit(opened, "Guna Āboliņa")
    form = opened.sheet.form
    form.focus("job_title")
    press(Qt.Key.Key_A, CONTROL)
    write("grāmatvede")
    press(Qt.Key.Key_Return)
    form.focus("other_phones")
    press(Qt.Key.Key_End)
    write(", 67 123 456")
    form.focus("manager_id")
    write("šķē")
    field = form.field("manager_id")
    assert isinstance(field, PersonField)
    opened.qtbot.waitUntil(field.line.popup.isVisible)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    kept = people(desk)["Guna Āboliņa"]
    assert kept.job_title == "Galvenā grāmatvede"
    assert kept.other_phones == ("+37126000417", "+37167123456")
    assert kept.manager == "Raivis Šķēle"
    assert (kept.post_since, kept.employed_from, kept.notes) == (
        date(2020, 2, 1),
        date(2018, 3, 12),
        "Tālrunis: iekšējais 14",
    )


def test_nobody_manages_themselves_and_a_text_is_nobody(opened: Open) -> None:
    edit(opened, "Guna Āboliņa")
    form = opened.sheet.form
    form.focus("manager_id")
    write("guna")
    field = form.field("manager_id")
    assert isinstance(field, PersonField)
    opened.qtbot.waitUntil(field.line.popup.isVisible)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.error("manager_id") == "Darbinieks nevar būt tiešais vadītājs pats sev."
    form.focus("manager_id")
    press(Qt.Key.Key_A, CONTROL)
    write("kāds")
    press(Qt.Key.Key_Return, CONTROL)
    assert opened.error("manager_id") == "Izvēlieties no saraksta."


def test_work_that_ends_before_it_began_is_refused_with_nothing_lost(opened: Open) -> None:
    edit(opened, "Guna Āboliņa")
    form = opened.sheet.form
    for name, text in (("employed_from", "12.03.2018."), ("employed_until", "11.03.2018.")):
        form.focus(name)
        write(text)
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert "12.03.2018." in opened.error("employed_until")
    assert focused() is form.field("employed_until").focus_target()
    assert form.values()["employed_from"] == date(2018, 3, 12)


def test_the_sheet_shows_absences_and_earlier_posts(opened: Open, desk: Desk, staff: dict[str, int]) -> None:
    Directory(desk.office).save_absence(
        AbsenceRecord(
            employee_id=staff["Guna Āboliņa"],
            first_day=date(2026, 12, 1),
            last_day=date(2026, 12, 4),
            substitute_id=staff["Līga Ķirse"],
        )
    )
    edit(opened, "Guna Āboliņa")
    sheet = opened.sheet
    assert sheet._absences.text() == "01.12.2026.–04.12.2026. · Aizvieto: Līga Ķirse"  # type: ignore[attr-defined]
