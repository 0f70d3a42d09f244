"""What may happen to a card, and what its fields must be: pure rules, without a database."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol, TypeVar

from app.cards.records import STATE_NAMES, CardDraft, Move, State
from app.core import dates, personal_code
from app.core.errors import Invalid, UserError
from app.core.fields import Checks, clean_text
from app.core.i18n import N_, Message

#: Which states may follow which. What is destroyed stays so.
MOVES: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.ISSUED, State.ANNULLED}),
    State.ISSUED: frozenset(
        {State.RETURNED, State.LOST, State.STOLEN, State.DAMAGED, State.EXPIRED, State.ANNULLED}
    ),
    State.LOST: frozenset({State.RETURNED, State.ANNULLED}),
    State.STOLEN: frozenset({State.RETURNED, State.ANNULLED}),
    State.DAMAGED: frozenset({State.RETURNED, State.DESTROYED, State.ANNULLED}),
    State.EXPIRED: frozenset({State.RETURNED, State.LOST, State.STOLEN, State.DESTROYED, State.ANNULLED}),
    State.RETURNED: frozenset({State.DESTROYED}),
    State.ANNULLED: frozenset({State.DESTROYED}),
    State.DESTROYED: frozenset(),
}
#: The holder has the card, so that it is to be given back one day.
OUT = frozenset({State.ISSUED, State.EXPIRED, State.DAMAGED})
#: What somebody will ask about later.
REASONED = frozenset({State.LOST, State.STOLEN, State.DAMAGED, State.ANNULLED})
LONGEST_REASON, LONGEST_PRINT_REASON, LONGEST_NUMBER = 500, 300, 20
NEVER_ISSUED = N_("This card was never issued.")
_DATE_MISSING = N_("Enter the date.")
_AHEAD = N_("The date cannot be after today.")
_REASON_MISSING = N_("Enter the reason.")


class Entry(Protocol):
    """Something in the course of a card, as far as it tells whether it undoes the one before."""

    @property
    def taken_back(self) -> bool: ...


E = TypeVar("E", bound=Entry)


def standing(course: Iterable[E]) -> list[E]:
    """What holds of a course, the oldest first: a step that was taken back counts no more, as if never taken.

    The last one that holds is always the one taken back.
    """
    held: list[E] = []
    for entry in course:
        if not entry.taken_back:
            held.append(entry)
        elif held:
            held.pop()
    return held


def effective(state: State, valid_until: date | None, today: date) -> State:
    """The state that counts ``today``: an issued card past its last day has expired."""
    if state == State.ISSUED and valid_until is not None and valid_until < today:
        return State.EXPIRED
    return state


def is_ending(state: State, valid_until: date | None, today: date, warning_days: int) -> bool:
    """Whether a card with this effective state is still valid, but for no more than ``warning_days``."""
    return (
        state == State.ISSUED and valid_until is not None and valid_until <= today + timedelta(days=warning_days)
    )


def works(hidden: bool, first: date | None, last: date | None, today: date) -> bool:
    """Whether somebody is at work ``today``; days that are not known do not count."""
    return not hidden and (first is None or first <= today) and (last is None or today <= last)


def checked_move(now: State, move: Move, *, today: date, since: date | None) -> Move:
    """The step with its reason cleaned, for a card whose effective state is ``now`` since the day ``since``.

    Raises UserError where the card may not go there, Invalid under "day" and "reason".
    """
    if move.state not in MOVES[now]:
        raise _illegal(now, move.state)
    checks = Checks()
    reason = read_text(checks, "reason", move.reason, LONGEST_REASON)
    checks.require("reason", reason or move.state not in REASONED, _REASON_MISSING)
    checks.require("day", move.day <= today, _AHEAD)
    if since is not None:
        checks.require("day", move.day >= since, _not_before(since))
    checks.done()
    return replace(move, reason=reason)


def _illegal(now: State, wanted: State) -> UserError:
    if now == State.DRAFT:
        return UserError(NEVER_ISSUED)
    states = {"state": STATE_NAMES[now], "wanted": STATE_NAMES[wanted]}
    return UserError(N_("The card is in the state “{state}”; it cannot become “{wanted}”.", **states))


def _not_before(day: date) -> Message:
    return N_("The date cannot be before {date}", date=dates.full(day))


def checked_draft(draft: CardDraft) -> CardDraft:
    """The draft with its texts cleaned; its dates may be open yet. Raises Invalid."""
    checks = Checks()
    cleaned = replace(
        draft,
        number=read_text(checks, "number", draft.number, LONGEST_NUMBER),
        name=read_text(checks, "name", draft.name, 120),
        job_title=read_text(checks, "job_title", draft.job_title, 120),
        unit=read_text(checks, "unit", draft.unit, 120),
    )
    checks.require("number", cleaned.number, N_("Enter the number."))
    checks.require("name", cleaned.name, N_("Enter the name and surname."))
    issued, until = cleaned.issued_on, cleaned.valid_until
    if issued is not None and until is not None:
        checks.require("valid_until", until > issued, N_("It must be valid for longer than the day it is issued."))
    checks.done()
    return cleaned


def check_issue(draft: CardDraft, *, today: date, first: date | None, last: date | None, hidden: bool) -> None:
    """Whether a cleaned draft may be issued to somebody employed from ``first`` until ``last``. Raises Invalid."""
    checks = Checks()
    day = draft.issued_on
    checks.require("issued_on", day, _DATE_MISSING)
    if day is not None:
        checks.require("issued_on", day <= today, _AHEAD)
        if first is not None:
            text = N_("The person works here from {date}", date=dates.full(first))
            checks.require("issued_on", day >= first, text)
        if last is not None:
            text = N_("The person worked here until {date}", date=dates.full(last))
            checks.require("issued_on", day <= last, text)
    checks.require("name", not hidden, N_("The person no longer works here."))
    checks.done()


def checked_extension(
    state: State, valid_until: date | None, until: date, reason: str, *, today: date
) -> tuple[date, str]:
    """The new last day and the cleaned reason. Raises UserError for a card that nobody can use, Invalid."""
    if state not in (State.ISSUED, State.EXPIRED):
        raise UserError(N_("Only an issued card can be extended."))
    checks = Checks()
    told = read_text(checks, "reason", reason, LONGEST_REASON - 20)
    checks.require("until", valid_until is not None, N_("The card has no last day."))
    if valid_until is not None:
        text = N_("The date must be after {date}", date=dates.full(max(valid_until, today)))
        checks.require("until", until > max(valid_until, today), text)
    checks.done()
    return until, told


def checked_print_reason(reason: str, *, again: bool) -> str:
    """Why cards are printed; a card printed before needs a reason. Raises Invalid."""
    checks = Checks()
    told = read_text(checks, "reason", reason, LONGEST_PRINT_REASON)
    checks.require("reason", told or not again, N_("The card was printed before. Enter why it is printed again."))
    checks.done()
    return told


def number_taken(number: str, name: str) -> Invalid:
    """A number is used once for ever, by an annulled card too."""
    return Invalid({"number": N_("Number {number} is already used: {name}.", number=number, name=name)})


def next_number(prefix: str, digits: int, numbers: Iterable[str]) -> str:
    """The first number of a series that is above all ``numbers`` used in it: `021`, `V-005`."""
    series = re.compile(rf"{re.escape(prefix)}([0-9]{{1,9}})")
    used = (int(found[1]) for found in map(series.fullmatch, numbers) if found)
    return f"{prefix}{max(used, default=0) + 1:0{digits}}"


def valid_until(issued_on: date, months: int) -> date | None:
    """The end of the month in which a card issued that day ends; None for 0 ``months``, a card without an end."""
    if not months:
        return None
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def read_text(checks: Checks, field: str, text: str, limit: int) -> str:
    """One line without personal codes; what is wrong is noted in ``checks``."""

    def reader(typed: str) -> str:
        if personal_code.looks_like(typed):
            raise UserError(personal_code.NOT_WRITTEN_HERE)
        return clean_text(typed, limit, lines=False).strip()

    return checks.read(field, reader, text) or ""
