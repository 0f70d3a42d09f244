"""What the server refuses, told apart from what somebody else changed meanwhile.

A row that row-level security keeps from a person is not refused but not found: an update of it touches nothing, as
does one of a row that has another version by now. So it is looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Engine, Table, select
from sqlalchemy.engine import Connection

from app.core.db import is_sqlite
from app.core.errors import Forbidden
from app.core.i18n import N_

REFUSED = N_("Your role does not allow this. Nothing was changed.")
#: SQLSTATE insufficient_privilege: a grant or a policy is missing, or a function of the guard says no.
_INSUFFICIENT_PRIVILEGE = "42501"


def is_refusal(error: BaseException) -> bool:
    """Whether the server says that this person may not do it."""
    return getattr(getattr(error, "orig", None), "sqlstate", None) == _INSUFFICIENT_PRIVILEGE


def refuse_untouchable(bind: Engine | Connection, rows: Iterable[tuple[Table, int, int]]) -> None:
    """Raise Forbidden unless one of the ``rows`` (table, id, version) has another version by now.

    Asked after an update touched none of them, in a transaction of its own; nothing happens on SQLite.
    """
    if is_sqlite(bind):
        return
    with bind.engine.connect() as connection:
        for table, row_id, version in rows:
            found = connection.scalar(select(table.c.version).where(table.c.id == row_id))
            if found not in (None, version):
                return
    raise Forbidden(REFUSED)
