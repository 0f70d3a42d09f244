"""The office's backup copies as its administrator sees them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.core import backup, backup_postgres
from app.core.backup import Copy
from app.core.clock import system_clock
from app.core.db import is_sqlite
from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.office_settings import OfficeSettings
from app.core.permissions import BACKUP
from app.core.settings import BACKUP_FOLDER, BACKUP_KEEP
from app.office import Office


@dataclass(frozen=True)
class BackupState:
    """Where the database is, where the copies go ("" for nowhere yet), and the newest of them."""

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
        folder = self._settings.get(BACKUP_FOLDER)
        found = backup.copies(Path(folder)) if folder else []
        where = (url.database or "") if is_file else url.render_as_string(hide_password=True)
        return BackupState(where, is_file, folder, found[0] if found else None)

    def make(self) -> Copy:
        """A copy of this moment, proved against the database, in the folder of the settings."""
        folder = self._settings.get(BACKUP_FOLDER)
        if not folder:
            raise Unavailable(N_("Choose the folder for backup copies first."))
        self._note("backup")
        keep = self._settings.get(BACKUP_KEEP)
        return backup.make(self._office.engine, Path(folder), self._office.clock(), keep)

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


def restore_file(path: Path, database: Path) -> None:
    """Put the copy in the place of the SQLite file, which nobody may have open. Raises Unavailable."""
    backup.restore(path, database, system_clock())
