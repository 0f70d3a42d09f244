"""What a large transaction leaves to be put into the audit after its commit."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.core.db import WRITES, is_sqlite

_SOME = text("SELECT lete.chain_backlog()")


def chain_backlog(engine: Engine) -> None:
    """Put it there, in so small parts that nobody who saves meanwhile waits long. Nothing to do on a file.

    What is cut off is gone on with by whoever comes next: what was committed stays committed.
    """
    left = not is_sqlite(engine)
    with suppress(DBAPIError):
        while left:
            with engine.execution_options(**{WRITES: True}).begin() as connection:
                left = bool(connection.scalar(_SOME))
