from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from app.core import migrate
from app.core.backup_check import check_copy
from app.core.db import APPLICATION_ID, WRITES, Base, engine_for, is_sqlite
from app.core.errors import Unavailable
from app.core.schema import HEAD, State, state
from app.core.search import STRETCH
from app.registers import load_tables


def test_the_program_speaks_the_newest_revision() -> None:
    assert ScriptDirectory.from_config(migrate.config()).get_current_head() == HEAD


def test_the_models_equal_the_migrated_database(engine: Engine) -> None:
    load_tables()
    with engine.connect() as connection:
        options = {
            "compare_type": True,
            "include_object": lambda _thing, name, kind, *_: not (kind == "table" and "_search" in (name or "")),
        }
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, Base.metadata)
    own_indexes = {f"ix_{name}_search" for name in ("contact", "client")}
    assert [each for each in differences if not (each[0] == "remove_index" and each[1].name in own_indexes)] == []


def test_the_server_s_search_index_is_cut_as_it_is_asked(engine: Engine) -> None:
    if is_sqlite(engine):
        return
    with engine.connect() as connection:
        made = text("SELECT indexdef FROM pg_indexes WHERE indexname IN ('ix_client_search', 'ix_contact_search')")
        for definition in connection.execute(made).scalars().all():
            assert f"ARRAY[(id / {STRETCH})]" in definition


def test_an_upgrade_makes_an_empty_database_current_and_again_does_nothing(database_url: str) -> None:
    migrate.upgrade(database_url)
    migrate.upgrade(database_url)
    engine = engine_for(database_url)
    try:
        assert state(engine) is State.CURRENT
        if is_sqlite(engine):
            with engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
                assert connection.exec_driver_sql("PRAGMA user_version").scalar() == int(HEAD)
    finally:
        engine.dispose()


def restamp(engine: Engine, revision: str) -> None:
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


def test_a_newer_database_is_left_alone(engine: Engine) -> None:
    restamp(engine, "9999")
    with pytest.raises(Unavailable):
        migrate.upgrade_engine(engine)
    assert state(engine) is State.NEWER


def test_before_an_upgrade_a_sqlite_file_is_copied(engine: Engine) -> None:
    restamp(engine, "0000")
    with pytest.raises(Unavailable):  # no revision leads from 0000 to here
        migrate.upgrade_engine(engine)
    assert state(engine) is State.OLDER
    if is_sqlite(engine):
        (copy,) = Path(engine.url.database or "").parent.glob("*.before-upgrade-*")
        assert check_copy(copy) == 0
