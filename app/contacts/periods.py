"""Periods that move with the calendar: „Šomēnes” is another month next month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.contacts.records import ContactFilter
from app.core import dates

TODAY, WEEK, MONTH, QUARTER = "today", "week", "month", "quarter"
NAMED = (TODAY, WEEK, MONTH, QUARTER)

Days = tuple[date | None, date | None]


def span(period: str, today: date) -> Days:
    """The first and the last day of a named period, up to today; two None for any other."""
    match period:
        case "today":
            return today, today
        case "week":
            return today - timedelta(days=today.weekday()), today
        case "month":
            return today.replace(day=1), today
        case "quarter":
            return dates.quarter_span(*dates.quarter_of(today))[0], today
        case _:
            return None, None


def resolved(chosen: ContactFilter, today: date) -> ContactFilter:
    """The filter with the days that its named period stands for today; one without such a period as it is."""
    if chosen.period not in NAMED:
        return chosen
    first, last = span(chosen.period, today)
    return replace(chosen, first_day=first, last_day=last)
