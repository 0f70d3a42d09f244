"""The office's backup copies as its administrator sees them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, select

from app.core import backup, backup_names, backup_postgres
from app.core.backup import Copy
from app.core.backup_check import check_copy
from app.core.cautions import cautions
from app.core.clock import system_clock
from app.core.db import is_sqlite
from app.core.errors import Unavailable
from app.core.i18n import N_, Message
from app.core.office_settings import OfficeSettings
from app.core.permissions import BACKUP, DAILY_COPY
from app.core.settings import BACKUP_FOLDER, BACKUP_KEEP
from app.core.tables import AuditEntry
from app.core.work import Work
from app.move_mark import place_name
from app.office import Office

#: What notes about copies are about, in the audit.
SUBJECT = "office"
#: Where the copies of a file go unless another folder was chosen: a folder of this name beside it.
BESIDE = "kopijas"


@dataclass(frozen=True)
class BackupState:
    """Where the database is, where the copies go ("" for nowhere, on a server), and the newest of them there.

    ``verified`` is when the last copy was made and proved, by whatever computer.
    """

    database: str
    is_file: bool
    folder: str
    latest: Copy | None
    verified: datetime | None = None
    cautions: tuple[Message, ...] = ()


class Backups:
    """Makes copies and checks them. Each use case raises Forbidden and Unavailable; each is in the audit."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._settings = OfficeSettings(office)

    def state(self) -> BackupState:
        """How things stand."""
        engine = self._office.engine
        is_file = is_sqlite(engine)
        folder = copies_folder(engine, self._settings)
        found = backup.copies(folder, backup_names.owner_of(engine)) if folder else []
        return BackupState(
            (engine.url.database or "") if is_file else place_name(engine.url),
            is_file,
            str(folder or ""),
            found[0] if found else None,
            last_verified(self._office, self._settings),
            tuple(cautions(engine)),
        )

    def make(self) -> Copy:
        """A copy of this moment, proved against the database, in the folder of the settings."""
        folder = copies_folder(self._office.engine, self._settings)
        if folder is None:
            raise Unavailable(N_("Choose the folder for backup copies first."))
        return make_copy(self._office, folder)

    def check(self, path: Path) -> None:
        """Prove once more that a copy is whole and can be used."""
        if path.suffix == ".dump":
            backup_postgres.check(path)
        else:
            check_copy(path)

    def begin_restore(self, path: Path) -> None:
        """Whether this person may put ``path`` in the place of the database, and whether it is whole."""
        self.check(path)
        with self._office.work(BACKUP) as work:
            work.note("restore", "office", copy=path.name)


def make_copy(office: Office, folder: Path) -> Copy:
    """A proved copy in ``folder``, noted in the audit. Raises Forbidden, Unavailable."""
    with office.view(BACKUP):
        pass  # asked before the work, noted after it
    copied = backup.make(office.engine, folder, office.clock(), OfficeSettings(office).get(BACKUP_KEEP))
    with office.work(BACKUP) as work:
        _note(work, copied)
    return copied


def last_verified(office: Office, settings: OfficeSettings) -> datetime | None:
    """When the last copy was made and proved: as the audit tells it, or a copy that lies in the folder."""
    told = select(func.max(AuditEntry.at)).where(AuditEntry.subject == SUBJECT, AuditEntry.act == "backup")
    with office.view(BACKUP) as view:
        moments = [view.session.scalar(told)]
        owner = backup_names.owner_in(view.session)
    folder = copies_folder(office.engine, settings)
    moments += [copy.at for copy in (backup.copies(folder, owner)[:1] if folder else ())]
    return max((moment for moment in moments if moment is not None), default=None)


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
    if not backup.due(folder, backup_names.owner_of(engine), office.clock()):
        return None
    copied = backup.make(engine, folder, office.clock(), settings.get(BACKUP_KEEP))
    with office.work(DAILY_COPY) as work:
        _note(work, copied, by_itself=True)
    return copied


def _note(work: Work, copied: Copy, *, by_itself: bool = False) -> None:
    facts: dict[str, Any] = {
        "copy": copied.path.name,
        "folder": str(copied.path.parent),
        "entry": copied.audit_seq,
    }
    if by_itself:
        facts["daily"] = True
    work.note("backup", SUBJECT, 0, **facts)


def restore_file(path: Path, database: Path) -> None:
    """Put the copy in the place of the SQLite file, which nobody may have open. Raises Unavailable."""
    backup.restore(path, database, system_clock())
