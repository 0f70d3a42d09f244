"""A guarded office on Postgres with people of every role, each with a login of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.support.databases import Databases
from tests.support.people import People
from tests.support.postgres import Server

if TYPE_CHECKING:
    from app.office import Office

#: A bare connection in a person's name, closed when the test ends.
Psql = Callable[[str], psycopg.Connection[Any]]


@pytest.fixture
def guarded(server: Server, databases: Databases) -> Iterator[People]:
    """Clerk Ilze, specialist Rita, head Dace, decision maker Juris, administrator Anna; Zane is switched off."""
    from app.core.permissions import Role

    url = databases.migrated("postgresql")
    made = People(lambda: server, url)
    for login, role in (
        ("ilze", Role.CLERK),
        ("rita", Role.SPECIALIST),
        ("dace", Role.HEAD),
        ("juris", Role.DECISION_MAKER),
        ("anna", Role.ADMINISTRATOR),
    ):
        made.provision(login, role)
    made.provision("zane", Role.CLERK, enabled=False)
    yield made
    made.close()
    databases.drop(url)


@pytest.fixture
def psql(guarded: People) -> Iterator[Psql]:
    """Signs a person in with psql, so to say; "" is the superuser."""
    opened: list[psycopg.Connection[Any]] = []

    def connected(login: str = "") -> psycopg.Connection[Any]:
        opened.append(guarded.psql(login) if login else guarded.boss())
        return opened[-1]

    yield connected
    for connection in opened:
        connection.close()


@pytest.fixture
def head_office(guarded: People) -> Office:
    """The office as Dace, its head, sees it."""
    from app.core.permissions import Role

    return guarded.office("dace", "Dace Bērziņa", {Role.HEAD})
