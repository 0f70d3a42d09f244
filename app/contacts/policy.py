"""The rules of the journal: what a contact must have, where its outcome leaves it, what looks like a duplicate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from app.contacts.records import Channel, ContactFields, Outcome, Status
from app.core import personal_code
from app.core.errors import Invalid, UserError
from app.core.fields import Checks, clean_text, parse_email
from app.core.i18n import N_
from app.core.latvian import fold, words
from app.core.moments import riga_date
from app.core.phones import parse_phone

#: The longest texts, in characters.
LIMITS: Mapping[str, int] = {
    "client_name": 200,
    "address": 300,
    "topic": 120,
    "subject": 4000,
    "notes": 20_000,
    "referred_name": 120,
    "reason": 500,
    "institution": 200,
}
_MANY_LINES = frozenset({"subject", "notes", "reason"})
#: After so many failed tries to call back, an e-mail is proposed (design.md 6.2).
ENOUGH_TRIES = 3
#: The longest conversation that is no mistake, in seconds.
_LONGEST = 24 * 3600
#: Which fields, changed, bring an error under another field.
_CAUSES: Mapping[str, tuple[str, ...]] = {
    "phone": ("outcome",),
    "due_at": ("outcome",),
    "subject": ("topic", "topic_id"),
    "referred_name": ("outcome", "referred_id", "task_for_colleague"),
    "institution": ("outcome", "institution_id"),
    "offered_channel": ("outcome",),
    "reason": ("outcome",),
}


@dataclass(frozen=True)
class Standing:
    """Where a contact stands, and whether somebody still has to do something about it."""

    status: Status
    is_open: bool


def standing(outcome: str, task_for_colleague: bool = False) -> Standing:
    """What an outcome makes of a contact; there is no other way to a status at registration."""
    if outcome == Outcome.CALLBACK:
        return Standing(Status.CALLBACK, True)
    if outcome == Outcome.REFERRED and task_for_colleague:
        return Standing(Status.HANDED, True)
    return Standing(Status(outcome), False)


@dataclass(frozen=True)
class Reader:
    """Whoever looks at a restricted contact: the login, the number on the staff, and whether it is a head."""

    account: str
    employee_id: int | None
    is_head: bool


def sees_content(me: Reader, *, handler_id: int | None, registered_by: str, named: bool) -> bool:
    """Who sees what a restricted contact is about (C19, AAD 4.1.3).

    Whoever answers for it, registered it or is named in it, and the heads. Who hands it on is named thereby.
    """
    handles = me.employee_id is not None and me.employee_id == handler_id
    return me.is_head or handles or named or me.account == registered_by


def is_task(fields: ContactFields) -> bool:
    """Whether the referral is a task that a colleague has to finish."""
    return fields.outcome == Outcome.REFERRED and fields.task_for_colleague


def checked(fields: ContactFields, now: datetime, before: ContactFields | None = None) -> ContactFields:
    """The fields cleaned, with what the outcome has no use for left out.

    ``before`` is what is stored: what was there and is not touched stays as it is, however it came in.

    Raises:
        Invalid: with a text for each field that cannot be taken.
    """
    checks = Checks()
    cleaned = _cleaned(fields, before, checks)
    if before is None or _steering(fields) != _steering(before):
        cleaned = tidy(cleaned)
    if not cleaned.restricted:
        cleaned = replace(cleaned, named=())
    _check_basics(cleaned, now, checks)
    _check_outcome(cleaned, now, checks)
    if before is not None:
        checks.errors = {
            field: error for field, error in checks.errors.items() if _is_touched(field, cleaned, before)
        }
    checks.done()
    return cleaned


def _is_touched(field: str, mine: ContactFields, before: ContactFields) -> bool:
    return any(getattr(mine, name) != getattr(before, name) for name in (field, *_CAUSES.get(field, ())))


def _steering(fields: ContactFields) -> tuple[str, bool]:
    return fields.outcome, fields.task_for_colleague


def _cleaned(fields: ContactFields, before: ContactFields | None, checks: Checks) -> ContactFields:
    readers = {name: _text_reader(name) for name in LIMITS} | {"phone": parse_phone, "email": parse_email}
    texts: dict[str, Any] = {}
    for name, reader in readers.items():
        typed: str = getattr(fields, name)
        if before is None or typed != getattr(before, name):
            texts[name] = checks.read(name, reader, typed) or ""
    return replace(fields, **texts)


def _text_reader(field: str) -> Callable[[str], str]:
    return lambda text: clean_note(text, LIMITS[field], lines=field in _MANY_LINES)


def clean_note(text: str, limit: int = 4000, *, lines: bool = True) -> str:
    """A text about a contact as it is stored. Raises UserError for a personal code, and for what is too long."""
    if personal_code.looks_like(text):
        raise UserError(personal_code.NOT_WRITTEN_HERE)
    return clean_text(text, limit, lines=lines).strip()


def tidy(fields: ContactFields) -> ContactFields:
    """``fields`` without what only another outcome would use."""
    referred = fields.outcome == Outcome.REFERRED
    elsewhere = fields.outcome == Outcome.OTHER_INSTITUTION
    due = fields.outcome == Outcome.CALLBACK or is_task(fields)
    return replace(
        fields,
        due_at=fields.due_at if due else None,
        referred_id=fields.referred_id if referred else None,
        referred_name=fields.referred_name if referred else "",
        task_for_colleague=is_task(fields),
        institution_id=fields.institution_id if elsewhere else None,
        institution=fields.institution if elsewhere else "",
        offered_channel=fields.offered_channel if fields.outcome == Outcome.OFFERED_CHANNEL else "",
    )


def _check_basics(fields: ContactFields, now: datetime, checks: Checks) -> None:
    checks.require("channel", fields.channel in set(Channel), N_("Choose the channel."))
    checks.require(
        "subject", fields.subject or fields.topic or fields.topic_id, N_("Enter the question or choose a topic.")
    )
    past = fields.at.year >= 1990
    checks.require("at", past, N_("There is no such date."))
    # A few minutes ahead is only a clock that runs fast.
    checks.require("at", fields.at <= now + timedelta(minutes=10), N_("The time cannot be in the future."))
    seconds = fields.duration_s
    checks.require("duration_s", seconds is None or 0 <= seconds <= _LONGEST, N_("There is no such time."))
    spoken = fields.language.isascii() and fields.language.isalpha() and 2 <= len(fields.language) <= 8
    checks.require("language", spoken, N_("Choose the language."))


def _check_outcome(fields: ContactFields, now: datetime, checks: Checks) -> None:
    if fields.due_at is not None:
        checks.require("due_at", fields.due_at >= now, N_("The due time cannot be in the past."))
    match fields.outcome:
        case Outcome.CALLBACK:
            checks.require("phone", fields.phone, N_("To call back, a phone number is needed."))
            checks.require("due_at", fields.due_at, N_("Choose when to call back."))
        case Outcome.REFERRED:
            # A task must reach somebody's list; being sent on may be to a name only.
            known = fields.referred_id or (fields.referred_name and not fields.task_for_colleague)
            checks.require("referred_name", known, N_("Choose whom it is handed to."))
        case Outcome.OTHER_INSTITUTION:
            named = fields.institution_id or fields.institution
            checks.require("institution", named, N_("Choose the institution."))
        case Outcome.OFFERED_CHANNEL:
            offered = fields.offered_channel in set(Channel)
            checks.require("offered_channel", offered, N_("Choose the channel that was offered."))
        case Outcome.CALL_ENDED:
            checks.require("reason", fields.reason, N_("Enter why the call was ended."))
        case Outcome.ANSWERED | Outcome.ADVISED_IN_WRITING:
            pass
        case _:
            checks.require("outcome", False, N_("Choose the outcome."))


def check_again_at(again_at: datetime | None, now: datetime) -> None:
    """Raises Invalid for a next call in the past."""
    if again_at is not None and again_at < now:
        raise Invalid({"again_at": N_("The due time cannot be in the past.")})


def checked_note(field: str, text: str, limit: int = 4000) -> str:
    """A note beside an act, cleaned. Raises Invalid under ``field``."""
    checks = Checks()
    cleaned = checks.read(field, lambda typed: clean_note(typed, limit), text)
    checks.done()
    return cleaned or ""


def suggest_email(tries: int) -> bool:
    """Whether so many failed calls are enough to write an e-mail instead."""
    return tries >= ENOUGH_TRIES


def is_similar(mine: ContactFields, other: ContactFields) -> bool:
    """Whether two contacts of one Riga day look like one and the same, registered twice.

    They are of the same client (by record, phone or folded name) and about the same thing: the same topic with no
    other question, or questions that share at least half of their words.
    """
    if riga_date(mine.at) != riga_date(other.at) or not _same_client(mine, other):
        return False
    asked, stored = set(words(mine.subject)), set(words(other.subject))
    if not asked or not stored:
        return bool(mine.topic) and fold(mine.topic) == fold(other.topic)
    return 2 * len(asked & stored) >= min(len(asked), len(stored))


def _same_client(mine: ContactFields, other: ContactFields) -> bool:
    same_record = mine.client_id is not None and mine.client_id == other.client_id
    same_phone = bool(mine.phone) and mine.phone == other.phone
    name = fold(mine.client_name)
    return same_record or same_phone or (bool(name) and name == fold(other.client_name))
