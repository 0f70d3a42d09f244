"""What is measured on: a log of up to a million contacts on each engine, made once for a run, and empty offices.

The program itself makes a part of the log, through the unit of work. The rest are copies of that part on earlier
days with numbers of their own, made inside the database while it has no indexes: an hour is saved by it, and the
copies are as long, as varied and as Latvian as what they are copies of. The server keeps its promises (fsync), as
an office's does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, text

from app.core.db import WRITES, Base, engine_for, is_sqlite
from app.core.permissions import MACHINE, Actor, Role
from app.demo import DEMO_LOGIN, DEMO_PERSON, add_user, fill
from app.office import Office
from app.registers import load_tables
from tests.bench.harness import Sizes
from tests.support.databases import Databases, EngineKind
from tests.support.people import People
from tests.support.postgres import SUPERUSER, Server, running_server

PASSWORD = "Mērījumu parole 2026"  # of the log's one account, which lives as long as the run
SETTINGS = """
max_connections = 50
shared_buffers = 256MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
timezone = 'UTC'
"""
#: Days between a contact and its next copy.
_APART = 220
_NUMBERS_APART = 1_000_000


class Stage:
    """Gives databases to benches, and removes them at the end."""

    def __init__(self, folder: Path, sizes: Sizes, server: Server | None = None) -> None:
        load_tables()
        self.sizes = sizes
        self.folder = folder
        self._stack = ExitStack()
        self._server = server
        self._databases = Databases(self._running, folder, "bench")
        self._logs: dict[EngineKind, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for url in self._logs.values():
            self._databases.drop(url)
        self._stack.close()

    def log(self, kind: EngineKind) -> str:
        """The address of the log."""
        if kind not in self._logs:
            self._logs[kind] = url = self._databases.migrated(kind)
            self._fill(url)
        return self._logs[kind]

    def empty(self, kind: EngineKind) -> str:
        """The address of a new database without rows; drop it after use."""
        return self._databases.migrated(kind)

    def drop(self, url: str) -> None:
        """Remove a database given by :meth:`empty`."""
        self._databases.drop(url)

    def for_person(self, url: str, login: str, *roles: Role) -> str:
        """The database's address for a person with a login and rights of their own, where it has logins."""
        return People(self._running, url).provision(login, *roles)

    def for_superuser(self, url: str) -> str:
        """The database's address for whom nothing is guarded; only on Postgres."""
        return self._running().url(url.partition("?")[0].rpartition("/")[2], SUPERUSER)

    def _running(self) -> Server:
        if self._server is None:
            self._server = self._stack.enter_context(running_server(SETTINGS))
        return self._server

    def _fill(self, url: str) -> None:
        with opened(url, MACHINE) as office, self._as_owner(url) as owner:
            indexes = _take_indexes(owner)
            fill(office, self.sizes.part)
            _multiply(owner, self.sizes)
            for index in indexes:
                _run(owner, index)
            if is_sqlite(owner):
                add_user(office, DEMO_LOGIN, PASSWORD)
            else:
                _run(owner, "VACUUM ANALYZE")

    @contextmanager
    def _as_owner(self, url: str) -> Iterator[Engine]:
        """For laying out the log: on Postgres as the superuser, for whom references need no checking."""
        if not url.startswith("sqlite"):
            url = self.for_superuser(url)
        engine = engine_for(url)
        try:
            yield engine
        finally:
            engine.dispose()


def person() -> Actor:
    """The clerk who looks at the log, with every role."""
    return Actor(DEMO_LOGIN, DEMO_PERSON, frozenset(Role))


@contextmanager
def opened(url: str, actor: Actor | None = None) -> Iterator[Office]:
    """The office at ``url`` as its clerk sees it."""
    engine = engine_for(url)
    try:
        yield Office(engine, actor or person())
    finally:
        engine.dispose()


def _run(engine: Engine, statement: str) -> None:
    """Outside of any transaction of ours."""
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        if not is_sqlite(engine):
            connection.rollback()
            raw.autocommit = True
        cursor = raw.cursor()
        cursor.execute(statement)
        cursor.close()


def _take_indexes(engine: Engine) -> list[str]:
    """Drop the indexes of contacts; the statements that make them again."""
    known = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'contact' AND sql IS NOT NULL"
        if is_sqlite(engine)
        else "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'contact' AND indexname LIKE 'ix%'"
    )
    with engine.begin() as connection:
        found = connection.execute(text(known)).all()
        for name, _ in found:
            connection.execute(text(f"DROP INDEX {name}"))
    return [statement for _, statement in found]


def _multiply(engine: Engine, sizes: Sizes) -> None:
    """Copy the program's part until the log is as long as wanted."""
    columns = [column.name for column in Base.metadata.tables["contact"].columns]
    values = _copied(sqlite=is_sqlite(engine))
    statement = text(
        f"INSERT INTO contact ({', '.join(columns)}) "
        f"SELECT {', '.join(values.get(column, column) for column in columns)} FROM contact WHERE id <= :part"
    )
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        if not is_sqlite(engine):
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for copy in range(1, sizes.log // sizes.part):
            told = {"part": sizes.part, "copy": copy, "days": copy * _APART}
            connection.execute(statement, {**told, "apart": _NUMBERS_APART})
        if is_sqlite(engine):
            index = "SELECT id, search_fold FROM contact WHERE id > :n"
            connection.execute(text(f"INSERT INTO contact_search(rowid, search_fold) {index}"), {"n": sizes.part})
        else:
            connection.execute(text("SELECT setval('contact_id_seq', (SELECT max(id) FROM contact))"))


def _copied(*, sqlite: bool) -> dict[str, str]:
    """What of a copy is its own: its number, its days, and that nothing is open any more."""

    def earlier(column: str) -> str:
        if sqlite:
            return f"strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '-' || :days || ' days')"
        return f"{column} - make_interval(days => :days)"

    year = (
        f"CAST(substr({earlier('at')}, 1, 4) AS INTEGER)" if sqlite else f"extract(year FROM {earlier('at')})::int"
    )
    number = "(id + :copy * :apart)"
    said = "length(' ' || number_year || ' ' || number_seq)"
    return {
        "id": "id + :copy * :part",
        "request": "request || '-' || :copy",
        "number_year": year,
        "number_seq": number,
        **{column: earlier(column) for column in ("at", "registered_at", "due_at", "closed_at")},
        "is_open": "0" if sqlite else "false",
        "status": "CASE status WHEN 'callback' THEN 'called_back' ELSE status END",
        "search_fold": f"' ' || {year} || ' ' || {number} || substr(search_fold, {said} + 1)",
    }
