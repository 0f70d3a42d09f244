"""Periods that move with the calendar: „Šomēnes” is another month next month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.core import dates
from app.core.i18n import C_, Message

TODAY, WEEK, MONTH, QUARTER = "today", "week", "month", "quarter"
NAMES: Mapping[str, Message] = {
    TODAY: C_("period", "Today"),
    WEEK: C_("period", "This week"),
    MONTH: C_("period", "This month"),
    QUARTER: C_("period", "This quarter"),
}

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
