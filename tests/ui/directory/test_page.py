"""The directory by keyboard, on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.permissions import Actor, Role
from app.directory.records import EmployeeRecord, InstitutionRecord, Reception
from app.directory.service import Directory
from tests.support.desks import RecordingShell
from tests.ui.kit.keys import CONTROL, focused, press, write
from ui.directory.form import RecordSheet
from ui.directory.page import DirectoryPage, make_page
from ui.kit.sheet import Sheet, SheetHost

if TYPE_CHECKING:
    from ui.kit.desk import Desk

MONDAY: Reception = {1: ((time(8), time(12)),)}
THURSDAY: Reception = {4: ((time(13), time(17)),)}


@pytest.fixture
def staff(desk: Desk) -> dict[str, int]:
    directory = Directory(desk.office)
    people = (
        EmployeeRecord(
            name="Raivis Šķēle",
            job_title="Maršrutu dispečers",
            place="207. kabinets",
            phone="+37163000214",
            languages=("lv", "ru"),
            reception=MONDAY | THURSDAY,
        ),
        EmployeeRecord(name="Guna Āboliņa", job_title="Grāmatvede", phone="+37163000210"),
        EmployeeRecord(name="Līga Ķirse", job_title="Juriste"),
        EmployeeRecord(name="Kristīne Kalniņa", job_title="Lietvede"),
    )
    return {person.name: directory.save_employee(person) for person in people}


class Open:
    """A window with the page in it, wide or narrow."""

    def __init__(self, desk: Desk, shell: RecordingShell, qtbot: QtBot, width: int = 1130) -> None:
        self.desk, self.shell, self.qtbot = desk, shell, qtbot
        self.area = QWidget()
        column = QVBoxLayout(self.area)
        self.page: DirectoryPage = make_page(desk)
        column.addWidget(self.page)
        shell.host = SheetHost(self.area)
        qtbot.addWidget(self.area)
        self.area.resize(width, 688)
        self.area.show()
        qtbot.waitExposed(self.area)
        self.area.activateWindow()
        qtbot.waitUntil(self.area.isActiveWindow, timeout=20_000)
        self.page.arrive()
        self.wait()

    def wait(self) -> None:
        """Until nothing runs beside the window."""
        self.qtbot.waitUntil(self._is_idle, timeout=20_000)

    def _is_idle(self) -> bool:
        QApplication.sendPostedEvents()
        waits = shiboken6.isValid(self.page) and self.page._soon.isActive()
        return not self.desk.tasks.busy and not waits

    def names(self) -> list[str]:
        """The list as it is read."""
        view = self.page._here.list
        return [row.cells[0].text for row in view.rows.rows]

    @property
    def sheet(self) -> RecordSheet[EmployeeRecord]:
        sheet = self.shell.sheet()
        assert isinstance(sheet, RecordSheet)
        return sheet

    def error(self, field: str) -> str:
        return self.sheet.form.field(field).error()


@pytest.fixture
def opened(desk: Desk, shell: RecordingShell, staff: dict[str, int], qtbot: QtBot) -> Iterator[Open]:
    made = Open(desk, shell, qtbot)
    yield made
    if shiboken6.isValid(made.page):
        shell.close_sheet()
    made.wait()


def people(desk: Desk) -> dict[str, EmployeeRecord]:
    return {person.name: person for person in Directory(desk.office).employees(hidden=True)}


def test_people_stand_by_surname_in_latvian_order(opened: Open) -> None:
    assert opened.names() == ["Āboliņa Guna", "Kalniņa Kristīne", "Ķirse Līga", "Šķēle Raivis"]


def test_typing_in_the_list_filters_it_without_diacritics(opened: Open) -> None:
    write("skel")
    assert focused() is opened.page.filter
    assert opened.names() == ["Šķēle Raivis"]
    press(Qt.Key.Key_Down)
    assert focused() is opened.page._here.list
    assert opened.page.detail.name.text() == "Raivis Šķēle"


@pytest.mark.parametrize("text", ["207", "63000214", "krievu", "dispe"])
def test_people_are_found_by_what_clients_ask_for(opened: Open, text: str) -> None:
    press(Qt.Key.Key_F, CONTROL)
    write(text)
    assert opened.names() == ["Šķēle Raivis"]


def test_a_filter_that_leaves_nothing_offers_to_be_cleared(opened: Open) -> None:
    write("zzz")
    page = opened.page
    assert page.stack.currentWidget() is page.nothing
    page.nothing.button.click()
    assert len(opened.names()) == 4
    assert page.stack.currentWidget() is page._here.list


def test_what_to_tell_the_client_is_copied_from_the_list(opened: Open) -> None:
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == (
        "Raivis Šķēle, maršrutu dispečers\n63 000 214 · 207. kabinets\n"
        "Pieņem: pirmdien 8:00–12:00, ceturtdien 13:00–17:00"
    )


def test_a_person_is_added_by_keyboard_alone(opened: Open, desk: Desk) -> None:
    press(Qt.Key.Key_N, CONTROL)
    for text in ("Zane Ūdre", "Lietvede", "Kanceleja", "201. kabinets", "63000204", "zane@berzaine.lv"):
        write(text)
        press(Qt.Key.Key_Return)
    write("latv, krievu")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    write("8-12, 13-17")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.shell.sheet() is None
    found = people(desk)["Zane Ūdre"]
    assert (found.unit, found.place, found.phone) == ("Kanceleja", "201. kabinets", "+37163000204")
    assert found.languages == ("lv", "ru")
    assert found.reception == {1: ((time(8), time(12)), (time(13), time(17)))}
    assert opened.page.detail.name.text() == "Zane Ūdre"
    desk.undo.undo()
    assert people(desk)["Zane Ūdre"].hidden


def test_enter_changes_the_chosen_person_and_undo_takes_it_back(opened: Open, desk: Desk) -> None:
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert focused() is opened.sheet.form.field("job_title").focus_target()
    press(Qt.Key.Key_A, CONTROL)
    write("Galvenais dispečers")
    press(Qt.Key.Key_S, CONTROL)
    opened.wait()
    assert people(desk)["Raivis Šķēle"].job_title == "Galvenais dispečers"
    assert people(desk)["Raivis Šķēle"].reception == MONDAY | THURSDAY
    desk.undo.undo()
    assert people(desk)["Raivis Šķēle"].job_title == "Maršrutu dispečers"
    desk.undo.redo()
    assert people(desk)["Raivis Šķēle"].job_title == "Galvenais dispečers"


def test_what_is_wrong_stands_under_its_field_and_nothing_typed_is_lost(opened: Open, desk: Desk) -> None:
    press(Qt.Key.Key_N, CONTROL)
    opened.sheet.form.focus("email")
    write("zane")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.error("name") == "Ierakstiet vārdu un uzvārdu."
    assert opened.error("email") == "E-pasta adresē trūkst @."
    assert focused() is opened.sheet.form.field("name").focus_target()
    assert opened.sheet.form.values()["email"] == "zane"
    opened.sheet.form.focus("day1")
    write("no rīta")
    press(Qt.Key.Key_Return, CONTROL)
    assert opened.error("day1")
    assert len(people(desk)) == 4


def test_an_account_belongs_to_one_person(opened: Open, desk: Desk, staff: dict[str, int]) -> None:
    directory = Directory(desk.office)
    directory.save_employee(replace(directory.employee(staff["Līga Ķirse"]), account="liga"))
    opened.wait()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    opened.sheet.form.focus("account")
    write("liga")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.error("account") == "Šis lietotājvārds jau pieder: Līga Ķirse."


def change_elsewhere(desk: Desk, employee_id: int, **values: str) -> None:
    """Dace changes a person on another PC."""
    dace = Directory(replace(desk.office, actor=Actor("dace", "Dace Bērziņa", frozenset({Role.HEAD}))))
    dace.save_employee(replace(dace.employee(employee_id), **values))  # type: ignore[arg-type]


def test_a_record_changed_by_somebody_else_is_told_while_it_is_open(
    opened: Open, desk: Desk, staff: dict[str, int], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    opened.sheet.form.focus("job_title")
    write("Galvenais ")
    change_elsewhere(desk, staff["Guna Āboliņa"], place="1. kabinets")
    change_elsewhere(desk, staff["Raivis Šķēle"], place="301. kabinets")
    qtbot.waitUntil(lambda: "changed" in opened.sheet.bars.bars())
    assert opened.sheet.bars.bars()["changed"].accessibleName() == "Šo ierakstu šodien 10:31 mainīja dace."
    assert str(opened.sheet.form.values()["job_title"]).startswith("Galvenais")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    kept = people(desk)["Raivis Šķēle"]
    assert kept.job_title.startswith("Galvenais")
    assert kept.place == "301. kabinets"


def test_the_same_field_changed_meanwhile_is_told_and_mine_can_be_kept(
    opened: Open, desk: Desk, staff: dict[str, int]
) -> None:
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    opened.sheet.form.focus("job_title")
    press(Qt.Key.Key_A, CONTROL)
    write("Dispečers")
    change_elsewhere(desk, staff["Raivis Šķēle"], job_title="Vadītājs", place="301. kabinets")
    opened.wait()
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    bar = opened.sheet.bars.bars()["trouble"]
    assert bar.accessibleName().startswith("Ieraksts mainīts.")
    assert opened.sheet.form.values()["job_title"] == "Dispečers"
    opened.sheet._keep_mine()
    opened.wait()
    kept = people(desk)["Raivis Šķēle"]
    assert (kept.job_title, kept.place) == ("Dispečers", "301. kabinets")


def test_theirs_can_be_loaded_again(opened: Open, desk: Desk, staff: dict[str, int]) -> None:
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    opened.sheet.form.focus("place")
    press(Qt.Key.Key_A, CONTROL)
    write("5. kabinets")
    change_elsewhere(desk, staff["Raivis Šķēle"], place="301. kabinets")
    opened.wait()
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    opened.sheet._load_again()
    opened.wait()
    assert opened.sheet.form.values()["place"] == "301. kabinets"
    assert opened.sheet.bars.bars() == {}
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.shell.sheet() is None


def test_esc_keeps_what_was_typed_for_the_next_time(opened: Open) -> None:
    press(Qt.Key.Key_N, CONTROL)
    write("Zane")
    press(Qt.Key.Key_Escape)
    assert opened.shell.sheet() is None
    assert opened.shell.toasts[-1].text.text == "Draft kept"
    press(Qt.Key.Key_N, CONTROL)
    assert opened.sheet.form.values()["name"] == "Zane"


def test_del_hides_and_undo_shows_again(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Šķēle Raivis" not in opened.names())
    assert opened.page.detail.name.text() == "Līga Ķirse"
    assert people(desk)["Raivis Šķēle"].hidden
    call = opened.shell.toasts[-1].call
    assert call is not None
    call()
    qtbot.waitUntil(lambda: "Šķēle Raivis" in opened.names())


def test_a_hidden_person_can_be_shown_and_offered_again(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    Directory(desk.office).hide_employee(people(desk)["Līga Ķirse"].id or 0)
    qtbot.waitUntil(lambda: "Ķirse Līga" not in opened.names())
    opened.page.hidden_too.click()
    opened.page._here.list.choose(people(desk)["Līga Ķirse"].id or 0)
    opened.page._here.list.setFocus()
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not people(desk)["Līga Ķirse"].hidden)


def test_a_record_sought_from_elsewhere_is_chosen(opened: Open, staff: dict[str, int]) -> None:
    write("skel")
    opened.page.show_target(record=staff["Līga Ķirse"])
    assert opened.page.detail.name.text() == "Līga Ķirse"
    assert opened.page.filter.text() == ""


def test_institutions_are_added_and_told(opened: Open, desk: Desk) -> None:
    opened.page.tabs.setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_N, CONTROL)
    write("Regulators")
    for name, text in (("phone", "67 097 200"), ("web", "sprk.gov.lv"), ("address", "Ūnijas iela 45, Rīga")):
        opened.sheet.form.focus(name)
        write(text)
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert (
        opened.page.detail.callout.text() == "Regulators\n67 097 200 · sprk.gov.lv\nAdrese: Ūnijas iela 45, Rīga"
    )
    (body,) = Directory(desk.office).institutions()
    opened.page.hide_record()
    opened.wait()
    assert opened.names() == []
    assert Directory(desk.office).institutions() == []
    desk.undo.undo()
    assert [each.name for each in Directory(desk.office).institutions()] == [body.name]


def test_an_institution_sought_from_elsewhere_opens_its_tab(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    body = Directory(desk.office).save_institution(InstitutionRecord(name="Regulators"))
    qtbot.waitUntil(lambda: len(opened.page._tabs["institutions"].list.rows.rows) == 1)
    opened.page.show_target(institution=body)
    assert opened.page.detail.name.text() == "Regulators"


def test_where_there_is_no_room_enter_opens_the_detail_and_enter_again_changes_it(
    desk: Desk, shell: RecordingShell, staff: dict[str, int], qtbot: QtBot
) -> None:
    narrow = Open(desk, shell, qtbot, width=849)
    assert not narrow.page.detail.isVisible()
    press(Qt.Key.Key_Return)
    assert isinstance(shell.sheet(), Sheet)
    assert not isinstance(shell.sheet(), RecordSheet)
    press(Qt.Key.Key_Return)
    assert narrow.sheet.form.values()["name"] == "Guna Āboliņa"
    narrow.wait()
    shell.close_sheet()


def test_one_who_may_only_look_is_offered_no_changes(
    desk: Desk, shell: RecordingShell, staff: dict[str, int], qtbot: QtBot
) -> None:
    clerk = replace(desk.office, actor=Actor("dace", "Dace", frozenset({Role.CLERK})))
    looking = Open(replace(desk, office=clerk), shell, qtbot)
    assert not hasattr(looking.page, "new_button")
    assert not looking.page.hidden_too.isVisible()
    assert looking.page.detail.hide_button is None
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_N, CONTROL)
    looking.wait()
    assert shell.sheet() is None
    assert len(people(desk)) == len([name for name, one in people(desk).items() if not one.hidden])
