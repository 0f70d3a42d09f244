"""Working hours between how they are kept (a record a stretch) and how they are shown (a line a day)."""

from __future__ import annotations

from datetime import time

from app.core.settings import WorkingHours
from ui.kit.week import Week


def from_hours(hours: tuple[WorkingHours, ...]) -> Week:
    """The stretches by day."""
    week: Week = {}
    for each in sorted(hours, key=lambda each: (each.weekday, each.opens)):
        span = (time.fromisoformat(each.opens), time.fromisoformat(each.closes))
        week[each.weekday] = (*week.get(each.weekday, ()), span)
    return week


def to_hours(week: Week) -> tuple[WorkingHours, ...]:
    """The records of a week."""
    return tuple(
        WorkingHours(day, f"{opens:%H:%M}", f"{closes:%H:%M}")
        for day, spans in sorted(week.items())
        for opens, closes in spans
    )
