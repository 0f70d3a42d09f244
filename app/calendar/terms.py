"""Terms: from the day of receipt to the last lawful day, and to the day the office aims at.

Counting follows Administratīvā procesa likums: the day of receipt is day 0; a month term ends on the same date,
or on the month's last day where there is none; a last day that is a Saturday, a Sunday or a public holiday rolls
to the next working day. A day off moved by order is no public holiday: it does not stop a legal term.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from app.calendar.records import Day
from app.calendar.working_days import Calendar


class TermUnit(Enum):
    """What a term is counted in."""

    MONTHS = "months"
    DAYS = "days"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True)
class TermRule:
    """So many months, calendar days or working days."""

    count: int
    unit: TermUnit


@dataclass(frozen=True)
class Term:
    """A counted term.

    ``ends_on`` is the last day before any rolling; ``legal_due`` the last lawful day; ``internal_due`` the last
    working day on or before ``ends_on``, which the office aims at, so that neither reading of the law can be late.
    """

    received_on: date
    ends_on: date
    legal_due: date
    internal_due: date

    @property
    def is_rolled(self) -> bool:
        """Whether the law gives more days because the term ended on a day off."""
        return self.legal_due != self.ends_on


def count_term(calendar: Calendar, rule: TermRule, received_on: date) -> Term:
    """The term of ``rule`` for what was received on ``received_on``."""
    match rule.unit:
        case TermUnit.MONTHS:
            ends_on = add_months(received_on, rule.count)
        case TermUnit.DAYS:
            ends_on = received_on + timedelta(days=rule.count)
        case TermUnit.WORKING_DAYS:
            ends_on = calendar.add_working_days(received_on, rule.count)
            return Term(received_on, ends_on, ends_on, ends_on)
    # A very short term over a long holiday must not aim before the day of receipt.
    internal_due = max(calendar.working_day_on_or_before(ends_on), received_on)
    return Term(received_on, ends_on, roll_forward(calendar, ends_on), internal_due)


def add_months(day: date, count: int) -> date:
    """The same date ``count`` months later, or that month's last day where there is no such date."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def roll_forward(calendar: Calendar, day: date) -> date:
    """``day``, or the first day after it that is neither a Saturday, a Sunday nor a public holiday."""
    while calendar.is_statutory_day_off(day):
        day += timedelta(days=1)
    return day


def explain_term(calendar: Calendar, term: Term) -> tuple[Day, ...]:
    """Every day from the one after receipt to the later of the two due days, for the screen."""
    return calendar.explain(term.received_on, max(term.legal_due, term.internal_due))
