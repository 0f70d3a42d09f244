"""The audit: who changed what, from what to what, each entry bound to all before it by a hash.

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

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from app.core.canonical import encode, quoted, told
from app.core.changes import Commit
from app.core.db import utc_text
from app.core.rows import writer
from app.core.tables import AuditEntry, AuditHead

#: What the first entry is bound to.
GENESIS = "0" * 64

_ENTRIES, _HEADS = cast(Table, AuditEntry.__table__), cast(Table, AuditHead.__table__)
#: Built once: they are part of every save.
_HEAD = select(_HEADS.c.seq, _HEADS.c.hash).with_for_update()
_MOVE_HEAD = update(_HEADS).values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))


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
    """The first place where the chain does not hold: the entry's number and what is wrong with it."""

    seq: int
    reason: str  # "altered" | "missing" | "truncated"


def entry_text(seq: int, at: str, account: str, act: Act) -> str:
    """The canonical text of one entry."""
    fields = act.fields if isinstance(act.fields, str) else _fields_text(act.fields)
    return f'[{seq},"{at}",{quoted(account)},{quoted(act.act)},{quoted(act.subject)},{act.row_id},{fields}]'


def _fields_text(fields: dict[str, tuple[Any, Any]]) -> str:
    return encode({name: (told(old), told(new)) for name, (old, new) in fields.items()})


def chain(previous: str, text: str) -> str:
    """The hash that binds ``text`` to the entry whose hash is ``previous``."""
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def write(session: Session, at: datetime, account: str, acts: Sequence[Act]) -> Commit:
    """Append ``acts`` to the chain; where they stand in it. Locks the head, so it comes last in a unit."""
    connection = session.connection()
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


def first_break(entries: Iterable[tuple[int, str, str]], head: tuple[int, str]) -> Broken | None:
    """Walk ``entries`` (number, text, hash, in order) up to ``head``; None where the whole chain holds."""
    expected, previous = 0, GENESIS
    for seq, text, digest in entries:
        expected += 1
        if seq != expected:
            return Broken(expected, "missing")
        if chain(previous, text) != digest or json.loads(text)[0] != seq:
            return Broken(seq, "altered")
        previous = digest
    if (expected, previous) != head:
        return Broken(head[0], "truncated")
    return None


def verify(session: Session) -> Broken | None:
    """The first entry of the stored chain that is altered, missing or cut off; None where it holds."""
    head = session.execute(select(AuditHead.seq, AuditHead.hash)).one()
    entries = select(AuditEntry.seq, AuditEntry.text, AuditEntry.hash).order_by(AuditEntry.seq)
    with session.execute(entries, execution_options={"yield_per": 5000}) as rows:
        return first_break(((row.seq, row.text, row.hash) for row in rows), (head.seq, head.hash))
