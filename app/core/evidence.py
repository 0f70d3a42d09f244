"""The audit as evidence: an archive that anybody can check without Lete, and the mark of its head on paper.

The archive holds the entries as JSON lines, the head, a README in Latvian and English, and the verifier itself
(``resources/verify_audit.py``, the standard library alone).
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, BinaryIO

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.db import is_sqlite, utc_text
from app.core.errors import Forbidden
from app.core.i18n import N_
from app.core.numbers import NBSP
from app.core.profiles import RESOURCES
from app.core.tables import AuditEntry, AuditHead
from app.core.work import View

#: Hexadecimal digits of a hash that paper shows: nobody makes another chain with the same ones.
SHOWN = 16
_AT_ONCE = 2_000


@dataclass(frozen=True)
class Head:
    """The newest entry of the audit: its number and its hash."""

    seq: int
    hash: str

    @property
    def short(self) -> str:
        """The hash as paper shows it, „9f3a 11c0 7be2 04d1”, which is never broken into two lines."""
        return NBSP.join(self.hash[at : at + 4] for at in range(0, SHOWN, 4))


def head_of(session: Session) -> Head:
    """Where the audit stands now; everybody may know that."""
    row = session.execute(select(AuditHead.seq, AuditHead.hash)).one()
    return Head(row.seq, row.hash)


def sees_everything(session: Session) -> bool:
    """Whether this login may read all there is: on Postgres backups and IT, on a file whoever opens it."""
    return is_sqlite(session.connection()) or bool(session.scalar(text("SELECT lete.may_back_up()")))


def require_everything(session: Session) -> None:
    """Raise Forbidden for whoever may not read all entries, which hold clients' data."""
    if not sees_everything(session):
        raise Forbidden(N_("The whole audit holds clients' data. It is exported with the login for backups."))


def write_archive(view: View, file: BinaryIO, progress: Callable[[int], object] | None = None) -> Head:
    """Write the whole audit, entry by entry, as an archive for the verifier; where it stands.

    ``progress`` is told how many entries are written; what it raises ends the writing. Raises Forbidden as
    :func:`require_everything`.
    """
    require_everything(view.session)
    head = head_of(view.session)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("entries.jsonl", "w", force_zip64=True) as lines:
            _write_entries(view.session, lines, progress or (lambda _count: None))
        stated = {"format": 1, "seq": head.seq, "hash": head.hash, "exported_at": utc_text(view.now)}
        archive.writestr("head.json", json.dumps(stated) + "\n")
        archive.write(RESOURCES / "verify_audit.py", "verify_audit.py")
        archive.write(RESOURCES / "audit_readme.txt", "README.txt")
    return head


def _write_entries(session: Session, lines: IO[bytes], progress: Callable[[int], object]) -> None:
    entries = select(AuditEntry.text, AuditEntry.hash).order_by(AuditEntry.seq)
    done = 0
    with session.execute(entries, execution_options={"yield_per": _AT_ONCE}) as rows:
        for part in rows.partitions(_AT_ONCE):
            lines.write("".join(f'{{"hash":"{row.hash}","entry":{row.text}}}\n' for row in part).encode())
            done += len(part)
            progress(done)
