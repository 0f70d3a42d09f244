from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Boolean, CheckConstraint, Engine, String, cast, insert, inspect, literal, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from app.connection import Connection
from app.core import permissions
from app.core.db import Base, UtcDateTime, engine_for, is_sqlite, utc_text
from app.core.errors import Unavailable
from app.core.i18n import Translator
from app.core.schema import require_current
from app.core.tables import Credential, Setting
from app.core.trouble import explain
from app.core.work import transaction
from app.office import Office
from app.registers import load_tables
from tests.support.databases import Databases
from tests.support.postgres import Server


def refusal(url: str, tr: Translator) -> str:
    """What a person is told when a database at ``url`` is opened."""
    engine = engine_for(url)
    try:
        with pytest.raises(Unavailable) as told:
            require_current(engine)
        return tr(told.value.message)
    finally:
        engine.dispose()


def save(engine: Engine) -> None:
    office = Office(engine, permissions.MACHINE)
    with office.work(permissions.SETTINGS_EDIT) as work:
        work.add(Setting, key="a", value="1")


@pytest.mark.parametrize("url", ["nonsense", "oracle://x/y", "mysql://x/y", ""])
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(Unavailable):
        engine_for(url)


def test_sqlite_is_opened_so_that_no_power_cut_loses_a_commit(databases: Databases) -> None:
    url = databases.migrated("sqlite")
    engine = engine_for(url)
    with engine.connect() as connection:
        told = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    engine.dispose()
    databases.drop(url)
    assert told == ["wal", 2, 1]


def test_both_engines_keep_foreign_keys(engine: Engine) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), transaction(engine, writes=True) as session:
        session.execute(insert(Credential).values(account_id=9, password_hash="x", failures=0))


@pytest.mark.parametrize(
    ("name", "value"),
    [("login", "x" * 64), ("name", "ņ" * 121), ("roles", "x" * 201), ("enabled", 2), ("name", None)],
)
def test_both_engines_refuse_the_same_values(engine: Engine, name: str, value: object) -> None:
    """Postgres by the types of its columns, SQLite by constraints of ours."""
    fitting = {"id": 1, "version": 1, "login": "x" * 63, "name": "ņ" * 120, "roles": "x" * 200, "enabled": True}
    columns = ", ".join(fitting)
    command = text(f"INSERT INTO account ({columns}) VALUES ({', '.join(':' + each for each in fitting)})")
    with pytest.raises(DBAPIError), transaction(engine, writes=True) as session:
        session.execute(command, {**fitting, name: value})
    with transaction(engine, writes=True) as session:
        session.execute(command, fitting)


def test_every_text_with_a_length_and_every_flag_is_constrained() -> None:
    load_tables()
    for table in Base.metadata.tables.values():
        ruled = {str(each.name) for each in table.constraints if isinstance(each, CheckConstraint)}
        for column in table.columns:
            if isinstance(column.type, String) and column.type.length:
                assert f"ck_{table.name}_{column.name}_length" in ruled
            if isinstance(column.type, Boolean):
                assert f"ck_{table.name}_{column.name}_flag" in ruled


def test_the_database_has_every_constraint_of_the_models(engine: Engine) -> None:
    load_tables()
    inspector = inspect(engine)
    for table in Base.metadata.tables.values():
        wanted = {str(each.name) for each in table.constraints if isinstance(each, CheckConstraint)}
        assert {each["name"] for each in inspector.get_check_constraints(table.name)} == wanted, table.name


def test_an_error_of_the_database_tells_nobodys_data(engine: Engine) -> None:
    """It may be logged, or stand in a crash report."""
    with pytest.raises(DBAPIError) as refused, transaction(engine, writes=True) as session:
        session.execute(insert(Credential).values(account_id=9, password_hash="argon2-secret", failures=0))
    assert "argon2-secret" not in str(refused.value)


def test_postgres_refuses_a_write_inside_a_look(engine: Engine) -> None:
    if is_sqlite(engine):
        pytest.skip("on SQLite a look is kept from writing by our own code alone")
    with pytest.raises(Unavailable), transaction(engine, writes=False) as session:
        session.execute(text("INSERT INTO setting (id, version, key, value) VALUES (1, 1, 'a', '1')"))


