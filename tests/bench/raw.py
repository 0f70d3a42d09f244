"""Bare statements through the bare drivers: what floors are made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import psycopg
from sqlalchemy.engine import make_url

from app.core.db import PATIENCE
from app.core.sqlite_file import BUSY_TIMEOUT_MS, SqliteOpener


class Raw:
    """One connection of a driver; ``?`` stands for a value on both."""

    def __init__(self, connection: Any, *, sqlite: bool) -> None:
        self.connection = connection
        self.sqlite = sqlite

    def all(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows."""
        return list(self.run(statement, values).fetchall())

    def run(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """The cursor."""
        return self.connection.execute(self._spelled(statement), values)

    def many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """The same statement for each row, as fast as the driver can."""
        cursor = self.connection.cursor()
        cursor.executemany(self._spelled(statement), rows)
        cursor.close()

    def begin(self) -> None:
        """As a writer."""
        self.connection.execute("BEGIN IMMEDIATE" if self.sqlite else "BEGIN")

    def commit(self) -> None:
        """As it says."""
        self.connection.execute("COMMIT")

    def _spelled(self, statement: str) -> str:
        return statement if self.sqlite else statement.replace("%", "%%").replace("?", "%s")


@contextmanager
def raw(url: str) -> Iterator[Raw]:
    """A connection set up as the program's are, with nothing between us and the driver."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        assert parsed.database is not None
        connection: Any = sqlite3.connect(parsed.database)
        SqliteOpener(parsed.database, BUSY_TIMEOUT_MS)(connection, None)
    else:
        plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(plain, autocommit=True, **cast(Any, PATIENCE))
    try:
        yield Raw(connection, sqlite=parsed.get_backend_name() == "sqlite")
    finally:
        connection.close()
