"""What holidays change in the usual week: the days a notice on the door tells of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from app.calendar.records import DayKind
from app.calendar.working_days import Calendar

Span = tuple[time, time]
#: The usual hours: ISO weekday → spans from–to, in order; a weekday that is not there is closed.
Week = Mapping[int, tuple[Span, ...]]

#: So many minutes shorter is a working day before a holiday (Darba likums 135).
SHORTENING = 60
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class HourChange:
    """From ``first`` to ``last`` the office is open in these ``spans``; without any it is closed."""

    first: date
    last: date
    spans: tuple[Span, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether nobody is let in."""
        return not self.spans


def hour_changes(calendar: Calendar, week: Week, first: date, last: date) -> tuple[HourChange, ...]:
    """The days from ``first`` to ``last`` that differ from the usual week, in order.

    Closed days that follow each other are one change, over a usual weekend too where there is such a day on both
    its sides. A holiday on a day that is closed anyway is told only together with others.
    """
    found: list[HourChange] = []
    for change in _changed_days(calendar, week, first, last):
        before = found[-1] if found else None
        if before and before.is_closed and change.is_closed and _closed_between(calendar, week, before, change):
            found[-1] = HourChange(before.first, change.last)
        else:
            found.append(change)
    return tuple(each for each in found if each.spans or _tells(week, each))


def shortened(spans: tuple[Span, ...], minutes: int = SHORTENING) -> tuple[Span, ...]:
    """The spans with so many minutes taken off their end; what is left of a short one goes as a whole."""
    left = list(spans)
    while left and minutes:
        begins, ends = (_minutes(each) for each in left.pop())
        if ends - begins > minutes:
            left.append((_time(begins), _time(ends - minutes)))
            break
        minutes -= ends - begins
    return tuple(left)


def _changed_days(calendar: Calendar, week: Week, first: date, last: date) -> Iterator[HourChange]:
    """Each day that differs by itself, and every holiday."""
    day = first
    while day <= last:
        spans = _spans(calendar, week, day)
        if spans != _usual(week, day) or calendar.holiday(day):
            yield HourChange(day, day, spans)
        day += _DAY


def _spans(calendar: Calendar, week: Week, day: date) -> tuple[Span, ...]:
    """When the office is open on this very day."""
    match calendar.kind(day):
        case DayKind.HOLIDAY | DayKind.MOVED_OFF:
            return ()
        case DayKind.MOVED_IN:
            spans = _usual(week, calendar.worked_instead_of(day) or day)
        case _:
            spans = _usual(week, day)
    return shortened(spans) if calendar.is_shortened(day) else spans


def _closed_between(calendar: Calendar, week: Week, before: HourChange, after: HourChange) -> bool:
    day = before.last + _DAY
    while day < after.first:
        if _spans(calendar, week, day):
            return False
        day += _DAY
    return True


def _tells(week: Week, closed: HourChange) -> bool:
    """Whether anybody would have come on one of these days."""
    days = (closed.last - closed.first).days + 1
    return any(_usual(week, closed.first + number * _DAY) for number in range(days))


def _usual(week: Week, day: date) -> tuple[Span, ...]:
    return week.get(day.isoweekday(), ())


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))
