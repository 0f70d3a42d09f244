"""Storing a person: the unit found by its name, the user name nobody else's, no circle of line managers."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import select

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.work import Gone, Work
from app.directory import policy
from app.directory.records import EmployeeRecord
from app.directory.saving import store
from app.directory.tables import Employee
from app.directory.unit_saving import unit_named

#: What a record tells of other records: read, never stored with the person.
_READ_ONLY = ("unit", "manager", "absent_until", "substitute", "substitute_phone", "left")
_STORED = tuple(field.name for field in fields(EmployeeRecord) if field.name not in _READ_ONLY)


def store_employee(work: Work, record: EmployeeRecord, base: EmployeeRecord | None) -> int:
    """Store a checked record. Raises Invalid, Conflict, Gone."""
    _refuse_taken_account(work, record)
    _refuse_circle(work, record)
    values = employee_values(record)
    if record.unit_id is None and record.unit:
        values["unit_id"] = unit_named(work, record.unit)
    return store(work, Employee, values, employee_values(base) if base else None)


def employee_values(record: EmployeeRecord) -> dict[str, Any]:
    """The record as its columns hold it."""
    return {name: getattr(record, name) for name in _STORED} | {
        "languages": " ".join(record.languages),
        "other_phones": " ".join(record.other_phones),
        "reception": policy.to_json(record.reception),
    }


def _refuse_taken_account(work: Work, record: EmployeeRecord) -> None:
    if record.account is None:
        return
    taken = select(Employee.name).where(Employee.account == record.account, Employee.id != (record.id or 0))
    holder = work.session.scalar(taken)
    if holder is not None:
        raise Invalid({"account": N_("This user name belongs to: {name}.", name=holder)})


def _refuse_circle(work: Work, record: EmployeeRecord) -> None:
    """A manager's manager, and so on, may not be the person; a circle that stands elsewhere ends the walk."""
    above, seen = record.manager_id, set[int]()
    while above is not None and above not in seen:
        if above == record.id:
            raise Invalid(
                {"manager_id": N_("This person is led by the employee, directly or not. Choose another.")}
            )
        seen.add(above)
        found = work.session.execute(select(Employee.manager_id).where(Employee.id == above)).first()
        if found is None:
            raise Gone
        above = found.manager_id
