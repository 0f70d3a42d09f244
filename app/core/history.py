"""The history of a record: its entries in the audit, in words, for whoever may see the record.

Whether somebody may see the record, and which of its fields, is the register's to say; on Postgres the server
looks as well (``lete.record_history``), and blanks what it does not tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.db import is_sqlite
from app.core.tables import Account, AuditEntry
from app.core.work import View

#: Acts of people, beside those without a row.
INSERT, UPDATE = "insert", "update"


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what stood in it and what stands there since; both "" where ``masked``."""

    field: str
    label: str
    old: str = ""
    new: str = ""
    masked: bool = False


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing done to the record: when, by whom (the name where it is known, else the login), and what.

    ``about`` names what belongs to the record, where it was done to that.
    """

    seq: int
    at: datetime
    who: str
    act: str
    changes: tuple[Change, ...] = ()
    about: str = ""


class Wording(Protocol):
    """How a register tells of the fields of a record, or of what belongs to it."""

    @property
    def about(self) -> str:
        """What it is; "" for the record itself."""

    def labels(self) -> Mapping[str, str]:
        """What the fields that say something to people are called, in the order they are told."""

    def value(self, name: str, value: Any) -> str:
        """A value in words; "" for none. ``value`` is JSON as the audit keeps it."""

    def masked(self, name: str) -> bool:
        """Whether this person may not see what stands or stood in the field."""


Fields = dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Place:
    """Where the audit tells of a record: a kind and a number; with ``acts`` those alone, and none of ``other``."""

    subject: str
    row_id: int
    acts: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()

    def tells(self, act: str) -> bool:
        """Whether such an act here is one done to the record."""
        return act not in self.other and act in (self.acts or (act,))


@dataclass
class _Told:
    """What the audit has of one act, on one row or on rows that are one record."""

    seq: int
    at: datetime
    account: str
    act: str
    fields: Fields
    wording: Wording
    subjects: set[str] = field(default_factory=set)


def record_history(
    view: View, places: Sequence[Place], wordings: Mapping[str, Wording], names: Mapping[str, str]
) -> list[HistoryEntry]:
    """What was done to a record, the newest first.

    ``places`` are all rows the record stands in, the first of them the record itself, by which the server knows
    the others. ``wordings`` has one for each table they are in; rows of one wording are one thing. ``names``
    are people the register knows, by login. An act of which nothing can be told is left out.
    """
    known = {**_account_names(view.session), **names}
    told = _joined(_read(view.session, places, wordings))
    entries = (_entry(each, known) for each in told)
    return [entry for entry in reversed(list(entries)) if entry.changes or entry.act != UPDATE]


def _entry(told: _Told, names: Mapping[str, str]) -> HistoryEntry:
    changes, wording = [], told.wording
    for name, label in wording.labels().items():
        if name not in told.fields:
            continue
        old, new = told.fields[name]
        if wording.masked(name):
            changes.append(Change(name, label, masked=True))
            continue
        before, after = wording.value(name, old), wording.value(name, new)
        if before != after:
            changes.append(Change(name, label, before, after))
    who = names.get(told.account, told.account)
    return HistoryEntry(told.seq, told.at, who, told.act, tuple(changes), wording.about)


def _read(session: Session, places: Sequence[Place], wordings: Mapping[str, Wording]) -> list[_Told]:
    """The entries of these places, the oldest first."""
    if not is_sqlite(session.connection()):
        record = places[0]
        rows = session.execute(_ON_SERVER, {"subject": record.subject, "row_id": record.row_id})
        return [
            _Told(seq, at, who, act, json.loads(fields), wordings[kind], {kind})
            for seq, at, who, act, kind, fields in rows
            if kind in wordings
        ]
    columns = (AuditEntry.seq, AuditEntry.at, AuditEntry.account, AuditEntry.act, AuditEntry.text)
    found = []
    for place in places:
        chosen = select(*columns).where(AuditEntry.subject == place.subject, AuditEntry.row_id == place.row_id)
        for seq, at, who, act, whole in session.execute(chosen):
            if place.tells(act):
                fields, wording = json.loads(whole)[6], wordings[place.subject]
                found.append(_Told(seq, at, who, act, fields, wording, {place.subject}))
    return sorted(found, key=lambda each: each.seq)


_ON_SERVER = text(
    "SELECT seq, at, account, act, kind, fields FROM lete.record_history(:subject, :row_id) ORDER BY seq"
)


def _joined(entries: Iterable[_Told]) -> list[_Told]:
    """What one save did to several rows of the record is told once; what only moved between them is not told."""
    joined: list[_Told] = []
    for entry in entries:
        last = joined[-1] if joined else None
        together = (
            last is not None
            and (last.at, last.account, last.wording) == (entry.at, entry.account, entry.wording)
            and last.subjects.isdisjoint(entry.subjects)
            and {last.act, entry.act} <= {INSERT, UPDATE}
        )
        if last is None or not together:
            joined.append(entry)
            continue
        last.subjects |= entry.subjects
        if entry.act == UPDATE:
            last.act = UPDATE
        for name, (old, new) in entry.fields.items():
            before, after = last.fields.get(name, (None, None))
            last.fields[name] = (before or old, after or new)
    return joined


def _account_names(session: Session) -> dict[str, str]:
    return {row.login: row.name for row in session.execute(select(Account.login, Account.name))}
