"""What stands above the work of the day: a shortened day ahead, and what the administrator left undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.calendar.working_days import Calendar
from app.core import moments
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
from app.office_backup import last_verified

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
class CopyTold:
    """The last proved copy, for the administrator: its day, None without any; overdue after a week."""

    last: date | None
    is_overdue: bool = True


@dataclass(frozen=True)
class Notices:
    """All of them at one moment; ``missing`` names what is still to be set up."""

    short_day: ShortDay | None = None
    copy: CopyTold | None = None
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


def copy_told(newest: datetime | None, now: datetime) -> CopyTold:
    """What is told of the newest copy."""
    if newest is None:
        return CopyTold(None)
    return CopyTold(moments.riga_date(newest), is_overdue=now - newest > timedelta(days=COPY_DAYS))


def missing_setup(settings: OfficeSettings, *, has_staff: bool, has_topics: bool) -> tuple[Message, ...]:
    """What is still to be filled in before the office is set up, by name."""
    found = [setting.label for setting in ESSENTIALS if not settings.get(setting).strip()]
    found += [] if has_staff else [N_("Employees")]
    found += [] if has_topics else [N_("Topics")]
    return tuple(found)


def _copy(office: Office, settings: OfficeSettings, now: datetime) -> CopyTold | None:
    return copy_told(last_verified(office, settings), now) if office.may(BACKUP) else None


def _missing(office: Office, settings: OfficeSettings) -> tuple[Message, ...]:
    if not office.may(SETTINGS_EDIT):
        return ()
    directory = Directory(office)
    return missing_setup(settings, has_staff=directory.has_staff(), has_topics=bool(directory.topics()))
