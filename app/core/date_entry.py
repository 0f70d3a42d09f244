"""Days and times as people type them, in as few keys as they like."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta

from app.core.errors import UserError
from app.core.i18n import N_

#: Counts working days from a day; the office's calendar gives it.
AddWorkingDays = Callable[[date, int], date]

_WORDS = {"š": 0, "s": 0, "šodien": 0, "sodien": 0, "r": 1, "rīt": 1, "rit": 1, "v": -1, "vakar": -1}
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_PARTED = re.compile(r"([0-9]{1,2})[.,/\- ]+([0-9]{1,2})(?:[.,/\- ]+([0-9]{4}|[0-9]{2}))?[.,]?")
_RUN = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})?")
_DAY = re.compile(r"([0-9]{1,2})\.?")
_COUNT = re.compile(r"([+-]) ?([0-9]{1,3})")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:., ]?([0-9]{2}))?")


def parse_date(text: str, today: date, add_working_days: AddWorkingDays, *, ahead: bool = False) -> date:
    """The day meant by ``text``: `2011`, `20.11`, `20.11.26`, `20112026`, `2026-11-20`, `20`, `š`, `r`, `v`, `+5`.

    A day without a year is of this year; with ``ahead`` (terms) it is the next such day from today on.

    Raises:
        UserError: there is no such day; the text says so.
    """
    typed = text.strip().casefold()
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    if count := _COUNT.fullmatch(typed):
        return add_working_days(today, int(count[1] + count[2]))
    try:
        return _parse_figures(typed, today, ahead)
    except ValueError:
        raise UserError(N_("There is no such date.")) from None


def _parse_figures(typed: str, today: date, ahead: bool) -> date:
    if iso := _ISO.fullmatch(typed):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if alone := _DAY.fullmatch(typed):
        return _day_of_month(int(alone[1]), today, ahead)
    parts = _PARTED.fullmatch(typed) or _RUN.fullmatch(typed)
    if parts is None:
        raise ValueError(typed)
    day, month = int(parts[1]), int(parts[2])
    if parts[3]:
        return date(int(parts[3]) + (2000 if len(parts[3]) == 2 else 0), month, day)
    meant = date(today.year, month, day)
    return date(today.year + 1, month, day) if ahead and meant < today else meant


def _day_of_month(day: int, today: date, ahead: bool) -> date:
    meant = today.replace(day=day)
    if not ahead or meant >= today:
        return meant
    year, month = divmod(today.year * 12 + today.month, 12)
    return date(year, month + 1, day)


def parse_time(text: str) -> time:
    """The time meant by ``text``: `1430`, `930`, `14.30`, `14:30`, `9`.

    Raises:
        UserError: there is no such time; the text says so.
    """
    parts = _CLOCK.fullmatch(text.strip())
    try:
        if parts is None:
            raise ValueError(text)
        return time(int(parts[1]), int(parts[2] or 0))
    except ValueError:
        raise UserError(N_("There is no such time.")) from None
