"""Closing what a plan may count: only a superuser can, and others are told so."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from app.cli.completing import complete
from app.core.cautions import TELLING_PLANS
from app.core.db import engine_for
from app.core.i18n import Translator
from app.core.server import plans
from tests.support.databases import Databases
from tests.support.postgres import OWNER, SUPERUSER, Server


@pytest.fixture
def name(databases: Databases) -> Iterator[str]:
    """A database of its own."""
    url = databases.migrated("postgresql")
    yield url.partition("?")[0].rpartition("/")[2]
    databases.drop(url)


def test_the_owner_is_told_that_it_takes_a_superuser(
    server: Server, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(server.dsn(name, SUPERUSER)) as boss:
        boss.execute("ALTER FUNCTION pg_catalog.texteq LEAKPROOF")
    said = []
    for login in (OWNER, SUPERUSER, OWNER):
        engine = engine_for(server.url(name, login))
        complete(engine, Translator("en"))
        engine.dispose()
        said.append(capsys.readouterr().err)
    assert said == [f"{TELLING_PLANS.text}\n", "", ""]


def test_a_file_has_nothing_to_close(databases: Databases) -> None:
    url = databases.migrated("sqlite")
    engine = engine_for(url)
    assert plans.close(engine)
    engine.dispose()
    databases.drop(url)
