"""The lists of the directory, people, institutions and services: how each is shown, searched and changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from app.core import dates
from app.core.i18n import N_, Message, Translator
from app.core.phones import show_phone
from app.directory.languages import show_languages
from app.directory.records import EmployeeRecord, InstitutionRecord, ServiceRecord, TopicRecord, UnitRecord
from app.directory.service import Directory
from ui.directory import words as said
from ui.directory.employee_form import EmployeeSheet
from ui.directory.form import RecordSheet
from ui.directory.institution_form import InstitutionSheet
from ui.directory.service_form import ServiceSheet
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.table import Column, Row

R = TypeVar("R", EmployeeRecord, InstitutionRecord, ServiceRecord)


class Kind(Generic[R]):
    """One list. ``new`` and ``icon`` are what its button shows, ``placeholder`` what its filter box does."""

    key: str
    #: What ``open_page`` calls one of these records.
    target: str
    #: Its table, by which its history is found.
    subject: str
    title: Message
    new: Message
    placeholder: Message
    empty: Message
    icon: str
    columns: tuple[Column, ...]

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.directory = Directory(desk.office)

    @property
    def words(self) -> Translator:
        """The language of the moment."""
        return self.desk.words

    def read(self, record_id: int) -> R:
        """One record as it is stored now; raises Gone."""
        raise NotImplementedError

    def about(self, record: R) -> str:
        """The line below the name in the detail."""
        raise NotImplementedError

    def told(self, record: R) -> list[said.Line]:
        """The card to read aloud."""
        raise NotImplementedError

    def facts(self, record: R) -> Sequence[tuple[Message, str]]:
        """What the card does not tell."""
        raise NotImplementedError

    def sheet(self, record: R | None) -> RecordSheet[R]:
        """A sheet that changes the record, or adds one."""
        raise NotImplementedError

    def save(self, record: R) -> int:
        """Keep a record. Raises Invalid, Conflict, Forbidden."""
        raise NotImplementedError

    def hide(self, record_id: int, hidden: bool) -> None:
        """Offer it no more, or again."""
        raise NotImplementedError

    def put_back(self, record: R) -> None:
        """Make the stored record what ``record`` says, whoever changed it since: for undo."""
        self.save(replace(record, version=self.read(record.id or 0).version))

    def take_away(self, record: R, away: bool) -> None:
        """Undo that ``record`` was added, or that undo."""
        self.hide(record.id or 0, away)


class ShortKind(Kind[R]):
    """A list whose records are all in memory."""

    def all(self) -> list[R]:
        """Every record, hidden ones too, in order."""
        raise NotImplementedError

    def row(self, record: R) -> Row:
        """The record in the list."""
        raise NotImplementedError

    def sought(self, record: R) -> str:
        """What the filter box looks through."""
        raise NotImplementedError


class People(Kind[EmployeeRecord]):
    """The staff, by surname."""

    key = "employees"
    target = "record"
    subject = "employee"
    title = N_("Employees")
    new = N_("New employee")
    placeholder = N_("Name, post, room…")
    empty = N_("No employees yet.")
    icon = "person_add"
    columns = (
        Column("name", N_("Name, post"), 190, fills=True),
        Column("place", N_("Phone, room"), 128),
        Column("reception", N_("Reception"), 164, gives_way=2, sorts=False),
        Column("card", N_("Staff ID / card"), 136, gives_way=3, sorts=False),
        Column("unit", N_("Unit"), 160, hidden=True, gives_way=1),
        Column("email", N_("E-mail"), 180, hidden=True, gives_way=1, sorts=False),
        Column("substitute", N_("Substitute"), 150, hidden=True, gives_way=1, sorts=False),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        #: The units that came with what was typed in a sheet, by person: an undo takes them along.
        self._new_units: dict[int, set[int]] = {}

    def read(self, record_id: int) -> EmployeeRecord:
        return self.directory.employee(record_id)

    def about(self, record: EmployeeRecord) -> str:
        return " · ".join(filter(None, (record.job_title, record.unit)))

    def told(self, record: EmployeeRecord) -> list[said.Line]:
        return said.told_of_person(record, self.words)

    def facts(self, record: EmployeeRecord) -> Sequence[tuple[Message, str]]:
        first, last = record.employed_from, record.employed_until
        return (
            (N_("Line manager"), record.manager),
            (N_("Other phones"), ", ".join(map(show_phone, record.other_phones))),
            (N_("E-mail"), record.email),
            (N_("Languages"), show_languages(record.languages, self.words)),
            (N_("Works here since"), dates.full(first) if first else ""),
            (N_("Works here until"), dates.full(last) if last else ""),
            (N_("User name"), record.account or ""),
            (N_("Notes"), record.notes),
        )

    def sheet(self, record: EmployeeRecord | None) -> RecordSheet[EmployeeRecord]:
        return EmployeeSheet(self.desk, record, self._keep, self.directory.employee)

    def save(self, record: EmployeeRecord) -> int:
        return self.directory.save_employee(record)

    def hide(self, record_id: int, hidden: bool) -> None:
        self.directory.hide_employee(record_id, hidden)

    def put_back(self, record: EmployeeRecord) -> None:
        super().put_back(record)
        self._settle_units(record, away=False)

    def take_away(self, record: EmployeeRecord, away: bool) -> None:
        super().take_away(record, away)
        self._settle_units(record, away)

    def _keep(self, record: EmployeeRecord, request: str = "", base: EmployeeRecord | None = None) -> int:
        kept = self.directory.keep_employee(record, request, base)
        if kept.new_unit_id is not None:
            self._new_units.setdefault(kept.id, set()).add(kept.new_unit_id)
        return kept.id

    def _settle_units(self, record: EmployeeRecord, away: bool) -> None:
        for unit_id in self._new_units.get(record.id or 0, ()):
            if unit_id == record.unit_id and not away:
                self.directory.hide_unit(unit_id, hidden=False)
            else:
                self.directory.retire_unit(unit_id)


class Institutions(ShortKind[InstitutionRecord]):
    """Other bodies that clients are sent to."""

    key = "institutions"
    target = subject = "institution"
    title = N_("Institutions")
    new = N_("New institution")
    placeholder = N_("Name, competence…")
    empty = N_("No institutions yet.")
    icon = "add"
    columns = (
        Column("name", N_("Institution, competence"), 220, fills=True),
        Column("phone", N_("Phone, e-mail"), 210),
        Column("address", N_("Address, website"), 220, gives_way=1),
    )

    def all(self) -> list[InstitutionRecord]:
        return self.directory.institutions(hidden=True)

    def read(self, record_id: int) -> InstitutionRecord:
        return self.directory.institution(record_id)

    def row(self, record: InstitutionRecord) -> Row:
        return said.institution_row(record, self.words)

    def sought(self, record: InstitutionRecord) -> str:
        digits = "".join(letter for letter in record.phone if letter.isdigit())
        return " ".join((record.name, record.competence, record.phone, digits, record.email, record.address))

    def about(self, record: InstitutionRecord) -> str:
        return record.competence

    def told(self, record: InstitutionRecord) -> list[said.Line]:
        return said.told_of_institution(record, self.words)

    def facts(self, record: InstitutionRecord) -> Sequence[tuple[Message, str]]:
        return ()

    def sheet(self, record: InstitutionRecord | None) -> RecordSheet[InstitutionRecord]:
        return InstitutionSheet(self.desk, record, self.directory.save_institution, self.directory.institution)

    def save(self, record: InstitutionRecord) -> int:
        return self.directory.save_institution(record)

    def hide(self, record_id: int, hidden: bool) -> None:
        self.directory.hide_institution(record_id, hidden)


class Services(ShortKind[ServiceRecord]):
    """What the office does for clients (C21)."""

    key = "services"
    target = subject = "service"
    title = N_("Services")
    new = N_("New service")
    placeholder = N_("Name, price, unit…")
    empty = N_("No services yet.")
    icon = "add"
    columns = (
        Column("name", N_("Service, unit"), 220, fills=True),
        Column("term", N_("Term"), 180),
        Column("price", N_("Price"), 150, gives_way=1),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._units: list[UnitRecord] = []
        self._topics: list[TopicRecord] = []

    def all(self) -> list[ServiceRecord]:
        self._units, self._topics = self.directory.units(hidden=True), self.directory.topics(hidden=True)
        return self.directory.services(hidden=True)

    def read(self, record_id: int) -> ServiceRecord:
        return self.directory.service(record_id)

    def row(self, record: ServiceRecord) -> Row:
        return said.service_row(record, self.words)

    def sought(self, record: ServiceRecord) -> str:
        return " ".join((record.name, record.how, record.term, record.price, record.form, record.unit))

    def about(self, record: ServiceRecord) -> str:
        return record.unit

    def told(self, record: ServiceRecord) -> list[said.Line]:
        return said.told_of_service(record, self.words)

    def facts(self, record: ServiceRecord) -> Sequence[tuple[Message, str]]:
        topic = next((topic.name for topic in self._topics if topic.id == record.topic_id), "")
        return ((N_("Topic"), topic),)

    def sheet(self, record: ServiceRecord | None) -> RecordSheet[ServiceRecord]:
        directory = self.directory
        return ServiceSheet(
            self.desk,
            record,
            directory.save_service,
            directory.service,
            units=_offered(self._units, record.unit_id if record else None),
            topics=_offered(self._topics, record.topic_id if record else None),
        )

    def save(self, record: ServiceRecord) -> int:
        return self.directory.save_service(record)

    def hide(self, record_id: int, hidden: bool) -> None:
        self.directory.hide_service(record_id, hidden)


def _offered(records: Sequence[UnitRecord | TopicRecord], present: int | None) -> list[Option]:
    """What can be chosen: all that is not hidden, and the one chosen already."""
    return [Option(each.id, each.name) for each in records if not each.hidden or each.id == present]
