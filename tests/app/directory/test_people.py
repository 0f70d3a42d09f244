"""Line managers, phones, dates, absences, posts and services of the directory."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core.errors import Conflict, Invalid
from app.core.permissions import Role
from app.directory.records import AbsenceRecord, EmployeeRecord, JobTitleRecord, ServiceRecord, TopicRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.contacts.conftest import SignIn
from tests.app.directory.test_staff_events import today


@pytest.fixture
def directory(office: Office) -> Directory:
    return Directory(office)


def refused(directory: Directory, record: EmployeeRecord | AbsenceRecord | JobTitleRecord) -> set[str]:
    save = {
        EmployeeRecord: directory.save_employee,
        AbsenceRecord: directory.save_absence,
        JobTitleRecord: directory.save_job_title,
    }[type(record)]
    with pytest.raises(Invalid) as told:
        save(record)  # type: ignore[operator]
    return set(told.value.fields)


def test_a_person_is_kept_with_manager_phones_and_dates(directory: Directory) -> None:
    boss = directory.save_employee(EmployeeRecord(name="Dace Bērziņa"))
    record = EmployeeRecord(
        name="Rita Šķēle",
        phone="26000417",
        other_phones=("63 207 077", "+37126000417", "63207077"),
        manager_id=boss,
        post_since=date(2024, 1, 2),
        employed_from=date(2020, 3, 2),
        employed_until=date(2027, 3, 1),
        notes="Tālrunis: zvanīt Rudītei",
    )
    stored = directory.employee(directory.save_employee(record))
    assert (stored.manager_id, stored.manager) == (boss, "Dace Bērziņa")
    assert (stored.phone, stored.other_phones) == ("+37126000417", ("+37163207077",))
    assert (stored.post_since, stored.employed_from, stored.employed_until) == (
        date(2024, 1, 2),
        date(2020, 3, 2),
        date(2027, 3, 1),
    )
    assert stored.notes == record.notes
    assert [person.name for person in directory.find_employees("63207077")] == ["Rita Šķēle"]


def test_nobody_leads_themselves_directly_or_not(directory: Directory) -> None:
    first = directory.save_employee(EmployeeRecord(name="Anna Auza"))
    second = directory.save_employee(EmployeeRecord(name="Zane Zīle", manager_id=first))
    third = directory.save_employee(EmployeeRecord(name="Juris Sils", manager_id=second))
    for manager in (first, second, third):
        assert refused(directory, replace(directory.employee(first), manager_id=manager)) == {"manager_id"}
    assert directory.employee(first).manager_id is None


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"employed_from": date(2020, 1, 2), "employed_until": date(2020, 1, 1)}, "employed_until"),
        ({"employed_from": date(2020, 1, 2), "post_since": date(2020, 1, 1)}, "post_since"),
        ({"employed_until": date(2020, 1, 1), "post_since": date(2020, 1, 2)}, "post_since"),
    ],
)
def test_days_that_contradict_each_other_are_told_under_the_field(
    directory: Directory, days: dict[str, date], field: str
) -> None:
    assert refused(directory, EmployeeRecord(name="Rita Šķēle", **days)) == {field}  # type: ignore[arg-type]


def test_phones_that_cannot_be_read_are_told_under_the_field(directory: Directory) -> None:
    assert refused(directory, EmployeeRecord(name="Rita", other_phones=("zvanīt",))) == {"other_phones"}
    many = tuple(f"2{number:07}" for number in range(12))
    assert refused(directory, EmployeeRecord(name="Rita", other_phones=many)) == {"other_phones"}


def test_what_others_stored_meanwhile_stays(directory: Directory) -> None:
    person = directory.employee(directory.save_employee(EmployeeRecord(name="Rita Šķēle")))
    directory.save_employee(replace(person, other_phones=("+37126000417",), employed_from=date(2020, 1, 2)))
    directory.save_employee(replace(person, place="204"), base=person)
    stored = directory.employee(person.id or 0)
    assert (stored.place, stored.other_phones, stored.employed_from) == (
        "204",
        ("+37126000417",),
        date(2020, 1, 2),
    )
    with pytest.raises(Conflict):
        directory.save_employee(replace(person, employed_from=date(2021, 1, 2)), base=person)


def test_an_absence_of_today_is_told_with_the_substitute(office: Office, directory: Directory) -> None:
    rita = directory.save_employee(EmployeeRecord(name="Rita Šķēle", place="204"))
    dace = directory.save_employee(EmployeeRecord(name="Dace Bērziņa"))
    day = today(office)
    begun, over = day - timedelta(days=3), day + timedelta(days=4)
    absence = AbsenceRecord(employee_id=rita, first_day=begun, last_day=over, substitute_id=dace)
    number = directory.save_absence(absence)
    later = directory.save_absence(
        AbsenceRecord(employee_id=rita, first_day=over + timedelta(days=1), last_day=over + timedelta(days=2))
    )
    assert [each.id for each in directory.absences(rita)] == [later, number]
    assert directory.absences(rita)[1] == replace(absence, id=number, version=1, substitute="Dace Bērziņa")
    for person in (directory.employee(rita), *directory.find_employees("204")):
        assert (person.absent_until, person.substitute) == (over, "Dace Bērziņa")
    assert [person.absent_until for person in directory.employees()] == [None, over]
    directory.hide_absence(number)
    assert [each.id for each in directory.absences(rita)] == [later]
    assert directory.employee(rita).absent_until is None


def test_todays_absence_is_never_stored_with_the_person(office: Office, directory: Directory) -> None:
    rita = directory.save_employee(EmployeeRecord(name="Rita Šķēle"))
    day = today(office)
    directory.save_absence(AbsenceRecord(employee_id=rita, first_day=day, last_day=day))
    person = directory.employee(rita)
    directory.save_employee(person)
    assert directory.employee(rita) == person


def test_a_substitute_who_has_left_or_not_begun_is_not_named(office: Office, directory: Directory) -> None:
    rita = directory.save_employee(EmployeeRecord(name="Rita Šķēle"))
    dace = directory.save_employee(EmployeeRecord(name="Dace Bērziņa"))
    day, one = today(office), timedelta(days=1)
    directory.save_absence(AbsenceRecord(employee_id=rita, first_day=day, last_day=day, substitute_id=dace))
    for changes in ({"employed_until": day - one}, {"employed_from": day + one}, {"hidden": True}):
        kept = directory.employee(dace)
        plain = replace(kept, employed_from=None, employed_until=None, hidden=False)
        directory.save_employee(replace(plain, **changes))
        person = directory.employee(rita)
        assert (person.absent_until, person.substitute) == (day, ""), changes
    directory.save_employee(replace(plain, version=directory.employee(dace).version, employed_until=day))
    assert directory.employee(rita).substitute == "Dace Bērziņa"


@pytest.mark.parametrize(
    ("begun", "ended", "hidden"), [(1, None, False), (None, 3, False), (None, -9, False), (None, None, True)]
)
def test_nobody_stands_in_on_days_they_do_not_work_here(
    office: Office, directory: Directory, begun: int | None, ended: int | None, hidden: bool
) -> None:
    day = today(office)
    first, last = (None if each is None else day + timedelta(days=each) for each in (begun, ended))
    rita = directory.save_employee(EmployeeRecord(name="Rita Šķēle"))
    dace = directory.save_employee(
        EmployeeRecord(name="Dace Bērziņa", employed_from=first, employed_until=last, hidden=hidden)
    )
    absence = AbsenceRecord(employee_id=rita, first_day=day, last_day=day + timedelta(days=4), substitute_id=dace)
    assert refused(directory, absence) == {"substitute_id"}
    directory.save_absence(replace(absence, substitute_id=None))


def test_absences_that_cannot_be_are_told_under_the_field(office: Office, directory: Directory) -> None:
    rita = directory.save_employee(EmployeeRecord(name="Rita Šķēle"))
    day = today(office)
    absence = AbsenceRecord(employee_id=rita, first_day=day, last_day=day)
    assert refused(directory, replace(absence, last_day=day - timedelta(days=1))) == {"last_day"}
    assert refused(directory, replace(absence, substitute_id=rita)) == {"substitute_id"}
    kept = directory.save_absence(absence)
    assert refused(directory, replace(absence, last_day=day + timedelta(days=9))) == {"first_day"}
    directory.hide_absence(kept)
    directory.save_absence(absence)


def test_of_two_absences_entered_at_once_on_one_day_one_is_kept(office: Office, directory: Directory) -> None:
    rita = directory.save_employee(EmployeeRecord(name="Rita Šķēle"))
    day = today(office)

    def away(days: int) -> bool:
        try:
            directory.save_absence(
                AbsenceRecord(employee_id=rita, first_day=day, last_day=day + timedelta(days=days))
            )
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(away, range(4))) == [False, False, False, True]


def test_anybody_on_the_staff_is_soon_known(directory: Directory) -> None:
    assert not directory.has_staff()
    rita = directory.save_employee(EmployeeRecord(name="Rita Šķēle"))
    assert directory.has_staff()
    directory.hide_employee(rita)
    assert not directory.has_staff()


def test_leavers_are_offered_no_more_but_stay_known(office: Office, directory: Directory) -> None:
    yesterday = today(office) - timedelta(days=1)
    rita = directory.save_employee(EmployeeRecord(name="Rita Šķēle", languages=("de",), employed_until=yesterday))
    assert directory.employees() == directory.find_employees("rita") == directory.speakers("de") == []
    assert [person.id for person in directory.employees(hidden=True)] == [rita]


def test_a_post_stands_in_the_list_once_in_either_form(directory: Directory) -> None:
    number = directory.save_job_title(
        JobTitleRecord(name="Speciālists", other_form="Speciāliste", serves_counter=True)
    )
    directory.save_job_title(JobTitleRecord(name="Čekists"))
    assert refused(directory, JobTitleRecord(name="specialiste")) == {"name"}
    assert refused(directory, JobTitleRecord(name="Vecākais", other_form="SPECIĀLISTS")) == {"other_form"}
    assert refused(directory, JobTitleRecord(name=" ")) == {"name"}
    first, second = directory.job_titles()
    assert (first.name, second) == (
        "Čekists",
        JobTitleRecord(id=number, version=1, name="Speciālists", other_form="Speciāliste", serves_counter=True),
    )
    directory.save_job_title(replace(second, visits_clients=True))
    directory.hide_job_title(number)
    assert [each.name for each in directory.job_titles()] == ["Čekists"]
    assert [each.visits_clients for each in directory.job_titles(hidden=True)] == [False, True]


def test_services_are_found_by_topic_and_by_any_word(directory: Directory, sign_in: SignIn) -> None:
    topic = directory.save_topic(TopicRecord(name="Pieslēgumi"))
    record = ServiceRecord(
        name="Jauns pieslēgums",
        how="Iesniegums\nun zemes īpašnieka piekrišana",
        term="30 dienas",
        price="pēc tāmes",
        form="veidlapa 3",
        topic_id=topic,
        position=2,
    )
    late = directory.save_service(record)
    early = directory.save_service(ServiceRecord(name="Skaitītāja maiņa", price="12,50 EUR", position=1))
    assert directory.service(late) == replace(record, id=late, version=1)
    assert [each.id for each in directory.services()] == [early, late]
    assert [each.id for each in directory.services_of_topic(topic)] == [late]
    assert [each.id for each in directory.find_services("ipasn piesl")] == [late]
    assert [each.id for each in directory.find_services("eur")] == [early]
    clerk = Directory(sign_in("dace", "Dace Bērziņa", Role.CLERK))
    assert [each.id for each in clerk.services_of_topic(topic)] == [late]
    directory.hide_service(late)
    assert directory.services_of_topic(topic) == []
    assert [each.id for each in directory.services(hidden=True)] == [early, late]
    assert directory.last_change(directory.service(late)).version == 2


def test_a_service_changed_by_two_keeps_both_changes(directory: Directory) -> None:
    number = directory.save_service(ServiceRecord(name="Skaitītāja maiņa"))
    mine = directory.service(number)
    directory.save_service(replace(mine, price="12,50 EUR"))
    directory.save_service(replace(mine, term="3 dienas"), base=mine)
    stored = directory.service(number)
    assert (stored.price, stored.term) == ("12,50 EUR", "3 dienas")


def test_a_unit_that_came_with_a_person_goes_unless_somebody_is_in_it(office: Office) -> None:
    directory = Directory(office)

    def keep(name: str, unit: str) -> int | None:
        return directory.keep_employee(EmployeeRecord(name=name, unit=unit)).new_unit_id

    made = keep("Rita Šķēle", "Norēķinu dala")
    assert made is not None
    assert keep("Guna Āboliņa", "norēķinu DALA") is None
    directory.retire_unit(made)
    assert [unit.id for unit in directory.units()] == [made]
    for person in directory.employees():
        directory.hide_employee(person.id or 0)
    directory.retire_unit(made)
    assert directory.units() == []
    # Whoever is put into it has it offered again.
    assert keep("Līga Ķirse", "Norēķinu dala") == made
    assert [unit.id for unit in directory.units()] == [made]


def test_a_unit_with_a_service_stays(office: Office) -> None:
    directory = Directory(office)
    kept = directory.keep_employee(EmployeeRecord(name="Rita Šķēle", unit="Kase"))
    assert kept.new_unit_id is not None
    directory.save_service(ServiceRecord(name="Maksājumi", unit_id=kept.new_unit_id))
    directory.hide_employee(kept.id)
    directory.retire_unit(kept.new_unit_id)
    assert [unit.name for unit in directory.units()] == ["Kase"]
