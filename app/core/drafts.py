"""Typed text that is not saved yet, kept on this PC alone: a power cut costs at most a second of it.

The journal is a SQLite file (WAL, FULL) in the person's own folder, apart from the office database. Drafts hold
personal data: only its owner may read the file, and what is deleted is overwritten.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition, Lock, Thread
from typing import Any

from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.trouble import explain

log = logging.getLogger(__name__)

FILE = "drafts.db"
#: How long a writer rests between two writes, in seconds: a steady typist's text is on disk well within a second.
REST_SECONDS = 0.3

_UNREACHABLE = N_("Drafts cannot be kept on this computer. Save your work soon, and tell IT.")
_TABLE = """
CREATE TABLE IF NOT EXISTS draft (
    user TEXT NOT NULL, form TEXT NOT NULL, key TEXT NOT NULL, data TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (user, form, key))
"""

#: What names a draft: whose, of which form, of which record or parked entry.
Name = tuple[str, str, str]


@dataclass(frozen=True)
class Draft:
    """What somebody had typed; ``data`` carries the base values and version where it edits a record."""

    user: str
    form: str
    key: str
    data: dict[str, Any]
    at: datetime


def default_folder() -> Path:
    """Where the drafts of whoever uses this PC are kept."""
    import platformdirs  # noqa: PLC0415 - start-up does without

    return Path(platformdirs.user_data_dir("lete", appauthor=False))


class DraftJournal:
    """The drafts in ``folder``; usable from any thread. Every method raises Unavailable where the disk refuses.

    A damaged file is set aside as ``drafts.db.broken-…`` and a fresh one begun.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or default_folder()) / FILE
        self._lock = Lock()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._open()
        except (sqlite3.Error, OSError) as error:
            raise _refusal(error) from error

    def save(self, user: str, form: str, key: str, data: dict[str, Any]) -> None:
        """Keep ``data`` (JSON), in place of what was kept under that name."""
        self.write([((user, form, key), data)])

    def load(self, user: str, form: str, key: str) -> Draft | None:
        """The draft of that name, if there is one."""
        found = self._read("user = ? AND form = ? AND key = ?", (user, form, key))
        return found[0] if found else None

    def all(self, user: str) -> list[Draft]:
        """Everything ``user`` left unfinished, the newest first."""
        return self._read("user = ?", (user,))

    def delete(self, user: str, form: str, key: str) -> None:
        """Forget the draft, because it was saved or given up; nothing of it stays in the file."""
        self.write([((user, form, key), None)])

    def write(self, drafts: Iterable[tuple[Name, dict[str, Any] | None]]) -> None:
        """Keep several drafts, or delete those given as None, at once."""
        now = datetime.now(UTC).isoformat()
        # Escaped, because half a surrogate pair, which a paste may leave, has no form in UTF-8.
        rows = [(name, None if data is None else json.dumps(data)) for name, data in drafts]
        with self._lock, self._trouble(), self._connection:
            for name, text in rows:
                if text is None:
                    self._connection.execute("DELETE FROM draft WHERE user = ? AND form = ? AND key = ?", name)
                else:
                    values = (*name, text, now)
                    self._connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?)", values)
        if any(text is None for _name, text in rows):
            with self._lock, self._trouble():
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _read(self, where: str, values: tuple[str, ...]) -> list[Draft]:
        query = f"SELECT user, form, key, data, at FROM draft WHERE {where} ORDER BY at DESC"  # noqa: S608
        with self._lock, self._trouble():
            rows = self._connection.execute(query, values).fetchall()
        return [
            Draft(whose, form, key, json.loads(data), datetime.fromisoformat(at))
            for whose, form, key, data, at in rows
        ]

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _refusal(error) from error

    def _open(self) -> sqlite3.Connection:
        try:
            return _connect(self._path)
        except sqlite3.OperationalError:
            raise  # no place, no right: the file itself may be whole
        except sqlite3.DatabaseError as error:
            aside = f"{FILE}.broken-{datetime.now(UTC):%Y%m%d-%H%M%S}"
            log.warning("the draft journal is damaged and set aside as %s: %s", aside, error)
            for suffix in ("", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    self._path.with_name(FILE + suffix).replace(self._path.with_name(aside + suffix))
            return _connect(self._path)


class DraftWriter:
    """Writes drafts in a thread of its own: the latest text of each wins, the GUI thread never waits.

    What cannot be written stays in memory and is tried again; ``trouble`` then tells why.
    """

    def __init__(self, journal: DraftJournal, rest: float = REST_SECONDS) -> None:
        self._journal = journal
        self._rest = rest
        self._waiting: dict[Name, dict[str, Any] | None] = {}
        self._busy = False
        self._ending = False
        self._news = Condition()
        self.trouble: Unavailable | None = None
        self._thread = Thread(target=self._run, name="lete-drafts", daemon=True)
        self._thread.start()

    def put(self, user: str, form: str, key: str, data: dict[str, Any]) -> None:
        """Have ``data`` written soon; returns at once. ``data`` must not be changed afterwards."""
        self._add((user, form, key), data)

    def discard(self, user: str, form: str, key: str) -> None:
        """Have the draft deleted soon, and a write of it that still waits left out."""
        self._add((user, form, key), None)

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until everything put so far is on disk; False where that did not come about."""
        with self._news:
            self._news.wait_for(lambda: self.trouble or not (self._waiting or self._busy), timeout)
            return not (self._waiting or self._busy)

    def close(self) -> None:
        """Write what waits and end the thread; the journal stays open."""
        with self._news:
            self._ending = True
            self._news.notify_all()
        self._thread.join()

    def _add(self, name: Name, data: dict[str, Any] | None) -> None:
        with self._news:
            self._waiting[name] = data
            self._news.notify_all()

    def _run(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._waiting or self._ending)
                if not self._waiting:
                    return
                batch, self._waiting, self._busy = self._waiting, {}, True
            trouble = self._try(batch)
            with self._news:
                self._busy, self.trouble = False, trouble
                if trouble is not None:
                    self._waiting = {**batch, **self._waiting}
                self._news.notify_all()
                if trouble is not None and self._ending:
                    return
                self._news.wait_for(lambda: self._ending, self._rest)

    def _try(self, batch: dict[Name, dict[str, Any] | None]) -> Unavailable | None:
        try:
            self._journal.write(batch.items())
        except Unavailable as error:
            return error
        return None


def _refusal(error: Exception) -> Unavailable:
    full = "full" in str(error)
    return Unavailable((explain(error) if full else None) or _UNREACHABLE)


def _connect(path: Path) -> sqlite3.Connection:
    # Made by us, so that nobody else may read it from its first byte on; -wal and -shm take over its rights.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with contextlib.suppress(OSError):
        path.chmod(0o600)
    connection = sqlite3.connect(path, timeout=5, check_same_thread=False)
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("quick_check")
        with connection:
            connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
