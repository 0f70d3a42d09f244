"""The office's backup copies as its administrator sees them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from app.core import backup, backup_postgres
from app.core.backup import Copy
from app.core.clock import system_clock
from app.core.db import is_sqlite
from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.office_settings import OfficeSettings
from app.core.permissions import BACKUP, DAILY_COPY
from app.core.settings import BACKUP_FOLDER, BACKUP_KEEP
from app.office import Office

#: Where the copies of a file go unless another folder was chosen: a folder of this name beside it.
BESIDE = "kopijas"


@dataclass(frozen=True)
class BackupState:
    """Where the database is, where the copies go ("" for nowhere, on a server), and the newest of them."""

    database: str
    is_file: bool
    folder: str
    latest: Copy | None


class Backups:
    """Makes copies and checks them. Each use case raises Forbidden and Unavailable; each is in the audit."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._settings = OfficeSettings(office)

    def state(self) -> BackupState:
        """How things stand."""
        url = self._office.engine.url
        is_file = is_sqlite(self._office.engine)
        folder = copies_folder(self._office.engine, self._settings)
        found = backup.copies(folder) if folder else []
        where = (url.database or "") if is_file else url.render_as_string(hide_password=True)
        return BackupState(where, is_file, str(folder or ""), found[0] if found else None)

    def make(self) -> Copy:
        """A copy of this moment, proved against the database, in the folder of the settings."""
        folder = copies_folder(self._office.engine, self._settings)
        if folder is None:
            raise Unavailable(N_("Choose the folder for backup copies first."))
        self._note("backup")
        keep = self._settings.get(BACKUP_KEEP)
        return backup.make(self._office.engine, folder, self._office.clock(), keep)

    def check(self, path: Path) -> None:
        """Prove once more that a copy is whole and can be used."""
        if path.suffix == ".dump":
            backup_postgres.check(path)
        else:
            backup.check_copy(path)

    def begin_restore(self, path: Path) -> None:
        """Whether this person may put ``path`` in the place of the database, and whether it is whole."""
        self.check(path)
        self._note("restore")

    def _note(self, act: str) -> None:
        with self._office.work(BACKUP) as work:
            work.note(act, "office")


def copies_folder(engine: Engine, settings: OfficeSettings) -> Path | None:
    """Where the office's copies go; None on a server while no folder is chosen."""
    chosen = settings.get(BACKUP_FOLDER)
    if chosen:
        return Path(chosen)
    return Path(engine.url.database or "").absolute().parent / BESIDE if is_sqlite(engine) else None


def make_daily_copy(office: Office) -> Copy | None:
    """Today's copy of an office kept in a file, for any role; None where it is there already, and on a server.

    A chosen folder that is not on this computer is not made: it may be meant on another. Raises Unavailable.
    """
    engine, settings = office.engine, OfficeSettings(office)
    if not is_sqlite(engine):
        return None
    folder = copies_folder(engine, settings)
    assert folder is not None
    if settings.get(BACKUP_FOLDER) and not folder.is_dir():
        raise Unavailable(
            N_(
                "The folder {folder} is not there. Connect its drive, or choose another folder for backup copies.",
                folder=folder,
            )
        )
    if not backup.due(folder, office.clock()):
        return None
    copied = backup.make(engine, folder, office.clock(), settings.get(BACKUP_KEEP))
    with office.work(DAILY_COPY) as work:
        work.note("backup", "office", daily=True)
    return copied


def restore_file(path: Path, database: Path) -> None:
    """Put the copy in the place of the SQLite file, which nobody may have open. Raises Unavailable."""
    backup.restore(path, database, system_clock())
