from __future__ import annotations

import pytest

from app.directory.records import AbsenceRecord, EmployeeRecord, StaffColumn, StaffFilter, StaffSort
from app.directory.service import Directory
from app.directory.staff_list import StaffList
from app.office import Office
from tests.app.directory.test_staff_events import today


@pytest.fixture
def staff(office: Office) -> StaffList:
    directory = Directory(office)
    for name, job_title, unit, place in (
        ("Rita Šķēle", "Kasiere", "Kase", "204"),
        ("Zane Ābele", "Čekiste", "", "10"),
        ("Anna Žagare", "", "Arhīvs", "9"),
        ("Juris Sils", "Kasiere", "Kase", ""),
    ):
        directory.save_employee(EmployeeRecord(name=name, job_title=job_title, unit=unit, place=place))
    return StaffList(office)


def names(staff: StaffList, chosen: StaffFilter, sort: StaffSort) -> list[str]:
    return [person.name.split()[1] for person in staff.rows(staff.ids(chosen, sort))]


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        ("name", "Ābele Sils Šķēle Žagare", "Žagare Šķēle Sils Ābele"),
        ("job_title", "Ābele Sils Šķēle Žagare", "Sils Šķēle Ābele Žagare"),
        ("unit", "Žagare Sils Šķēle Ābele", "Sils Šķēle Žagare Ābele"),
        ("place", "Žagare Ābele Šķēle Sils", "Šķēle Ābele Žagare Sils"),
    ],
)
def test_the_list_stands_in_latvian_order_with_the_empty_last(
    staff: StaffList, column: StaffColumn, up: str, down: str
) -> None:
    for descending, expected in ((False, up), (True, down)):
        sort = StaffSort(column, descending)
        assert names(staff, StaffFilter(), sort) == expected.split()
        assert [person.name.split()[1] for person in staff.first(sort=sort, limit=3)] == expected.split()[:3]
        assert list(staff.all_rows(sort=sort)) == staff.rows(staff.ids(sort=sort))


def test_text_and_unit_leave_the_people_they_name(office: Office, staff: StaffList) -> None:
    kase = next(unit.id for unit in Directory(office).units() if unit.name == "Kase")
    assert names(staff, StaffFilter("kasi"), StaffSort()) == ["Sils", "Šķēle"]
    assert names(staff, StaffFilter("kasi 204", kase), StaffSort()) == ["Šķēle"]
    assert staff.count(StaffFilter(unit_id=kase)) == 2
    assert staff.count(StaffFilter("nav")) == 0


def test_hidden_people_are_among_those_who_do_not_work_here(office: Office, staff: StaffList) -> None:
    rita = next(person for person in Directory(office).employees() if person.name == "Rita Šķēle")
    Directory(office).hide_employee(rita.id or 0)
    counts = [staff.count(StaffFilter(employed=employed)) for employed in ("yes", "no", "all")]
    assert counts == [3, 1, 4]


def test_a_line_tells_who_is_away_and_who_stands_in(office: Office, staff: StaffList) -> None:
    first, second, *_ = staff.first()
    day = today(office)
    Directory(office).save_absence(
        AbsenceRecord(employee_id=first.id or 0, first_day=day, last_day=day, substitute_id=second.id)
    )
    told = [(person.absent_until, person.substitute) for person in staff.rows([first.id or 0, second.id or 0])]
    assert told == [(day, second.name), (None, "")]


def test_numbers_that_are_not_there_are_left_out(staff: StaffList) -> None:
    assert staff.rows([99, 1, 98]) == staff.rows([1])
    assert staff.rows([]) == []
