"""The directory as one signed-in person uses it: people, units, other institutions, topics and services.

What each does stands by kind in people_rows, people_saving, lists, services and absences; here it gets its
permission and its transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from sqlalchemy import select

from app.core import dates
from app.core.db import Record
from app.core.i18n import N_, Message
from app.core.moments import riga_date
from app.core.once import once
from app.core.permissions import DIRECTORY_EDIT, DIRECTORY_SEE, STAFF_MANAGE
from app.core.phones import show_phone
from app.core.search import matches
from app.core.work import View, Work
from app.directory import absences, lists, people_rows, policy, services
from app.directory.people_rows import employee_in, own_employee, works_on
from app.directory.people_saving import store_employee
from app.directory.policy import reception_text
from app.directory.records import (
    AbsenceRecord,
    EmployeeRecord,
    InstitutionRecord,
    JobTitleRecord,
    KeptEmployee,
    LastChange,
    PastPostRecord,
    ServiceRecord,
    TopicRecord,
    UnitRecord,
)
from app.directory.saving import last_change_of, store
from app.directory.tables import Absence, Employee, Institution, JobTitle, Service, Topic, Unit
from app.directory.unit_saving import offered_unit, retire_unit
from app.office import Office

__all__ = [
    "Directory",
    "absence_words",
    "employee_in",
    "institution_name_in",
    "own_employee",
    "reception_text",
    "reception_words",
    "topic_days_in",
    "topic_name_in",
]

T = TypeVar("T")

#: What people edit in a sheet, and where it is stored.
_TABLES: dict[type, type[Record]] = {
    EmployeeRecord: Employee,
    InstitutionRecord: Institution,
    ServiceRecord: Service,
    AbsenceRecord: Absence,
}
_BY_NAME = (Employee.name_sort, Employee.id)


class Directory:
    """The directory for one signed-in person. Every reader raises Forbidden and Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    # People.

    def employees(self, hidden: bool = False) -> list[EmployeeRecord]:
        """Those who work here today, by surname; with ``hidden`` everybody, also those who left."""

        def read(view: View) -> list[EmployeeRecord]:
            chosen = people_rows.PEOPLE.order_by(*_BY_NAME)
            return people_rows.people(view, chosen if hidden else chosen.where(works_on(riga_date(view.now))))

        return self._read(read)

    def has_staff(self) -> bool:
        """Whether anybody is on the staff; cheap."""
        anybody = select(Employee.id).where(Employee.hidden.is_(False)).limit(1)
        return self._read(lambda view: view.session.scalar(anybody)) is not None

    def employee(self, employee_id: int) -> EmployeeRecord:
        """One person; raises Gone."""
        return self._read(lambda view: people_rows.with_absences(view, [employee_in(view, employee_id)])[0])

    def find_employees(self, text: str, limit: int = 20) -> list[EmployeeRecord]:
        """Those who work here today whose name, post, place or phone has all words of ``text``, by surname."""

        def read(view: View) -> list[EmployeeRecord]:
            found = matches(view.session.connection(), text, Employee.id, Employee.search_fold)
            chosen = people_rows.PEOPLE.where(found, works_on(riga_date(view.now)))
            return people_rows.people(view, chosen.order_by(*_BY_NAME).limit(limit))

        return self._read(read)

    def speakers(self, language: str) -> list[EmployeeRecord]:
        """Who on the staff speaks ``language`` (ISO 639-1), the best first (C12)."""
        found = [person for person in self.employees() if language in person.languages]
        return sorted(found, key=lambda person: person.languages.index(language))

    def my_employee(self) -> EmployeeRecord | None:
        """Who the signed-in person is on the staff; None where the account has nobody."""
        return self._read(own_employee)

    def save_employee(self, record: EmployeeRecord, request: str = "", base: EmployeeRecord | None = None) -> int:
        """Add or change a person; a ``unit`` without its id is found by name, or added.

        With a ``request`` (a UUID), here and below, a retried save is the same save. With ``base``, the record
        that the change began from, only fields that differ from it are written over what others stored since.

        Raises Invalid (also where the account is another person's, or people would lead one another in a
        circle), Conflict, Forbidden.
        """
        return self.keep_employee(record, request, base).id

    def keep_employee(
        self, record: EmployeeRecord, request: str = "", base: EmployeeRecord | None = None
    ) -> KeptEmployee:
        """As :meth:`save_employee`; tells also which unit came with the person, so that it can go with an undo.

        Of a save that had been done already it is not known.
        """
        checked = policy.checked_employee(record)

        def kept(work: Work) -> KeptEmployee:
            asked = checked.unit if checked.unit_id is None else ""
            is_new = bool(asked) and offered_unit(work, asked) is None
            employee_id = once(work, request, lambda: store_employee(work, checked, base))
            return KeptEmployee(employee_id, offered_unit(work, asked) if is_new else None)

        return self._office.do(DIRECTORY_EDIT, kept)

    def hide_employee(self, employee_id: int, hidden: bool = True) -> None:
        """Offer a person no more (or again); what they did stays theirs."""
        self._hide(Employee, employee_id, hidden)

    def retire_unit(self, unit_id: int) -> None:
        """Offer a unit no more where nobody and no service belongs to it. Raises Gone."""
        self._office.do(DIRECTORY_EDIT, lambda work: retire_unit(work, unit_id))

    def past_posts(self, employee_id: int) -> list[PastPostRecord]:
        """The posts a person has had, the latest first; for whoever manages staff."""
        with self._office.view(STAFF_MANAGE) as view:
            return absences.past_posts(view, employee_id)

    def absences(self, employee_id: int) -> list[AbsenceRecord]:
        """When a person is away, the latest first."""
        return self._read(lambda view: absences.absences(view, employee_id))

    def save_absence(self, record: AbsenceRecord, request: str = "", base: AbsenceRecord | None = None) -> int:
        """Add or change an absence.

        Raises Invalid (also where it overlaps another, or the substitute does not work here then), Conflict,
        Forbidden, Gone.
        """
        policy.check_absence(record)

        def stored(work: Work) -> int:
            absences.refuse_overlap(work, record)
            absences.refuse_substitute(work, record)
            before = absences.absence_values(base) if base else None
            return store(work, Absence, absences.absence_values(record), before)

        return self._once(request, stored)

    def hide_absence(self, absence_id: int, hidden: bool = True) -> None:
        """Take an absence back (or take that back)."""
        self._hide(Absence, absence_id, hidden)

    def last_change(
        self, record: EmployeeRecord | InstitutionRecord | ServiceRecord | AbsenceRecord
    ) -> LastChange:
        """Which version of a stored record there is now, and whose; raises Gone."""
        cls = _TABLES[type(record)]

        def read(view: View) -> LastChange:
            row = view.get(cls, record.id or 0)
            return LastChange(row.version, *last_change_of(view, cls.__tablename__, row.id))

        return self._read(read)

    # Units and posts.

    def units(self, hidden: bool = False) -> list[UnitRecord]:
        """The parts of the office, in the order they were entered."""
        return self._read(lambda view: lists.units(view, hidden))

    def save_unit(self, record: UnitRecord, request: str = "") -> int:
        """Add or change a unit. Raises Invalid, Conflict, Forbidden."""
        values = asdict(policy.checked_unit(record))
        return self._once(request, lambda work: store(work, Unit, values))

    def hide_unit(self, unit_id: int, hidden: bool = True) -> None:
        """Offer a unit no more (or again)."""
        self._hide(Unit, unit_id, hidden)

    def job_titles(self, hidden: bool = False) -> list[JobTitleRecord]:
        """Posts in Latvian order, with what they mean for cards."""
        return self._read(lambda view: lists.job_titles(view, hidden))

    def save_job_title(self, record: JobTitleRecord, request: str = "") -> int:
        """Add or change a post. Raises Invalid (also where the list has it already), Conflict, Forbidden."""
        checked = policy.checked_job_title(record)

        def stored(work: Work) -> int:
            lists.refuse_same_title(work, checked)
            return store(work, JobTitle, asdict(checked))

        return self._once(request, stored)

    def hide_job_title(self, job_title_id: int, hidden: bool = True) -> None:
        """Offer a post no more (or again)."""
        self._hide(JobTitle, job_title_id, hidden)

    # Institutions and topics.

    def institutions(self, hidden: bool = False) -> list[InstitutionRecord]:
        """Other bodies, in Latvian order."""
        return self._read(lambda view: lists.institutions(view, hidden))

    def institution(self, institution_id: int) -> InstitutionRecord:
        """One body; raises Gone."""
        return self._read(lambda view: lists.institution(view.get(Institution, institution_id)))

    def find_institutions(self, text: str, limit: int = 20) -> list[InstitutionRecord]:
        """Bodies whose name or competence has all words of ``text``, in Latvian order."""
        return self._read(lambda view: lists.find_institutions(view, text, limit))

    def save_institution(
        self, record: InstitutionRecord, request: str = "", base: InstitutionRecord | None = None
    ) -> int:
        """Add or change a body. Raises Invalid, Conflict, Forbidden."""
        values, before = asdict(policy.checked_institution(record)), asdict(base) if base else None
        return self._once(request, lambda work: store(work, Institution, values, before))

    def hide_institution(self, institution_id: int, hidden: bool = True) -> None:
        """Offer a body no more (or again)."""
        self._hide(Institution, institution_id, hidden)

    def topics(self, hidden: bool = False) -> list[TopicRecord]:
        """Topics in the office's own order."""
        return self._read(lambda view: lists.topics(view, hidden))

    def save_topic(self, record: TopicRecord, request: str = "") -> int:
        """Add or change a topic. Raises Invalid, Conflict, Forbidden."""
        values = asdict(policy.checked_topic(record))
        return self._once(request, lambda work: store(work, Topic, values))

    def hide_topic(self, topic_id: int, hidden: bool = True) -> None:
        """Offer a topic no more (or again)."""
        self._hide(Topic, topic_id, hidden)

    # Services.

    def services(self, hidden: bool = False) -> list[ServiceRecord]:
        """All services in the office's own order."""
        return self._read(lambda view: services.services(view, hidden))

    def service(self, service_id: int) -> ServiceRecord:
        """One service; raises Gone."""
        return self._read(lambda view: services.service(view, service_id))

    def find_services(self, text: str, limit: int = 20) -> list[ServiceRecord]:
        """Services whose name, way or price has all words of ``text``, in the office's own order."""
        return self._read(lambda view: services.find_services(view, text, limit))

    def services_of_topic(self, topic_id: int) -> list[ServiceRecord]:
        """The services that a question on a topic is about (C21)."""
        return self._read(lambda view: services.services_of_topic(view, topic_id))

    def save_service(self, record: ServiceRecord, request: str = "", base: ServiceRecord | None = None) -> int:
        """Add or change a service. Raises Invalid, Conflict, Forbidden."""
        values = services.service_values(policy.checked_service(record))
        before = services.service_values(base) if base else None
        return self._once(request, lambda work: store(work, Service, values, before))

    def hide_service(self, service_id: int, hidden: bool = True) -> None:
        """Offer a service no more (or again)."""
        self._hide(Service, service_id, hidden)

    def _read(self, read: Callable[[View], T]) -> T:
        with self._office.view(DIRECTORY_SEE) as view:
            return read(view)

    def _hide(self, cls: type[Any], row_id: int, hidden: bool) -> None:
        def hide(work: Work) -> None:
            work.get(cls, row_id).hidden = hidden

        self._office.do(DIRECTORY_EDIT, hide)

    def _once(self, request: str, save: Callable[[Work], int]) -> int:
        return self._office.do(DIRECTORY_EDIT, lambda work: once(work, request, lambda: save(work)))


def topic_name_in(view: View, topic_id: int) -> str:
    """What a topic is called; raises Gone."""
    return view.get(Topic, topic_id).name


def topic_days_in(view: View, topic_id: int) -> int | None:
    """In how many working days what a topic asks for is usually done; raises Gone."""
    return view.get(Topic, topic_id).default_days


def institution_name_in(view: View, institution_id: int) -> str:
    """What a body is called; raises Gone."""
    return view.get(Institution, institution_id).name


def reception_words(person: EmployeeRecord) -> Message | None:
    """When a person receives clients, to be read out or printed; None where no hours are kept."""
    return policy.reception_text(person.reception)


def absence_words(person: EmployeeRecord) -> Message | None:
    """Until when a person is away today, who stands in and their phone, never why; None for somebody here (C4)."""
    if person.absent_until is None:
        return None
    until = dates.short(person.absent_until)
    if person.substitute and person.substitute_phone:
        phone = show_phone(person.substitute_phone)
        return N_(
            "Absent until {date} Stands in: {name}, {phone}", date=until, name=person.substitute, phone=phone
        )
    if person.substitute:
        return N_("Absent until {date} Stands in: {name}", date=until, name=person.substitute)
    return N_("Absent until {date}", date=until)
