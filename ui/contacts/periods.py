"""Periods a list can be limited to, named as people name them; each is worked out anew on its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.core import dates, periods
from app.core.i18n import C_, Message

ALL, OWN = "all", "own"

NAMES: Mapping[str, Message] = {
    **periods.NAMES,
    OWN: C_("period", "From – to"),
    ALL: C_("period", "All time"),
}


@dataclass(frozen=True)
class Period:
    """One of the named periods, or with OWN the days given; both days are included."""

    key: str = ALL
    first: date | None = None
    last: date | None = None

    def span(self, today: date) -> tuple[date | None, date | None]:
        """The first and the last day, up to today; None where it is open."""
        return (self.first, self.last) if self.key == OWN else periods.span(self.key, today)


def named(key: str, first: date | None, last: date | None) -> Period:
    """The period of a filter: by its name, else the days given."""
    if key in periods.NAMES:
        return Period(key)
    return Period(OWN, first, last) if first or last else Period()


def shown(period: Period, today: date) -> Message:
    """The period on its button: „01.11.–20.11.2026.”, „20.11.2026.”, „no 01.11.2026.”, „Viss laiks”."""
    first, last = period.span(today)
    if first and last:
        if first == last:
            return Message("{day}", {"day": dates.full(first)})
        start = dates.short(first) if first.year == last.year else dates.full(first)
        return Message("{first}–{last}", {"first": start, "last": dates.full(last)})
    if first:
        return C_("period", "from {day}", day=dates.full(first))
    if last:
        return C_("period", "to {day}", day=dates.full(last))
    return NAMES[ALL]
