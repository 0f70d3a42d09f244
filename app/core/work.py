"""The unit of work: the one way to the database. Permission, transaction, audit, commit, change notice.

Rows are added with :meth:`Work.insert`, one or a hundred thousand alike, and changed by setting attributes of
what :meth:`Work.get` gave. Both have their derived columns made here, and are audited: here on SQLite, by the
server itself on Postgres (server/guard.sql).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Engine, Table, inspect, or_, select, text, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.core import audit
from app.core.changes import Changes
from app.core.db import WRITES, Base, Record, is_sqlite
from app.core.errors import Forbidden, Unavailable, UserError
from app.core.i18n import N_
from app.core.permissions import Actor
from app.core.rows import derive, derived
from app.core.rows import writer as row_writer
from app.core.search import index_rows
from app.core.server.refusal import REFUSED, is_refusal, refuse_untouchable
from app.core.trouble import explain

R = TypeVar("R", bound=Base)
T = TypeVar("T")

#: More records than this in one commit are told as "many".
MANY = 500
#: How often a use case that met another one is tried.
TRIES = 8
#: Rows that one statement changes.
_AT_ONCE = 5_000
#: Held by the server until the transaction ends.
_ALONE = text("SELECT pg_advisory_xact_lock(hashtext(:use_case))")


class Gone(UserError):
    """The record is not there (any more), or this person may not know that it is."""

    def __init__(self) -> None:
        super().__init__(N_("This record is no longer available."))


class View:
    """A read-only look at the database."""

    def __init__(self, session: Session, actor: Actor, now: datetime) -> None:
        self.session = session
        self.actor = actor
        self.now = now

    def get(self, cls: type[R], row_id: int) -> R:
        """The row with that number; raises Gone."""
        row = self.session.get(cls, row_id)
        if row is None:
            raise Gone
        return row


class Work(View):
    """One use case in progress; leaving its block commits it."""

    def __init__(self, session: Session, actor: Actor, now: datetime) -> None:
        super().__init__(session, actor, now)
        self.acts: list[audit.Act] = []
        self._audits = is_sqlite(session.connection())
        self._touched: dict[str, list[int]] = defaultdict(list)

    def insert(self, cls: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add rows of column values; their numbers, in order. Absent columns take their defaults."""
        if not rows:
            return []
        self.flush()  # what was changed before it is told before it
        table = _table(cls)
        connection = self.session.connection()
        ids = self._next_ids(table, len(rows))
        writer = row_writer(table, connection.dialect)
        complete = [writer.complete(row, derive(cls, row), row_id) for row, row_id in zip(rows, ids, strict=True)]
        if cls.audited and self._audits:
            name = table.name
            self.acts += [audit.Act("insert", name, row["id"], writer.facts(row)) for row in complete]
        writer.insert(connection, complete)
        if cls.search_index:
            index_rows(connection, table.name, ids[0], ids[-1])
        self._touched[cls.register].extend(ids)
        return ids

    def add(self, cls: type[Base], **values: Any) -> int:
        """Add one row; its number."""
        return self.insert(cls, [values])[0]

    def alone(self, use_case: str) -> None:
        """Wait for others who do the same, and let nobody begin it before this unit ends; first in the unit.

        What is read after it is what they left. On SQLite whoever writes is alone already.
        """
        if not self._audits:
            self.session.execute(_ALONE, {"use_case": f"lete.{use_case}"})

    def update_all(self, cls: type[Record], condition: ColumnElement[bool], **values: Any) -> int:
        """Give every row that meets ``condition`` the same values, none of which others derive from.

        Rows that have them already are left alone; how many were changed. What was loaded before is read again
        when next looked at.
        """
        table = _table(cls)
        connection = self.session.connection()
        self.flush()
        columns = [table.c[name] for name in values]
        other = or_(
            *(column.is_distinct_from(value) for column, value in zip(columns, values.values(), strict=True))
        )
        # Held until the commit, so that the audit tells what was really there.
        chosen = select(table.c.id, *columns).where(condition, other).order_by(table.c.id).with_for_update()
        found = connection.execute(chosen).all()
        changing = update(table).values(**values, version=table.c.version + 1)
        for start in range(0, len(found), _AT_ONCE):
            connection.execute(changing.where(table.c.id.in_([row[0] for row in found[start : start + _AT_ONCE]])))
        self.session.expire_all()
        for row_id, *old in found:
            changed = {
                name: (before, value)
                for (name, value), before in zip(values.items(), old, strict=True)
                if before != value
            }
            if self._audits:
                self.acts.append(audit.Act("update", table.name, row_id, changed))
            self._touched[cls.register].append(row_id)
        return len(found)

    def flush(self) -> None:
        """Write changed rows now, with their derived columns and audit. Raises Forbidden where it is refused."""
        if self.session.new:
            raise AssertionError("rows are added with Work.insert")
        changed = [row for row in self.session.dirty if self.session.is_modified(row)]
        for row in changed:
            self._record_update(row)
        known = [(_table(type(row)), row.id, row.version) for row in changed if isinstance(row, Record)]
        try:
            self.session.flush()
        except StaleDataError:
            refuse_untouchable(self.session.get_bind(), known)
            raise

    def note(self, act: str, subject: str, row_id: int = 0, **facts: Any) -> None:
        """Put an act without a changed row into the audit: an export, a print, a sign-in."""
        self.acts.append(audit.Act(act, subject, row_id, {name: (None, fact) for name, fact in facts.items()}))

    def changes(self) -> list[Changes]:
        """What this unit touched, per register."""
        return [
            Changes(register, tuple(dict.fromkeys(ids)) if len(ids) <= MANY else (), self.actor.account)
            for register, ids in self._touched.items()
            if register
        ]

    def _record_update(self, row: Base) -> None:
        table = _table(type(row))
        state = inspect(row)
        values = {column.name: getattr(row, column.name) for column in table.columns}
        for name, value in derive(type(row), values).items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        hidden = derived(table)
        fields: dict[str, tuple[Any, Any]] = {}
        for column in table.columns:
            history = state.attrs[column.name].history
            if column.name not in hidden and history.has_changes():
                old = history.deleted[0] if history.deleted else None
                fields[column.name] = (old, getattr(row, column.name))
        row_id = values.get("id", 0)
        if self._audits and type(row).audited and fields:
            self.acts.append(audit.Act("update", table.name, row_id, fields))
        self._touched[type(row).register].append(row_id)

    def _next_ids(self, table: Table, count: int) -> list[int]:
        connection = self.session.connection()
        if is_sqlite(connection):
            # The transaction began as the only writer, so nobody else can take these.
            highest = connection.exec_driver_sql(f"SELECT max(id) FROM {table.name}").scalar() or 0  # noqa: S608
            return list(range(highest + 1, highest + count + 1))
        sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        return [row[0] for row in connection.exec_driver_sql(sequence, (table.name, count))]


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Session]:
    """A session in a transaction that is committed at the end, or rolled back when anything is raised.

    Without ``writes`` it sees the database as it was at one moment, and changes nothing. Known
    trouble of the database is raised as Unavailable with what to do about it; a row that somebody else changed in
    between raises sqlalchemy's StaleDataError, which use cases turn into a Conflict.
    """
    options = engine.execution_options(**{WRITES: writes})
    try:
        with Session(options, autoflush=False, expire_on_commit=False) as session, session.begin():
            if not writes and not is_sqlite(engine):
                session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            yield session
            if not writes:
                session.expunge_all()  # rows stay readable
                session.rollback()
    except StaleDataError:
        raise
    except SQLAlchemyError as error:
        if is_refusal(error):
            raise Forbidden(REFUSED) from error
        message = explain(error)
        if message is None:
            raise
        raise Unavailable(message) from error


def retried(attempt: Callable[[], T]) -> T:
    """Do a use case anew where somebody else changed or added the same row between its reading and its writing."""
    for _ in range(TRIES - 1):
        try:
            return attempt()
        except (StaleDataError, IntegrityError):
            continue
    return attempt()


def _table(cls: type[Base]) -> Table:
    table = cls.__table__
    assert isinstance(table, Table)
    return table


__all__ = ["Gone", "Record", "View", "Work", "retried", "transaction"]
