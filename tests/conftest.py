"""Fixtures that every test may ask for.

- ``engine_kind``: "sqlite", then "postgresql"; a test that asks for anything below runs once on each.
- ``database_url``: the address of a fresh, empty database.
- ``database``: the address of a fresh database of the newest schema.
- ``people``: gives people logins of their own on ``database`` (tests/support/people.py), roles as asked for.
- ``shared``: an office on Postgres whose administrator is no superuser, and where passwords are asked.
- ``server``: the real Postgres server of this run, for tests about Postgres alone.
- ``tr``: the Latvian translator.

A test during which anything is logged as a warning or worse fails, unless it is marked
``@pytest.mark.logs("app.core.watch")`` with the loggers that are expected to speak.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.support.databases import ENGINES, Databases, EngineKind
from tests.support.memory import keep_in_memory
from tests.support.people import People
from tests.support.postgres import Server, running_server
from tests.support.shared_office import SharedOffice, shared_office

#: What would make a run depend on whose computer it is on.
FOREIGN = ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "LETE_USER", "LETE_PASSWORD")
# The program itself is imported inside fixtures: what is imported here is loaded before coverage starts to look.
if TYPE_CHECKING:
    from app.core.i18n import Translator

RUN = pytest.StashKey[contextlib.ExitStack]()
SERVER = pytest.StashKey[Server]()


def pytest_configure(config: pytest.Config) -> None:
    keep_in_memory()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in FOREIGN:
        os.environ.pop(name, None)
    config.addinivalue_line("markers", "logs(*loggers): these loggers are expected to warn in this test")
    # Rules are to be right; how fast they are is for tests/bench, on a quiet machine.
    settings.register_profile("lete", deadline=None)
    settings.load_profile("lete")
    config.stash[RUN] = contextlib.ExitStack()
    shared = getattr(config, "workerinput", {}).get("server")
    if shared:
        config.stash[SERVER] = Server(**shared)


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[RUN].close()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Parallel workers share the server that the controlling process started and will stop."""
    node.workerinput["server"] = dataclasses.asdict(_server(node.config))


def _server(config: pytest.Config) -> Server:
    if SERVER not in config.stash:
        config.stash[SERVER] = config.stash[RUN].enter_context(running_server())
    return config.stash[SERVER]


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config) -> Server:
    """The real Postgres server of this run."""
    return _server(pytestconfig)


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Makes databases, for tests that need several or one kind only; drop each after use."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return Databases(lambda: _server(pytestconfig), tmp_path_factory.mktemp("databases"), worker)


@pytest.fixture(params=ENGINES)
def engine_kind(request: pytest.FixtureRequest) -> EngineKind:
    """Which engine the test runs on."""
    kind: EngineKind = request.param
    return kind


@pytest.fixture
def database_url(databases: Databases, engine_kind: EngineKind) -> Iterator[str]:
    """The address of a fresh database with nothing in it."""
    yield from _lent(databases, databases.empty, engine_kind)


@pytest.fixture
def database(databases: Databases, engine_kind: EngineKind) -> Iterator[str]:
    """The address of a fresh database of the newest schema, without rows."""
    yield from _lent(databases, databases.migrated, engine_kind)


@pytest.fixture
def people(pytestconfig: pytest.Config, database: str) -> Iterator[People]:
    """Provisions people on ``database`` and opens it in their names."""
    made = People(lambda: _server(pytestconfig), database)
    yield made
    made.close()


def _lent(databases: Databases, make: Callable[[EngineKind], str], kind: EngineKind) -> Iterator[str]:
    url = make(kind)
    yield url
    databases.drop(url)


@pytest.fixture
def shared(server: Server, databases: Databases) -> Iterator[SharedOffice]:
    """An office on Postgres whose administrator is no superuser."""
    with shared_office(server, databases) as made:
        yield made


@pytest.fixture
def tr() -> Translator:
    """The Latvian translator."""
    from app.core.i18n import Translator

    return Translator("lv")


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests away from the settings and drafts of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable in (
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
            "XDG_RUNTIME_DIR",
        ):
            folder = home / variable.lower()
            folder.mkdir(mode=0o700)
            patch.setenv(variable, str(folder))
        yield


class _Listener(logging.Handler):
    """Keeps what was logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_stray_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which a logger it did not name warns."""
    marker = request.node.get_closest_marker("logs")
    expected = marker.args if marker else ()
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(listener)
    stray = [r for r in listener.records if not r.name.startswith(tuple(expected))]
    if stray:
        pytest.fail("logged unexpectedly: " + "; ".join(f"{r.name}: {r.getMessage()}" for r in stray))
