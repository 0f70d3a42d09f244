"""The calendar an office works by: what Lete is shipped with, and what the office has set for itself."""

from __future__ import annotations

from datetime import date, time

from app.calendar.shipped import shipped_extra_holidays, shipped_moved_days
from app.calendar.working_days import Calendar
from app.core.office_settings import OfficeSettings
from app.core.settings import EXTRA_HOLIDAYS, FOLLOWS_MOVED_DAYS, MOVED_DAYS, WORKING_HOURS


def office_calendar(settings: OfficeSettings) -> Calendar:
    """The working days of the office; what it says of a day stands before what was shipped. Raises Unavailable."""
    own = settings.get(MOVED_DAYS)
    decided = {pair.day_off for pair in own}
    shipped = tuple(each for each in shipped_moved_days() if each.day_off not in decided)
    return Calendar(
        moved=shipped + own,
        extra=(*shipped_extra_holidays(), *settings.get(EXTRA_HOLIDAYS)),
        follows_moved_days=settings.get(FOLLOWS_MOVED_DAYS),
    )


def closing_time(settings: OfficeSettings, calendar: Calendar, day: date) -> time | None:
    """When the office closes on ``day``, an hour earlier before a holiday; None where no hours are set.

    Raises Unavailable.
    """
    closes = [hours.closes for hours in settings.get(WORKING_HOURS) if hours.weekday == day.isoweekday()]
    if not closes or not calendar.is_working_day(day):
        return None
    usual = time.fromisoformat(max(closes))
    return usual.replace(hour=usual.hour - 1) if calendar.is_shortened(day) and usual.hour else usual
