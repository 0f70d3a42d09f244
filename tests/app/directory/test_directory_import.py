from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest

from app.core.errors import Forbidden, Invalid, Unavailable
from app.core.i18n import Translator
from app.core.permissions import Role
from app.directory.directory_import import DirectoryImport, StaffPlan
from app.directory.export import export_directory
from app.directory.import_writing import ReadIn
from app.directory.records import EmployeeRecord, JobTitleRecord, StaffFilter, UnitRecord
from app.directory.service import Directory
from app.directory.staff_list import StaffList
from app.office import Office
from tests.app.contacts.conftest import SignIn
from tests.app.directory.staff_files import HEADINGS, staff_list

NAME = HEADINGS[:2]


def imported(office: Office, path: Path) -> StaffPlan:
    plan = DirectoryImport(office).stage(path)
    DirectoryImport(office).commit(plan)
    return plan


def people(office: Office) -> dict[str, EmployeeRecord]:
    return {person.email or person.name: person for person in Directory(office).employees(hidden=True)}


def test_a_messy_list_is_read_in_as_it_is(office: Office, tmp_path: Path, tr: Translator) -> None:
    plan = imported(office, staff_list(tmp_path / "staff.xlsx"))
    report = plan.report
    assert (report.rows, report.imported, report.blank, report.subtotal, report.duplicates) == (16, 9, 1, 3, 1)
    assert [(each.row, tr(each.reason)) for each in report.refused] == [
        (16, "Darbs beidzas pirms sākuma: 12.03.2018., 01.02.2017."),
        (17, "Nav vārda un uzvārda: Maija"),
    ]
    assert dict(report.attention) == {"phone": 1, "reception": 1, "email": 1, "languages": 1, "dates": 1}
    found = people(office)
    juris = found["juris@example.lv"]
    assert (juris.name, juris.phone, juris.place, juris.languages) == (
        "Juris Šķēle",
        "+37166048617",
        "101",
        ("lv", "en"),
    )
    assert juris.reception == {1: ((time(8), time(12)),), 4: ((time(13), time(17)),)}
    anna = found["anna@example.lv"]
    assert (anna.phone, anna.other_phones, anna.languages) == ("+37120707716", ("+37163207077",), ("lv", "ru"))
    assert anna.unit_id == juris.unit_id
    assert found["dz@example.lv"].name == "Dzintra O'Konore"
    assert found["dz@example.lv"].phone == "+37065093023"
    assert sorted(found["dz@example.lv"].reception) == [1, 2, 3, 4, 5]
    assert (
        found["girts1@example.lv"].employed_from == found["girts2@example.lv"].employed_from == date(2018, 3, 12)
    )
    assert found["aris@example.lv"].employed_from == date(2026, 12, 10)


def test_what_cannot_be_read_stands_in_the_notes(office: Office, tmp_path: Path) -> None:
    imported(office, staff_list(tmp_path / "staff.xlsx"))
    found = people(office)
    andris = found["Andris Čakste"]
    assert (andris.phone, andris.reception) == ("+37127169220", {})
    assert andris.notes == "Tālrunis: zvanīt Rudītei\nPieņemšanas laiks: pēc vienošanās"
    elina = found["Elīna Zariņa"]
    assert (elina.phone, elina.other_phones) == ("+37123456789", ("+37163258756",))
    assert elina.notes == "Tālrunis: 63 258 756 (darbā)\nE-pasts: elina@\nValodas: klingoņu"
    zane = found["Zane Ozola"]
    assert (zane.employed_from, zane.employed_until, zane.notes) == (None, date(1999, 12, 31), "Strādā no: drīz")


def test_units_and_posts_are_made_once_and_known_ones_are_used(office: Office, tmp_path: Path) -> None:
    directory = Directory(office)
    unit = directory.save_unit(UnitRecord(name="KASE"))
    directory.save_job_title(JobTitleRecord(name="Meistars", other_form="Meistare", visits_clients=True))
    imported(office, staff_list(tmp_path / "staff.xlsx"))
    assert [each.name for each in directory.units()] == ["KASE", "Klientu daļa", "Tehniskā daļa"]
    assert people(office)["dz@example.lv"].unit_id == unit
    assert [each.name for each in directory.job_titles()] == [
        *("Dispečers", "Grāmatvede", "Juriste", "Lietvede", "Meistars", "Valdes loceklis")
    ]


