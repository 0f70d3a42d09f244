"""Change notices between programs on one Postgres: sent by the server with the commit, by NOTIFY.

A notice reads ``ORIGIN REGISTER:1,2,3``, or ``ORIGIN REGISTER:*`` for many. It holds numbers only, because every
login of the database may listen.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.db import is_sqlite

CHANNEL = "lete"
_SIGN = text("SELECT set_config('lete.origin', :origin, true)")


def sign(session: Session, origin: str) -> None:
    """Have the server name ``origin`` in the notices of this transaction; nothing on SQLite.

    The server itself knows what was touched (server/guard.sql), so that it tells of what psql does too.
    """
    connection = session.connection()
    if not is_sqlite(connection):
        connection.execute(_SIGN, {"origin": origin})


def parse(notice: str) -> tuple[str, Changes] | None:
    """The origin and the changes of a notice; None for what is none of ours."""
    origin, _, what = notice.partition(" ")
    register, colon, ids = what.partition(":")
    numbers = ids.split(",") if ids != "*" else []
    if not (origin and register.isidentifier() and colon and all(n.isascii() and n.isdecimal() for n in numbers)):
        return None
    return origin, Changes(register, tuple(map(int, numbers)))
