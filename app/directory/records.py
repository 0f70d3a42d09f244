"""Who and what a client may be sent to: frozen records for the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time

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


@dataclass(frozen=True)
class LastChange:
    """Who changed a record last, and which version that made of it."""

    version: int
    name: str
    at: datetime
