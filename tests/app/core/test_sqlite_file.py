"""How SQLite files are opened by where they lie. A cloud program's folder stands in for what others reach too."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.engine import make_url

from app.core import backup
from app.core.db import engine_for
from app.core.errors import Unavailable
from app.core.i18n import Translator
from app.core.permissions import MACHINE, SETTINGS_EDIT, SETTINGS_SEE
from app.core.places import Kind
from app.core.sqlite_file import SHARED_MARK, described
from app.core.tables import Setting
from app.office import Office
from tests.support.databases import Databases

WAL, FULL = b"\x02\x02", 2


@pytest.fixture
def template(databases: Databases) -> Iterator[Path]:
    url = databases.migrated("sqlite")
    yield Path(make_url(url).database or "")
    databases.drop(url)


@pytest.fixture
def shared(template: Path, tmp_path: Path) -> Path:
    """A migrated database in a folder that others reach."""
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    return Path(shutil.copyfile(template, folder / "lete.db"))


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    engine = engine_for(f"sqlite:///{path}")
    yield engine
    engine.dispose()


def modes(engine: Engine) -> tuple[str, int]:
    with engine.connect() as connection:
        journal: str = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        return journal, connection.exec_driver_sql("PRAGMA synchronous").scalar_one()


def save(engine: Engine, key: str) -> None:
    with Office(engine, MACHINE).work(SETTINGS_EDIT) as work:
        work.add(Setting, key=key, value="1")


def keys(engine: Engine) -> set[str]:
    with Office(engine, MACHINE).view(SETTINGS_SEE) as view:
        return set(view.session.scalars(select(Setting.key)))


def make_wal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").close()
    assert path.read_bytes()[18:20] == WAL


def test_a_file_on_a_disk_of_this_computer_is_in_wal_mode_and_each_commit_reaches_the_disk(template: Path) -> None:
    with opened(template) as engine:
        assert modes(engine) == ("wal", FULL)
    assert described(template).kind is Kind.LOCAL


def test_a_file_that_others_reach_is_never_in_wal_mode(shared: Path) -> None:
    make_wal(shared)
    with opened(shared) as engine:
        assert modes(engine) == ("truncate", FULL)
        save(engine, "a")
        assert not list(shared.parent.glob("*-wal")) + list(shared.parent.glob("*-shm"))
    assert shared.read_bytes()[18:20] != WAL
    assert described(shared).kind is Kind.CLOUD


def test_two_programs_write_to_a_shared_file_in_turn(shared: Path) -> None:
    with opened(shared) as one, opened(shared) as other:
        for engine, key in ((one, "a"), (other, "b"), (one, "c")):
            save(engine, key)
        with one.connect() as holding, holding.begin():
            holding.exec_driver_sql("SELECT count(*) FROM setting")
            with opened(shared) as third:  # opening does not wait for readers
                assert keys(third) == {"a", "b", "c"}


def test_a_file_used_over_the_network_is_not_taken_into_wal_mode_by_its_own_computer(template: Path) -> None:
    template.with_name(template.name + SHARED_MARK).touch()
    with opened(template) as engine:
        assert modes(engine) == ("truncate", FULL)
    assert described(template).kind is Kind.NETWORK
    template.with_name(template.name + SHARED_MARK).unlink()
    with opened(template) as engine:
        assert modes(engine) == ("wal", FULL)


def test_whoever_opens_over_the_network_leaves_the_mark(shared: Path) -> None:
    with opened(shared) as engine:
        save(engine, "a")
    assert shared.with_name(shared.name + SHARED_MARK).exists()


#: Another program that works in the file as in its own.
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL").close()
connection.execute("SELECT count(*) FROM setting").fetchall()
print("open", flush=True)
sys.stdin.readline()
"""


def test_while_another_has_it_open_as_its_own_it_is_not_touched(
    shared: Path, tr: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.db.BUSY_TIMEOUT_MS", 50)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(shared)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        with opened(shared) as engine, pytest.raises(Unavailable) as told:
            save(engine, "a")
        other.communicate("\n")
    assert "cits dators" in tr(told.value.message).casefold()
    with opened(shared) as engine:
        save(engine, "a")
        assert keys(engine) == {"a"}


def test_a_copy_put_back_is_seen_by_whoever_has_the_shared_file_open(shared: Path, tmp_path: Path) -> None:
    now = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    with opened(shared) as other:
        save(other, "a")
        copy = backup.make(other, tmp_path, now, keep=5).path
        save(other, "later")
        with other.connect() as idle:  # outside WAL mode nobody can tell that it is open
            restored = backup.restore(copy, shared, now)
            assert idle.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "truncate"
        assert keys(other) == {"a"}
        save(other, "after")
    with opened(shared) as engine:
        assert keys(engine) == {"a", "after"}
    assert restored.before is not None
    with opened(restored.before) as engine:
        assert keys(engine) == {"a", "later"}


def test_a_damaged_shared_file_is_replaced(shared: Path, tmp_path: Path) -> None:
    now = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    with opened(shared) as engine:
        save(engine, "a")
        copy = backup.make(engine, tmp_path, now, keep=5).path
    shared.write_bytes(b"no database" * 1000)
    backup.restore(copy, shared, now)
    with opened(shared) as engine:
        assert keys(engine) == {"a"}
