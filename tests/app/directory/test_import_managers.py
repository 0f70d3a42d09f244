"""The line managers of a list of staff: found where they are one person, else kept in the notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.directory.directory_import import DirectoryImport, StaffPlan
from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.directory.staff_files import staff_list

HEADINGS = ("Vārds, uzvārds", "Amats", "E-pasts", "Tiešais vadītājs")
ANNA = ("Anna Žagare", "Direktore", "anna@vieta.example", None)


def imported(office: Office, path: Path, *rows: tuple[object, ...]) -> StaffPlan:
    plan = DirectoryImport(office).stage(staff_list(path / "staff.xlsx", rows, HEADINGS))
    DirectoryImport(office).commit(plan)
    return plan


def managers(office: Office) -> dict[str, str]:
    return {person.name: person.manager for person in Directory(office).employees(hidden=True)}


def notes(office: Office) -> dict[str, str]:
    return {person.name: person.notes for person in Directory(office).employees(hidden=True) if person.notes}


@pytest.mark.parametrize(
    "named", ["Anna Žagare", "zagare anna", "Žagare, Anna", "Anna Žagare, direktore", "Žagare Anna, direktore"]
)
def test_a_manager_below_in_the_list_is_found(office: Office, tmp_path: Path, named: str) -> None:
    plan = imported(office, tmp_path, ("Juris Šķēle", "Dispečers", None, named), ANNA)
    assert managers(office) == {"Anna Žagare": "", "Juris Šķēle": "Anna Žagare"}
    assert (notes(office), plan.report.attention) == ({}, ())


def test_a_whole_chain_of_managers_is_found(office: Office, tmp_path: Path) -> None:
    leaders = {f"Persona {one}": f"Persona {other}" for one, other in ("AB", "BC", "CD", "DE")}
    rows = [(name, "Amats", None, leader) for name, leader in leaders.items()]
    imported(office, tmp_path, *rows, ("Persona E", "Direktors", None, None))
    assert managers(office) == {**leaders, "Persona E": ""}


def test_a_manager_who_is_on_the_staff_already_is_found(office: Office, tmp_path: Path) -> None:
    directory = Directory(office)
    directory.save_employee(EmployeeRecord(name="Anna Žagare", job_title="Direktore"))
    imported(office, tmp_path, ("Juris Šķēle", "Dispečers", None, "Anna Žagare"), ANNA)
    assert managers(office) == {"Anna Žagare": "", "Juris Šķēle": "Anna Žagare"}


def test_hidden_people_lead_nobody(office: Office, tmp_path: Path) -> None:
    directory = Directory(office)
    directory.save_employee(EmployeeRecord(name="Anna Žagare", job_title="Direktore", hidden=True))
    plan = imported(office, tmp_path, ("Juris Šķēle", "Dispečers", None, "Anna Žagare"))
    assert dict(plan.report.attention) == {"manager": 1}
    assert notes(office) == {"Juris Šķēle": "Tiešais vadītājs: Anna Žagare"}


def test_a_manager_who_may_be_several_stays_in_the_notes(office: Office, tmp_path: Path) -> None:
    other = ("Anna Žagare", "Juriste", "cita@vieta.example", None)
    plan = imported(office, tmp_path, ("Juris Šķēle", "Dispečers", None, "Anna Žagare"), ANNA, other)
    assert dict(plan.report.attention) == {"manager": 1}
    assert notes(office) == {"Juris Šķēle": "Tiešais vadītājs: Anna Žagare"}


def test_nobody_leads_themselves_directly_or_not(office: Office, tmp_path: Path) -> None:
    rows = (
        ("Viens Pats", "Amats", None, "Viens Pats"),
        ("Persona A", "Amats", None, "Persona B"),
        ("Persona B", "Amats", None, "Persona C"),
        ("Persona C", "Amats", None, "Persona A"),
    )
    plan = imported(office, tmp_path, *rows)
    assert managers(office) == {
        "Viens Pats": "",
        "Persona A": "Persona B",
        "Persona B": "Persona C",
        "Persona C": "",
    }
    assert notes(office) == {
        "Viens Pats": "Tiešais vadītājs: Viens Pats",
        "Persona C": "Tiešais vadītājs: Persona A",
    }
    assert dict(plan.report.attention) == {"manager": 2}


def test_other_notes_stay_when_the_manager_is_found(office: Office, tmp_path: Path) -> None:
    imported(office, tmp_path, ("Juris Šķēle", "Dispečers", "juris@", "Anna Žagare"), ANNA)
    assert managers(office)["Juris Šķēle"] == "Anna Žagare"
    assert notes(office) == {"Juris Šķēle": "E-pasts: juris@"}
