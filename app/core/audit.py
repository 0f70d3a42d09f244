"""The audit: who changed what, from what to what, each entry bound to all before it by a hash.

On SQLite the program writes it; on Postgres the server does (server/guard.sql), for psql too, and the program only
notes acts that change no row. The canonical text is the same byte for byte.

The canonical text of an entry is JSON without spaces,
``[seq,"at","account","act","subject",row_id,{"field":[old,new],…}]``, fields in alphabetical order, moments as
``2026-11-20T08:31:00Z``, very long texts by their length and hash (see ``canonical``). The hash is SHA-256 over
the hash before it, a line feed and that text, so anybody can verify the chain with nothing but the entries.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import String, Table, bindparam, select, type_coerce, update
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from app.core.canonical import encode, quoted, told
from app.core.changes import Commit
from app.core.db import is_sqlite, utc_text
from app.core.rows import writer
from app.core.tables import AuditEntry, AuditHead

#: What the first entry is bound to.
GENESIS = "0" * 64

_ENTRIES, _HEADS = cast(Table, AuditEntry.__table__), cast(Table, AuditHead.__table__)
#: Built once: they are part of every save.
_HEAD = select(_HEADS.c.seq, _HEADS.c.hash).with_for_update()
_MOVE_HEAD = update(_HEADS).values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
_NOTE = sql("SELECT lete.note(:act, :subject, :row_id, CAST(:facts AS jsonb))")
_BROKEN = sql("SELECT seq, reason FROM lete.broken_entry()")


@dataclass(frozen=True, slots=True)
class Act:
    """Something done, before it has a place in the chain.

    ``fields`` maps a name to (old, new), or is that map's canonical text, which takes less memory.
    """

    act: str
    subject: str
    row_id: int
    fields: dict[str, tuple[Any, Any]] | str


@dataclass(frozen=True)
class Broken:
    """The first place where the chain does not hold: the entry's number and what is wrong with it.

    ``reason`` is "altered"; "missing", also where another stands in its place; "truncated", the first of those cut
    off; "added" behind the last one; or "head", where only the hash of the last entry is not what the head says.
    """

    seq: int
    reason: str


def entry_text(seq: int, at: str, account: str, act: Act) -> str:
    """The canonical text of one entry."""
    fields = act.fields if isinstance(act.fields, str) else _fields_text(act.fields)
    return f'[{seq},"{at}",{quoted(account)},{quoted(act.act)},{quoted(act.subject)},{act.row_id},{fields}]'


def _fields_text(fields: dict[str, tuple[Any, Any]]) -> str:
    return encode({name: (told(old), told(new)) for name, (old, new) in fields.items()})


def chain(previous: str, text: str) -> str:
    """The hash that binds ``text`` to the entry whose hash is ``previous``."""
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def write(session: Session, at: datetime, account: str, acts: Sequence[Act]) -> Commit | None:
    """Append ``acts`` to the chain; where they stand in it. Locks the head, so it comes last in a unit.

    On Postgres the server does that when this transaction commits, and says itself when and who it was; None.
    """
    connection = session.connection()
    if not is_sqlite(connection):
        for act in acts:
            connection.execute(_NOTE, _noted(act))
        return None
    head = connection.execute(_HEAD).one()
    first = head.seq + 1
    seq: int = head.seq
    previous: str = head.hash
    at_text = utc_text(at)
    rows = []
    for act in acts:
        seq += 1
        text = entry_text(seq, at_text, account, act)
        previous = chain(previous, text)
        rows.append(
            {
                "seq": seq,
                "at": at,
                "account": account,
                "subject": act.subject,
                "row_id": act.row_id,
                "act": act.act,
                "text": text,
                "hash": previous,
            }
        )
    writer(_ENTRIES, connection.dialect).insert(connection, rows)
    connection.execute(_MOVE_HEAD, {"new_seq": seq, "new_hash": previous})
    return Commit(first, seq, previous)


def _noted(act: Act) -> dict[str, Any]:
    """What the server is told of an act without a changed row."""
    assert not isinstance(act.fields, str)
    facts = encode({name: new for name, (_, new) in act.fields.items()})
    return {"act": act.act, "subject": act.subject, "row_id": act.row_id, "facts": facts}


def first_break(entries: Iterable[tuple[int, str, str]], head: tuple[int, str]) -> Broken | None:
    """Walk ``entries`` (number, text, hash, in order) up to ``head``; None where the whole chain holds."""
    expected, previous = 0, GENESIS
    for seq, text, digest in entries:
        expected += 1
        if expected > head[0]:
            return Broken(expected, "added")
        if seq != expected:
            return Broken(expected, "missing")
        if chain(previous, text) != digest or json.loads(text)[0] != seq:
            return Broken(seq, "altered")
        previous = digest
    if expected < head[0]:
        return Broken(expected + 1, "truncated")
    return None if previous == head[1] else Broken(expected, "head")


def verify(session: Session) -> Broken | None:
    """The first entry of the stored chain that is altered, missing or cut off; None where it holds."""
    if not is_sqlite(session.connection()):  # on the server, as the administrator may not read every entry
        found = session.execute(_BROKEN).one_or_none()
        return Broken(found.seq, found.reason) if found else None
    head = session.execute(select(AuditHead.seq, AuditHead.hash)).one()
    # A time may have been made into what is no time; SQLite keeps it as text.
    at = type_coerce(_ENTRIES.c.at, String) if is_sqlite(session.connection()) else _ENTRIES.c.at
    columns = (at.label("at") if column.name == "at" else column for column in _ENTRIES.columns)
    entries = select(*columns).order_by(AuditEntry.seq)
    with session.execute(entries, execution_options={"yield_per": 5000}) as rows:
        return first_break(((row.seq, _as_told(row), row.hash) for row in rows), (head.seq, head.hash))


def _as_told(row: Any) -> str:
    """The entry's text; "" where the columns beside it, which lists are made of, say something else."""
    try:
        *told, _fields = json.loads(row.text)
    except (ValueError, TypeError):
        return ""
    at = row.at if isinstance(row.at, str) else utc_text(row.at)
    return str(row.text) if told == [row.seq, at, row.account, row.act, row.subject, row.row_id] else ""
