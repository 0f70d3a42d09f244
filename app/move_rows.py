"""Carries the rows of an office from SQLite to Postgres as they are, the audit with its hashes included.

All of it is one transaction of the target: after a kill nothing of it is there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from typing import Any, cast

from sqlalchemy import Connection, Select, String, Table, func, select, text
from sqlalchemy.orm import Session

from app.core import audit
from app.core.db import UNTOLD, Base
from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.server import apply
from app.core.tables import AuditEntry, Credential
from app.core.trouble import explain

#: Told the table, how many of its rows are done, and how many there are.
Progress = Callable[[str, int, int], None]

#: Rows between two steps of progress.
STEP = 20_000
_AT_ONCE = 2_000
#: Rows with a picture: 2,000 of them would be a quarter of a gigabyte.
_LARGE_AT_ONCE = 50
#: Who once handled which contact: a table of the server alone (server/guard.sql).
SIGHT = "lete_private.contact_sight"


def carried_tables() -> list[Table]:
    """Every table of the program, those that others refer to first.

    A server keeps the passwords of its logins itself, so those of the file stay behind.
    """
    left = cast(Table, Credential.__table__)
    return [table for table in Base.metadata.sorted_tables if table is not left]


def carry(source: Session, target: Session, progress: Progress) -> None:
    """Put the rows of ``source`` in the place of whatever ``target`` has. Raises Unavailable."""
    connection, tables = target.connection(), carried_tables()
    with _unguarded(connection, tables):
        names = ", ".join(_quoted(connection, table.name) for table in Base.metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names}, {SIGHT}"))
        for table in tables:
            _copy(source, connection, table, progress)
            _move_sequence(connection, table)
        _keep_sight(connection)


def at_once(table: Table) -> int:
    """How many rows of a table are in memory at a time."""
    return _LARGE_AT_ONCE if any(column.info == UNTOLD for column in table.columns) else _AT_ONCE


def compare(source: Session, target: Session, progress: Progress) -> None:
    """Read everything back: each row must be the same, and the audit's chain must hold. Raises Unavailable."""
    for table in carried_tables():
        total = _count(source, table)
        pairs = zip_longest(_rows(source, table, "BINARY"), _rows(target, table, "C"))
        progress(table.name, 0, total)
        for done, (ours, theirs) in enumerate(pairs, 1):
            if done % STEP == 0 or done == total:
                progress(table.name, done, total)
            if ours is None or theirs is None or tuple(ours) != tuple(theirs):
                raise Unavailable(
                    N_("The table {table} did not arrive as it was sent. Nothing was changed.", table=table.name)
                )
    if audit.verify(target) is not None:
        raise Unavailable(N_("The audit did not arrive as it was sent. Nothing was changed."))


def _copy(source: Session, target: Connection, table: Table, progress: Progress) -> None:
    import psycopg  # noqa: PLC0415 - the driver itself: SQLAlchemy knows no COPY

    total = _count(source, table)
    columns = ", ".join(_quoted(target, column.name) for column in table.columns)
    driver = cast("psycopg.Connection[Any]", target.connection.driver_connection)
    command = f"COPY {_quoted(target, table.name)} ({columns}) FROM STDIN"
    progress(table.name, 0, total)
    try:
        with driver.cursor() as cursor, cursor.copy(command.encode()) as copy:
            for done, row in enumerate(_rows(source, table, "BINARY"), 1):
                copy.write_row(row)
                if done % STEP == 0 or done == total:
                    progress(table.name, done, total)
    except psycopg.Error as error:
        why = " ".join(str(error).split())[:200]
        raise Unavailable(
            explain(error) or N_("The server did not take the table {table}: {why}", table=table.name, why=why)
        ) from error


def _move_sequence(target: Connection, table: Table) -> None:
    if table.autoincrement_column is None:
        return
    highest = target.scalar(select(func.max(table.c.id)))
    if highest is not None:
        command = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :highest)")
        target.execute(command, {"name": table.name, "highest": highest})


def _keep_sight(target: Connection) -> None:
    """Who once handled a contact keeps sight of it on the server; a file kept that in the audit alone."""
    entries = select(AuditEntry.row_id, AuditEntry.text).where(
        AuditEntry.subject == "contact", AuditEntry.act == "update", AuditEntry.text.contains('_id":[')
    )
    found = set()
    for row_id, entry in target.execute(entries):
        facts = json.loads(entry)[6]
        for name in ("handler_id", "referred_id"):
            before, _after = facts.get(name, (None, None))
            if before is not None:
                found.add((before, row_id))
    if found:
        target.execute(
            text(f"INSERT INTO {SIGHT} (employee_id, contact_id) VALUES (:who, :what)"),  # noqa: S608
            [{"who": who, "what": what} for who, what in sorted(found)],
        )


@contextmanager
def _unguarded(target: Connection, tables: list[Table]) -> Iterator[None]:
    """Let rows in as they are: neither triggers nor row-level security, until the guard stands again."""
    places = [*(_quoted(target, table.name) for table in tables), SIGHT]
    with apply.unguarded(target):
        for place in places:
            target.execute(text(f"ALTER TABLE {place} NO FORCE ROW LEVEL SECURITY"))
        yield
        for place in places:
            target.execute(text(f"ALTER TABLE {place} FORCE ROW LEVEL SECURITY"))


def _count(source: Session, table: Table) -> int:
    return source.scalar(select(func.count()).select_from(table)) or 0


def _rows(session: Session, table: Table, collation: str) -> Iterator[Any]:
    """The rows by primary key, each a tuple."""
    with session.execute(_by_key(table, collation), execution_options={"yield_per": at_once(table)}) as rows:
        yield from rows


def _by_key(table: Table, collation: str) -> Select[Any]:
    """Texts in the order of their bytes, which both engines know under another name."""
    keys = [
        column.collate(collation) if isinstance(column.type, String) else column for column in table.primary_key
    ]
    return select(*table.columns).order_by(*keys)


def _quoted(target: Connection, name: str) -> str:
    return target.dialect.identifier_preparer.quote(name)
