"""The directory, given up for the contract test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.directory.directory_import import DirectoryImport, StaffPlan
from app.directory.import_writing import ReadIn
from app.directory.records import (
    AbsenceRecord,
    EmployeeRecord,
    InstitutionRecord,
    JobTitleRecord,
    ServiceRecord,
    StaffChange,
    StaffStep,
    TopicRecord,
    UnitRecord,
)
from app.directory.service import Directory
from app.directory.staff_events import StaffEvents
from app.directory.staff_list import StaffList
from app.importing.report import ImportReport
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


DAY = date(2026, 11, 20)
NOTHING = StaffPlan(ImportReport(0, 0, 0, 0, 0, ()), (), "none.xlsx")


def _of(service: type, method: str, *arguments: object) -> tuple[str, Callable[[Office], object]]:
    return f"{service.__name__}.{method}", lambda office: getattr(service(office), method)(*arguments)


def _service(method: str, *arguments: object) -> tuple[str, Callable[[Office], object]]:
    return _of(Directory, method, *arguments)


EXAMPLE = Example(
    create=create,
    change=change,
    change_stale=change_stale,
    reload=reload,
    save_unchanged=save_unchanged,
    table="employee",
    register="directory",
    services=(Directory, StaffList, StaffEvents, DirectoryImport),
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
            _service("keep_employee", EmployeeRecord(name="Līga Ķirse", unit="Kase")),
            _service("retire_unit", 1),
            _service("save_institution", InstitutionRecord(name="VSAA")),
            _service("save_topic", TopicRecord(name="Tēma")),
            _service("save_unit", UnitRecord(name="Daļa")),
            _service("hide_employee", 1),
            _service("hide_institution", 1),
            _service("hide_topic", 1),
            _service("hide_unit", 1),
            _service("has_staff"),
            _service("past_posts", 1),
            _service("absences", 1),
            _service("save_absence", AbsenceRecord(employee_id=1, first_day=DAY, last_day=DAY)),
            _service("hide_absence", 1),
            _service("job_titles"),
            _service("save_job_title", JobTitleRecord(name="Speciālists")),
            _service("hide_job_title", 1),
            _service("services"),
            _service("service", 1),
            _service("find_services", "pie"),
            _service("services_of_topic", 1),
            _service("save_service", ServiceRecord(name="Pieslēgums")),
            _service("hide_service", 1),
            _of(StaffList, "count"),
            _of(StaffList, "first"),
            _of(StaffList, "ids"),
            _of(StaffList, "rows", [1]),
            ("StaffList.all_rows", lambda office: list(StaffList(office).all_rows())),
            _of(StaffEvents, "begin", 1, StaffChange("left", DAY)),
            _of(StaffEvents, "enter", 1, StaffChange("left", DAY)),
            _of(StaffEvents, "take_back", StaffStep(event_id=1, before=EmployeeRecord(id=1, name="X"), version=1)),
            _of(StaffEvents, "open"),
            _of(StaffEvents, "of_employee", 1),
            _of(StaffEvents, "checklist", 1),
            _of(StaffEvents, "tick", 1, "account", True),
            _of(StaffEvents, "close", 1),
            _of(StaffEvents, "reopen", 1),
            _of(DirectoryImport, "stage", Path("none.xlsx")),
            _of(DirectoryImport, "commit", NOTHING),
            _of(DirectoryImport, "take_back", ReadIn()),
            _of(DirectoryImport, "put_back", ReadIn()),
        )
    ),
    printout_params={key: lambda _office: {} for key in ("door_notice", "services_notice", "staff_list")},
)
