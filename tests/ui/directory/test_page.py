"""The directory by keyboard, on a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.core.permissions import Actor, Role
from app.directory.records import InstitutionRecord
from app.directory.service import Directory
from tests.support.desks import RecordingShell
from tests.ui.directory.place import MONDAY, THURSDAY, Open, go_to, people, people_pane
from tests.ui.kit.keys import CONTROL, focused, press, write
from ui.directory.form import RecordSheet
from ui.directory.short_pane import ShortPane
from ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from ui.kit.desk import Desk


def test_people_stand_by_surname_in_latvian_order(opened: Open) -> None:
    assert opened.names() == ["Āboliņa Guna", "Kalniņa Kristīne", "Ķirse Līga", "Šķēle Raivis"]


def test_tabs_stand_in_order_and_tell_how_many(opened: Open, desk: Desk) -> None:
    Directory(desk.office).save_institution(InstitutionRecord(name="Regulators"))
    opened.wait()
    keys = [str(key) for key in opened.page.tabs.buttons]
    assert [key for key in keys if key in ("employees", "institutions", "services")] == [
        "employees",
        "institutions",
        "services",
    ]
    assert keys[0] == "employees"
    counts = {str(key): button.count for key, button in opened.page.tabs.buttons.items()}
    assert (counts["employees"], counts["institutions"], counts["services"]) == (4, 1, 0)


def test_the_button_adds_what_the_list_in_front_holds(opened: Open) -> None:
    assert opened.page.new_button.text() == "Jauns darbinieks"
    go_to(opened, "services")
    assert opened.page.new_button.text() == "Jauns pakalpojums"
    opened.page.new_button.click()
    assert opened.sheet.title.text() == "Jauns pakalpojums"


def test_the_keys_of_the_list_in_front_work_in_the_detail_and_those_behind_do_not(
    opened: Open, desk: Desk
) -> None:
    opened.pane.detail.callout.setFocus()
    press(Qt.Key.Key_Delete)
    opened.wait()
    assert people(desk)["Guna Āboliņa"].hidden
    go_to(opened, "institutions")
    told = {action.text() for action in opened.page.page_actions()}
    assert "Prombūtnes…" not in told
    opened.page.show_pane("employees")
    assert "Prombūtnes…" in {action.text() for action in opened.page.page_actions()}


def test_typing_in_the_list_filters_it_without_diacritics(opened: Open) -> None:
    write("skel")
    assert focused() is opened.pane.filter
    assert opened.names() == ["Šķēle Raivis"]
    press(Qt.Key.Key_Down)
    assert focused() is opened.pane.table
    assert opened.pane.detail.name.text() == "Raivis Šķēle"


@pytest.mark.parametrize("text", ["207", "63000214", "dispe"])
def test_people_are_found_by_what_clients_ask_for(opened: Open, text: str) -> None:
    press(Qt.Key.Key_F, CONTROL)
    write(text)
    assert opened.names() == ["Šķēle Raivis"]


def test_a_filter_that_leaves_nothing_offers_to_be_cleared(opened: Open) -> None:
    write("zzz")
    opened.wait()
    page = opened.pane
    assert page.stack.currentWidget() is page.nothing
    page.nothing.button.click()
    assert len(opened.names()) == 4
    assert page.stack.currentWidget() is page.table


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
    write("8-12, 13-17")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.shell.sheet() is None
    found = people(desk)["Zane Ūdre"]
    assert (found.unit, found.place, found.phone) == ("Kanceleja", "201. kabinets", "+37163000204")
    assert found.languages == ("lv", "ru")
    assert found.reception == {1: ((time(8), time(12)), (time(13), time(17)))}
    assert opened.pane.detail.name.text() == "Zane Ūdre"
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


def test_a_unit_that_came_with_a_person_goes_with_the_undo(opened: Open, desk: Desk) -> None:
    press(Qt.Key.Key_N, CONTROL)
    write("Anna Ozola")
    opened.sheet.form.field("unit").set_value("Norēķinu dala")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    directory = Directory(desk.office)
    desk.undo.undo()
    opened.wait()
    assert directory.units() == []
    desk.undo.redo()
    opened.wait()
    assert [unit.name for unit in directory.units()] == ["Norēķinu dala"]


def test_a_unit_typed_wrongly_goes_with_the_undo_unless_somebody_else_is_in_it(
    opened: Open, desk: Desk, staff: dict[str, int]
) -> None:
    directory = Directory(desk.office)
    for typed in ("Norēķinu dala", "Norēķinu daļas"):
        opened.page.lists["employees"].arrive()
        press(Qt.Key.Key_Return)
        opened.wait()
        opened.sheet.form.field("unit").set_value(typed)
        press(Qt.Key.Key_Return, CONTROL)
        opened.wait()
    other = directory.employee(staff["Līga Ķirse"])
    (first, _second) = directory.units()
    directory.save_employee(replace(other, unit_id=first.id))
    for _ in range(2):
        desk.undo.undo()
        opened.wait()
    assert directory.units() == [first]


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
    assert opened.pane.detail.name.text() == "Līga Ķirse"
    assert people(desk)["Raivis Šķēle"].hidden
    call = opened.shell.toasts[-1].call
    assert call is not None
    call()
    qtbot.waitUntil(lambda: "Šķēle Raivis" in opened.names())


def test_a_hidden_person_can_be_shown_and_offered_again(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    Directory(desk.office).hide_employee(people(desk)["Līga Ķirse"].id or 0)
    qtbot.waitUntil(lambda: "Ķirse Līga" not in opened.names())
    people_pane(opened).employed.setFocus()
    press(Qt.Key.Key_Down)
    assert opened.names() == ["Ķirse Līga"]
    opened.pane.table.setFocus()
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not people(desk)["Līga Ķirse"].hidden)


def test_a_record_sought_from_elsewhere_is_chosen(opened: Open, staff: dict[str, int]) -> None:
    write("skel")
    opened.wait()
    opened.page.show_target(record=staff["Līga Ķirse"])
    opened.wait()
    assert opened.pane.detail.name.text() == "Līga Ķirse"
    assert opened.pane.filter.text() == ""


def test_institutions_are_added_and_told(opened: Open, desk: Desk) -> None:
    go_to(opened, "institutions")
    press(Qt.Key.Key_N, CONTROL)
    write("Regulators")
    for name, text in (("phone", "67 097 200"), ("web", "sprk.gov.lv"), ("address", "Ūnijas iela 45, Rīga")):
        opened.sheet.form.focus(name)
        write(text)
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert (
        opened.pane.detail.callout.text() == "Regulators\n67 097 200 · sprk.gov.lv\nAdrese: Ūnijas iela 45, Rīga"
    )
    (body,) = Directory(desk.office).institutions()
    opened.pane.hide_record()
    opened.wait()
    assert opened.names() == []
    assert Directory(desk.office).institutions() == []
    desk.undo.undo()
    assert [each.name for each in Directory(desk.office).institutions()] == [body.name]


def test_an_institution_sought_from_elsewhere_opens_its_tab(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    body = Directory(desk.office).save_institution(InstitutionRecord(name="Regulators"))
    known = opened.page.lists["institutions"]
    assert isinstance(known, ShortPane)
    qtbot.waitUntil(lambda: len(known.table.rows.rows) == 1)
    opened.page.show_target(institution=body)
    assert opened.pane.detail.name.text() == "Regulators"


def test_where_there_is_no_room_enter_opens_the_detail_and_enter_again_changes_it(
    desk: Desk, shell: RecordingShell, staff: dict[str, int], qtbot: QtBot
) -> None:
    narrow = Open(desk, shell, qtbot, width=849)
    assert not narrow.pane.detail.isVisible()
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
    assert not looking.page.new_button.isVisible()
    institutions = looking.page.lists["institutions"]
    assert isinstance(institutions, ShortPane)
    assert institutions.hidden_too.isHidden()
    assert looking.pane.detail.hide_button is None
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_N, CONTROL)
    looking.wait()
    assert shell.sheet() is None
    assert len(people(desk)) == len([name for name, one in people(desk).items() if not one.hidden])
