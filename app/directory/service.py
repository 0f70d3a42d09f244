"""What the office knows of its people, units, other institutions and topics, and who a client may be sent to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select

from app.core.db import Record
from app.core.errors import Conflict, Difference, Invalid
from app.core.i18n import N_, Message
from app.core.latvian import fold
from app.core.merge import merge
from app.core.once import once
from app.core.permissions import DIRECTORY_EDIT, DIRECTORY_SEE
from app.core.search import matches
from app.core.tables import Account, AuditEntry
from app.core.work import View, Work
from app.directory import policy
from app.directory.policy import reception_text
from app.directory.records import EmployeeRecord, InstitutionRecord, LastChange, TopicRecord, UnitRecord
from app.directory.tables import Employee, Institution, Topic, Unit
from app.office import Office

__all__ = [
    "Directory",
    "employee_in",
    "institution_name_in",
    "own_employee",
    "reception_text",
    "topic_name_in",
]

R = TypeVar("R", bound=Record)

#: Who somebody is on the staff, as plain columns, built once: it is part of every save and every list.
_OWN = (
    select(*Employee.__table__.columns, Unit.name.label("unit_name"))
    .outerjoin(Unit, Unit.id == Employee.unit_id)
    .where(Employee.account == bindparam("account"))
)


class Directory:
    """The directory for one signed-in person. Every reader raises Forbidden and Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def employees(self, hidden: bool = False) -> list[EmployeeRecord]:
        """The staff by surname; with ``hidden`` also those who left."""
        with self._office.view(DIRECTORY_SEE) as view:
            chosen = _employees().order_by(Employee.name_sort, Employee.id)
            return _employee_list(view, chosen if hidden else chosen.where(Employee.hidden.is_(False)))

    def employee(self, employee_id: int) -> EmployeeRecord:
        """One person; raises Gone."""
        with self._office.view(DIRECTORY_SEE) as view:
            return employee_in(view, employee_id)

    def last_change(self, record: EmployeeRecord | InstitutionRecord) -> LastChange:
        """Which version of a stored record there is now, and whose; raises Gone."""
        cls: type[Employee | Institution] = Employee if isinstance(record, EmployeeRecord) else Institution
        with self._office.view(DIRECTORY_SEE) as view:
            row = view.get(cls, record.id or 0)
            return LastChange(row.version, *_last_change(view, cls.__tablename__, row.id))

    def find_employees(self, text: str, limit: int = 20) -> list[EmployeeRecord]:
        """The staff whose name, post, place or phone has all words of ``text``, by surname."""
        with self._office.view(DIRECTORY_SEE) as view:
            found = matches(view.session.connection(), text, Employee.id, Employee.search_fold)
            chosen = _employees().where(found, Employee.hidden.is_(False))
            return _employee_list(view, chosen.order_by(Employee.name_sort, Employee.id).limit(limit))

    def speakers(self, language: str) -> list[EmployeeRecord]:
        """Who on the staff speaks ``language`` (ISO 639-1), the best first (C12)."""
        found = [person for person in self.employees() if language in person.languages]
        return sorted(found, key=lambda person: person.languages.index(language))

    def my_employee(self) -> EmployeeRecord | None:
        """Who the signed-in person is on the staff; None where the account has nobody."""
        with self._office.view(DIRECTORY_SEE) as view:
            return own_employee(view)

    def units(self, hidden: bool = False) -> list[UnitRecord]:
        """The parts of the office, in the order they were entered."""
        with self._office.view(DIRECTORY_SEE) as view:
            rows = view.session.scalars(select(Unit).order_by(Unit.id))
            return [_unit(row) for row in rows if hidden or not row.hidden]

    def institutions(self, hidden: bool = False) -> list[InstitutionRecord]:
        """Other bodies, in Latvian order."""
        with self._office.view(DIRECTORY_SEE) as view:
            rows = view.session.scalars(select(Institution).order_by(Institution.name_sort, Institution.id))
            return [_institution(row) for row in rows if hidden or not row.hidden]

    def institution(self, institution_id: int) -> InstitutionRecord:
        """One body; raises Gone."""
        with self._office.view(DIRECTORY_SEE) as view:
            return _institution(view.get(Institution, institution_id))

    def find_institutions(self, text: str, limit: int = 20) -> list[InstitutionRecord]:
        """Bodies whose name or competence has all words of ``text``, in Latvian order."""
        with self._office.view(DIRECTORY_SEE) as view:
            found = matches(view.session.connection(), text, Institution.id, Institution.search_fold)
            chosen = select(Institution).where(found, Institution.hidden.is_(False))
            rows = view.session.scalars(chosen.order_by(Institution.name_sort, Institution.id).limit(limit))
            return [_institution(row) for row in rows]

    def topics(self, hidden: bool = False) -> list[TopicRecord]:
        """Topics in the office's own order."""
        with self._office.view(DIRECTORY_SEE) as view:
            rows = view.session.scalars(select(Topic).order_by(Topic.position, Topic.id))
            return [_topic(row) for row in rows if hidden or not row.hidden]

    def save_employee(self, record: EmployeeRecord, request: str = "", base: EmployeeRecord | None = None) -> int:
        """Add or change a person; a ``unit`` without its id is found by name, or added.

        With a ``request`` (a UUID), here and below, a retried save is the same save. With ``base``, the record
        that the change began from, only fields that differ from it are written over what others stored since.

        Raises Invalid (also where the account is another person's), Conflict, Forbidden.
        """
        checked = policy.checked_employee(record)
        values, before = _employee_values(checked), _employee_values(base) if base else None

        def stored(work: Work) -> int:
            _refuse_taken_account(work, checked)
            if checked.unit_id is None and checked.unit:
                return _store(work, Employee, values | {"unit_id": _unit_named(work, checked.unit)}, before)
            return _store(work, Employee, values, before)

        return self._once(request, stored)

    def save_institution(
        self, record: InstitutionRecord, request: str = "", base: InstitutionRecord | None = None
    ) -> int:
        """Add or change a body. Raises Invalid, Conflict, Forbidden."""
        values, before = asdict(policy.checked_institution(record)), asdict(base) if base else None
        return self._once(request, lambda work: _store(work, Institution, values, before))

    def save_topic(self, record: TopicRecord, request: str = "") -> int:
        """Add or change a topic. Raises Invalid, Conflict, Forbidden."""
        return self._save(Topic, asdict(policy.checked_topic(record)), request)

    def save_unit(self, record: UnitRecord, request: str = "") -> int:
        """Add or change a unit. Raises Invalid, Conflict, Forbidden."""
        return self._save(Unit, asdict(policy.checked_unit(record)), request)

    def hide_employee(self, employee_id: int, hidden: bool = True) -> None:
        """Offer a person no more (or again); what they did stays theirs."""
        self._hide(Employee, employee_id, hidden)

    def hide_institution(self, institution_id: int, hidden: bool = True) -> None:
        """Offer a body no more (or again)."""
        self._hide(Institution, institution_id, hidden)

    def hide_topic(self, topic_id: int, hidden: bool = True) -> None:
        """Offer a topic no more (or again)."""
        self._hide(Topic, topic_id, hidden)

    def hide_unit(self, unit_id: int, hidden: bool = True) -> None:
        """Offer a unit no more (or again)."""
        self._hide(Unit, unit_id, hidden)

    def _hide(self, cls: type[Employee | Institution | Topic | Unit], row_id: int, hidden: bool) -> None:
        def hide(work: Work) -> None:
            work.get(cls, row_id).hidden = hidden

        self._office.do(DIRECTORY_EDIT, hide)

    def _save(self, cls: type[R], values: dict[str, Any], request: str) -> int:
        return self._once(request, lambda work: _store(work, cls, values))

    def _once(self, request: str, save: Callable[[Work], int]) -> int:
        return self._office.do(DIRECTORY_EDIT, lambda work: once(work, request, lambda: save(work)))


