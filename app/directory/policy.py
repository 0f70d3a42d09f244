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
from app.directory.records import (
    AbsenceRecord,
    EmployeeRecord,
    InstitutionRecord,
    JobTitleRecord,
    Reception,
    ServiceRecord,
    TopicRecord,
    UnitRecord,
)

Span = tuple[time, time]

_CLOCK = r"(\d{1,2})(?:[:.]?(\d{2}))?"
_SPAN = re.compile(rf"\s*{_CLOCK}\s*[-–—]\s*{_CLOCK}\s*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
#: Working days this far ahead are no term but a mistake.
_LONGEST_TERM = 365
#: What the column of further phones holds, in characters.
_MOST_PHONES = 120


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
    name = clean(checks, "name", record.name, 120)
    checks.require("name", name, N_("Enter the name and surname."))
    cleaned = replace(
        record,
        name=name,
        job_title=clean(checks, "job_title", record.job_title, 120),
        unit=clean(checks, "unit", record.unit, 120),
        place=clean(checks, "place", record.place, 120),
        phone=checks.read("phone", parse_phone, record.phone) or "",
        email=checks.read("email", parse_email, record.email) or "",
        languages=tuple(dict.fromkeys(record.languages)),
        account=clean(checks, "account", record.account or "", 63) or None,
        other_phones=_other_phones(checks, record),
        notes=clean(checks, "notes", record.notes, 500, lines=True),
    )
    if cleaned.phone in cleaned.other_phones:
        others = tuple(each for each in cleaned.other_phones if each != cleaned.phone)
        cleaned = replace(cleaned, other_phones=others)
    known = all(_LANGUAGE.fullmatch(code) for code in cleaned.languages) and len(cleaned.languages) <= 20
    checks.require("languages", known, N_("Choose the languages from the list."))
    checks.require("reception", set(record.reception) <= set(range(1, 8)), N_("There is no such date."))
    own = record.id is not None and record.manager_id == record.id
    checks.require("manager_id", not own, N_("Nobody can be their own line manager."))
    _check_days(checks, record)
    checks.done()
    return cleaned


def _other_phones(checks: Checks, record: EmployeeRecord) -> tuple[str, ...]:
    """Further phones, each once; what cannot be read is told under the field."""
    numbers = [checks.read("other_phones", parse_phone, text) or "" for text in record.other_phones]
    known = tuple(dict.fromkeys(filter(None, numbers)))
    fits = len(" ".join(known)) <= _MOST_PHONES
    checks.require("other_phones", fits, N_("There are too many phones."))
    return known


def _check_days(checks: Checks, record: EmployeeRecord) -> None:
    """Work ends after it began, and the post lies within it."""
    since, start, end = record.post_since, record.employed_from, record.employed_until
    if start and end:
        told = N_("Work ends before it began: {first}, {last}", first=dates.full(start), last=dates.full(end))
        checks.require("employed_until", end >= start, told)
    if since and start:
        told = N_("The post began before work did: {date}", date=dates.full(start))
        checks.require("post_since", since >= start, told)
    if since and end:
        told = N_("The post began after work ended: {date}", date=dates.full(end))
        checks.require("post_since", since <= end, told)


def check_absence(record: AbsenceRecord) -> None:
    """Whether the days and the substitute can be. Raises Invalid."""
    checks = Checks()
    checks.require("last_day", record.last_day >= record.first_day, N_("The last day is before the first."))
    own = record.substitute_id == record.employee_id
    checks.require("substitute_id", not own, N_("Nobody can stand in for themselves."))
    checks.done()


def check_substitute(record: AbsenceRecord, substitute: EmployeeRecord) -> None:
    """Whether the substitute works here on all days of the absence. Raises Invalid."""
    checks = Checks()
    begun, ended = substitute.employed_from, substitute.employed_until
    if begun is not None:
        told = N_("The substitute begins work later: {date}", date=dates.full(begun))
        checks.require("substitute_id", begun <= record.first_day, told)
    if ended is not None:
        told = N_("The substitute's work ends earlier: {date}", date=dates.full(ended))
        checks.require("substitute_id", ended >= record.last_day, told)
    checks.require("substitute_id", not substitute.hidden, N_("The substitute does not work here."))
    checks.done()


def checked_institution(record: InstitutionRecord) -> InstitutionRecord:
    """The record with its texts cleaned; a public phone may be several or short (112). Raises Invalid."""
    checks = Checks()
    name = clean(checks, "name", record.name, 200)
    checks.require("name", name, N_("Enter the name of the institution."))
    cleaned = replace(
        record,
        name=name,
        competence=clean(checks, "competence", record.competence, 2000, lines=True),
        phone=clean(checks, "phone", record.phone, 40),
        email=checks.read("email", parse_email, record.email) or "",
        web=clean(checks, "web", record.web, 200),
        address=clean(checks, "address", record.address, 300),
    )
    checks.done()
    return cleaned


def checked_topic(record: TopicRecord) -> TopicRecord:
    """The record with its name cleaned. Raises Invalid."""
    checks = Checks()
    name = clean(checks, "name", record.name, 120)
    checks.require("name", name, N_("Enter the name of the topic."))
    days = record.default_days
    checks.require("default_days", days is None or 0 <= days <= _LONGEST_TERM, N_("This is not a number."))
    checks.done()
    return replace(record, name=name)


def checked_unit(record: UnitRecord) -> UnitRecord:
    """The record with its name cleaned. Raises Invalid."""
    checks = Checks()
    name = clean(checks, "name", record.name, 120)
    checks.require("name", name, N_("Enter the name of the unit."))
    checks.done()
    return replace(record, name=name)


def checked_job_title(record: JobTitleRecord) -> JobTitleRecord:
    """The record with both forms cleaned. Raises Invalid."""
    checks = Checks()
    name = clean(checks, "name", record.name, 120)
    checks.require("name", name, N_("Enter the job title."))
    other = clean(checks, "other_form", record.other_form, 120)
    checks.done()
    return replace(record, name=name, other_form="" if other == name else other)


def checked_service(record: ServiceRecord) -> ServiceRecord:
    """The record with its texts cleaned. Raises Invalid."""
    checks = Checks()
    name = clean(checks, "name", record.name, 200)
    checks.require("name", name, N_("Enter the name of the service."))
    cleaned = replace(
        record,
        name=name,
        how=clean(checks, "how", record.how, 2000, lines=True),
        term=clean(checks, "term", record.term, 200),
        price=clean(checks, "price", record.price, 200),
        form=clean(checks, "form", record.form, 300),
    )
    checks.done()
    return cleaned


def clean(checks: Checks, field: str, text: str, limit: int, *, lines: bool = False) -> str:
    """A text as it is stored; what is wrong with it, also a personal code in it, is noted under ``field``."""

    def reader(typed: str) -> str:
        if personal_code.looks_like(typed):
            raise UserError(personal_code.NOT_WRITTEN_HERE)
        return clean_text(typed, limit, lines=lines).strip()

    return checks.read(field, reader, text) or ""
