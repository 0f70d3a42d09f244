"""Who and what a client may be sent to: frozen records for the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from app.core.staff_tasks import StaffTask

#: Whom a list of people shows: those who work here today, leavers, or all.
Employed = Literal["yes", "no", "all"]
StaffEventKind = Literal["hired", "moved", "renamed", "left"]

#: Reception hours: ISO weekday → spans from–to, in order.
Reception = dict[int, tuple[tuple[time, time], ...]]


@dataclass(frozen=True, kw_only=True)
class EmployeeRecord:
    """A person on the staff, as far as a referral needs (AAD 2.1.2.3)."""

    id: int | None = None
    version: int = 0
    name: str
    job_title: str = ""
    unit_id: int | None = None
    unit: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""
    #: ISO 639-1 codes, in order of preference.
    languages: tuple[str, ...] = ()
    reception: Reception = field(default_factory=dict)
    account: str | None = None
    hidden: bool = False
    #: Further phones, E.164, in order.
    other_phones: tuple[str, ...] = ()
    #: What an import could not read.
    notes: str = ""
    manager_id: int | None = None
    manager: str = ""
    post_since: date | None = None
    employed_from: date | None = None
    #: The last day at work.
    employed_until: date | None = None
    #: The last day of today's absence, who stands in and their phone (E.164); read only.
    absent_until: date | None = None
    substitute: str = ""
    substitute_phone: str = ""
    #: Whether the last day at work was over when this was read; read only.
    left: bool = False


@dataclass(frozen=True, kw_only=True)
class InstitutionRecord:
    """Another body with its public contacts (AAD 4.1.1)."""

    id: int | None = None
    version: int = 0
    name: str
    competence: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    address: str = ""
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class TopicRecord:
    """What a contact is about; it proposes a term and a specialist."""

    id: int | None = None
    version: int = 0
    name: str
    default_days: int | None = None
    specialist_id: int | None = None
    position: int = 0
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class UnitRecord:
    """A part of the office."""

    id: int | None = None
    version: int = 0
    name: str
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class JobTitleRecord:
    """A post, in both genders' forms, and what it means for cards."""

    id: int | None = None
    version: int = 0
    name: str
    other_form: str = ""
    serves_counter: bool = False
    visits_clients: bool = False
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class ServiceRecord:
    """A service of the office: how to get it, how long it takes, what it costs."""

    id: int | None = None
    version: int = 0
    name: str
    how: str = ""
    term: str = ""
    price: str = ""
    form: str = ""
    unit_id: int | None = None
    unit: str = ""
    topic_id: int | None = None
    position: int = 0
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class AbsenceRecord:
    """When somebody is away, from first to last day, and who stands in; never why."""

    id: int | None = None
    version: int = 0
    employee_id: int
    first_day: date
    last_day: date
    substitute_id: int | None = None
    substitute: str = ""
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class PastPostRecord:
    """A post that has ended, as it was then."""

    id: int
    employee_id: int
    name: str
    job_title: str = ""
    unit: str = ""
    since: date | None = None
    until: date


@dataclass(frozen=True)
class StaffFilter:
    """Which people are listed."""

    text: str = ""
    unit_id: int | None = None
    employed: Employed = "yes"


#: Columns that a list of people can be sorted by.
StaffColumn = Literal["name", "job_title", "unit", "place"]


@dataclass(frozen=True)
class StaffSort:
    """The order of a list of people: by a column, equal ones by surname; empty ones stand last either way."""

    column: StaffColumn = "name"
    descending: bool = False


@dataclass(frozen=True)
class StaffChange:
    """What begins a staff event; texts that are empty stay as they are."""

    kind: StaffEventKind
    day: date
    name: str = ""
    job_title: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StaffEventRecord:
    """Somebody came, left, or has another post or surname; ``closed_on`` once nothing is left to do.

    ``taken_back``: it was entered by mistake and undone.
    """

    id: int
    version: int = 0
    employee_id: int
    person: str
    kind: StaffEventKind
    day: date
    note: str = ""
    closed_on: date | None = None
    taken_back: bool = False


@dataclass(frozen=True, kw_only=True)
class StaffStep:
    """A staff change that was carried out, so that it can be taken back: the person ``before`` it and their
    ``version`` after it, the post it ended, and the unit that came with it."""

    event_id: int
    before: EmployeeRecord
    version: int
    past_post_id: int | None = None
    new_unit_id: int | None = None


@dataclass(frozen=True)
class KeptEmployee:
    """A person that was stored, and the unit that came with them, if one did."""

    id: int
    new_unit_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """A staff event and its tasks."""

    event: StaffEventRecord
    tasks: tuple[StaffTask, ...]


@dataclass(frozen=True)
class LastChange:
    """Who changed a record last, and which version that made of it."""

    version: int
    name: str
    at: datetime
