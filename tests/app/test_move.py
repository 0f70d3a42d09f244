"""An office moves from a file to a real server; the move is killed at every step and given again."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.support.databases import Databases
from tests.support.postgres import SUPERUSER, Server

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

    from app.core.i18n import Translator
    from app.move import Moved
    from app.office import Office

CONTACTS = 60


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample office with everything an office can have; copied by each test."""
    from app import demo
    from app.core.clock import system_clock
    from app.core.identity import create_first_administrator
    from app.core.permissions import MACHINE
    from app.office import Office
    from app.registers import load_tables
    from app.setup import new_database

    load_tables()
    path = tmp_path_factory.mktemp("filled") / "office.lete"
    with new_database(f"sqlite:///{path}") as engine:
        create_first_administrator(engine, "dace", "Dace Bērziņa", "ļoti slepena parole", system_clock)
        demo.fill(Office(engine, MACHINE), CONTACTS, 7, "dace")
    return path


@pytest.fixture
def file(filled: Path, tmp_path: Path) -> Path:
    path = tmp_path / "office.lete"
    path.write_bytes(filled.read_bytes())
    return path


@pytest.fixture
def target(databases: Databases) -> Iterator[str]:
    """The address of an empty database on the server."""
    url = databases.empty("postgresql")
    yield url
    databases.drop(url)


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    from app.core.db import engine_for

    engine = engine_for(url)
    try:
        yield engine
    finally:
        engine.dispose()


def silent(_step: str, _done: int, _total: int) -> None:
    pass


def moved(file: Path, target: str, progress: Callable[[str, int, int], None] = silent) -> Moved:
    from app.move import move

    return move(f"sqlite:///{file}", target, progress)


def acting(engine: Engine) -> Office:
    from app.core.permissions import Actor, Role
    from app.office import Office

    return Office(engine, Actor("dace", "Dace Bērziņa", frozenset(Role)))


def rows_of(engine: Engine) -> dict[str, list[Any]]:
    """Every row of every table, as the program reads it."""
    from sqlalchemy import select

    from app.core.permissions import SETTINGS_SEE
    from app.move_rows import carried_tables

    with acting(engine).view(SETTINGS_SEE) as view:
        return {
            table.name: sorted(map(repr, view.session.execute(select(table)).all())) for table in carried_tables()
        }


def head_of(url: str) -> tuple[int, str]:
    from sqlalchemy import select

    from app.core.permissions import SETTINGS_SEE
    from app.core.tables import AuditHead

    with opened(url) as engine, acting(engine).view(SETTINGS_SEE) as view:
        row = view.session.execute(select(AuditHead.seq, AuditHead.hash)).one()
        return row.seq, row.hash


def save(engine: Engine) -> int:
    from app.core.permissions import SETTINGS_EDIT
    from app.core.tables import Setting

    with acting(engine).work(SETTINGS_EDIT) as work:
        return work.add(Setting, key="later", value="1")


def test_everything_arrives_and_the_office_goes_on(file: Path, target: str) -> None:
    from app.core.verify import numbered, verify

    told: list[str] = []
    done = moved(file, target, lambda step, _done, _total: told.append(step))
    assert told[0] == ""
    assert told[-1] == "arrived"
    with opened(f"sqlite:///{file}") as source, opened(target) as server:
        before, after = rows_of(source), rows_of(server)
        assert before == after
        assert len(after["contact"]) >= CONTACTS
        assert after["client"]
        assert head_of(target) == (done.entries, done.head)
        assert verify(server, numbered()).good
        assert "dace" in done.logins
        highest = highest_setting(server)
        assert save(server) > highest  # the sequences go on where they were
        assert verify(server, numbered()).good


def highest_setting(engine: Engine) -> int:
    from sqlalchemy import func, select

    from app.core.permissions import SETTINGS_SEE
    from app.core.tables import Setting

    with acting(engine).view(SETTINGS_SEE) as view:
        return view.session.scalar(select(func.max(Setting.id))) or 0


