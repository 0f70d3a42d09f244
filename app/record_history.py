"""The histories of records, as the registers declare them in their ``history`` (app/core/history_parts.py)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Column, Date, Table, select
from sqlalchemy.orm import Session

from app.audit_words import NOTED, AuditWords, gathered
from app.core.db import Base, UtcDateTime
from app.core.history import HistoryEntry, Place, Wording, record_history
from app.core.history_parts import Part, Shown
from app.core.history_words import YES_NO, day_words, long_text, moment_words
from app.core.i18n import N_, Translator
from app.core.work import Gone, View
from app.directory.service import Directory
from app.office import Office
from app.registers import REGISTERS, load_tables


class RecordHistory:
    """Reads histories for one signed-in person."""

    def __init__(self, office: Office) -> None:
        self._office = office
        modules = [register.load("history") for register in REGISTERS if register.has_histories]
        self._parts: list[Part] = [part for module in modules for part in module.PARTS]
        self._shown: Shown = {place: words for module in modules for place, words in module.SHOWN.items()}

    def of(self, subject: str, record_id: int, tr: Translator) -> list[HistoryEntry]:
        """What was done to a record and to what belongs to it, the newest first.

        ``subject`` is its table. Raises LookupError for a kind of record without a history, Forbidden, Gone,
        Unavailable.
        """
        load_tables()
        record = next((part for part in self._parts if part.subject == subject and not part.of), None)
        if record is None:
            raise LookupError(subject)
        people = Directory(self._office).employees(hidden=True)
        names = {each.account: each.name for each in people if each.account}
        with self._office.view(record.sees) as view:
            if not _ids(view.session, record, record_id):
                raise Gone
            told = [record, *(part for part in self._parts if part.of == subject and view.actor.may(part.sees))]
            places = [place for part in told for place in _places(view.session, part, record_id)]
            words, named = gathered(), _Names(view.session)
            wordings = {part.subject: self._wording(view, part, words, named, tr) for part in told}
            return record_history(view, places, wordings, names)

    def _wording(self, view: View, part: Part, words: AuditWords, named: _Names, tr: Translator) -> Wording:
        fields = {**(NOTED if part.noted else {}), **words.fields[part.subject]}
        return _PartWording(
            tr=tr,
            about=tr(words.subject(part.subject)) if part.of else "",
            known={name: tr(label) for name, label in fields.items() if name != part.by},
            hidden=part.kept_back if part.sees_all and not view.actor.may(part.sees_all) else frozenset(),
            table=Base.metadata.tables[part.subject],
            shown=self._shown,
            named=named,
        )


@dataclass(frozen=True)
class _PartWording:
    """How the fields of one table are told: by the type of the column, unless the register says how."""

    tr: Translator
    about: str
    known: Mapping[str, str]
    hidden: frozenset[str]
    table: Table
    shown: Shown
    named: _Names

    def labels(self) -> Mapping[str, str]:
        return self.known

    def masked(self, name: str) -> bool:
        return name in self.hidden

    def value(self, name: str, value: Any) -> str:
        column = self.table.columns.get(name)
        if column is not None and isinstance(column.type, Boolean):
            return "" if value is None else self.tr(YES_NO[bool(value)])
        if value in (None, "", 0):
            return ""
        if isinstance(value, dict):
            return long_text(value, self.tr)
        shown = self.shown.get((self.table.name, name))
        if shown is not None:
            return shown(value, self.tr)
        return str(value) if column is None else self._by_type(column, value)

    def _by_type(self, column: Column[Any], value: Any) -> str:
        if isinstance(column.type, UtcDateTime):
            return moment_words(value)
        if isinstance(column.type, Date):
            return day_words(value)
        for key in column.foreign_keys:
            return self.named.of(key.column.table, value) or self.tr(N_("No. {number}", number=value))
        return str(value)


class _Names:
    """What people call the rows that others refer to, as they are called now."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, int], str] = {}

    def of(self, table: Table, row_id: int) -> str:
        """The name or number of a row; "" where it has none."""
        key = (table.name, row_id)
        if key not in self._known:
            column = next((table.c[name] for name in ("number", "name") if name in table.c), None)
            wanted = None if column is None else select(column).where(table.c.id == row_id)
            self._known[key] = "" if wanted is None else self._session.scalar(wanted) or ""
        return self._known[key]


def _ids(session: Session, part: Part, record_id: int) -> list[int]:
    table = Base.metadata.tables[part.subject]
    return list(session.scalars(select(table.c.id).where(table.c[part.by or "id"] == record_id)))


def _places(session: Session, part: Part, record_id: int) -> Iterator[Place]:
    for row_id in _ids(session, part, record_id):
        yield Place(part.subject, row_id, other=part.noted)
    if part.noted:
        yield Place(part.subject, record_id, acts=part.noted)
