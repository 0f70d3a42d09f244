"""Names for logins that a test has the program make: they belong to the whole server, and go with the test."""

from __future__ import annotations

import secrets

import psycopg
from psycopg import sql

from tests.support.postgres import SUPERUSER, Server


class Logins:
    """Names that no other test uses; :meth:`close` drops the logins that were made under them."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._made: list[str] = []

    def __call__(self, name: str) -> str:
        """A login beginning with ``name``."""
        self._made.append(f"{name}.{secrets.token_hex(4)}")
        return self._made[-1]

    def close(self) -> None:
        """Drop them. Their databases have to be gone before, or hold nothing of theirs."""
        with psycopg.connect(self._server.dsn(SUPERUSER, SUPERUSER), autocommit=True) as boss:
            for name in self._made:
                boss.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))
