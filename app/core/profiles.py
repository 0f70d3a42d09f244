"""The five profiles an office can begin with: a client service document's facts, read from data and checked.

``vs`` heat utility, ``aad`` waste company, ``akn`` joint state and municipal counter, ``vpv`` state bureau,
``gks`` municipal company. The office picks one at the first run; what it then changes is kept in its settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from app.core.i18n import N_, Message
from app.core.jsondata import BadData, load
from app.core.profile_records import (
    ChannelCode,
    Institution,
    OutcomeCode,
    Profile,
    ProfileKey,
    RoleCode,
    Rule,
    Subject,
    TermKind,
)

RESOURCES = Path(__file__).parents[2] / "resources"
PROFILES: tuple[ProfileKey, ...] = get_args(ProfileKey)

_NUMBER = r"\d+(\.\d+)*\."
_POINT = rf"{_NUMBER} (punkts|apakšpunkts)"
_CLAUSE = re.compile(
    rf"{_POINT}|apstiprinājums|pielikums|sadaļa „[^„”]+”|\d+\. pielikums(, ({_POINT}|\d+\. kritērijs))?"
)


@cache
def profile(key: str) -> Profile:
    """The profile ``key``, one of PROFILES.

    Raises BadData, naming the file and the place, where the file is missing something or contradicts itself.
    """
    if key not in PROFILES:
        raise BadData(f"no profile {key!r}; there are {', '.join(PROFILES)}")
    return read(RESOURCES / "profiles" / f"{key}.json")


def read(path: Path) -> Profile:
    """The profile in the file ``path``, checked through and through."""
    found = load(path, Profile)
    wrong = list(_faults(found))
    if found.key != path.stem:
        wrong.insert(0, f"key: {found.key!r} in a file named {path.name}")
    if wrong:
        raise BadData(f"{path.name}: {'; '.join(wrong)}")
    return found


@cache
def institutions() -> tuple[Institution, ...]:
    """Every other body that a profile may name, with its public contacts (AAD 4.1.1)."""
    return load(RESOURCES / "institutions.json", tuple[Institution, ...])


def institutions_of(chosen: Profile) -> tuple[Institution, ...]:
    """The other bodies that ``chosen``'s clients are usually sent to, in its order."""
    known = {body.code: body for body in institutions()}
    return tuple(known[code] for code in chosen.institutions)


def role_label(chosen: Profile, code: RoleCode) -> str:
    """What this organisation calls the role ``code``, in Latvian."""
    return next(role.label for role in chosen.roles if role.code == code)


def cite(rule: Rule[Any]) -> Message:
    """Where a rule stands: its clause, or that the document sets nothing and which law the default is from."""
    if rule.basis is not None:
        return Message("{clause}", {"clause": rule.basis})
    if rule.law is not None:
        return N_("not set in the document; basis: {law}", law=rule.law)
    return N_("not set in the document")


def rules(record: object, where: str = "") -> Iterator[tuple[str, Rule[Any]]]:
    """Every rule inside ``record`` with the dotted path to it."""
    if isinstance(record, Rule):
        yield where, record
    elif isinstance(record, tuple):
        for index, item in enumerate(record):
            yield from rules(item, f"{where}[{index}]")
    elif is_dataclass(record):
        for field in fields(record):
            name = f"{where}.{field.name}" if where else field.name
            yield from rules(getattr(record, field.name), name)


def _faults(found: Profile) -> Iterator[str]:
    yield from _all_once("channels", [item.code for item in found.channels], get_args(ChannelCode))
    yield from _all_once("terms", [item.kind for item in found.terms], get_args(TermKind))
    yield from _all_once("outcomes", [item.code for item in found.outcomes], get_args(OutcomeCode))
    yield from _all_once("routing", [item.about for item in found.complaints.routing], get_args(Subject))
    yield from _unique("roles", [item.code for item in found.roles])
    yield from _unique("topics", [item.label for item in found.topics])
    yield from _unique("snippets", [item.key for item in found.snippets])
    yield from _known("topics", [item.unit for item in found.topics], found.units)
    yield from _known("institutions", found.institutions, [body.code for body in institutions()])
    yield from _known("roles", _roles_named(found), [item.code for item in found.roles])
    for route in found.complaints.routing:
        if route.examiner.value == route.instead.value:
            yield f"routing {route.about}: nobody may stand in for themself"
    for where, rule in rules(found):
        if rule.basis is not None and not _CLAUSE.fullmatch(rule.basis):
            yield f"{where}: {rule.basis!r} is no clause"


def _roles_named(found: Profile) -> Iterator[str]:
    codes = get_args(RoleCode)
    for _, rule in rules(found):
        values = rule.value if isinstance(rule.value, tuple) else (rule.value,)
        yield from (value for value in values if value in codes)
    for row in found.quality:
        yield from row.responsible


def _all_once(where: str, given: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    yield from _unique(where, given)
    missing = [code for code in wanted if code not in given]
    if missing:
        yield f"{where}: missing {', '.join(missing)}"


def _unique(where: str, given: Sequence[str]) -> Iterator[str]:
    twice = sorted({code for code in given if given.count(code) > 1})
    if twice:
        yield f"{where}: twice {', '.join(twice)}"


def _known(where: str, given: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    unknown = sorted(set(given) - set(known))
    if unknown:
        yield f"{where}: unknown {', '.join(unknown)}"
