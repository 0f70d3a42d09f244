"""The people as lists of cards need them, remembered until the directory changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.cards import policy
from app.cards.rules import Demand, demand_of
from app.core.moments import riga_date
from app.core.office_settings import OfficeSettings
from app.core.search import search_text
from app.core.settings import CARD_WARNING_DAYS
from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from app.office import Office


@dataclass(frozen=True)
class Person:
    """Somebody on the staff, now or once; ``place`` is where they stand among all by surname."""

    id: int
    place: int
    name: str
    job_title: str
    unit_id: int | None
    unit: str
    hidden: bool
    first_day: date | None
    last_day: date | None
    search_fold: str

    def works(self, today: date) -> bool:
        """Whether they are at work."""
        return policy.works(self.hidden, self.first_day, self.last_day, today)

    def left(self, today: date) -> bool:
        """Whether they work here no more."""
        return self.hidden or (self.last_day is not None and self.last_day < today)


@dataclass(frozen=True)
class Terms:
    """Everything besides the cards themselves that decides what is listed: people, rules, the day in Riga."""

    staff: Mapping[int, Person]
    demand: Demand
    warning_days: int
    today: date


def terms_of(office: Office) -> Terms:
    """Raises Forbidden, Unavailable."""
    staff = office.memory.recall("directory", "cards.staff", lambda: _read(office))
    warning_days = OfficeSettings(office).get(CARD_WARNING_DAYS)
    return Terms(staff, demand_of(office), warning_days, riga_date(office.clock()))


def _read(office: Office) -> dict[int, Person]:
    people = Directory(office).employees(hidden=True)
    return {each.id: _person(each, each.id, place) for place, each in enumerate(people) if each.id is not None}


def _person(record: EmployeeRecord, employee_id: int, place: int) -> Person:
    return Person(
        id=employee_id,
        place=place,
        name=record.name,
        job_title=record.job_title,
        unit_id=record.unit_id,
        unit=record.unit,
        hidden=record.hidden,
        first_day=record.employed_from,
        last_day=record.employed_until,
        search_fold=search_text(record.name, record.job_title),
    )
