"""Reception hours: read as people type them, kept as JSON, told as a sentence; and what a record must have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import time

from app.core import dates, personal_code, weekdays
from app.core.errors import UserError
from app.core.fields import Checks, clean_text, parse_email
from app.core.i18n import N_, Message
from app.core.phones import parse_phone
from app.directory.records import EmployeeRecord, InstitutionRecord, Reception, TopicRecord, UnitRecord

Span = tuple[time, time]

_CLOCK = r"(\d{1,2})(?:[:.]?(\d{2}))?"
_SPAN = re.compile(rf"\s*{_CLOCK}\s*[-–—]\s*{_CLOCK}\s*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
#: Working days this far ahead are no term but a mistake.
_LONGEST_TERM = 365


def parse_spans(text: str) -> tuple[Span, ...]:
    """The hours of one day out of `8-12, 13-17`, `8:00–12:00 13:00–17:00` or `830-1200`; blank is none.

    Raises:
        UserError: it cannot be read, a span ends before it begins, or spans overlap.
    """
    spans: list[Span] = []
    place, typed = 0, re.sub(r"[,;]|\bun\b", " ", text)
    while typed[place:].strip():
        found = _SPAN.match(typed, place)
        if found is None:
            raise UserError(N_("Write hours like this: 8-12, 13-17."))
        first, last = _clock(found[1], found[2]), _clock(found[3], found[4])
        if first >= last or (spans and first < spans[-1][1]):
            raise UserError(N_("Hours must follow one another, like 8-12, 13-17."))
        spans.append((first, last))
        place = found.end()
    return tuple(spans)


def _clock(hour: str, minute: str | None) -> time:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise UserError(N_("There is no such time.")) from None


def show_spans(spans: Sequence[Span]) -> str:
    """`8:00–12:00, 13:00–17:00`, which :func:`parse_spans` reads back."""
    return ", ".join(f"{dates.clock(first)}–{dates.clock(last)}" for first, last in spans)


def to_json(reception: Reception) -> str:
    """Reception hours as they are stored."""
    return json.dumps(
        {
            str(day): [[f"{first:%H:%M}", f"{last:%H:%M}"] for first, last in spans]
            for day, spans in sorted(reception.items())
            if spans
        }
    )


def from_json(stored: str) -> Reception:
    """Reception hours out of what :func:`to_json` stored."""
    return {
        int(day): tuple((time.fromisoformat(first), time.fromisoformat(last)) for first, last in spans)
        for day, spans in json.loads(stored or "{}").items()
    }


def reception_text(reception: Reception) -> Message | None:
    """„Pieņem: pirmdien 8:00–12:00, ceturtdien 13:00–17:00”, equal days together; None without hours."""
    by_hours: dict[tuple[Span, ...], list[int]] = {}
    for day, spans in sorted(reception.items()):
        if spans:
            by_hours.setdefault(spans, []).append(day)
    if not by_hours:
        return None
    parts = [N_("{days} {hours}", days=_days(days), hours=_hours(spans)) for spans, days in by_hours.items()]
    return N_("Receives: {hours}", hours=_listed(parts))


def _days(days: list[int]) -> Message:
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return N_("from {first} to {last}", first=weekdays.FROM[days[0] - 1], last=weekdays.UNTIL[days[-1] - 1])
    *most, last = (weekdays.ON[day - 1] for day in days)
    return N_("{some} and {another}", some=_listed(most), another=last) if most else last


def _hours(spans: Sequence[Span]) -> Message | str:
    *most, last = (f"{dates.clock(first)}–{dates.clock(end)}" for first, end in spans)
    return N_("{some} and {another}", some=", ".join(most), another=last) if most else last


def _listed(parts: Iterable[Message]) -> Message:
    first, *rest = parts
    for part in rest:
        first = N_("{some}, {another}", some=first, another=part)
    return first


def checked_employee(record: EmployeeRecord) -> EmployeeRecord:
    """The record with its texts cleaned. Raises Invalid."""
    checks = Checks()
    name = _text(checks, "name", record.name, 120)
    checks.require("name", name, N_("Enter the name and surname."))
    cleaned = replace(
        record,
        name=name,
        job_title=_text(checks, "job_title", record.job_title, 120),
        unit=_text(checks, "unit", record.unit, 120),
        place=_text(checks, "place", record.place, 120),
        phone=checks.read("phone", parse_phone, record.phone) or "",
        email=checks.read("email", parse_email, record.email) or "",
        languages=tuple(dict.fromkeys(record.languages)),
        account=_text(checks, "account", record.account or "", 63) or None,
    )
    known = all(_LANGUAGE.fullmatch(code) for code in cleaned.languages) and len(cleaned.languages) <= 20
    checks.require("languages", known, N_("Choose the languages from the list."))
    checks.require("reception", set(record.reception) <= set(range(1, 8)), N_("There is no such date."))
    checks.done()
    return cleaned


def checked_institution(record: InstitutionRecord) -> InstitutionRecord:
    """The record with its texts cleaned; a public phone may be several or short (112). Raises Invalid."""
    checks = Checks()
    name = _text(checks, "name", record.name, 200)
    checks.require("name", name, N_("Enter the name of the institution."))
    cleaned = replace(
        record,
        name=name,
        competence=_text(checks, "competence", record.competence, 2000, lines=True),
        phone=_text(checks, "phone", record.phone, 40),
        email=checks.read("email", parse_email, record.email) or "",
        web=_text(checks, "web", record.web, 200),
        address=_text(checks, "address", record.address, 300),
    )
    checks.done()
    return cleaned


def checked_topic(record: TopicRecord) -> TopicRecord:
    """The record with its name cleaned. Raises Invalid."""
    checks = Checks()
    name = _text(checks, "name", record.name, 120)
    checks.require("name", name, N_("Enter the name of the topic."))
    days = record.default_days
    checks.require("default_days", days is None or 0 <= days <= _LONGEST_TERM, N_("This is not a number."))
    checks.done()
    return replace(record, name=name)


def checked_unit(record: UnitRecord) -> UnitRecord:
    """The record with its name cleaned. Raises Invalid."""
    checks = Checks()
    name = _text(checks, "name", record.name, 120)
    checks.require("name", name, N_("Enter the name of the unit."))
    checks.done()
    return replace(record, name=name)


def _text(checks: Checks, field: str, text: str, limit: int, *, lines: bool = False) -> str:
    def reader(typed: str) -> str:
        if personal_code.looks_like(typed):
            raise UserError(personal_code.NOT_WRITTEN_HERE)
        return clean_text(typed, limit, lines=lines).strip()

    return checks.read(field, reader, text) or ""
