"""Hears of commits made by other programs and passes them to the Hub, in a thread of its own.

Postgres sends notices with the commit; on a SQLite file the data version is asked twice a second, and what is new
in the audit tells which records. What this program committed itself it has told already, and is left out.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Engine, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from app.core.changes import Changes, Hub
from app.core.db import Base, is_sqlite
from app.core.notices import CHANNEL, parse
from app.core.tables import AuditEntry, AuditHead
from app.core.work import MANY

if TYPE_CHECKING:
    import psycopg  # large, and not needed for a file

log = logging.getLogger(__name__)

#: How often a SQLite file is asked whether it changed, in seconds; also how soon a watcher ends when told to.
POLL_SECONDS = 0.5
#: How long to wait before trying a lost database again, in seconds; the last one repeats.
BACK_OFF = (0.5, 1.0, 2.0, 5.0, 10.0)

#: More new audit entries than this are told per register only.
LONG = 5000

#: Told False when the database is lost and True when it is back, in the watcher's thread.
StateListener = Callable[[bool], None]


class Watcher:
    """Watches one database from :meth:`start` to :meth:`stop`. After an outage it tells "many" of everything."""

    def __init__(
        self, engine: Engine, hub: Hub, on_state: StateListener | None = None, poll: float = POLL_SECONDS
    ) -> None:
        self._engine = engine
        self._hub = hub
        self._on_state = on_state
        self._poll = poll
        self._ending = Event()
        self._wake = Event()
        self._ready = Event()
        self._thread = Thread(target=self._run, name="lete-watch", daemon=True)
        self._seq = 0
        assert engine.dialect.dbapi is not None
        self._driver_error: type[Exception] = engine.dialect.dbapi.Error

    def start(self) -> None:
        """Begin to watch; commits made after :meth:`ready` are certain to be heard of."""
        self._thread.start()

    def ready(self, timeout: float | None = None) -> bool:
        """Wait until the database is being watched."""
        return self._ready.wait(timeout)

    def try_now(self) -> None:
        """Try a lost database again without waiting; one that is still lost is told once more."""
        self._wake.set()

    def stop(self) -> None:
        """End the thread and close its connection."""
        self._ending.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        tries, lost, asked = 0, False, False
        while not self._ending.is_set():
            try:
                with self._engine.connect() as connection:
                    try:
                        for heard in self._watch(connection):
                            if lost:
                                self._back()
                            tries, lost = 0, False
                            self._ready.set()
                            for changes in heard:
                                self._hub.publish(changes)
                            if self._ending.is_set():
                                return
                    finally:
                        connection.invalidate()  # it listens, or is dead: nobody else may get it
            except (DBAPIError, self._driver_error) as error:
                log.info("the database is lost to the watcher: %s", error)
                if not lost or asked:
                    self._tell(False)
                if not lost:
                    self._wake.clear()  # what was asked for while all was well
                lost = True
                asked = self._wake.wait(BACK_OFF[min(tries, len(BACK_OFF) - 1)])
                self._wake.clear()
                tries += 1

    def _back(self) -> None:
        """After an outage nobody knows what was missed."""
        self._tell(True)
        for register in sorted(set(registers().values())):
            self._hub.publish(Changes(register, ()))

    def _tell(self, reachable: bool) -> None:
        if self._on_state is not None:
            self._on_state(reachable)

    def _watch(self, connection: Connection) -> Iterator[list[Changes]]:
        return self._watch_sqlite(connection) if is_sqlite(connection) else self._watch_postgres(connection)

    def _watch_sqlite(self, connection: Connection) -> Iterator[list[Changes]]:
        """What was changed, at each look; empty mostly."""
        version: int | None = None
        heard: list[Changes] = []
        while True:
            with connection.begin():
                found: int = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
                if version is None:
                    self._seq = connection.execute(select(AuditHead.seq)).scalar_one()
                heard = self._news(connection) if version not in (None, found) else []
            version = found
            yield heard
            self._ending.wait(self._poll)

    def _news(self, connection: Connection) -> list[Changes]:
        """What others wrote into the audit since the last look."""
        head: int = connection.execute(select(AuditHead.seq)).scalar_one()
        since, self._seq = self._seq, head
        if head < since:  # the file was put back from a copy
            return [Changes(register, ()) for register in sorted(set(registers().values()))]
        if head - since > LONG:
            return self._in_short(connection, since)
        entry = AuditEntry
        columns = (entry.seq, entry.subject, entry.row_id, entry.account, entry.hash)
        rows = connection.execute(select(*columns).where(entry.seq > since).order_by(entry.seq)).all()
        own = self._own({row.seq: row.hash for row in rows})
        touched: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
        for row in rows:
            register = registers().get(row.subject)
            if register and row.seq not in own:
                touched[register, row.account][row.row_id] = None
        return [
            Changes(register, tuple(ids) if len(ids) <= MANY else (), account)
            for (register, account), ids in touched.items()
        ]

    def _in_short(self, connection: Connection, since: int) -> list[Changes]:
        """The same for a long stretch, such as an import: registers only; our own may be told again."""
        subjects = select(AuditEntry.subject).where(AuditEntry.seq > since).distinct()
        found = {registers().get(subject, "") for subject in connection.execute(subjects).scalars()} - {""}
        return [Changes(register, ()) for register in sorted(found)]

    def _own(self, hashes: Mapping[int, str]) -> set[int]:
        own: set[int] = set()
        for commit in tuple(self._hub.own):
            if hashes.get(commit.last) == commit.hash:
                own.update(range(commit.first, commit.last + 1))
        return own

    def _watch_postgres(self, connection: Connection) -> Iterator[list[Changes]]:
        """What was changed, as soon as it is committed; empty every half second."""
        driver: psycopg.Connection[Any] = cast(Any, connection.connection.driver_connection)
        driver.autocommit = True
        driver.execute(f"LISTEN {CHANNEL}")
        yield []
        while True:
            heard: list[Changes] = []
            for notice in driver.notifies(timeout=self._poll, stop_after=1):
                parsed = parse(notice.payload)
                if parsed is not None and parsed[0] != self._hub.origin:
                    heard.append(parsed[1])
            yield heard


@cache
def registers() -> Mapping[str, str]:
    """Whose records each table holds."""
    return {
        mapper.class_.__tablename__: mapper.class_.register
        for mapper in Base.registry.mappers
        if mapper.class_.register
    }
