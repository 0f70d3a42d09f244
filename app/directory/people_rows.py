"""People on the staff as rows of the database and as records; whoever lists them reads them here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal, not_, or_, select
from sqlalchemy.orm import aliased

from app.core.moments import riga_date
from app.core.search import matches
from app.core.work import Gone, View, Work
from app.directory import policy
from app.directory.languages import languages_beginning
from app.directory.records import EmployeeRecord, StaffFilter
from app.directory.tables import Absence, Employee, Unit

Condition = ColumnElement[bool]

_Manager = aliased(Employee, name="manager")
_Substitute = aliased(Employee, name="substitute")
#: A person with the names of unit and line manager, as plain columns, built once: it is part of every list.
PEOPLE: Select[Any] = (
    select(*Employee.__table__.columns, Unit.name.label("unit_name"), _Manager.name.label("manager_name"))
    .outerjoin(Unit, Unit.id == Employee.unit_id)
    .outerjoin(_Manager, _Manager.id == Employee.manager_id)
)
_BY_NUMBER = PEOPLE.where(Employee.id == bindparam("number"))
_BY_ACCOUNT = PEOPLE.where(Employee.account == bindparam("account"))


def works_on(day: date) -> Condition:
    """Those who work here on ``day``; who begins later is among them, so that they can be prepared for."""
    return and_(Employee.hidden.is_(False), or_(Employee.employed_until.is_(None), Employee.employed_until >= day))


def conditions(view: View, chosen: StaffFilter) -> Condition:
    """Which people the filter leaves."""
    found: list[Condition] = [Employee.id.is_not(None)]
    here = works_on(riga_date(view.now))
    if chosen.employed != "all":
        found.append(here if chosen.employed == "yes" else not_(here))
    if chosen.unit_id is not None:
        found.append(Employee.unit_id == chosen.unit_id)
    if chosen.text.strip():
        named = matches(view.session.connection(), chosen.text, Employee.id, Employee.search_fold)
        spoken = (_speaks(code) for code in languages_beginning(chosen.text))
        found.append(or_(named, *spoken))
    return and_(*found)


def _speaks(code: str) -> Condition:
    # Codes stand with a blank between them, and some begin others: lt, ltg.
    return literal(" ").concat(Employee.languages).concat(" ").like(f"% {code} %")


def people(view: View, chosen: Select[Any]) -> list[EmployeeRecord]:
    """The records of a selection from PEOPLE, with today's absences."""
    return with_absences(view, [person(row) for row in view.session.connection().execute(chosen)])


def employee_in(view: View, employee_id: int) -> EmployeeRecord:
    """One person, for a use case that has its own look at the database; today's absence is not looked up.

    Raises Gone.
    """
    found = view.session.connection().execute(_BY_NUMBER, {"number": employee_id}).first()
    if found is None:
        raise Gone
    return person(found)


def hold(work: Work, employee_id: int) -> None:
    """Let nobody else change the person, or what hangs on them, until this unit ends. Raises Gone."""
    if work.session.get(Employee, employee_id, with_for_update=True) is None:
        raise Gone


def own_employee(view: View) -> EmployeeRecord | None:
    """Who the acting person is on the staff; today's absence is not looked up."""
    if view.actor.employee_id is not None:
        return employee_in(view, view.actor.employee_id)
    found = view.session.connection().execute(_BY_ACCOUNT, {"account": view.actor.account}).first()
    return person(found) if found else None


def with_absences(view: View, found: Sequence[EmployeeRecord]) -> list[EmployeeRecord]:
    """The records, told who has left, who is absent today, until when, and who of those at work stands in."""
    if not found:
        return []
    today = riga_date(view.now)
    found = [replace(each, left=True) if _has_left(each, today) else each for each in found]
    absent = (
        select(Absence.employee_id, Absence.last_day, _Substitute.name, _Substitute.phone)
        .outerjoin(_Substitute, and_(_Substitute.id == Absence.substitute_id, _stands_in(today)))
        .where(Absence.hidden.is_(False), Absence.first_day <= today, Absence.last_day >= today)
        .order_by(Absence.last_day, Absence.id)
    )
    if len(found) <= _FEW:
        absent = absent.where(Absence.employee_id.in_([each.id for each in found]))
    away: dict[int, dict[str, Any]] = {
        number: {"absent_until": until, "substitute": name or "", "substitute_phone": phone or ""}
        for number, until, name, phone in view.session.execute(absent)
    }
    if not away:
        return found
    return [replace(each, **away[each.id]) if each.id in away else each for each in found]


def _has_left(each: EmployeeRecord, today: date) -> bool:
    return each.employed_until is not None and each.employed_until < today


def _stands_in(today: date) -> Condition:
    """Only whoever has begun and has not left is named to clients."""
    return and_(
        _Substitute.hidden.is_(False),
        or_(_Substitute.employed_from.is_(None), _Substitute.employed_from <= today),
        or_(_Substitute.employed_until.is_(None), _Substitute.employed_until >= today),
    )


#: So many people are named in a question; of more, everybody who is absent is asked for.
_FEW = 500


def person(row: Any) -> EmployeeRecord:
    """The record of one row of PEOPLE."""
    return EmployeeRecord(
        id=row.id,
        version=row.version,
        name=row.name,
        job_title=row.job_title,
        unit_id=row.unit_id,
        unit=row.unit_name or "",
        place=row.place,
        phone=row.phone,
        email=row.email,
        languages=tuple(row.languages.split()),
        reception=policy.from_json(row.reception),
        account=row.account,
        hidden=row.hidden,
        other_phones=tuple(row.other_phones.split()),
        notes=row.notes,
        manager_id=row.manager_id,
        manager=row.manager_name or "",
        post_since=row.post_since,
        employed_from=row.employed_from,
        employed_until=row.employed_until,
    )
