"""A lost database is told above the content until it can be reached again."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy.engine import make_url

from app.core.db import engine_for
from app.core.trouble import LOST
from tests.support.databases import Databases
from tests.support.desks import RecordingShell
from tests.support.postgres import SUPERUSER, Server
from ui.shell.database_watch import BAR, DatabaseWatch

if TYPE_CHECKING:
    from ui.kit.desk import Desk

Allow = Callable[[bool], None]


@pytest.fixture
def url(databases: Databases) -> Iterator[str]:
    url = databases.migrated("postgresql")
    yield url
    databases.drop(url)


@pytest.fixture
def allow(server: Server, url: str) -> Allow:
    """Lets connections to the database in, or cuts those there are and lets none in."""
    name = make_url(url).database or ""

    def allow(yes: bool) -> None:
        with psycopg.connect(server.dsn(SUPERUSER, SUPERUSER), autocommit=True) as boss:
            alter = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
            boss.execute(alter.format(sql.Identifier(name), sql.SQL("true" if yes else "false")))
            if not yes:
                boss.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])

    return allow


@pytest.fixture
def watch(qtbot: QtBot, desk: Desk, url: str) -> Iterator[DatabaseWatch]:
    """The watch of somebody who works on a server."""
    engine = engine_for(url)
    place = QObject()
    watch = DatabaseWatch(replace(desk, office=replace(desk.office, engine=engine)), place)
    assert watch.ready(10)
    yield watch
    watch.stop()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    engine.dispose()


def test_a_lost_database_is_told_until_it_is_back(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, watch: DatabaseWatch, allow: Allow
) -> None:
    allow(False)
    qtbot.waitUntil(lambda: BAR in shell.bars, timeout=10_000)
    bar = shell.bars[BAR]
    assert bar.text == LOST
    assert desk.words(bar.text) == (
        "Nav savienojuma ar datubāzi. Ierakstītais paliek šajā datorā; to varēs saglabāt, kad savienojums "
        "atjaunosies."
    )
    ((name, again),) = bar.actions
    assert desk.words(name) == "Mēģināt vēlreiz"
    again()
    qtbot.waitUntil(lambda: bool(shell.toasts), timeout=10_000)
    assert desk.words(shell.toasts[-1].text) == "Savienojuma ar datubāzi joprojām nav."
    assert BAR in shell.bars
    allow(True)
    again()
    qtbot.waitUntil(lambda: BAR not in shell.bars, timeout=20_000)


def test_leaving_work_does_not_wait_for_a_server_that_is_silent(qtbot: QtBot, desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine = engine_for(f"postgresql+psycopg://ilze:x@127.0.0.1:{silent.getsockname()[1]}/lete")
        place = QObject()
        watch = DatabaseWatch(replace(desk, office=replace(desk.office, engine=engine)), place)
        accepted, _ = silent.accept()  # it is being asked, and says nothing
        watch.stop()
        assert desk.tasks.busy
        accepted.close()
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
    engine.dispose()


def test_a_file_that_vanishes_with_its_drive_is_told_too(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, databases: Databases
) -> None:
    url = databases.migrated("sqlite")
    path = Path(make_url(url).database or "")
    away = path.rename(path.with_name("away"))
    engine = engine_for(f"sqlite:///file:{path}?mode=rw&uri=true")
    place = QObject()
    watch = DatabaseWatch(replace(desk, office=replace(desk.office, engine=engine)), place)
    try:
        qtbot.waitUntil(lambda: BAR in shell.bars)
        away.rename(path)
        shell.bars[BAR].actions[0][1]()
        qtbot.waitUntil(lambda: BAR not in shell.bars)
    finally:
        watch.stop()
        engine.dispose()
        databases.drop(url)
