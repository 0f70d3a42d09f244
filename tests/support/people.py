"""People with logins of their own on a test database, for whom the server's guard is.

On Postgres a person is a login role, a member of the groups of their roles; on SQLite there are no logins, and the
same engine serves everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from tests.support.postgres import SUPERUSER, Server

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.core.changes import Hub
    from app.core.clock import Clock
    from app.core.permissions import Role
    from app.office import Office

PASSWORD = "ļoti-slepeni 1"


class People:
    """Provisions people on the database at ``url`` and opens it for them; :meth:`close` in the end."""

    def __init__(self, server: Callable[[], Server], url: str) -> None:
        self.url = url
        self._server = server
        self._engines: dict[str, Engine] = {}

    @property
    def is_server(self) -> bool:
        """Whether the database is on Postgres."""
        return not self.url.startswith("sqlite")

    def provision(self, login: str, *roles: Role, enabled: bool = True) -> str:
        """Make the login, or give it these roles instead of those it has; the database's address for it.

        A disabled one cannot log in; a session it has open keeps no rights.
        """
        if not self.is_server:
            return self.url
        from app.core.server.roles import Roles

        with self.boss() as boss:
            found = boss.execute("SELECT lete.role_prefix()").fetchone()
        assert found is not None
        office = Roles(str(found[0]))
        # Logins are the whole server's, and parallel runs use the same names: in one database an advisory lock
        # keeps them apart. It goes with the connection.
        with psycopg.connect(self._server().dsn(SUPERUSER, SUPERUSER), autocommit=True) as boss:
            boss.execute("SELECT pg_advisory_lock(4711)")
            self._make(boss, login, enabled=enabled)
            for group in (office.user, *office.groups):
                boss.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(group), sql.Identifier(login)))
            for role in roles if enabled else ():
                boss.execute(
                    sql.SQL("GRANT {} TO {}").format(sql.Identifier(office.group(role)), sql.Identifier(login))
                )
        return self._server().url(self._name, login)

    def engine(self, login: str, *roles: Role) -> Engine:
        """An engine in that person's name, who is provisioned first."""
        from app.core.db import engine_for

        url = self.provision(login, *roles)
        key = login if self.is_server else ""
        if key not in self._engines:
            self._engines[key] = engine_for(url)
        return self._engines[key]

    def office(
        self, login: str, name: str, roles: Iterable[Role], clock: Clock | None = None, hub: Hub | None = None
    ) -> Office:
        """The office as that person sees it."""
        from app.core.changes import Hub
        from app.core.clock import system_clock
        from app.core.permissions import Actor
        from app.office import Office

        actor = Actor(login, name, frozenset(roles))
        return Office(self.engine(login, *actor.roles), actor, hub or Hub(), clock or system_clock)

    def psql(self, login: str) -> psycopg.Connection[tuple[object, ...]]:
        """A bare connection in that person's name, each statement a transaction; close it."""
        return psycopg.connect(self._dsn(login), autocommit=True)

    def boss(self) -> psycopg.Connection[tuple[object, ...]]:
        """A bare connection of the superuser, to look at what is really there; close it."""
        return psycopg.connect(self._dsn(SUPERUSER), autocommit=True)

    def close(self) -> None:
        """Let every engine go."""
        for engine in self._engines.values():
            engine.dispose()

    @property
    def _name(self) -> str:
        return self.url.partition("?")[0].rpartition("/")[2]

    def _dsn(self, login: str) -> str:
        return self._server().dsn(self._name, login)

    @staticmethod
    def _make(boss: psycopg.Connection[tuple[object, ...]], login: str, *, enabled: bool) -> None:
        known = boss.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login]).fetchone()
        boss.execute(
            sql.SQL("{} ROLE {} {} PASSWORD {}").format(
                sql.SQL("ALTER" if known else "CREATE"),
                sql.Identifier(login),
                sql.SQL("LOGIN" if enabled else "NOLOGIN"),
                sql.Literal(PASSWORD),
            )
        )