def test_rows_with_pictures_are_carried_a_few_at_a_time() -> None:
    from app.move_rows import at_once, carried_tables
    from app.registers import load_tables

    load_tables()
    assert {table.name for table in carried_tables() if at_once(table) * 600_000 < 50_000_000} == {"photo"}


def test_the_guard_stands_after_the_move_as_before(file: Path, target: str, server: Server) -> None:
    moved(file, target)
    name = target.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(server.dsn(name, SUPERUSER)) as boss:
        unforced = boss.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND NOT (relrowsecurity AND relforcerowsecurity)"
        ).fetchall()
        disabled = boss.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'D'").fetchall()
    assert (unforced, disabled) == ([], [])


def test_who_once_handled_a_contact_keeps_sight_of_it_on_the_server(file: Path, target: str) -> None:
    from sqlalchemy import select, text

    from app.contacts.tables import Contact
    from app.core.permissions import CONTACTS_EDIT
    from app.directory.tables import Employee

    with opened(f"sqlite:///{file}") as source, acting(source).work(CONTACTS_EDIT) as work:
        contact = work.session.scalars(select(Contact).where(Contact.handler_id.is_not(None)).limit(1)).one()
        who, which = contact.handler_id, contact.id
        other = work.session.scalars(select(Employee.id).where(Employee.id != who).limit(1)).one()
        work.get(Contact, which).handler_id = other
    moved(file, target)
    with opened(target) as engine, acting(engine).view(CONTACTS_EDIT) as view:
        asked = text("SELECT 1 FROM lete_private.contact_sight WHERE employee_id = :who AND contact_id = :what")
        assert view.session.execute(asked, {"who": who, "what": which}).scalar() == 1


def test_the_old_file_tells_where_the_office_went_and_takes_no_change(
    file: Path, target: str, tr: Translator
) -> None:
    from app.connection import connect
    from app.core.errors import Unavailable

    with opened(f"sqlite:///{file}") as open_meanwhile:
        assert rows_of(open_meanwhile)["setting"]
        moved(file, target)
        with pytest.raises(Unavailable) as told:
            save(open_meanwhile)
        assert "pārcelta uz serveri" in tr(told.value.message)
    with pytest.raises(Unavailable) as told:
        connect(f"sqlite:///{file}")
    text = tr(told.value.message)
    assert "postgresql://" in text
    assert target.partition("?")[0].rpartition("/")[2] in text
    with pytest.raises(Unavailable):
        moved(file, target)


def test_the_address_the_old_file_tells_can_be_typed_as_it_stands(
    file: Path, target: str, server: Server, tr: Translator
) -> None:
    from app.connection import connect
    from app.core.errors import Unavailable

    name = target.partition("?")[0].rpartition("/")[2]
    moved(file, server.tcp_url(name, password=server.password))
    with pytest.raises(Unavailable) as told:
        connect(f"sqlite:///{file}")
    place = f"postgresql://127.0.0.1:{server.port}/{name}"
    assert f" {place}:" in tr(told.value.message)
    opened_there = connect(place)
    assert opened_there.asks_password
    opened_there.close()


def test_the_copy_made_before_is_the_office_as_it_was(file: Path, target: str) -> None:
    from app.connection import connect
    from app.core.backup_check import check_copy

    with closing(_raw(file)) as raw:
        entries = raw.execute("SELECT seq FROM audit_head").fetchone()[0]
    copy = moved(file, target).copy
    assert check_copy(copy) == entries
    connect(f"sqlite:///{copy}").close()


def _raw(path: Path) -> Any:
    import sqlite3

    return sqlite3.connect(path)


#: A move that kills itself at the given step.
DYING = """
import os, signal, sys
from app.move import move

def die(step, done, total):
    if step == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

move(sys.argv[1], sys.argv[2], die)
"""


def killed(file: Path, target: str, step: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DYING, f"sqlite:///{file}", target, step], check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


