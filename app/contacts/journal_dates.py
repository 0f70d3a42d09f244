"""Days and times as an old journal writes them; what a row leaves open is settled by the dated rows around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from app.core.i18n import N_, Message
from app.core.latvian import fold
from app.importing.table import Cell

EARLIEST = date(1991, 1, 1)
#: How far a day without a year may lie outside the dated rows around it: late entries, small disorder.
_NEAR = timedelta(days=31)
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial number knows no zone
_SERIALS = range(33_000, 100_000)
_WEEKDAY = (
    r"(?:(?:pirmdiena|otrdiena|tresdiena|ceturtdiena|piektdiena|sestdiena|svetdiena|pk|p|o|t|c|s|sv)\.?,?\s+)?"
)
_FIGURES = re.compile(
    _WEEKDAY + r"(\d{1,2})\s?[./\-]\s?(\d{1,2})\s?[./\-]\s?(\d{4}|\d{2})\.?\s?(?:g\.?)?(?:[ ,T]+(.+))?"
)
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?(?:[ t]+(.+))?")
_NAMED = re.compile(_WEEKDAY + r"(\d{1,2})\.?\s?([a-z]{3,})\.?,?\s?(?:(\d{4}|\d{2})\.?\s?(?:g\.?|gads|gada)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})\.?\s?(?:g\.|gada)\s?(\d{1,2})\.?\s?([a-z]{3,})\.?")
_NO_YEAR = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?")
_TIME = re.compile(r"(?:plkst\.?|pl\.)?\s?(\d{1,2})\s?[:.,\-h]\s?(\d{1,2})(?:[:.](\d{2})(?:\.0+)?)?\s?(?:h)?")
_WHOLE_HOUR = re.compile(r"(?:plkst\.?|pl\.)?\s?(\d{1,2})\s?(?:h|:)?")
_RUN_TOGETHER = re.compile(r"(\d{1,2})(\d{2})")
_FRACTION = re.compile(r"0[.,]\d{3,}")
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_RELATIVE = {"sodien": 0, "vakar": 1, "aizvakar": 2}
DITTO = frozenset(
    {'"', "”", "“", "„", "''", "´´", '-"-', "-”-", "-„-", '"-"', '—"—', "-//-", "-||-", "--||--", "〃"}
)
_DITTO_WORDS = frozenset({"tas pats", "tas pats datums", "turpat", "-"})


class Unreadable(ValueError):
    """A cell that cannot be understood; ``reason`` is told to the person with the row's number."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Day:
    """A full date, with the time where the same cell held one."""

    day: date
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Yearless:
    """A day and month without a year."""

    day: int
    month: int
    text: str


@dataclass(frozen=True, slots=True)
class Before:
    """„vakar”: so many days before the day on which the row was written."""

    days: int
    text: str


@dataclass(frozen=True, slots=True)
class Same:
    """A ditto mark (``marked``) or an empty date."""

    marked: bool


When = Day | Yearless | Before | Same


def read_when(cell: Cell, today: date) -> When:
    """What a date cell says. Raises Unreadable: no date, no such day, in the future or before 1991."""
    if isinstance(cell, str):
        when = _from_text(cell, today.year)
    elif isinstance(cell, datetime):
        at = cell.time().replace(second=0, microsecond=0)
        when = Day(cell.date(), at if at != time() else None)
    elif isinstance(cell, date):
        when = Day(cell)
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        when = _from_serial(float(cell))
    elif cell is None:
        return Same(marked=False)
    else:
        raise _no_date(str(cell))
    if isinstance(when, Day):
        _check_range(when.day, today)
    return when


def _check_range(day: date, today: date) -> None:
    if day > today:
        raise Unreadable(N_("The date {date} is in the future.", date=f"{day:%d.%m.%Y.}"))
    if day < EARLIEST:
        raise Unreadable(N_("The date {date} is too long ago.", date=f"{day:%d.%m.%Y.}"))


@lru_cache(maxsize=20_000)
def _from_text(cell: str, this_year: int) -> When:
    text = fold(cell)
    if not text:
        return Same(marked=False)
    if text in DITTO or text in _DITTO_WORDS:
        return Same(marked=True)
    if text in _RELATIVE:
        return Before(_RELATIVE[text], cell.strip())
    return _full_date(text, cell, this_year) or _partial_date(text, cell, this_year)


def _full_date(text: str, cell: str, this_year: int) -> Day | None:
    """A date in figures, with a time behind it perhaps; or the number under which Excel keeps a day."""
    if found := _ISO.fullmatch(text):
        return Day(_day(found[1], found[2], found[3], this_year, cell), read_time(found[4]))
    if found := _FIGURES.fullmatch(text):
        return Day(_day(found[3], found[2], found[1], this_year, cell), read_time(found[4]))
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) in _SERIALS:
        return _from_serial(float(f"{found[1]}.{found[2] or 0}"))
    return None


def _partial_date(text: str, cell: str, this_year: int) -> When:
    """A date with the month in words, or one without its year. Raises Unreadable for anything else."""
    if found := _YEAR_FIRST.fullmatch(text):
        return Day(_day(found[1], str(_month(found[3], cell)), found[2], this_year, cell))
    if found := _NAMED.fullmatch(text):
        month = str(_month(found[2], cell))
        if found[3]:
            return Day(_day(found[3], month, found[1], this_year, cell))
        return _yearless(found[1], month, cell)
    if found := _NO_YEAR.fullmatch(text):
        return _yearless(found[1], found[2], cell)
    raise _no_date(cell)


