"""Which schema this program speaks, and which one a database has. Light: no Alembic here."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.trouble import explain

#: The newest revision; kept equal to Alembic's head by a test.
HEAD = "0005"


class State(Enum):
    """How a database stands to this program."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def state(engine: Engine) -> State:
    """How the database stands. Raises Unavailable where it cannot be read."""
    return _compare(revision(engine))


def revision(engine: Engine) -> str | None:
    """The revision the database has; None for an empty one."""
    try:
        with engine.connect() as connection:
            if not engine.dialect.has_table(connection, "alembic_version"):
                return None
            found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return found
    except DBAPIError as error:
        message = explain(error)
        if message is None:
            raise
        raise Unavailable(message) from error


def require_current(engine: Engine) -> None:
    """Raises Unavailable, with what to do, unless this program and the database speak the same schema."""
    found = state(engine)
    if found is State.EMPTY:
        raise Unavailable(N_("This file has no Lete tables yet. IT can make them with lete-admin init."))
    if found is State.NEWER:
        raise Unavailable(
            N_("This database was made by a newer Lete. Install the newer program on this computer.")
        )
    if found is State.OLDER:
        raise Unavailable(N_("This database is of an older Lete. IT can bring it up with lete-admin upgrade."))


def _compare(found: str | None) -> State:
    if found is None:
        return State.EMPTY
    if found == HEAD:
        return State.CURRENT
    return State.NEWER if found > HEAD else State.OLDER