@pytest.mark.parametrize("step", ["", "copying", "contact", "audit_entry", "comparing", "arrived"])
def test_a_move_that_was_killed_is_given_again(file: Path, target: str, step: str) -> None:
    killed(file, target, step)
    with opened(f"sqlite:///{file}") as source:
        save(source)  # people go on in the file meanwhile
        before = rows_of(source)
    done = moved(file, target)
    with opened(target) as server:
        after = rows_of(server)
    assert head_of(target) == (done.entries, done.head)
    for name in set(before) - {"setting", "audit_entry", "audit_head"}:
        assert after[name] == before[name], name
    assert any("'later'" in row for row in after["setting"])


def test_a_move_into_a_database_that_is_not_there_makes_it_and_takes_it_away_if_it_fails(
    file: Path, server: Server
) -> None:
    name = "lete_move_new"
    url = server.url(name)

    def fail(step: str, _done: int, _total: int) -> None:
        if step == "comparing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moved(file, url, fail)
    assert not _exists(server, name)
    assert list(file.parent.glob("*.before-move-*")) == []
    moved(file, url)
    assert _exists(server, name)
    with psycopg.connect(server.dsn("postgres", SUPERUSER), autocommit=True) as boss:
        boss.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _exists(server: Server, name: str) -> bool:
    with psycopg.connect(server.dsn("postgres", SUPERUSER)) as boss:
        return boss.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def test_another_office_is_not_overwritten(file: Path, databases: Databases, tr: Translator) -> None:
    from app.core.errors import Unavailable

    url = databases.migrated("postgresql")
    with opened(url) as engine:
        save(engine)
        before = rows_of(engine)
        with pytest.raises(Unavailable) as told:
            moved(file, url)
        assert rows_of(engine) == before
    assert "nav tukša" in tr(told.value.message)
    with opened(f"sqlite:///{file}") as source:
        save(source)
    databases.drop(url)


def test_an_office_that_people_have_worked_in_on_the_server_is_not_overwritten(
    file: Path, target: str, tr: Translator
) -> None:
    from app.core.errors import Unavailable

    killed(file, target, "arrived")
    with opened(target) as engine:
        save(engine)
    with pytest.raises(Unavailable) as told:
        moved(file, target)
    assert "jau ir strādāts" in tr(told.value.message)


def test_a_forged_office_is_not_moved(file: Path, target: str, tr: Translator) -> None:
    from app.core.errors import Unavailable

    with closing(_raw(file)) as raw, raw:
        raw.execute("UPDATE audit_entry SET text = replace(text, 'dace', 'ilze') WHERE seq = 1")
    with pytest.raises(Unavailable) as told:
        moved(file, target)
    assert "lete-admin verify" in tr(told.value.message)


def test_only_a_file_moves_and_only_to_a_server(file: Path, target: str, tmp_path: Path) -> None:
    from app.core.errors import Unavailable

    for source, goal in ((tmp_path / "gone", target), (file, f"sqlite:///{tmp_path / 'x'}")):
        with pytest.raises(Unavailable):
            moved(source, goal)
    assert not (tmp_path / "gone").exists()


def test_lete_admin_tells_how_far_it_is_and_what_is_left_to_do(
    file: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.cli.main import main

    assert main(["move", "--from", f"sqlite:///{file}", "--to", target]) == 0
    out, error = capsys.readouterr()
    assert "Iestāde ir pārcelta." in out
    assert "dace" in out
    assert f"lete-admin user reset LOGIN --db {target}\n" in out
    told = [line.strip() for line in error.splitlines()]
    with opened(f"sqlite:///{file}") as source:
        sizes = {name: len(rows) for name, rows in rows_of(source).items()}
    for name, table in (
        ("Saziņa", "contact"),
        ("Klients", "client"),
        ("Iestatījums", "setting"),
        ("Audita pieraksti", "audit_entry"),
    ):
        assert told.count(f"{name}: {sizes[table]} / {sizes[table]}") == 2, name  # copied, and read back
    assert " 0 / " not in error
    assert "Viss ir nonācis galā." in error
    assert main(["move", "--from", f"sqlite:///{file}", "--to", target]) == 2
