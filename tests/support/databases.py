"""Fresh databases for tests, on both engines.

Migrating takes long, so it is done once a session and engine, in a template; each test gets a copy of it: a copied
file on SQLite, ``CREATE DATABASE … TEMPLATE`` on Postgres.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import psycopg
from psycopg import sql

from tests.support.postgres import OWNER, SUPERUSER, Server

EngineKind = Literal["sqlite", "postgresql"]
ENGINES: tuple[EngineKind, ...] = ("sqlite", "postgresql")


def migrate(url: str) -> None:
    """Bring an empty database to the newest schema, as Lete itself does it."""
    from app.core.migrate import upgrade

    upgrade(url)


class Databases:
    """Makes databases and removes them.

    ``server`` is asked for only when the first Postgres database is wanted; ``owner`` keeps the names of parallel
    workers apart.
    """

    def __init__(
        self,
        server: Callable[[], Server],
        folder: Path,
        owner: str = "main",
        migrate: Callable[[str], None] = migrate,
    ) -> None:
        self._server = server
        self._folder = folder
        self._owner = owner
        self._migrate = migrate
        self._numbers = itertools.count(1)
        self._templates: dict[EngineKind, str] = {}

    def empty(self, kind: EngineKind) -> str:
        """The address of a database with nothing in it."""
        if kind == "sqlite":
            return _sqlite_url(self._new_file())
        url = self._server().url(self._create("template0"))
        self._close_plans(url)
        return url

    def migrated(self, kind: EngineKind) -> str:
        """The address of a database of the newest schema, without rows."""
        template = self._template(kind)
        if kind == "sqlite":
            return _sqlite_url(Path(shutil.copyfile(template, self._new_file())))
        name = self._create(template)
        self._close(template, name)
        return self._server().url(name)

    def drop(self, url: str) -> None:
        """Remove a database made here, cutting whoever is still connected to it."""
        if url.startswith("sqlite"):
            shutil.rmtree(Path(url.partition(":///")[2]).parent, ignore_errors=True)
            return
        name = url.partition("?")[0].rpartition("/")[2]
        self._administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _template(self, kind: EngineKind) -> str:
        """The template's file (SQLite) or database name (Postgres), migrated at the first call."""
        if kind not in self._templates:
            url = self.empty(kind)
            self._migrate(url)
            plain = url.partition("?")[0]
            self._templates[kind] = plain.partition(":///")[2] if kind == "sqlite" else plain.rpartition("/")[2]
        return self._templates[kind]

    def _new_file(self) -> Path:
        folder = self._folder / f"{self._owner}-{next(self._numbers)}"
        folder.mkdir()
        return folder / "office.lete"

    def _create(self, template: str) -> str:
        name = f"lete_{self._owner}_{next(self._numbers)}"
        self._administer(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template)
            )
        )
        return name

    def _close(self, template: str, name: str) -> None:
        """A copy has the guard of its template, roles and all, but not the rights on the database itself."""
        from app.core.server.roles import roles_of

        roles = roles_of(template)
        with psycopg.connect(self._server().dsn(SUPERUSER, SUPERUSER), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [roles.owner]).fetchone():
                for command in (
                    "ALTER DATABASE {database} OWNER TO {owner}",
                    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
                    "GRANT CONNECT ON DATABASE {database} TO {user}",
                ):
                    connection.execute(
                        sql.SQL(command).format(
                            database=sql.Identifier(name),
                            owner=sql.Identifier(roles.owner),
                            user=sql.Identifier(roles.user),
                        )
                    )

    def _close_plans(self, url: str) -> None:
        """What IT does once as a superuser."""
        from app.core.db import engine_for
        from app.core.server import plans

        engine = engine_for(self._server().url(url.partition("?")[0].rpartition("/")[2], SUPERUSER))
        assert plans.close(engine)
        engine.dispose()

    def _administer(self, command: sql.Composed) -> None:
        with psycopg.connect(self._server().dsn(SUPERUSER, SUPERUSER), autocommit=True) as connection:
            connection.execute(command)


def _sqlite_url(path: Path) -> str:
    return f"sqlite+pysqlite:///{path}"
