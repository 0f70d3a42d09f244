"""A filter whose period has a name: „Šomēnes” is another month next month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.contacts.records import ContactFilter
from app.core import periods


def resolved(chosen: ContactFilter, today: date) -> ContactFilter:
    """The filter with the days that its named period stands for today; one without such a period as it is."""
    if chosen.period not in periods.NAMES:
        return chosen
    first, last = periods.span(chosen.period, today)
    return replace(chosen, first_day=first, last_day=last)