def test_a_moment_comes_back_as_it_went_in_utc(engine: Engine) -> None:
    moment = datetime(2026, 11, 20, 10, 31, 7, 999, tzinfo=timezone(timedelta(hours=2)))
    with transaction(engine, writes=False) as session:
        at = session.scalar(select(cast(literal(moment, UtcDateTime()), UtcDateTime())))
    assert at is not None
    assert (at, at.tzinfo) == (datetime(2026, 11, 20, 8, 31, 7, tzinfo=UTC), UTC)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_moments_sort_as_their_texts(moment: datetime) -> None:
    later = moment + timedelta(seconds=1)
    assert utc_text(moment) < utc_text(later)
    assert datetime.fromisoformat(utc_text(moment)) == moment.replace(microsecond=0)


# Trouble with a file


def test_a_file_that_is_no_database_is_told(tmp_path: Path, tr: Translator) -> None:
    path = tmp_path / "x.lete"
    path.write_bytes(b"This is a letter, not a database. " * 100)
    assert "bojāta" in refusal(f"sqlite:///{path}", tr)


def test_a_damaged_file_is_told(databases: Databases, tr: Translator) -> None:
    url = databases.migrated("sqlite")
    path = Path(make_url(url).database or "")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xa5" * (len(content) - 100))
    assert "bojāta" in refusal(url, tr)
    databases.drop(url)


def test_a_folder_that_vanished_is_told(tmp_path: Path, tr: Translator) -> None:
    assert "atvērt" in refusal(f"sqlite:///{tmp_path}/gone/x.lete", tr)


def test_a_locked_file_is_told(databases: Databases, tr: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.db.BUSY_TIMEOUT_MS", 50)
    url = databases.migrated("sqlite")
    engine = engine_for(url)
    with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE").close()
        with pytest.raises(Unavailable) as told:
            save(engine)
        other.execute("ROLLBACK").close()
    assert "cita programma" in tr(told.value.message)
    save(engine)
    engine.dispose()
    databases.drop(url)


def test_a_read_only_database_is_told(databases: Databases, tr: Translator) -> None:
    url = databases.migrated("sqlite")
    path = make_url(url).database
    engine = engine_for(f"sqlite:///file:{path}?mode=ro&uri=true")
    with pytest.raises(Unavailable) as told:
        save(engine)
    assert "tikai lasīt" in tr(told.value.message)
    engine.dispose()
    databases.drop(url)


def test_a_full_disk_is_told(databases: Databases, tr: Translator) -> None:
    url = databases.migrated("sqlite")
    engine = engine_for(url)
    office = Office(engine, permissions.MACHINE)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with pytest.raises(Unavailable) as told, office.work(permissions.SETTINGS_EDIT) as work:
        work.session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        work.add(Setting, key="a", value="x" * 1_000_000)
    assert "nav vietas" in tr(told.value.message)
    engine.dispose()
    databases.drop(url)


# Trouble with a server


def test_a_wrong_password_is_told(server: Server, databases: Databases, tr: Translator) -> None:
    url = databases.migrated("postgresql")
    name = make_url(url).database or ""
    assert "paroli" in refusal(server.tcp_url(name, password="wrong"), tr)
    databases.drop(url)


def test_a_server_that_is_down_is_told(tr: Translator) -> None:
    assert "Nav savienojuma" in refusal("postgresql+psycopg://lete:x@127.0.0.1:1/lete", tr)


def test_a_host_that_is_not_there_is_told(tr: Translator) -> None:
    assert "serveris nav atrasts" in refusal("postgresql+psycopg://lete:x@no-such-host.invalid/lete", tr)


def test_a_database_that_is_not_there_is_told(server: Server, tr: Translator) -> None:
    assert "lete-admin init" in refusal(server.url("no_such_database"), tr)


def test_a_login_that_is_not_there_is_told(server: Server, tr: Translator) -> None:
    assert "lietotājvārdu" in refusal(server.url("postgres", "no_such_login"), tr)


def test_two_writers_in_each_others_way_are_told_to_try_again(tr: Translator) -> None:
    told = explain(RuntimeError("deadlock detected"))
    assert told is not None
    assert "cita programma" in tr(told)


def test_a_connection_does_not_show_its_password() -> None:
    connection = Connection("postgresql+psycopg://lete:secret@host/lete", engine_for("sqlite://"))
    assert "secret" not in repr(connection)
    connection.close()


def test_a_bug_is_not_explained_away() -> None:
    assert explain(ValueError("something else")) is None