def _day(year: str, month: str, day: str, this_year: int, cell: str) -> date:
    try:
        return date(_full_year(int(year), this_year) if len(year) == 2 else int(year), int(month), int(day))
    except ValueError:
        raise _no_such_day(cell) from None


def _full_year(year: int, this_year: int) -> int:
    """Two digits mean the last hundred years."""
    century = this_year // 100 * 100
    return century + year if century + year <= this_year else century - 100 + year


def _month(name: str, cell: str) -> int:
    for number, beginning in enumerate(_MONTHS, 1):
        if name.startswith(beginning):
            return number
    raise _no_date(cell)


def _yearless(day: str, month: str, cell: str) -> Yearless:
    try:
        date(2000, int(month), int(day))
    except ValueError:
        raise _no_such_day(cell) from None
    return Yearless(int(day), int(month), cell.strip())


def _from_serial(serial: float) -> Day:
    """Excel's day number, the fraction being the time."""
    moment = _EXCEL_EPOCH + timedelta(minutes=round(serial * 24 * 60))
    return Day(moment.date(), moment.time() if serial % 1 else None)


def _no_date(text: str) -> Unreadable:
    return Unreadable(N_("“{value}” is not a date.", value=text.strip()[:60]))


def _no_such_day(text: str) -> Unreadable:
    return Unreadable(N_("There is no such date: {value}", value=text.strip()))


def settle(when: When, before: date | None, after: date | None, above: date | None) -> date:
    """The day of a row, given the nearest dated rows ``before`` and ``after`` it and the row right ``above``.

    Rows are in time order. Raises Unreadable where more than one day would fit; nothing is guessed.
    """
    if isinstance(when, Day):
        return when.day
    if isinstance(when, Yearless):
        return _with_year(when, before, after)
    if isinstance(when, Before):
        return _counted_back(when, before, after)
    if when.marked:
        if above is None:
            raise Unreadable(N_("The row above has no date that this one could repeat."))
        return above
    if before is None or before != after:
        raise Unreadable(N_("There is no date, and the rows around it do not settle it."))
    return before


def _with_year(when: Yearless, before: date | None, after: date | None) -> date:
    known = sorted(day for day in (before, after) if day)
    fitting: list[date] = []
    if known:
        first, last = known[0] - _NEAR, known[-1] + _NEAR
        for year in range(first.year, last.year + 1):
            try:
                day = date(year, when.month, when.day)
            except ValueError:
                continue
            if first <= day <= last:
                fitting.append(day)
    if len(fitting) != 1:
        raise Unreadable(
            N_("The date “{value}” has no year, and the rows around it do not settle it.", value=when.text)
        )
    return fitting[0]


def _counted_back(when: Before, before: date | None, after: date | None) -> date:
    """„vakar” counts from the day of writing: what both neighbours bear; between the 4th and 5th, the 5th."""
    back = timedelta(days=when.days)
    if before and after and (before == after or (when.days and after - before == back)):
        return after - back
    raise Unreadable(N_("“{value}” is not a date, and the rows around it do not settle it.", value=when.text))


def read_time(cell: Cell) -> time | None:
    """The time of day of a cell, None where it is empty. Raises Unreadable for what is no time."""
    if cell is None:
        return None
    if isinstance(cell, str):
        return _time_from_text(cell)
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, timedelta):
        return _time_of_minutes(round(cell.total_seconds() / 60), str(cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _time_from_number(cell)
    raise _no_time(str(cell))


@lru_cache(maxsize=5_000)
def _time_from_text(cell: str) -> time | None:
    text = fold(cell)
    if not text or text in ("-", "–", "—"):
        return None
    if _FRACTION.fullmatch(text):
        return _time_from_number(float(text.replace(",", ".")))
    if found := _TIME.fullmatch(text):
        # A spreadsheet cuts the last zero of 17.30 and 17,30; with a colon the minutes stand as typed.
        cut = len(found[2]) == 1 and ":" not in text
        return _clock(int(found[1]), int(found[2]) * (10 if cut else 1), cell)
    if found := _WHOLE_HOUR.fullmatch(text):
        return _clock(int(found[1]), 0, cell)
    if found := _RUN_TOGETHER.fullmatch(text):
        return _clock(int(found[1]), int(found[2]), cell)
    raise _no_time(cell)


def _time_from_number(number: float) -> time:
    """A fraction of a day; 17.3 typed with a dot for 17:30; 1430 typed without one; 9 for nine o'clock."""
    if 0 <= number < 1:
        return _time_of_minutes(round(number * 24 * 60), str(number))
    if number >= 100 and number == int(number):
        return _clock(int(number) // 100, int(number) % 100, str(int(number)))
    return _clock(int(number), round(number % 1 * 100), str(number))


def _time_of_minutes(minutes: int, text: str) -> time:
    return _clock(minutes // 60, minutes % 60, text)


def _clock(hour: int, minute: int, text: str) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise Unreadable(N_("There is no such time: {value}", value=text.strip())) from None


def _no_time(text: str) -> Unreadable:
    return Unreadable(N_("“{value}” is not a time.", value=text.strip()[:60]))
