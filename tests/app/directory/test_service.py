from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import time

import pytest

from app.core.errors import Conflict, Difference, Forbidden, Invalid
from app.core.permissions import Role
from app.core.work import Gone
from app.directory.records import EmployeeRecord, InstitutionRecord, TopicRecord, UnitRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.contacts.conftest import SignIn


def test_a_person_is_kept_with_all_a_client_may_be_told(office: Office) -> None:
    directory = Directory(office)
    unit = directory.save_unit(UnitRecord(name="Norēķinu daļa"))
    record = EmployeeRecord(
        name="Rita Šķēle",
        job_title="Norēķinu speciāliste",
        unit_id=unit,
        place="2. stāvs, 204. kab.",
        phone="+37126000417",
        email="rita@example.lv",
        languages=("lv", "ru"),
        reception={1: ((time(8), time(12)),)},
        account="rita",
    )
    number = directory.save_employee(record)
    stored = directory.employee(number)
    assert stored == replace(record, id=number, version=1, unit="Norēķinu daļa")
    assert directory.save_employee(replace(stored, place="")) == number
    assert (directory.employee(number).place, directory.employee(number).version) == ("", 2)


def test_the_staff_stands_by_surname_and_is_found_by_any_word(office: Office) -> None:
    directory = Directory(office)
    for name in ("Rita Šķēle", "Anna Žagare", "Zane Ābele", "Juris Sils"):
        directory.save_employee(EmployeeRecord(name=name, job_title="speciālists", place="204. kab."))
    assert [each.name for each in directory.employees()] == [
        "Zane Ābele",
        "Juris Sils",
        "Rita Šķēle",
        "Anna Žagare",
    ]
    assert [each.name for each in directory.find_employees("skel")] == ["Rita Šķēle"]
    assert len(directory.find_employees("204 spec")) == 4
    assert directory.find_employees("nav") == []


def test_hidden_people_are_offered_no_more(office: Office) -> None:
    directory = Directory(office)
    number = directory.save_employee(EmployeeRecord(name="Rita Šķēle", languages=("de",)))
    directory.hide_employee(number)
    assert directory.employees() == directory.find_employees("rita") == directory.speakers("de") == []
    assert [each.hidden for each in directory.employees(hidden=True)] == [True]
    directory.hide_employee(number, hidden=False)
    assert len(directory.employees()) == 1


def test_who_speaks_a_language_is_told_the_best_first(office: Office) -> None:
    directory = Directory(office)
    directory.save_employee(EmployeeRecord(name="Anna Auza", languages=("lv", "ru", "de")))
    directory.save_employee(EmployeeRecord(name="Zane Zīle", languages=("de", "lv")))
    directory.save_employee(EmployeeRecord(name="Juris Sils", languages=("lv",)))
    assert [each.name for each in directory.speakers("de")] == ["Zane Zīle", "Anna Auza"]


def test_i_am_found_by_my_account(office: Office) -> None:
    directory = Directory(office)
    assert directory.my_employee() is None
    number = directory.save_employee(EmployeeRecord(name="Ilze Kalniņa", account="ilze"))
    found = directory.my_employee()
    assert found is not None and found.id == number


def test_institutions_topics_and_units_are_kept_and_hidden(office: Office) -> None:
    directory = Directory(office)
    late = directory.save_institution(InstitutionRecord(name="Žurnālistu savienība"))
    early = directory.save_institution(InstitutionRecord(name="VSAA", competence="Pensijas un pabalsti"))
    assert [each.id for each in directory.institutions()] == [early, late]
    assert [each.id for each in directory.find_institutions("pabalst")] == [early]
    second = directory.save_topic(TopicRecord(name="Rēķini", position=2, default_days=2))
    first = directory.save_topic(TopicRecord(name="Siltums", position=1))
    assert [each.id for each in directory.topics()] == [first, second]
    unit = directory.save_unit(UnitRecord(name="Kase"))
    directory.hide_institution(early)
    directory.hide_topic(first)
    directory.hide_unit(unit)
    assert [each.id for each in directory.institutions()] == [late]
    assert directory.find_institutions("pabalst") == []
    assert [each.id for each in directory.topics()] == [second]
    assert directory.units() == []
    assert [each.name for each in directory.units(hidden=True)] == ["Kase"]


def test_nobody_overwrites_anothers_change_unseen(office: Office) -> None:
    directory = Directory(office)
    number = directory.save_unit(UnitRecord(name="Kase"))
    (mine,) = directory.units()
    directory.save_unit(replace(mine, name="Kase un arhīvs"))
    with pytest.raises(Conflict) as conflict:
        directory.save_unit(replace(mine, name="Kases daļa"))
    assert conflict.value.differences == (Difference("name", None, "Kases daļa", "Kase un arhīvs"),)
    assert (conflict.value.version, conflict.value.by) == (2, "ilze")
    assert directory.save_unit(replace(mine, name="Kases daļa", version=2)) == number


def test_clerks_look_but_do_not_change(sign_in: SignIn) -> None:
    directory = Directory(sign_in("dace", "Dace Bērziņa", Role.CLERK))
    assert directory.employees() == []
    with pytest.raises(Forbidden):
        directory.save_unit(UnitRecord(name="Kase"))
    with pytest.raises(Gone):
        directory.employee(1)


def test_one_user_name_given_to_two_people_at_once_stays_with_one(office: Office) -> None:
    def save(name: str) -> str:
        try:
            Directory(office).save_employee(EmployeeRecord(name=name, account="rita"))
        except Invalid as refused:
            return next(iter(refused.fields))
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(save, ("Rita Šķēle", "Rita Ozola", "Rita Liepa", "Rita Kalniņa")))
    assert sorted(told) == ["account", "account", "account", "saved"]


def test_changes_of_one_person_at_once_are_saved_or_a_conflict(office: Office) -> None:
    record = Directory(office).employee(Directory(office).save_employee(EmployeeRecord(name="Rita Šķēle")))

    def save(place: str) -> str:
        try:
            Directory(office).save_employee(replace(record, place=place))
        except Conflict:
            return "conflict"
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(save, ("1", "2", "3", "4")))
    assert sorted(told) == ["conflict", "conflict", "conflict", "saved"]
