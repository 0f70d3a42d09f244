"""The calendar an office works by: public holidays by law, and the office's own table of moved and further days.

The table begins with what Lete is shipped with and is the office's own from then on: what it takes out stays out.
"""

from __future__ import annotations

from datetime import date, time

from app.calendar.changes import Week
from app.calendar.records import ExtraHoliday, MovedDay
from app.calendar.working_days import Calendar
from app.core.office_settings import OfficeSettings
from app.core.settings import EXTRA_HOLIDAYS, FOLLOWS_MOVED_DAYS, MOVED_DAYS, WORKING_HOURS


def office_calendar(settings: OfficeSettings) -> Calendar:
    """The working days of the office. Raises Unavailable."""
    moved: tuple[MovedDay, ...] = settings.get(MOVED_DAYS)
    extra: tuple[ExtraHoliday, ...] = settings.get(EXTRA_HOLIDAYS)
    return Calendar(moved=moved, extra=extra, follows_moved_days=settings.get(FOLLOWS_MOVED_DAYS))


def office_week(settings: OfficeSettings) -> Week:
    """The usual hours of each weekday that is worked. Raises Unavailable."""
    week: dict[int, list[tuple[time, time]]] = {}
    for hours in settings.get(WORKING_HOURS):
        span = time.fromisoformat(hours.opens), time.fromisoformat(hours.closes)
        week.setdefault(hours.weekday, []).append(span)
    return {weekday: tuple(sorted(spans)) for weekday, spans in sorted(week.items())}


def closing_time(settings: OfficeSettings, calendar: Calendar, day: date) -> time | None:
    """When the office closes on ``day``, an hour earlier before a holiday; None where no hours are set.

    Raises Unavailable.
    """
    closes = [hours.closes for hours in settings.get(WORKING_HOURS) if hours.weekday == day.isoweekday()]
    if not closes or not calendar.is_working_day(day):
        return None
    usual = time.fromisoformat(max(closes))
    return usual.replace(hour=usual.hour - 1) if calendar.is_shortened(day) and usual.hour else usual