def test_leavers_are_kept_and_not_offered(office: Office, tmp_path: Path) -> None:
    imported(office, staff_list(tmp_path / "staff.xlsx"))
    here = {person.email for person in Directory(office).employees()}
    assert "girts1@example.lv" in here and "girts2@example.lv" not in here
    assert {person.name for person in StaffList(office).first(StaffFilter(employed="no"))} == {
        "Ģirts Liepiņš",
        "Zane Ozola",
    }


def test_a_list_read_in_twice_adds_nobody(office: Office, tmp_path: Path) -> None:
    path = staff_list(tmp_path / "staff.xlsx")
    imported(office, path)
    again = DirectoryImport(office).stage(path)
    assert (again.entries, again.report.duplicates) == ((), 10)
    assert DirectoryImport(office).commit(again) == ReadIn()
    assert len(people(office)) == 9


def test_people_known_without_an_email_are_known_by_phone_or_post(office: Office, tmp_path: Path) -> None:
    directory = Directory(office)
    directory.save_employee(EmployeeRecord(name="Juris Sķēle", job_title="Cits", phone="+37126000417"))
    directory.save_employee(EmployeeRecord(name="Anna Ābele", job_title="Juriste"))
    rows = (
        ("Juris", "Šķēle", "Dispečers", "26 000 417", "juris@example.lv"),
        ("Anna", "Ābele", "juriste", None, None),
        ("Anna", "Ābele", "Kasiere", None, None),
    )
    path = staff_list(tmp_path / "staff.xlsx", rows, (*NAME, "Amats", "Tālrunis", "E-pasts"))
    assert [entry.record.job_title for entry in DirectoryImport(office).stage(path).entries] == ["Kasiere"]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Vārds, uzvārds", "Juris Šķēle"), ("Vārds, uzvārds", "Šķēle, Juris"), ("Uzvārds, vārds", "Šķēle Juris")],
)
def test_a_name_may_stand_in_one_column(office: Office, tmp_path: Path, heading: str, cell: str) -> None:
    path = staff_list(tmp_path / "staff.xlsx", [(1, cell, "Dispečers")], ("Nr.", heading, "Amats"))
    assert [entry.record.name for entry in DirectoryImport(office).stage(path).entries] == ["Juris Šķēle"]


def test_a_title_between_the_people_is_never_taken_for_one(office: Office, tmp_path: Path, tr: Translator) -> None:
    rows = [("Tehniskā daļa",), ("Juris Šķēle", "Dispečers")]
    path = staff_list(tmp_path / "staff.xlsx", rows, ("Vārds, uzvārds", "Amats"))
    plan = DirectoryImport(office).stage(path)
    assert [entry.record.name for entry in plan.entries] == ["Juris Šķēle"]
    assert [tr(each.reason) for each in plan.report.refused] == [
        "Rindā ir tikai nosaukums vai vārds: Tehniskā daļa"
    ]


@pytest.mark.parametrize("place", [2, 3, 4])
def test_a_row_with_contacts_and_no_name_is_refused_with_its_number(
    office: Office, tmp_path: Path, tr: Translator, place: int
) -> None:
    row: list[object] = [None] * 5
    row[place] = ("26000417", "rita@example.lv", "P 8-12")[place - 2]
    path = staff_list(tmp_path / "staff.xlsx", [row], (*NAME, "Tālrunis", "E-pasts", "Pieņemšanas laiks"))
    report = DirectoryImport(office).stage(path).report
    assert (report.subtotal, [(each.row, tr(each.reason)) for each in report.refused]) == (
        0,
        [(3, "Nav vārda un uzvārda: –")],
    )


def test_a_line_manager_is_more_than_a_name_and_is_kept(office: Office, tmp_path: Path) -> None:
    heads = ("Vārds, uzvārds", "Amats", "Tiešais vadītājs")
    path = staff_list(tmp_path / "staff.xlsx", [("Juris Šķēle", None, "Anna Žagare")], heads)
    plan = DirectoryImport(office).stage(path)
    assert plan.report.refused == ()
    assert [(entry.record.name, entry.record.notes) for entry in plan.entries] == [
        ("Juris Šķēle", "Tiešais vadītājs: Anna Žagare")
    ]


