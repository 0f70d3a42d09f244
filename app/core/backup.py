"""Backup copies of a SQLite office, and putting one back; Postgres has :mod:`app.core.backup_postgres`.

A copy is made in one step of SQLite's own backup call (a file copy of a database in use is none), proved against
what was copied, and only then given its name.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.core import backup_postgres
from app.core.db import APPLICATION_ID, is_sqlite
from app.core.errors import Unavailable
from app.core.i18n import N_, Message
from app.core.moments import riga, riga_date, to_riga
from app.core.schema import HEAD
from app.core.trouble import explain

_NAME = re.compile(r"lete-(\d{8}-\d{6})(?:-(\d+))?\.(?:db|dump)")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Copy:
    """One proved copy: where, of what moment (UTC), how many bytes, and up to which audit entry."""

    path: Path
    at: datetime
    size: int
    audit_seq: int = 0


@dataclass(frozen=True)
class Restored:
    """The database that was put back, and where the one before it is kept (None where there was none)."""

    path: Path
    before: Path | None


def make(engine: Engine, folder: Path, now: datetime, keep: int) -> Copy:
    """A proved copy in ``folder`` as ``lete-YYYYMMDD-HHMMSS.db`` (Riga time); only the newest ``keep`` stay.

    On Postgres ``….dump``, by pg_dump. Raises Unavailable; then no half a copy stays behind, nor is any removed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if is_sqlite(engine):
            copied = copy_to(engine, _free_name(folder, now, ".db"), now)
        else:
            path = backup_postgres.dump(engine, _free_name(folder, now, ".dump"))
            copied = Copy(path, now, path.stat().st_size)
    except OSError as error:
        raise Unavailable(explain(error) or _failed(error)) from error
    for old in copies(folder)[max(keep, 1) :]:
        with contextlib.suppress(OSError):
            old.path.unlink()
    return copied


def copies(folder: Path) -> list[Copy]:
    """The copies in ``folder``, newest first; none where there is no such folder."""
    found: list[tuple[datetime, int, Copy]] = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            named = _NAME.fullmatch(path.name)
            if named:
                at = datetime.strptime(named[1], _STAMP).replace(tzinfo=riga())
                found.append((at, int(named[2] or 1), Copy(path, at, path.stat().st_size)))
    return [copy for _at, _number, copy in sorted(found, key=itemgetter(0, 1), reverse=True)]


def due(folder: Path, now: datetime) -> bool:
    """Whether the daily copy is still to be made: none in ``folder`` is of today, in Riga."""
    newest = copies(folder)[:1]
    return not newest or riga_date(newest[0].at) < riga_date(now) or newest[0].at > now + timedelta(days=1)


def copy_to(engine: Engine, target: Path, now: datetime) -> Copy:
    """A proved copy of the SQLite database as the file ``target``. Raises Unavailable."""
    part = target.with_name(target.name + ".part")
    try:
        with _source(engine) as source, contextlib.closing(sqlite3.connect(part)) as copy:
            source.execute("BEGIN").close()  # one moment for the copy and for what it is compared with
            try:
                wanted = _facts(source)
                source.backup(copy, pages=-1)
            finally:
                source.rollback()
            copy.execute("PRAGMA journal_mode = DELETE").close()  # a copy is one file
            if _integrity(copy) != "ok" or _facts(copy) != wanted:
                raise Unavailable(_damaged(target))
        part.chmod(0o600)
        _sync(part)
        part.replace(target)
    except (sqlite3.Error, DBAPIError, OSError) as error:
        raise Unavailable(explain(error) or _failed(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return Copy(target, now, target.stat().st_size, wanted.get("audit_head", (0, 0))[1])


def check_copy(path: Path) -> int:
    """Prove that ``path`` is a whole Lete database that this program can use; the number of its last audit entry.

    Raises Unavailable.
    """
    if not path.is_file():
        raise Unavailable(N_("There is no file {name}.", name=path.name))
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            application = copy.execute("PRAGMA application_id").fetchone()[0]
            if application != APPLICATION_ID:
                raise Unavailable(N_("{name} is not a copy of a Lete database.", name=path.name))
            if copy.execute("PRAGMA user_version").fetchone()[0] > int(HEAD):
                raise Unavailable(
                    N_("This database was made by a newer Lete. Install the newer program on this computer.")
                )
            if _integrity(copy) != "ok":
                raise Unavailable(_damaged(path))
            seq: int = copy.execute("SELECT seq FROM audit_head").fetchone()[0]
            return seq
    except sqlite3.Error as error:
        raise Unavailable(_damaged(path)) from error


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
            _close_down(database)
            before = database.with_name(f"{database.name}.before-{to_riga(now).strftime(_STAMP)}")
            _keep(database, before)
        part.replace(database)
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(explain(error) or _failed(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return Restored(database, before)


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


def _facts(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """Rows of each table; of the audit's head also the number and (as its first digits) the hash."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    names = [name for (name,) in connection.execute(query)]
    facts = {}
    for name in names:
        if "_search" not in name:
            counted = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            facts[name] = (counted, 0)
    if "audit_head" in names:
        seq, digest = connection.execute("SELECT seq, hash FROM audit_head").fetchone()
        facts["audit_head"] = (int(digest[:15], 16), seq)
    return facts


def _integrity(connection: sqlite3.Connection) -> str:
    try:
        return str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except UnicodeDecodeError as damaged:  # the complaint quotes what is no text any more
        return str(damaged)


def _free_name(folder: Path, now: datetime, suffix: str) -> Path:
    stamp = to_riga(now).strftime(_STAMP)
    path = folder / f"lete-{stamp}{suffix}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"lete-{stamp}-{number}{suffix}"
    return path


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _damaged(path: Path) -> Message:
    return N_("The copy {name} is damaged and was not used.", name=path.name)


def _failed(error: Exception) -> Message:
    return N_("The backup copy could not be made: {why}.", why=error)
