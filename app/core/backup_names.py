"""How backup copies are named: ``lete-OFFICE-KEY-YYYYMMDD-HHMMSS.db`` (``.dump`` of Postgres), in Riga's time.

The key is the beginning of the hash of the office's first audit entry: it never changes, moves with the office to
a server, and no two offices share it. So offices whose copies lie in one folder leave each other's alone.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.core.latvian import fold
from app.core.moments import riga, to_riga
from app.core.settings import ORGANIZATION_NAME
from app.core.tables import AuditEntry, Setting
from app.core.work import transaction

KEY_LENGTH = 8
#: The key of an office in which nothing was done yet. Its copies hold nothing that anybody would miss.
NO_KEY = "0" * KEY_LENGTH
#: How much of the office's name stands in the file's.
LABEL_LENGTH = 30

_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(
    r"lete-(?:(?P<label>[a-z0-9-]+?)-)??(?:(?P<key>[0-9a-f]{8})-)?(?P<stamp>\d{8}-\d{6})(?:-(?P<number>\d+))?"
    r"\.(?:db|dump)"
)


@dataclass(frozen=True)
class Owner:
    """Whose copies they are: the key, and the name in letters that any disk takes."""

    key: str
    label: str = ""


@dataclass(frozen=True)
class Named:
    """What a file's name tells: the key ("" in names of old), the moment (UTC), and which of one second."""

    key: str
    at: datetime
    number: int


def owner_of(engine: Engine) -> Owner:
    """Whose database it is. Raises Unavailable."""
    with transaction(engine, writes=False) as session:
        return owner_in(session)


def owner_in(session: Session) -> Owner:
    """The same within a look at the database."""
    first = session.scalar(select(AuditEntry.hash).where(AuditEntry.seq == 1))
    stored = session.scalar(select(Setting.value).where(Setting.key == ORGANIZATION_NAME.key))
    return Owner(first[:KEY_LENGTH] if first else NO_KEY, label_of(str(json.loads(stored))) if stored else "")


def label_of(name: str) -> str:
    """``SIA „Bērzaines ūdens”`` as ``sia-berzaines-udens``."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    label = "-".join(words)
    return (
        label
        if len(label) <= LABEL_LENGTH
        else label[: LABEL_LENGTH + 1].rpartition("-")[0] or label[:LABEL_LENGTH]
    )


def free_path(folder: Path, owner: Owner, now: datetime, suffix: str) -> Path:
    """A name in ``folder`` that is not taken yet."""
    office = "-".join(filter(None, ("lete", owner.label, owner.key)))
    stamp = to_riga(now).strftime(_STAMP)
    path = folder / f"{office}-{stamp}{suffix}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{office}-{stamp}-{number}{suffix}"
    return path


def read(path: Path) -> Named | None:
    """What the name of ``path`` tells; None where it is not a copy's name."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        at = datetime.strptime(found["stamp"], _STAMP).replace(tzinfo=riga())
    except ValueError:
        return None
    return Named(found["key"] or "", at, int(found["number"] or 1))


def belongs(path: Path, named: Named, owner: Owner) -> bool:
    """Whether the copy is this office's; one whose name does not tell is asked itself."""
    return (named.key or _key_inside(path)) in (owner.key, NO_KEY)


def _key_inside(path: Path) -> str:
    if path.suffix == ".db":
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(address, uri=True)) as copy,
        ):
            first = copy.execute("SELECT hash FROM audit_entry WHERE seq = 1").fetchone()
            return str(first[0])[:KEY_LENGTH] if first else NO_KEY
    return ""