def employee_in(view: View, employee_id: int) -> EmployeeRecord:
    """One person, for a use case that has its own look at the database; raises Gone."""
    row = view.get(Employee, employee_id)
    unit = view.session.get(Unit, row.unit_id) if row.unit_id else None
    return _employee(row, unit.name if unit else "")


def own_employee(view: View) -> EmployeeRecord | None:
    """Who the acting person is on the staff."""
    if view.actor.employee_id is not None:
        return employee_in(view, view.actor.employee_id)
    found = view.session.connection().execute(_OWN, {"account": view.actor.account}).first()
    return _employee(found, found.unit_name or "") if found else None


def topic_name_in(view: View, topic_id: int) -> str:
    """What a topic is called; raises Gone."""
    return view.get(Topic, topic_id).name


def topic_days_in(view: View, topic_id: int) -> int | None:
    """In how many working days what a topic asks for is usually done; raises Gone."""
    return view.get(Topic, topic_id).default_days


def institution_name_in(view: View, institution_id: int) -> str:
    """What a body is called; raises Gone."""
    return view.get(Institution, institution_id).name


def _employee_values(record: EmployeeRecord) -> dict[str, Any]:
    """The record as its columns hold it."""
    values = asdict(record)
    del values["unit"]
    return values | {"languages": " ".join(record.languages), "reception": policy.to_json(record.reception)}


