"""The ground the other tests stand on: fresh databases of both engines, kept apart."""

from __future__ import annotations

import logging
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import NullPool, create_engine, text

from tests.support.databases import Databases, EngineKind
from tests.support.postgres import OWNER, Server


def run(url: str, statement: str) -> list[tuple[object, ...]]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        result = connection.execute(text(statement))
        return [tuple(row) for row in result] if result.returns_rows else []


def test_each_test_gets_an_empty_database_of_the_engine_it_asked_for(
    database_url: str, engine_kind: EngineKind
) -> None:
    assert create_engine(database_url).dialect.name == engine_kind
    run(database_url, "CREATE TABLE first_test (id integer)")
    assert run(database_url, "SELECT count(*) FROM first_test") == [(0,)]


def test_copies_of_a_template_hold_its_schema_and_do_not_see_each_other(
    server: Server, tmp_path: Path, engine_kind: EngineKind
) -> None:
    migrated: list[str] = []

    def migrate(url: str) -> None:
        migrated.append(url)
        run(url, "CREATE TABLE person (name text)")

    databases = Databases(lambda: server, tmp_path, f"copies_{tmp_path.name[-8:]}", migrate)
    first, second = databases.migrated(engine_kind), databases.migrated(engine_kind)
    run(first, "INSERT INTO person VALUES ('Līga')")
    assert run(first, "SELECT name FROM person") == [("Līga",)]
    assert run(second, "SELECT name FROM person") == []
    assert len(migrated) == 1
    for url in (first, second, *migrated):
        databases.drop(url)


def test_the_server_asks_for_a_password_over_the_network(server: Server) -> None:
    address = server.tcp_url("postgres").replace("+psycopg", "")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(address)
    with psycopg.connect(server.tcp_url("postgres", OWNER, server.password).replace("+psycopg", "")) as connection:
        assert connection.execute(
            "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone() == (
            OWNER,
            False,
        )


@pytest.mark.logs("tests.expected")
def test_a_logger_that_was_named_may_warn() -> None:
    logging.getLogger("tests.expected").warning("meant")


@given(st.integers())
def test_rules_may_be_tested_with_hypothesis_beside_the_automatic_fixtures(number: int) -> None:
    assert isinstance(number, int)
