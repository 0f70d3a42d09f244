"""Backup copies of a SQLite office, and putting one back; Postgres has :mod:`app.core.backup_postgres`.

A copy is made in one step of SQLite's own backup call (a file copy of a database in use is none), restored into a
scratch file, compared with what was copied, and only then given its name.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.core import backup_names, backup_postgres
from app.core.backup_check import check_copy, damaged, facts_of
from app.core.backup_facts import of_sqlite
from app.core.backup_names import Owner
from app.core.db import is_sqlite
from app.core.errors import Unavailable
from app.core.i18n import N_, Message
from app.core.moments import riga_date, to_riga
from app.core.sqlite_file import BUSY_TIMEOUT_MS, leave_wal, use_of
from app.core.trouble import explain

_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Copy:
    """One proved copy: where, of what moment (UTC), how many bytes, and up to which audit entry.

    ``is_rehearsed`` is off where a server's copy could be read through but not restored beside (no right to).
    """

    path: Path
    at: datetime
    size: int
    audit_seq: int = 0
    is_rehearsed: bool = True


@dataclass(frozen=True)
class Restored:
    """The database that was put back, and where the one before it is kept (None where there was none)."""

    path: Path
    before: Path | None


def make(engine: Engine, folder: Path, now: datetime, keep: int) -> Copy:
    """A proved copy in ``folder``, named as :mod:`app.core.backup_names` tells; the office's newest ``keep`` stay.

    Postgres is copied by pg_dump. Raises Unavailable; then no half a copy stays behind, nor is any removed.
    """
    owner = backup_names.owner_of(engine)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if is_sqlite(engine):
            copied = copy_to(engine, backup_names.free_path(folder, owner, now, ".db"), now)
        else:
            path = backup_names.free_path(folder, owner, now, ".dump")
            proof = backup_postgres.dump(engine, path)
            copied = Copy(path, now, path.stat().st_size, proof.seq, is_rehearsed=proof.is_rehearsed)
    except OSError as error:
        raise Unavailable(explain(error) or _failed(error)) from error
    for old in copies(folder, owner)[max(keep, 1) :]:
        with contextlib.suppress(OSError):
            old.path.unlink()
    return copied


def copies(folder: Path, owner: Owner) -> list[Copy]:
    """The copies of this office in ``folder``, newest first; none where there is no such folder."""
    found: list[tuple[datetime, int, Copy]] = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            named = backup_names.read(path)
            if named is not None and backup_names.belongs(path, named, owner):
                found.append((named.at, named.number, Copy(path, named.at, path.stat().st_size)))
    return [copy for _at, _number, copy in sorted(found, key=itemgetter(0, 1), reverse=True)]


def due(folder: Path, owner: Owner, now: datetime) -> bool:
    """Whether the daily copy is still to be made: none of this office in ``folder`` is of today, in Riga."""
    newest = copies(folder, owner)[:1]
    return not newest or riga_date(newest[0].at) < riga_date(now) or newest[0].at > now + timedelta(days=1)


def copy_to(engine: Engine, target: Path, now: datetime) -> Copy:
    """A proved copy of the SQLite database as the file ``target``. Raises Unavailable."""
    part = target.with_name(target.name + ".part")
    try:
        with _source(engine) as source, contextlib.closing(sqlite3.connect(part)) as copy:
            source.execute("BEGIN").close()  # one moment for the copy and for what it is compared with
            try:
                wanted = of_sqlite(source)
                source.backup(copy, pages=-1)
            finally:
                source.rollback()
            copy.execute("PRAGMA journal_mode = DELETE").close()  # a copy is one file
        part.chmod(0o600)
        _sync(part)
        if facts_of(part) != wanted:
            raise Unavailable(damaged(target))
        part.replace(target)
    except (sqlite3.Error, DBAPIError, OSError) as error:
        raise Unavailable(explain(error) or _failed(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return Copy(target, now, target.stat().st_size, wanted.seq)


def restore(copy: Path, database: Path, now: datetime) -> Restored:
    """Put ``copy`` in the place of the SQLite file ``database``, which is kept beside it.

    The copy is proved first. Raises Unavailable, also while another program has the database open; then nothing
    was changed.
    """
    check_copy(copy)
    part = database.with_name(database.name + ".part")
    before: Path | None = None
    try:
        shutil.copyfile(copy, part)
        _sync(part)
        check_copy(part)
        if database.exists():
            before = database.with_name(f"{database.name}.before-{to_riga(now).strftime(_STAMP)}")
            if use_of(database) and _write_over(part, database, before):
                return Restored(database, before)
            _close_down(database)
            _keep(database, before)
        part.replace(database)
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(explain(error) or _failed(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return Restored(database, before)


def _write_over(copy: Path, database: Path, before: Path) -> bool:
    """Put the copy's pages into the file itself, in one transaction; whether that could be done.

    Outside WAL mode nobody can tell whether others have the file open. In another file's place they would go on
    writing into the old one; so they see the copy. A damaged file cannot be written over.
    """
    try:
        with (
            contextlib.closing(sqlite3.connect(database, timeout=BUSY_TIMEOUT_MS / 1000)) as present,
            contextlib.closing(sqlite3.connect(copy)) as wanted,
        ):
            leave_wal(present)
            present.execute("PRAGMA synchronous = FULL").close()
            with contextlib.closing(sqlite3.connect(before)) as kept:
                present.backup(kept, pages=-1)
            _sync(before)
            wanted.backup(present, pages=-1)
    except sqlite3.OperationalError:
        before.unlink(missing_ok=True)
        raise
    except sqlite3.DatabaseError:
        before.unlink(missing_ok=True)
        return False
    return True


def _close_down(database: Path) -> None:
    """Bring everything into the one file; refused while somebody else has it open. A damaged file stays."""
    try:
        with contextlib.closing(sqlite3.connect(database, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").close()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        for suffix in ("-wal", "-shm"):  # they must not be taken for the restored file's
            beside = database.with_name(database.name + suffix)
            if beside.exists():
                beside.replace(database.with_name(f"{database.name}.damaged{suffix}"))


def _keep(database: Path, before: Path) -> None:
    """A second name for the present file, so that at no moment there is no database."""
    try:
        os.link(database, before)
    except OSError:
        shutil.copyfile(database, before)
        _sync(before)


@contextlib.contextmanager
def _source(engine: Engine) -> Iterator[sqlite3.Connection]:
    pooled = engine.raw_connection()
    try:
        driver = pooled.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        yield driver
    finally:
        pooled.close()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _failed(error: Exception) -> Message:
    return N_("The backup copy could not be made: {why}.", why=error)