def _store(work: Work, cls: type[R], record: dict[str, Any], base: dict[str, Any] | None = None) -> int:
    values = {name: value for name, value in record.items() if name not in {"id", "version"}}
    row_id, version = record["id"], record["version"]
    if row_id is None:
        return work.add(cls, **values)
    row = work.get(cls, row_id)
    if row.version != version:
        values = _merged(work, row, values, base)
    for name, value in values.items():
        setattr(row, name, value)
    return row.id


def _unit_named(work: Work, name: str) -> int:
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


def _merged(work: Work, row: Record, mine: dict[str, Any], base: dict[str, Any] | None) -> dict[str, Any]:
    """What to write over a row changed since this person read it; raises Conflict where both changed the same.

    Without ``base`` nobody knows what this person changed, so that every difference is one to be asked about.
    """
    theirs = {name: getattr(row, name) for name in mine}
    if base is None:
        differing = [
            Difference(name, None, value, theirs[name]) for name, value in mine.items() if value != theirs[name]
        ]
        write = mine
    else:
        write, differing = merge(base, mine, theirs)
    if not differing:
        return write
    name, at = _last_change(work, row.__tablename__, row.id)
    message = N_("The record was changed by: {name}. Your changes are not lost.", name=name)
    raise Conflict(message, differing, row.version, name, at.isoformat())


def _last_change(view: View, subject: str, row_id: int) -> tuple[str, datetime]:
    """Who changed a record last, and when."""
    last = view.session.execute(
        select(AuditEntry.account, AuditEntry.at)
        .where(AuditEntry.subject == subject, AuditEntry.row_id == row_id)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    ).one()
    on_staff = select(Employee.name).where(Employee.account == last.account)
    signed_in = select(Account.name).where(Account.login == last.account)
    name = view.session.scalar(on_staff) or view.session.scalar(signed_in) or last.account
    return name, last.at


def _employees() -> Select[Employee, str]:
    return select(Employee, Unit.name).outerjoin(Unit, Unit.id == Employee.unit_id)


def _employee_list(view: View, chosen: Select[Employee, str]) -> list[EmployeeRecord]:
    return [_employee(row, unit or "") for row, unit in view.session.execute(chosen)]


def _employee(row: Any, unit: str) -> EmployeeRecord:
    return EmployeeRecord(
        id=row.id,
        version=row.version,
        name=row.name,
        job_title=row.job_title,
        unit_id=row.unit_id,
        unit=unit,
        place=row.place,
        phone=row.phone,
        email=row.email,
        languages=tuple(row.languages.split()),
        reception=policy.from_json(row.reception),
        account=row.account,
        hidden=row.hidden,
    )


def _institution(row: Institution) -> InstitutionRecord:
    return InstitutionRecord(
        id=row.id,
        version=row.version,
        name=row.name,
        competence=row.competence,
        phone=row.phone,
        email=row.email,
        web=row.web,
        address=row.address,
        hidden=row.hidden,
    )


def _topic(row: Topic) -> TopicRecord:
    return TopicRecord(
        id=row.id,
        version=row.version,
        name=row.name,
        default_days=row.default_days,
        specialist_id=row.specialist_id,
        position=row.position,
        hidden=row.hidden,
    )


def _unit(row: Unit) -> UnitRecord:
    return UnitRecord(id=row.id, version=row.version, name=row.name, hidden=row.hidden)


def reception_words(person: EmployeeRecord) -> Message | None:
    """When a person receives clients, to be read out or printed; None where no hours are kept."""
    return policy.reception_text(person.reception)