def test_a_file_without_names_is_refused(office: Office, tmp_path: Path) -> None:
    path = staff_list(tmp_path / "staff.xlsx", [("Juris", "Dispečers")], ("Vārds", "Amats"))
    with pytest.raises(Invalid) as refused:
        DirectoryImport(office).stage(path)
    assert set(refused.value.fields) == {"name"}


def test_a_personal_code_is_not_taken_in(office: Office, tmp_path: Path) -> None:
    rows = [("Juris", "Šķēle", "Dispečers, 010190-12345")]
    plan = DirectoryImport(office).stage(staff_list(tmp_path / "staff.xlsx", rows, (*NAME, "Amats")))
    assert (plan.entries, [each.row for each in plan.report.refused]) == ((), [3])


def test_people_added_since_the_check_are_not_added_twice(office: Office, tmp_path: Path) -> None:
    plan = DirectoryImport(office).stage(staff_list(tmp_path / "staff.xlsx"))
    Directory(office).save_employee(plan.entries[0].record)
    with pytest.raises(Unavailable):
        DirectoryImport(office).commit(plan)
    assert len(people(office)) == 1 and len(Directory(office).units()) == 1


def test_a_cancelled_import_leaves_nothing(office: Office, tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def cancel() -> None:
        raise Cancelled

    plan = DirectoryImport(office).stage(staff_list(tmp_path / "staff.xlsx"))
    with pytest.raises(Cancelled):
        DirectoryImport(office).commit(plan, cancel=cancel)
    assert people(office) == {} and Directory(office).units() == []


def test_clerks_read_no_lists_in_or_out(sign_in: SignIn, tmp_path: Path, tr: Translator) -> None:
    clerk = sign_in("dace", "Dace Bērziņa", Role.CLERK)
    with pytest.raises(Forbidden):
        DirectoryImport(clerk).stage(staff_list(tmp_path / "staff.xlsx"))
    with pytest.raises(Forbidden):
        export_directory(clerk, tmp_path / "out.csv", "csv", tr)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_is_known_when_it_is_read_in(
    office: Office, tmp_path: Path, tr: Translator, kind: str
) -> None:
    imported(office, staff_list(tmp_path / "staff.xlsx"))
    before = people(office)
    path = tmp_path / f"out.{kind}"
    assert export_directory(office, path, kind, tr) == 9
    plan = DirectoryImport(office).stage(path)
    assert (plan.entries, plan.report.duplicates, plan.report.refused) == ((), 9, ())
    for person in before.values():
        Directory(office).save_employee(
            EmployeeRecord(id=person.id, version=person.version, name=f"X {person.name}", hidden=True)
        )
    anew = {
        entry.record.email or entry.record.name: entry.record
        for entry in DirectoryImport(office).stage(path).entries
    }
    assert anew["juris@example.lv"].reception == before["juris@example.lv"].reception
    assert anew["anna@example.lv"].other_phones == before["anna@example.lv"].other_phones
    assert anew["girts2@example.lv"].employed_until == date(2026, 10, 31)


def test_json_keeps_codes_for_programs(office: Office, tmp_path: Path, tr: Translator) -> None:
    imported(office, staff_list(tmp_path / "staff.xlsx"))
    export_directory(office, tmp_path / "out.json", "json", tr, StaffFilter(text="zagare", employed="all"))
    (anna,) = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert (anna["phone"], anna["other_phones"], anna["languages"]) == ("+37120707716", "+37163207077", "lv ru")


def test_headings_are_found_though_cells_look_like_other_headings(office: Office, tmp_path: Path) -> None:
    rows = [("Juris", "Dārznieks", "Darbinieks", "Kase"), ("Zane", "Vārda", "Valodas skolotāja", "Kase")]
    path = staff_list(tmp_path / "staff.xlsx", rows, HEADINGS[:4])
    assert [entry.record.name for entry in DirectoryImport(office).stage(path).entries] == [
        "Juris Dārznieks",
        "Zane Vārda",
    ]
