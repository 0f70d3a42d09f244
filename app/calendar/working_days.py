"""The office's calendar: which days it works, and counting in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from app.calendar.national import national_holidays
from app.calendar.records import Day, DayKind, ExtraHoliday, MovedDay, Suggestion
from app.core import dates
from app.core.i18n import C_, N_, Message

#: Gives a year's public holidays with their names.
Holidays = Callable[[int], Mapping[date, str]]

_DAY = timedelta(days=1)
_SATURDAY = 5
#: The days of the week inside a sentence.
WEEKDAYS: tuple[Message, ...] = (
    C_("in a sentence", "Monday"),
    C_("in a sentence", "Tuesday"),
    C_("in a sentence", "Wednesday"),
    C_("in a sentence", "Thursday"),
    C_("in a sentence", "Friday"),
    C_("in a sentence", "Saturday"),
    C_("in a sentence", "Sunday"),
)


class Calendar:
    """Public holidays by law, moved days by order, and whether this office follows the order.

    The order binds state bodies and is advice to municipalities and companies (Darba likums 133(4)).
    ``cancelled`` days are no holidays here, whatever ``holidays`` says.
    """

    def __init__(
        self,
        holidays: Holidays = national_holidays,
        moved: Iterable[MovedDay] = (),
        *,
        extra: Iterable[ExtraHoliday] = (),
        cancelled: Iterable[date] = (),
        follows_moved_days: bool = True,
    ) -> None:
        self._holidays = holidays
        self._extra = {holiday.day: holiday.name for holiday in extra}
        self._cancelled = frozenset(cancelled)
        followed = tuple(moved) if follows_moved_days else ()
        self._days_off = {pair.day_off: pair.worked_on for pair in followed}
        self._worked_on = {pair.worked_on: pair.day_off for pair in followed}

    def holiday(self, day: date) -> str:
        """The name of the public holiday on ``day``, or "" if there is none."""
        if day in self._cancelled:
            return ""
        return self._extra.get(day) or self._holidays(day.year).get(day, "")

    def kind(self, day: date) -> DayKind:
        """What ``day`` is to this office. A holiday stays one even where an order would have it worked."""
        if self.holiday(day):
            return DayKind.HOLIDAY
        if day in self._worked_on:
            return DayKind.MOVED_IN
        if day.weekday() >= _SATURDAY:
            return DayKind.WEEKEND
        return DayKind.MOVED_OFF if day in self._days_off else DayKind.WORKING

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on ``day``."""
        return self.kind(day).is_working

    def is_statutory_day_off(self, day: date) -> bool:
        """Whether ``day`` is a Saturday, a Sunday or a public holiday, which roll a legal term forward."""
        return day.weekday() >= _SATURDAY or bool(self.holiday(day))

    def is_shortened(self, day: date) -> bool:
        """Whether ``day`` is worked one hour less because a holiday follows (Darba likums 135).

        A day worked instead of a day off before a holiday keeps that day's shortening.
        """
        if not self.is_working_day(day):
            return False
        instead_of = self.worked_instead_of(day)
        return bool(self.holiday(day + _DAY)) or (instead_of is not None and bool(self.holiday(instead_of + _DAY)))

    def worked_instead_of(self, day: date) -> date | None:
        """The day off for which ``day`` is worked, where an order that the office follows moved it."""
        return self._worked_on.get(day)

    def add_working_days(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start`` (before it if negative); ``start`` itself for 0.

        ``start`` is day 0 whether it is worked or not.
        """
        step = _DAY if count > 0 else -_DAY
        day, left = start, abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days come after ``start`` up to and with ``end``; negative if ``end`` is before it."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(day) for day in _days(start + _DAY, end))

    def next_working_day(self, day: date) -> date:
        """The first working day after ``day``."""
        return self.add_working_days(day, 1)

    def working_day_on_or_after(self, day: date) -> date:
        """``day`` if it is worked, else the first working day after it."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def working_day_on_or_before(self, day: date) -> date:
        """``day`` if it is worked, else the last working day before it."""
        return day if self.is_working_day(day) else self.add_working_days(day, -1)

    def explain(self, start: date, end: date) -> tuple[Day, ...]:
        """Every day after ``start`` up to and with ``end``, with working days counted from 1, for the screen."""
        explained: list[Day] = []
        count = 0
        for day in _days(start + _DAY, end):
            kind = self.kind(day)
            count += kind.is_working
            number = count if kind.is_working else None
            explained.append(Day(day, kind, self.is_shortened(day), self.holiday(day), number))
        return tuple(explained)

    def suggestion(self, day: date) -> Suggestion | None:
        """The next working day to offer instead of ``day``; None if ``day`` is worked."""
        if self.is_working_day(day):
            return None
        better = self.next_working_day(day)
        when = dates.short(better) if better.year == day.year else dates.full(better)
        return Suggestion(
            better,
            N_("This is a day off. Suggested: {date} ({weekday}).", date=when, weekday=WEEKDAYS[better.weekday()]),
        )


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _DAY
