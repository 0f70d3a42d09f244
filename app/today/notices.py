"""What stands above the work of the day: a shortened day ahead, and what the administrator left undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.calendar.working_days import Calendar
from app.core import backup, moments
from app.core.db import is_sqlite
from app.core.i18n import N_, Message
from app.core.office_calendar import closing_time
from app.core.office_settings import OfficeSettings
from app.core.permissions import BACKUP, SETTINGS_EDIT
from app.core.settings import (
    ADDRESS,
    EMAIL,
    ORGANIZATION_NAME,
    PHONE,
    REGISTRATION_NUMBER,
    SERVICE_PLACE,
    Setting,
)
from app.directory.service import Directory
from app.office import Office
from app.office_backup import copies_folder

#: How many days ahead a shortened day is told.
NOTICE_DAYS = 7
#: The last copy may be so old before the administrator is told.
COPY_DAYS = 7

#: What an office needs before its paper and referrals are of use, in the order of the settings page.
ESSENTIALS: tuple[Setting[str], ...] = (
    ORGANIZATION_NAME,
    REGISTRATION_NUMBER,
    ADDRESS,
    PHONE,
    EMAIL,
    SERVICE_PLACE,
)


@dataclass(frozen=True)
class ShortDay:
    """A working day that ends an hour early because a holiday follows; ``until`` None where no hours are set."""

    day: date
    until: time | None
    is_today: bool = False


@dataclass(frozen=True)
class CopyOverdue:
    """There is no proved copy of the last week; ``last`` is the day of the newest one, None without any."""

    last: date | None


@dataclass(frozen=True)
class Notices:
    """All of them at one moment; ``missing`` names what is still to be set up."""

    short_day: ShortDay | None = None
    copy: CopyOverdue | None = None
    missing: tuple[Message, ...] = ()


def notices(office: Office, settings: OfficeSettings, calendar: Calendar) -> Notices:
    """What this person should be told now. Raises Unavailable."""
    now = office.clock()
    return Notices(
        short_day=short_day(settings, calendar, moments.riga_date(now)),
        copy=_copy(office, settings, now),
        missing=_missing(office, settings),
    )


def short_day(settings: OfficeSettings, calendar: Calendar, today: date) -> ShortDay | None:
    """The next shortened working day within a week, if there is one."""
    for ahead in range(NOTICE_DAYS + 1):
        day = today + timedelta(days=ahead)
        if calendar.is_shortened(day):
            return ShortDay(day, closing_time(settings, calendar, day), is_today=not ahead)
    return None


def copy_overdue(copies: Iterable[backup.Copy], now: datetime) -> CopyOverdue | None:
    """Whether the newest of ``copies`` is older than a week."""
    newest = max((copy.at for copy in copies), default=None)
    if newest is None:
        return CopyOverdue(None)
    return CopyOverdue(moments.riga_date(newest)) if now - newest > timedelta(days=COPY_DAYS) else None


def missing_setup(settings: OfficeSettings, *, has_staff: bool, has_topics: bool) -> tuple[Message, ...]:
    """What is still to be filled in before the office is set up, by name."""
    found = [setting.label for setting in ESSENTIALS if not settings.get(setting).strip()]
    found += [] if has_staff else [N_("Employees")]
    found += [] if has_topics else [N_("Topics")]
    return tuple(found)


def _copy(office: Office, settings: OfficeSettings, now: datetime) -> CopyOverdue | None:
    if not office.may(BACKUP) or not is_sqlite(office.engine):
        return None
    folder = copies_folder(office.engine, settings)
    return copy_overdue(backup.copies(folder) if folder else (), now)


def _missing(office: Office, settings: OfficeSettings) -> tuple[Message, ...]:
    if not office.may(SETTINGS_EDIT):
        return ()
    directory = Directory(office)
    return missing_setup(settings, has_staff=bool(directory.employees()), has_topics=bool(directory.topics()))
