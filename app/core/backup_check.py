"""Proves a copy of a SQLite office by restoring it into a scratch file, which is examined and thrown away."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core import audit
from app.core.backup_facts import Facts, of_sqlite
from app.core.db import APPLICATION_ID
from app.core.errors import Unavailable
from app.core.i18n import N_, Message
from app.core.schema import HEAD


def facts_of(path: Path) -> Facts:
    """The facts of the copy, read from a restored one whose every page was looked at. Raises Unavailable."""
    with _restored(path) as scratch:
        return of_sqlite(scratch)


def check_copy(path: Path) -> int:
    """Prove that ``path`` is a whole Lete database that this program can use; the number of its last audit entry.

    The audit chain is followed too. Raises Unavailable.
    """
    if not path.is_file():
        raise Unavailable(N_("There is no file {name}.", name=path.name))
    with _restored(path) as scratch:
        if scratch.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise Unavailable(N_("{name} is not a copy of a Lete database.", name=path.name))
        if scratch.execute("PRAGMA user_version").fetchone()[0] > int(HEAD):
            raise Unavailable(
                N_("This database was made by a newer Lete. Install the newer program on this computer.")
            )
        head: tuple[int, str] = scratch.execute("SELECT seq, hash FROM audit_head").fetchone()
        entries = scratch.execute("SELECT seq, text, hash FROM audit_entry ORDER BY seq")
        try:
            broken = audit.first_break(entries, head)
        except ValueError:  # an entry that is no JSON any more
            broken = audit.Broken(0, "altered")
        if broken is not None:
            raise Unavailable(damaged(path))
        return head[0]


def integrity(connection: sqlite3.Connection) -> str:
    """SQLite's first complaint about its file, or "ok"."""
    try:
        return str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except UnicodeDecodeError as broken:  # the complaint quotes what is no text any more
        return str(broken)


def damaged(path: Path) -> Message:
    """What to tell of a copy that is not whole."""
    return N_("The copy {name} is damaged and was not used.", name=path.name)


@contextmanager
def _restored(path: Path) -> Iterator[sqlite3.Connection]:
    with tempfile.TemporaryDirectory(prefix="lete-", dir=_roomy(path), ignore_cleanup_errors=True) as folder:
        scratch = Path(folder) / "scratch.db"
        shutil.copyfile(path, scratch)
        try:
            with contextlib.closing(sqlite3.connect(scratch)) as connection:
                if integrity(connection) != "ok":
                    raise Unavailable(damaged(path))
                yield connection
        except sqlite3.Error as error:
            raise Unavailable(damaged(path)) from error


def _roomy(path: Path) -> Path:
    """Where the scratch file goes: this computer's place for such files if it has room, else beside the copy."""
    usual = Path(tempfile.gettempdir())
    return usual if shutil.disk_usage(usual).free > 2 * path.stat().st_size else path.parent
