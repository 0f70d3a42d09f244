"""Change notices between programs on one Postgres: sent with the commit, by NOTIFY.

A notice reads ``ORIGIN REGISTER:1,2,3``, or ``ORIGIN REGISTER:*`` for many. It holds numbers only, because every
login of the database may listen.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.db import is_sqlite

CHANNEL = "lete"
#: The server takes 7999 bytes.
LONGEST = 7900


def announce(session: Session, origin: str, notices: Iterable[Changes]) -> None:
    """Have the server tell the other programs when this transaction commits; nothing on SQLite."""
    if is_sqlite(session.connection()):
        return
    for changes in notices:
        session.execute(
            text("SELECT pg_notify(:channel, :payload)"), {"channel": CHANNEL, "payload": payload(origin, changes)}
        )


def payload(origin: str, changes: Changes) -> str:
    """The notice of ``changes``."""
    ids = ",".join(map(str, changes.ids))
    return f"{origin} {changes.register}:{ids if ids and len(ids) < LONGEST else '*'}"


def parse(notice: str) -> tuple[str, Changes] | None:
    """The origin and the changes of a notice; None for what is none of ours."""
    origin, _, what = notice.partition(" ")
    register, colon, ids = what.partition(":")
    numbers = ids.split(",") if ids != "*" else []
    if not (origin and register.isidentifier() and colon and all(n.isascii() and n.isdecimal() for n in numbers)):
        return None
    return origin, Changes(register, tuple(map(int, numbers)))
