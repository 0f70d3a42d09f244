"""Tables of the house itself: settings, accounts, numbers, audit. No register's data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Record, UtcDateTime


class Setting(Record):
    """One option of the office; the value is JSON."""

    __tablename__ = "setting"
    register = "settings"

    key: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[str] = mapped_column(Text)


class Account(Record):
    """A person who signs in, on SQLite (on Postgres persons are login roles)."""

    __tablename__ = "account"
    register = "users"

    login: Mapped[str] = mapped_column(String(63), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    roles: Mapped[str] = mapped_column(String(200))
    enabled: Mapped[bool] = mapped_column(default=True)


class Credential(Base):
    """What proves that a person is who they say; apart from the account, so that no history shows it."""

    __tablename__ = "credential"
    audited = False

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    recovery_hash: Mapped[str | None] = mapped_column(String(200))
    failures: Mapped[int] = mapped_column(default=0)
    blocked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Counter(Base):
    """The last number given out, per register and year."""

    __tablename__ = "counter"
    audited = False

    register_key: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column()


class AuditEntry(Base):
    """One act, in words that never change again; ``hash`` binds it to all before it."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_subject", "subject", "row_id"),
        # The administrator's list, by time, person and act, is read from here without a single entry's text.
        Index("ix_audit_entry_at", "at", "seq", "account", "act"),
    )
    audited = False

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account: Mapped[str] = mapped_column(String(63))
    subject: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int] = mapped_column()
    act: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The newest entry's number and hash: one row, locked last by each writer."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    audited = False

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column()
    hash: Mapped[str] = mapped_column(String(64))


class DoneRequest(Base):
    """A save that a program asked for by a number of its own, and the row it made: see :mod:`app.core.once`."""

    __tablename__ = "done_request"
    audited = False

    request: Mapped[str] = mapped_column(String(36), primary_key=True)
    account: Mapped[str] = mapped_column(String(63))
    row_id: Mapped[int] = mapped_column()
