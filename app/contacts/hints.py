"""What the quick entry proposes and warns of; nothing here ever blocks a save (design.md 4.9, 6.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from app.calendar.working_days import Calendar
from app.contacts.records import Channel, ContactFields, Outcome
from app.core import dates, weekdays
from app.core.i18n import N_, Message
from app.core.moments import riga_date, to_riga, to_utc
from app.core.phones import is_foreign

if TYPE_CHECKING:
    from app.core.profile_records import Profile

_NEXT_MORNING = time(9)
_CLOSES = time(17)
_STEP = timedelta(minutes=5)


@dataclass(frozen=True)
class Proposal:
    """A time to call back, UTC, with the words of its button."""

    at: datetime
    label: Message


@dataclass(frozen=True)
class Hint:
    """Something to look at beside ``field``; ``better`` is a value to put there with one key, if there is one."""

    field: str
    message: Message
    better: datetime | None = None


def callback_proposals(
    now: datetime, calendar: Calendar, days: int, closes: time = _CLOSES
) -> tuple[Proposal, ...]:
    """When to call back: in an hour, by the end of this day's work, the next working morning; within the limit.

    ``days`` is the limit in working days, ``closes`` Riga's closing time, an hour earlier before a holiday.
    """
    today = riga_date(now)
    end = to_utc(today, _closing(calendar, now, closes))
    found: list[Proposal] = []
    if calendar.is_working_day(today):
        in_an_hour = _rounded_up(now + timedelta(hours=1))
        if in_an_hour <= end:
            found.append(Proposal(in_an_hour, N_("In 1 h")))
        if now < end:
            found.append(Proposal(end, N_("Today by the end of work")))
    morning = calendar.next_working_day(today)
    clock = dates.clock(_NEXT_MORNING)
    if morning == today + timedelta(days=1):
        label = N_("Tomorrow {time}", time=clock)
    else:
        label = N_("{day} {time}", day=weekdays.ON[morning.weekday()], time=clock)
    if days >= 1:
        found.append(Proposal(to_utc(morning, _NEXT_MORNING), label))
    return tuple(found)


def callback_limit(now: datetime, calendar: Calendar, days: int, closes: time = _CLOSES) -> datetime:
    """The latest moment by which to call back."""
    return to_utc(calendar.add_working_days(riga_date(now), days), closes)


def warnings(
    fields: ContactFields, now: datetime, calendar: Calendar, profile: Profile, days: int
) -> tuple[Hint, ...]:
    """What a clerk should notice before saving: a number abroad, a day off, a late call, a foreign language.

    ``days`` is within how many working days the office calls back at the latest (GKS 10.1: one or two).
    """
    found: list[Hint] = []
    if fields.outcome == Outcome.CALLBACK and is_foreign(fields.phone):
        found.append(Hint("phone", _foreign_number(profile.phone.foreign_number_channel.basis)))
    if fields.due_at is not None:
        found += _due_warnings(fields, now, calendar, days)
    rules = profile.language
    by_phone = fields.channel in {Channel.PHONE, Channel.HOTLINE}
    if by_phone and fields.language not in {"lv", *rules.consultation.value}:
        found.append(Hint("language", _foreign_language(rules.foreign_by_phone.basis)))
    return tuple(found)


def _foreign_number(clause: str | None) -> Message:
    if clause is None:
        return N_("A foreign phone number. Offer a reply by e-mail instead of calling back.")
    return N_("A foreign phone number. Offer a reply by e-mail instead of calling back ({clause}).", clause=clause)


def _foreign_language(clause: str | None) -> Message:
    if clause is None:
        return N_("By phone, advice is given in the state language. Ask for the question in writing.")
    return N_(
        "By phone, advice is given in the state language. Ask for the question in writing ({clause}).",
        clause=clause,
    )


def _due_warnings(fields: ContactFields, now: datetime, calendar: Calendar, days: int) -> list[Hint]:
    assert fields.due_at is not None
    due = to_riga(fields.due_at)
    suggestion = calendar.suggestion(due.date())
    if suggestion is not None:
        return [Hint("due_at", suggestion.message, to_utc(suggestion.day, due.time()))]
    limit = callback_limit(now, calendar, days)
    if fields.outcome == Outcome.CALLBACK and due.date() > riga_date(limit):
        text = N_("Clients are called back by {date} at the latest.", date=dates.short(riga_date(limit)))
        return [Hint("due_at", text, limit)]
    return []


def _closing(calendar: Calendar, now: datetime, closes: time) -> time:
    shortened = calendar.is_shortened(riga_date(now))
    return time(closes.hour - 1, closes.minute) if shortened and closes.hour else closes


def _rounded_up(moment: datetime) -> datetime:
    over = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment - over + _STEP if over else moment
