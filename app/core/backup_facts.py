"""What a copy is compared by with the database it was made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """How many rows each table has, and the number and hash of the last audit entry (0 and "" for none)."""

    rows: Mapping[str, int]
    seq: int = 0
    hash: str = ""


LAST_ENTRY = "SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1"


def of_sqlite(connection: sqlite3.Connection) -> Facts:
    """The facts of an open SQLite database."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    # The search indexes hold no rows of their own.
    names = [name for (name,) in connection.execute(query) if "_search" not in name]
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    last = connection.execute(LAST_ENTRY).fetchone() if "audit_entry" in names else None
    return Facts(rows, *(last or ()))
