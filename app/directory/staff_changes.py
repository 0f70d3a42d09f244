"""What a staff event does to a person: pure rules of coming, moving, taking another surname and leaving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.core import dates
from app.core.errors import Invalid
from app.core.fields import Checks
from app.core.i18n import N_, Message
from app.directory import policy
from app.directory.records import EmployeeRecord, StaffChange, StaffEventKind

KIND_NAMES: Mapping[StaffEventKind, Message] = {
    "hired": N_("Begins work"),
    "moved": N_("Changes post"),
    "renamed": N_("Changes surname"),
    "left": N_("Leaves"),
}
#: What is asked for beside the day.
ASKED: Mapping[StaffEventKind, tuple[str, ...]] = {
    "hired": ("job_title", "unit"),
    "moved": ("job_title", "unit"),
    "renamed": ("name",),
    "left": (),
}


def changed(person: EmployeeRecord, change: StaffChange, today: date) -> EmployeeRecord:
    """The person after ``change``, checked; texts that are empty stay as they are.

    A change of post or surname is entered once it holds, so that lists and cards tell the present. Raises Invalid
    with the fields of the change.
    """
    checks = Checks()
    _check_texts(checks, person, change)
    _check_day(checks, person, change, today)
    policy.clean(checks, "note", change.note, 500, lines=True)
    checks.done()
    try:
        return policy.checked_employee(_after(person, change))
    except Invalid as refused:
        asked = {"name", "job_title", "unit"}
        raise Invalid({name if name in asked else "day": text for name, text in refused.fields.items()}) from None


def ended_post(person: EmployeeRecord, change: StaffChange) -> dict[str, Any] | None:
    """The post that ends by ``change``, as it goes into the history; None where none does."""
    if change.kind in ("moved", "renamed"):
        until = change.day - timedelta(days=1)
    elif change.kind == "hired" and person.employed_until is not None:
        until = person.employed_until
    else:
        return None
    return {
        "employee_id": person.id,
        "name": person.name,
        "job_title": person.job_title,
        "unit": person.unit,
        "since": person.post_since or person.employed_from,
        "until": until,
    }


def refuse_twice(person: EmployeeRecord, change: StaffChange, earlier: Sequence[tuple[str, date]]) -> None:
    """Nobody comes twice without leaving, or leaves twice: ``earlier`` are their events, the last one first.

    An event that the person's own days do not bear out any more was a mistake, put right since, and is in nobody's
    way. Raises Invalid.
    """
    holds = {"hired": person.employed_until is None, "left": person.employed_until is not None}
    if not holds.get(change.kind, False):
        return
    last = next((each for each in earlier if each[0] in ("hired", "left")), None)
    if last is not None and last[0] == change.kind:
        texts = {
            "hired": N_("The beginning of work is entered already: {date}", date=dates.full(last[1])),
            "left": N_("The end of work is entered already: {date}", date=dates.full(last[1])),
        }
        raise Invalid({"kind": texts[change.kind]})


def _check_texts(checks: Checks, person: EmployeeRecord, change: StaffChange) -> None:
    if change.kind == "renamed":
        name = policy.clean(checks, "name", change.name, 120)
        checks.require("name", name, N_("Enter the name and surname."))
        checks.require("name", name != person.name, N_("This is the present name."))
    if change.kind == "moved":
        told = [text.strip() for text in (change.job_title, change.unit)]
        checks.require("job_title", any(told), N_("Enter the new post or unit."))
        same = told[0] in ("", person.job_title) and told[1] in ("", person.unit)
        checks.require("job_title", not same, N_("This is the present post."))


def _check_day(checks: Checks, person: EmployeeRecord, change: StaffChange, today: date) -> None:
    day, since = change.day, person.post_since or person.employed_from
    if change.kind in ("moved", "renamed"):
        told = N_("Enter the change on the day it takes effect.")
        checks.require("day", day <= today, told)
        if since is not None:
            told = N_("The present post began later: {date}", date=dates.full(since))
            checks.require("day", day > since, told)
    if change.kind in ("moved", "renamed") and person.employed_until is not None:
        told = N_("The employee left earlier: {date}", date=dates.full(person.employed_until))
        checks.require("day", day <= person.employed_until, told)
    if change.kind == "left" and since is not None:
        told = N_("The present post began later: {date}", date=dates.full(since))
        checks.require("day", day >= since, told)
    if change.kind == "hired":
        _check_first_day(checks, person, day)


def _check_first_day(checks: Checks, person: EmployeeRecord, day: date) -> None:
    """After earlier work ended; and who has worked here for long does not begin today by a slip of the hand."""
    began, ended = person.employed_from, person.employed_until
    if ended is not None:
        told = N_("The employee left later: {date}", date=dates.full(ended))
        checks.require("day", day > ended, told)
    elif began is not None:
        checks.require("kind", day <= began, N_("Works here since: {date}", date=dates.full(began)))


def _after(person: EmployeeRecord, change: StaffChange) -> EmployeeRecord:
    if change.kind == "left":
        return replace(person, employed_until=change.day)
    after = replace(person, post_since=change.day)
    if change.kind == "renamed":
        return replace(after, name=change.name)
    if change.kind == "hired":
        after = replace(after, employed_from=change.day, employed_until=None, hidden=False)
    if change.unit.strip():
        after = replace(after, unit_id=None, unit=change.unit)
    return replace(after, job_title=change.job_title.strip() or person.job_title)
