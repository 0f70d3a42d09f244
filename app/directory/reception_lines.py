"""Reception hours as short as a table has room for."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from app.core import dates
from app.directory.policy import Span, show_spans
from app.directory.records import Reception


def reception_lines(reception: Reception, language: str) -> tuple[str, ...]:
    """`P–Pk 8:00–17:00`, or a text for each set of hours: `P, T 9:00–12:00`, `C 13:00–17:00`."""
    by_hours: dict[tuple[Span, ...], list[int]] = {}
    for day, spans in sorted(reception.items()):
        if spans:
            by_hours.setdefault(spans, []).append(day)
    return tuple(f"{_days(days, language)}{dates.NBSP}{show_spans(spans)}" for spans, days in by_hours.items())


def _days(days: list[int], language: str) -> str:
    """Weekdays in order, three and more in a row by the first and the last."""
    told = []
    for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0]):
        names = [_name(day, language) for _, day in run]
        told += [f"{names[0]}–{names[-1]}"] if len(names) > 2 else names
    return ", ".join(told)


def _name(day: int, language: str) -> str:
    return dates.weekday_short(date(2024, 1, day), language)  # 1.1.2024. was a Monday
