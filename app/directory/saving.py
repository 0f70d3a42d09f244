"""Storing a record of the directory: what this person changed is written, what others changed meanwhile stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select

from app.core.db import Record
from app.core.errors import Conflict, Difference
from app.core.i18n import N_
from app.core.merge import merge
from app.core.tables import Account, AuditEntry
from app.core.work import View, Work
from app.directory.tables import Employee

R = TypeVar("R", bound=Record)


def store(work: Work, cls: type[R], record: dict[str, Any], base: dict[str, Any] | None = None) -> int:
    """Add a row (no ``id``) or change it; its number.

    ``base`` is the record that the change began from: where the row is of another version by now, only what
    differs from ``base`` is written. Raises Gone, and Conflict where others changed the same fields.
    """
    values = {name: value for name, value in record.items() if name not in {"id", "version"}}
    row_id, version = record["id"], record["version"]
    if row_id is None:
        return work.add(cls, **values)
    row = work.get(cls, row_id)
    if row.version != version:
        values = _merged(work, row, values, base)
    for name, value in values.items():
        setattr(row, name, value)
    return row.id


def last_change_of(view: View, subject: str, row_id: int) -> tuple[str, datetime]:
    """Who changed a record last, and when."""
    last = view.session.execute(
        select(AuditEntry.account, AuditEntry.at)
        .where(AuditEntry.subject == subject, AuditEntry.row_id == row_id)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    ).one()
    on_staff = select(Employee.name).where(Employee.account == last.account)
    signed_in = select(Account.name).where(Account.login == last.account)
    name = view.session.scalar(on_staff) or view.session.scalar(signed_in) or last.account
    return name, last.at


def _merged(work: Work, row: Record, mine: dict[str, Any], base: dict[str, Any] | None) -> dict[str, Any]:
    """What to write over a row changed since this person read it; raises Conflict where both changed the same.

    Without ``base`` nobody knows what this person changed, so that every difference is one to be asked about.
    """
    theirs = {name: getattr(row, name) for name in mine}
    if base is None:
        differing = [
            Difference(name, None, value, theirs[name]) for name, value in mine.items() if value != theirs[name]
        ]
        write = mine
    else:
        write, differing = merge(base, mine, theirs)
    if not differing:
        return write
    name, at = last_change_of(work, row.__tablename__, row.id)
    message = N_("The record was changed by: {name}. Your changes are not lost.", name=name)
    raise Conflict(message, differing, row.version, name, at.isoformat())
