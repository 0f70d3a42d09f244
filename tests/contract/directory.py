"""The directory, given up for the contract test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.directory.records import EmployeeRecord, InstitutionRecord, TopicRecord, UnitRecord
from app.directory.service import Directory
from app.office import Office
from tests.contract.example import Example


def create(office: Office) -> int:
    return Directory(office).save_employee(EmployeeRecord(name="Raivis Šķēle", job_title="Dispečers"))


def change(office: Office, employee_id: int, text: str) -> None:
    person = Directory(office).employee(employee_id)
    Directory(office).save_employee(replace(person, job_title=text))


def change_stale(office: Office, employee_id: int) -> None:
    person = Directory(office).employee(employee_id)
    change(office, employee_id, "Cits amats")
    Directory(office).save_employee(replace(person, job_title="Mans amats"))


def reload(office: Office, employee_id: int) -> object:
    return Directory(office).employee(employee_id)


def save_unchanged(office: Office, employee_id: int) -> None:
    Directory(office).save_employee(Directory(office).employee(employee_id))


def _service(method: str, *arguments: object) -> tuple[str, Callable[[Office], object]]:
    return f"Directory.{method}", lambda office: getattr(Directory(office), method)(*arguments)


EXAMPLE = Example(
    create=create,
    change=change,
    change_stale=change_stale,
    reload=reload,
    save_unchanged=save_unchanged,
    table="employee",
    register="directory",
    services=(Directory,),
    use_cases=dict(
        (
            _service("employees"),
            _service("employee", 1),
            _service("find_employees", "sk"),
            _service("speakers", "en"),
            _service("my_employee"),
            _service("units"),
            _service("institutions"),
            _service("institution", 1),
            _service("last_change", EmployeeRecord(id=1, name="Raivis Šķēle")),
            _service("find_institutions", "vs"),
            _service("topics"),
            _service("save_employee", EmployeeRecord(name="Raivis Šķēle")),
            _service("save_institution", InstitutionRecord(name="VSAA")),
            _service("save_topic", TopicRecord(name="Tēma")),
            _service("save_unit", UnitRecord(name="Daļa")),
            _service("hide_employee", 1),
            _service("hide_institution", 1),
            _service("hide_topic", 1),
            _service("hide_unit", 1),
        )
    ),
    printout_params={},
)
