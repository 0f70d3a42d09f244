"""Reception hours as lists of staff write them: days and hours in one text, in whatever order and abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.latvian import fold
from app.directory.policy import Span, parse_spans, show_spans
from app.directory.records import Reception

#: Monday comes first.
DAYS = ("P", "O", "T", "C", "Pk", "S", "Sv")
_WORDS = (
    "p|pirmd|pirmdien[a-z]*",
    "o|ot|otrd|otrdien[a-z]*",
    "t|tr|tresd|tresdien[a-z]*",
    "c|ce|cet|ceturtd|ceturtdien[a-z]*",
    "pk|pi|piektd|piektdien[a-z]*",
    "s|se|sestd|sestdien[a-z]*",
    "sv|svetd|svetdien[a-z]*",
)
_DAY = "|".join(f"(?P<{{0}}{number}>{words})" for number, words in enumerate(_WORDS, 1))
_END = "(?![a-z])"
_CLOCK = r"\d{1,2}(?:[:.]?\d{2})?"
_WORKING = re.compile(rf"(?:katru |visas )?darba ?dien[a-z]*{_END}|darbdien[a-z]*{_END}|d\. ?d\.")
_EVERY = re.compile(rf"katru dienu{_END}|visas dienas{_END}|ik dienu{_END}")
_DAYS = re.compile(
    rf"(?:{_DAY.format('first')}){_END}(?:\.?\s*(?:-|lidz{_END})\s*(?:{_DAY.format('last')}){_END})?"
)
_SPAN = re.compile(rf"({_CLOCK})\s*(?:-|lidz{_END})\s*({_CLOCK})(?!\d)")
_BETWEEN = re.compile(rf"[\s,;.:/&]+|(?:un|no|plkst|pulksten|pl){_END}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def parse_hours(text: str) -> Reception:
    """The hours out of `P 8-12, C 13-17`, `Pirmdienās 8.00–12.00; ceturtdienās 13.00–18.00`, `P–Pk 8-17` or
    `darba dienās 9-16`; blank is none.

    Raises:
        UserError: a part of it cannot be read, or hours overlap.
    """
    found: dict[int, list[str]] = {}
    days: list[int] = []
    told = True
    for part in _parts(fold(text).translate(_DASHES)):
        if isinstance(part, str):
            if not days:
                raise _unreadable()
            told = True
            for day in days:
                found.setdefault(day, []).append(part)
        else:
            days = part if told else days + part
            told = False
    if not told:
        raise _unreadable()
    return {day: parse_spans(" ".join(spans)) for day, spans in sorted(found.items())}


def show_hours(reception: Reception) -> str:
    """`P, C 8:00–12:00, 13:00–17:00; Pk 8:00–12:00`, which :func:`parse_hours` reads back."""
    by_hours: dict[tuple[Span, ...], list[int]] = {}
    for day, spans in sorted(reception.items()):
        if spans:
            by_hours.setdefault(spans, []).append(day)
    return "; ".join(f"{_show_days(days)} {show_spans(spans)}" for spans, days in by_hours.items())


def _show_days(days: list[int]) -> str:
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAYS[days[0] - 1]}–{DAYS[days[-1] - 1]}"
    return ", ".join(DAYS[day - 1] for day in days)


def _parts(text: str) -> Iterator[str | list[int]]:
    """Days, and spans of hours for them, one after the other."""
    place = 0
    while place < len(text):
        if found := _WORKING.match(text, place):
            yield [1, 2, 3, 4, 5]
        elif found := _EVERY.match(text, place):
            yield [1, 2, 3, 4, 5, 6, 7]
        elif found := _DAYS.match(text, place):
            yield _days(found)
        elif found := _SPAN.match(text, place):
            yield f"{found[1]}-{found[2]}"
        else:
            found = _BETWEEN.match(text, place)
        if found is None:
            raise _unreadable()
        place = found.end()


def _days(found: re.Match[str]) -> list[int]:
    named = {name: int(name[-1]) for name, word in found.groupdict().items() if word}
    first = next(day for name, day in named.items() if name.startswith("first"))
    last = next((day for name, day in named.items() if name.startswith("last")), first)
    if last < first:
        raise _unreadable()
    return list(range(first, last + 1))


def _unreadable() -> UserError:
    return UserError(N_("Write hours like this: {example}.", example="P 8-12, C 13-17"))
