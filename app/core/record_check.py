"""Whether the records are what the audit tells of them, or were changed behind the program's back.

What the audit told last of each column is compared with what stands there; texts too long for it by their hash. An
empty text, no, 0 and nothing are the same where a column has never been changed: the audit of a new row leaves
them out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from app.core.canonical import encode, told
from app.core.db import Base
from app.core.rows import derived
from app.core.tables import AuditEntry

#: Rows compared at once.
_AT_ONCE = 1_000
#: How many are named.
NAMED = 20

Told = dict[str, Any]


@dataclass(frozen=True)
class Mismatch:
    """A record that is not what the audit tells; ``kind`` is "changed", "removed" or "unrecorded" (put in)."""

    subject: str
    row_id: int
    kind: str
    fields: tuple[str, ...] = ()


def mismatches(
    session: Session, tables: Sequence[Table], progress: Callable[[int], object] | None = None
) -> list[Mismatch]:
    """The first NAMED records that are not what the audit tells. ``progress`` is told how many were looked at."""
    found: list[Mismatch] = []
    done = 0
    for table in tables:
        for first, last in _spans(session, table):
            found += _compared(session, table, first, last)
            if len(found) >= NAMED:
                return found[:NAMED]
            done += _AT_ONCE
            if progress is not None:
                progress(done)
    return found


def audited_tables() -> list[Table]:
    """Every mapped table whose rows are audited."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    tables = [each.__table__ for each in classes if each.audited and "id" in each.__table__.columns]
    return sorted(tables, key=lambda table: str(table.name))


def _spans(session: Session, table: Table) -> Iterator[tuple[int, int]]:
    """Stretches of ids that hold all rows there are and all that the audit knows of."""
    highest = [
        session.scalar(select(func.max(table.c.id))) or 0,
        session.scalar(select(func.max(AuditEntry.row_id)).where(AuditEntry.subject == table.name)) or 0,
    ]
    for first in range(1, max(highest) + 1, _AT_ONCE):
        yield first, first + _AT_ONCE - 1


def _compared(session: Session, table: Table, first: int, last: int) -> Iterator[Mismatch]:
    history = _told_of(session, str(table.name), first, last)
    names = [column.name for column in table.columns if column.name not in derived(table)]
    columns = [table.c[name] for name in names]
    wanted = select(table.c.id, *columns).where(table.c.id.between(first, last)).order_by(table.c.id)
    for row_id, *values in session.execute(wanted):
        known = history.pop(row_id, None)
        if known is None:
            yield Mismatch(str(table.name), row_id, "unrecorded")
            continue
        pairs = zip(names, values, strict=True)
        wrong = tuple(name for name, value in pairs if not _same(value, known, name))
        if wrong:
            yield Mismatch(str(table.name), row_id, "changed", wrong)
    for row_id in sorted(history):
        yield Mismatch(str(table.name), row_id, "removed")


def _told_of(session: Session, subject: str, first: int, last: int) -> dict[int, Told]:
    """What the audit told last of each column, by row; rows it told to be deleted are left out."""
    entries = (
        select(AuditEntry.row_id, AuditEntry.act, AuditEntry.text)
        .where(AuditEntry.subject == subject, AuditEntry.row_id.between(first, last))
        .where(AuditEntry.act.in_(("insert", "update", "delete")))
        .order_by(AuditEntry.seq)
    )
    history: dict[int, Told] = {}
    for row_id, act, text in session.execute(entries):
        if act == "delete":
            history.pop(row_id, None)
            continue
        known = history.setdefault(row_id, {})
        known |= {name: new for name, (_, new) in json.loads(text)[6].items()}
    return history


def _same(value: Any, known: Told, name: str) -> bool:
    if name not in known:
        return not value
    return bool(json.loads(encode(told(value))) == known[name])
