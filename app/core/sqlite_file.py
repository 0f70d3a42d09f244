"""How a SQLite file is opened, by where it lies: WAL on a disk of this computer, a truncated journal elsewhere.

Either way each commit is on the disk before it is acknowledged (synchronous=FULL): other combinations lost
acknowledged records in a power cut.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.places import HERE, Place, place_of

#: How long a writer waits for another one, in milliseconds.
BUSY_TIMEOUT_MS = 10_000
#: Ends the name of a file beside a database that other computers use over the network, so that the computer on
#: whose disk it lies does not take it for its own.
SHARED_MARK = "-shared"


class SqliteOpener:
    """Prepares each new connection to one file. Where the file lies is found out at the first."""

    def __init__(self, database: str | None, busy_ms: int) -> None:
        self._file = Path(database).absolute() if database and database != ":memory:" else None
        self._busy_ms = busy_ms
        self._shared: bool | None = None

    def __call__(self, connection: sqlite3.Connection, _record: object) -> None:
        if self._shared is None:
            self._shared = self._file is not None and use_of(self._file)
        connection.isolation_level = None  # SQLAlchemy begins transactions itself
        _say(connection, "foreign_keys = ON")
        _say(connection, f"busy_timeout = {self._busy_ms}")
        if self._shared:
            leave_wal(connection)
        else:
            _say(connection, "journal_mode = WAL")
        # Even in WAL mode NORMAL loses acknowledged commits in a power cut.
        for pragma in ("synchronous = FULL", "temp_store = MEMORY"):
            _say(connection, pragma)


def use_of(file: Path) -> bool:
    """Whether other computers use ``file``, or may. One used over the network is marked, for its own computer."""
    mark = file.with_name(file.name + SHARED_MARK)
    if place_of(file).is_shared:
        with contextlib.suppress(OSError):
            mark.touch()
        return True
    return mark.exists()


def described(file: Path) -> Place:
    """The place to warn of: where ``file`` lies, and a folder here that others reach over the network."""
    place = place_of(file)
    if place == HERE and file.with_name(file.name + SHARED_MARK).exists():
        return Place(place.kind.NETWORK, str(file.parent))
    return place


def leave_wal(connection: sqlite3.Connection) -> None:
    """Have the file in the journal mode TRUNCATE, also one that was in WAL mode. Raises Unavailable.

    The file is held for oneself while its mode is looked at: then SQLite does without the shared memory that a
    network does not carry.
    """
    _say(connection, "locking_mode = EXCLUSIVE")
    try:
        _say(connection, "journal_mode = TRUNCATE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise Unavailable(
            N_("Another computer has this database open as its own. Close Lete there, then open it here again.")
        ) from error
    finally:
        _say(connection, "locking_mode = NORMAL")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()  # lets go of it


def _say(connection: sqlite3.Connection, pragma: str) -> None:
    connection.execute(f"PRAGMA {pragma}").close()
