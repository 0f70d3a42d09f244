"""An office on Postgres as IT leaves it: an administrator who is no superuser, and passwords asked by SCRAM."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg

from tests.support.databases import Databases
from tests.support.logins import Logins
from tests.support.postgres import OWNER, SUPERUSER, Server

if TYPE_CHECKING:
    from app.connection import Connection
    from app.core.permissions import Role
    from app.office import Office

PASSWORD = "četri vārdi un ķirši"

Psql = psycopg.Connection[tuple[object, ...]]


class SharedOffice:
    """``administrator`` is the login of Anna Liepa, who administers and does nothing else."""

    def __init__(self, server: Server, name: str) -> None:
        self.server, self.name = server, name
        self.named = Logins(server)
        self._open: list[Connection] = []
        self.administrator = self.named("anna")

    @property
    def bare(self) -> str:
        """The address without a login, as on everybody's computer."""
        return f"postgresql+psycopg://127.0.0.1:{self.server.port}/{self.name}"

    @property
    def of_owner(self) -> str:
        """The address of IT, who owns the database."""
        return self.server.url(self.name, OWNER)

    def of(self, login: str, password: str = PASSWORD) -> str:
        """The address with a login and its password."""
        from app.core.identity import with_login

        return with_login(self.bare, login, password)

    def sign_in(self, login: str, password: str = PASSWORD) -> Office:
        """The office of that person, by way of the sign-in card."""
        from app.connection import connect
        from app.core.changes import Hub

        connection = connect(self.bare)
        self.keep(connection)
        office = connection.sign_in(login, password, Hub())
        self.keep(type(connection)(self.bare, office.engine))
        return office

    def keep(self, connection: Connection) -> None:
        """Close it in the end."""
        self._open.append(connection)

    def add(self, name: str, *roles: Role) -> str:
        """A person added by the administrator; the login, whose password is PASSWORD."""
        from app.core.accounts import Accounts

        login = self.named(name)
        Accounts(self.sign_in(self.administrator)).add(login, name.title(), frozenset(roles), PASSWORD)
        return login

    def psql(self, login: str, password: str = PASSWORD) -> Psql:
        """A bare connection in that person's name, each statement a transaction; close it."""
        where = {"host": "127.0.0.1", "port": self.server.port, "dbname": self.name}
        return psycopg.connect("", **where, user=login, password=password, autocommit=True)  # type: ignore[arg-type]

    def boss(self) -> Psql:
        """The superuser's, to look at what is really there; close it."""
        return psycopg.connect(self.server.dsn(self.name, SUPERUSER), autocommit=True)

    def close(self) -> None:
        """Let every connection go."""
        for connection in self._open:
            connection.close()


@contextmanager
def shared_office(server: Server, databases: Databases) -> Iterator[SharedOffice]:
    """A fresh one, gone at the end with its people."""
    from app.core.accounts import Accounts
    from app.core.clock import system_clock
    from app.core.db import engine_for
    from app.core.identity import create_first_administrator
    from app.core.permissions import Role
    from app.office import Office

    url = databases.migrated("postgresql")
    made = SharedOffice(server, url.partition("?")[0].rpartition("/")[2])
    engine = engine_for(url)
    first = create_first_administrator(engine, "", "Informātiķis", "", system_clock)
    accounts = Accounts(Office(engine, first.actor))
    accounts.add(made.administrator, "Anna Liepa", frozenset({Role.ADMINISTRATOR}), PASSWORD)
    (own,) = (each for each in accounts.list() if each.login == first.actor.account)
    accounts.disable(own.id)
    engine.dispose()
    try:
        yield made
    finally:
        made.close()
        databases.drop(url)
        made.named.close()
