"""The two lists of the directory, people and institutions: how each is read, shown, searched and changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from app.core.i18n import N_, Message, Translator
from app.directory.languages import show_languages
from app.directory.records import EmployeeRecord, InstitutionRecord
from app.directory.service import Directory
from ui.directory import words as said
from ui.directory.employee_form import EmployeeSheet
from ui.directory.form import RecordSheet
from ui.directory.institution_form import InstitutionSheet
from ui.kit.desk import Desk
from ui.kit.table import Column, Row

R = TypeVar("R", EmployeeRecord, InstitutionRecord)


class Kind(Generic[R]):
    """One list. ``new`` and ``icon`` are what its button shows, ``placeholder`` what its filter box does."""

    key: str
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

    def all(self) -> list[R]:
        """Every record, hidden ones too, in order."""
        raise NotImplementedError

    def row(self, record: R) -> Row:
        """The record in the list."""
        raise NotImplementedError

    def sought(self, record: R) -> str:
        """What the filter box looks through."""
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
        stored = next(each for each in self.all() if each.id == record.id)
        self.save(replace(record, version=stored.version))


class People(Kind[EmployeeRecord]):
    """The staff, by surname."""

    key = "employees"
    title = N_("Employees")
    new = N_("New employee")
    placeholder = N_("Name, post, room…")
    empty = N_("No employees yet.")
    icon = "person_add"
    columns = (
        Column("name", N_("Name, post"), 170, fills=True),
        Column("phone", N_("Phone, room"), 168),
        Column("reception", N_("Reception"), 196, gives_way=2),
        Column("languages", N_("Languages"), 150, gives_way=1),
    )

    def all(self) -> list[EmployeeRecord]:
        return self.directory.employees(hidden=True)

    def row(self, record: EmployeeRecord) -> Row:
        return said.person_row(record, self.words)

    def sought(self, record: EmployeeRecord) -> str:
        phone = record.phone.removeprefix("+371")
        spoken = show_languages(record.languages, self.words)
        return " ".join((record.name, record.job_title, record.unit, record.place, phone, spoken))

    def about(self, record: EmployeeRecord) -> str:
        return " · ".join(filter(None, (record.job_title, record.unit)))

    def told(self, record: EmployeeRecord) -> list[said.Line]:
        return said.told_of_person(record, self.words)

    def facts(self, record: EmployeeRecord) -> Sequence[tuple[Message, str]]:
        return (
            (N_("E-mail"), record.email),
            (N_("Languages"), show_languages(record.languages, self.words)),
            (N_("User name"), record.account or ""),
        )

    def sheet(self, record: EmployeeRecord | None) -> RecordSheet[EmployeeRecord]:
        return EmployeeSheet(self.desk, record, self.directory.save_employee, self.directory.employee)

    def save(self, record: EmployeeRecord) -> int:
        return self.directory.save_employee(record)

    def hide(self, record_id: int, hidden: bool) -> None:
        self.directory.hide_employee(record_id, hidden)


class Institutions(Kind[InstitutionRecord]):
    """Other bodies that clients are sent to."""

    key = "institutions"
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


def kinds(desk: Desk) -> tuple[Kind[Any], ...]:
    """The tabs of the page, in order."""
    return People(desk), Institutions(desk)
