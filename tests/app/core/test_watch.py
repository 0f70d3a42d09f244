from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Event
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from app.core.changes import Changes, Hub
from app.core.db import engine_for, is_sqlite
from app.core.notices import parse
from app.core.permissions import MACHINE, SETTINGS_EDIT
from app.core.tables import Setting
from app.core.watch import LONG, Watcher
from app.core.work import MANY
from app.office import Office
from tests.support.databases import Databases
from tests.support.postgres import SUPERUSER, Server

#: A save in a process of its own.
SAVE = """
import sys
from app.core.db import engine_for
from app.core.permissions import MACHINE, SETTINGS_EDIT
from app.core.tables import Setting
from app.office import Office
engine = engine_for(sys.argv[1])
sys.stdin.readline()
with Office(engine, MACHINE).work(SETTINGS_EDIT) as work:
    work.add(Setting, key="other", value="1")
print("saved", flush=True)
engine.dispose()
"""


@pytest.fixture
def hub() -> Hub:
    return Hub()


@contextmanager
def watching(engine: Engine, hub: Hub, **options: Any) -> Iterator[Queue[Changes]]:
    heard: Queue[Changes] = Queue()
    hub.listen(heard.put)
    watcher = Watcher(engine, hub, **options)
    watcher.start()
    try:
        assert watcher.ready(5)
        yield heard
    finally:
        watcher.stop()


@contextmanager
def other_office(url: str) -> Iterator[Office]:
    """Another program on the same database."""
    engine = engine_for(url)
    yield Office(engine, MACHINE)
    engine.dispose()


def save(office: Office, *keys: str) -> list[int]:
    with office.work(SETTINGS_EDIT) as work:
        return work.insert(Setting, [{"key": key, "value": "1"} for key in keys])


def test_a_save_of_another_process_is_heard_within_a_second(database: str, engine: Engine, hub: Hub) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SAVE, database],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    ) as other:
        with watching(engine, hub) as heard:
            assert other.stdin is not None and other.stdout is not None
            other.stdin.write("\n")
            other.stdin.flush()
            assert other.stdout.readline() == "saved\n"
            changes = heard.get(timeout=1)
        assert (changes.register, len(changes.ids)) == ("settings", 1)
        assert other.wait(10) == 0


def test_each_commit_names_its_records(database: str, engine: Engine, hub: Hub) -> None:
    with watching(engine, hub) as heard, other_office(database) as other:
        first = save(other, "a", "b")
        assert heard.get(timeout=2).ids == tuple(first)
        second = save(other, "c")
        assert heard.get(timeout=2).ids == tuple(second)


def test_own_saves_are_told_once(database: str, engine: Engine, hub: Hub) -> None:
    mine = Office(engine, MACHINE, hub)
    with watching(engine, hub) as heard, other_office(database) as other:
        own = save(mine, "a", "b")
        theirs = save(other, "c")
        assert heard.get(timeout=2).ids == tuple(own)
        assert heard.get(timeout=2).ids == tuple(theirs)
        assert heard.empty()


def test_many_records_are_told_as_many(database: str, engine: Engine, hub: Hub) -> None:
    with watching(engine, hub) as heard, other_office(database) as other:
        save(other, *(f"k{number}" for number in range(MANY + 1)))
        assert heard.get(timeout=2) == Changes("settings", (), heard_by(engine))


def heard_by(engine: Engine) -> str:
    """Who did it: the audit of a SQLite file tells; a notice on Postgres carries numbers only."""
    return MACHINE.account if is_sqlite(engine) else ""


def test_a_long_import_is_told_in_short(database: str, engine: Engine, hub: Hub) -> None:
    with watching(engine, hub) as heard, other_office(database) as other:
        save(other, *(f"k{number}" for number in range(LONG + 1)))
        assert heard.get(timeout=2) == Changes("settings", ())


def test_a_rolled_back_save_is_not_told(database: str, engine: Engine, hub: Hub) -> None:
    with watching(engine, hub) as heard, other_office(database) as other:
        with pytest.raises(RuntimeError), other.work(SETTINGS_EDIT) as work:
            work.add(Setting, key="never", value="1")
            work.flush()
            raise RuntimeError
        told = save(other, "a")
        assert heard.get(timeout=2).ids == tuple(told)


def test_a_watcher_that_is_stopped_hears_nothing(database: str, engine: Engine, hub: Hub) -> None:
    with watching(engine, hub) as heard:
        pass
    with other_office(database) as other:
        save(other, "a")
    assert heard.empty()


def test_a_watcher_can_be_stopped_before_it_began(engine: Engine, hub: Hub) -> None:
    Watcher(engine, hub).stop()


def test_after_an_outage_everything_may_have_changed(server: Server, databases: Databases, hub: Hub) -> None:
    url = databases.migrated("postgresql")
    name = make_url(url).database or ""
    engine = engine_for(url)
    states: Queue[bool] = Queue()
    with watching(engine, hub, on_state=states.put) as heard:
        with psycopg.connect(server.dsn(SUPERUSER, SUPERUSER), autocommit=True) as boss:
            boss.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
            boss.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            assert states.get(timeout=5) is False
            boss.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(name)))
        assert states.get(timeout=15) is True
        changes = [heard.get(timeout=2) for _ in range(2)]
        assert all(each.ids == () for each in changes)
        with other_office(url) as other:
            told = save(other, "a")
            while (each := heard.get(timeout=2)).ids == ():
                pass
            assert each.ids == tuple(told)
    engine.dispose()
    databases.drop(url)


def test_a_file_that_vanishes_and_comes_back_is_told(databases: Databases, hub: Hub) -> None:
    url = databases.migrated("sqlite")
    path = Path(make_url(url).database or "")
    away = path.with_name("away")
    path.rename(away)
    engine = engine_for(f"sqlite:///file:{path}?mode=rw&uri=true")
    states: Queue[bool] = Queue()
    back = Event()

    def state(reachable: bool) -> None:
        states.put(reachable)
        if reachable:
            back.set()

    watcher = Watcher(engine, hub, on_state=state)
    watcher.start()
    try:
        assert states.get(timeout=5) is False
        away.rename(path)
        assert back.wait(5)
    finally:
        watcher.stop()
    engine.dispose()
    databases.drop(url)


@pytest.mark.parametrize(
    ("notice", "changes"),
    [
        ("abc contacts:1,2,30", Changes("contacts", (1, 2, 30))),
        ("abc contacts:*", Changes("contacts", ())),
        ("server clients:7", Changes("clients", (7,))),
    ],
)
def test_a_notice_tells_whose_it_is_and_what_changed(notice: str, changes: Changes) -> None:
    assert parse(notice) == (notice.partition(" ")[0], changes)


@pytest.mark.parametrize(
    "notice", ["", "x", "a b", "a contacts:", "a contacts:1,x", "a <b>:1", " contacts:1", "a :1"]
)
def test_a_notice_that_is_none_of_ours_is_left_out(notice: str) -> None:
    assert parse(notice) is None


def test_a_stranger_on_the_channel_disturbs_nobody(server: Server, databases: Databases, hub: Hub) -> None:
    url = databases.migrated("postgresql")
    engine = engine_for(url)
    with watching(engine, hub) as heard, other_office(url) as other:
        with psycopg.connect(server.dsn(make_url(url).database or ""), autocommit=True) as stranger:
            stranger.execute("NOTIFY lete, 'DROP TABLE contact'")
        told = save(other, "a")
        assert heard.get(timeout=2).ids == tuple(told)
    engine.dispose()
    databases.drop(url)
