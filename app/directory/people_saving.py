"""Storing a person: the unit found by its name, the user name nobody else's, no circle of line managers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.latvian import fold
from app.core.work import Gone, Work
from app.directory import policy
from app.directory.records import EmployeeRecord
from app.directory.saving import store
from app.directory.tables import Employee, Unit

#: What a record tells of other records: read, never stored with the person.
_READ_ONLY = ("unit", "manager", "absent_until", "substitute", "left")


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
    values = asdict(record)
    for name in _READ_ONLY:
        del values[name]
    return values | {
        "languages": " ".join(record.languages),
        "other_phones": " ".join(record.other_phones),
        "reception": policy.to_json(record.reception),
    }


def unit_named(work: Work, name: str) -> int:
    """The unit of that name, marks and case apart; a new one where there is none."""
    for unit in work.session.scalars(select(Unit).order_by(Unit.id)):
        if fold(unit.name) == fold(name):
            return unit.id
    return work.add(Unit, name=name)


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
