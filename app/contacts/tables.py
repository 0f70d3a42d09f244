"""Contacts and their sealed content, what happened to them, clients, imports and saved views."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import DERIVED, Record, UtcDateTime, sort_text
from app.core.latvian import sort_key
from app.core.search import phone_text, search_text

#: How much of a long text takes part in sorting.
SORTED_LENGTH = 60
#: The content of a restricted contact is not in its row: whatever reads the row finds nothing there (C19).
SEALED = (
    "NOT restricted OR (client_id IS NULL AND client_name = '' AND phone = '' AND email = '' AND address = '' "
    "AND topic_id IS NULL AND topic = '' AND subject = '' AND notes = '' AND reason = '')"
)
#: The sort key of a text that thousands of contacts share.
_repeated_key = lru_cache(maxsize=2000)(sort_key)


class Client(Record):
    """A person or organisation that turns to the office. Never merged but by hand."""

    __tablename__ = "client"
    __table_args__ = (
        Index("ix_client_phone", "phone"),
        Index("ix_client_name_sort", "name_sort"),
    )
    register = "clients"
    search_index = True

    name: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    #: When phone and e-mail were last confirmed with the client (AAD pielikums 4.3).
    checked_on: Mapped[date | None] = mapped_column()
    #: The client this one was found to be; only such rows are hidden.
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("client.id"))
    name_sort: Mapped[str] = mapped_column(sort_text(500), info=DERIVED)
    search_fold: Mapped[str] = mapped_column(Text, info=DERIVED)

    @staticmethod
    def derive(values: Mapping[str, Any]) -> dict[str, Any]:
        name = values["name"]
        words = (name, phone_text(values.get("phone", "")), values.get("address", ""), values.get("email", ""))
        return {"name_sort": sort_key(name), "search_fold": search_text(*words)}


class Contact(Record):
    """One contact of a client with the office: a row of the journal. It is annulled, never deleted."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("number_year", "number_seq"),
        UniqueConstraint("request"),
        CheckConstraint("number_seq > 0", name="number_positive"),
        CheckConstraint("status <> ''", name="status_given"),
        CheckConstraint(SEALED, name="sealed"),
        # Each order a journal can stand in is an index of its own, so that no list is ever sorted.
        Index("ix_contact_at", "kept", "at", "id"),
        Index("ix_contact_number", "kept", "number_year", "number_seq"),
        Index("ix_contact_channel", "kept", "channel", "id"),
        Index("ix_contact_client_sort", "kept", "client_sort", "id"),
        Index("ix_contact_subject_sort", "kept", "subject_sort", "id"),
        Index("ix_contact_due_at", "kept", "due_at", "id"),
        Index("ix_contact_status", "kept", "status", "id"),
        Index("ix_contact_phone", "kept", "phone", "id"),
        Index("ix_contact_address_sort", "kept", "address_sort", "id"),
        Index("ix_contact_topic_sort", "kept", "topic_sort", "id"),
        Index("ix_contact_handler_sort", "kept", "handler_sort", "id"),
        Index("ix_contact_registered_sort", "kept", "registered_sort", "id"),
        # And these count the tabs and find a person's own contacts.
        Index("ix_contact_open", "is_open", "kept", "status", "due_at"),
        Index("ix_contact_handler", "handler_id", "registered_by", "kept", "id"),
        Index("ix_contact_registered", "registered_by", "kept"),
        Index("ix_contact_referred", "referred_id"),
        Index("ix_contact_client", "client_id", "at"),
        Index("ix_contact_fingerprint", "fingerprint"),
        # Of the few that are restricted only, so that it costs the others nothing: the revision says so to each
        # engine. Said here, it would load both engines' dialects at every start.
        Index("ix_contact_restricted", "at", "id"),
    )
    register = "contacts"
    search_index = True

    #: Made by the client program, so that a retried save is the same save.
    request: Mapped[str] = mapped_column(String(36))
    number_year: Mapped[int] = mapped_column()
    number_seq: Mapped[int] = mapped_column()
    #: The number this contact had in an imported journal.
    reference: Mapped[str] = mapped_column(String(60), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Off where an imported journal told the day only.
    has_time: Mapped[bool] = mapped_column(default=True)
    channel: Mapped[str] = mapped_column(String(20))
    incoming: Mapped[bool] = mapped_column(default=True)
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id"))
    client_name: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    topic: Mapped[str] = mapped_column(String(120), default="")
    subject: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    handler_name: Mapped[str] = mapped_column(String(120), default="")
    unit: Mapped[str] = mapped_column(String(120), default="")
    registered_by: Mapped[str] = mapped_column(String(63))
    registered_name: Mapped[str] = mapped_column(String(120))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(String(24))
    status: Mapped[str] = mapped_column(String(24))
    is_open: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    callback_tries: Mapped[int] = mapped_column(default=0)
    referred_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    referred_name: Mapped[str] = mapped_column(String(120), default="")
    #: Why the client was sent on (AAD 2.1.2.3), or why another channel was offered (AAD 4.2).
    reason: Mapped[str] = mapped_column(String(500), default="")
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"))
    institution: Mapped[str] = mapped_column(String(200), default="")
    offered_channel: Mapped[str] = mapped_column(String(20), default="")
    duration_s: Mapped[int | None] = mapped_column()
    language: Mapped[str] = mapped_column(String(8), default="lv")
    identity_shown: Mapped[bool] = mapped_column(default=False)
    entry_help: Mapped[bool] = mapped_column(default=False)
    recording_told: Mapped[bool] = mapped_column(default=False)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("contact_import.id"))
    fingerprint: Mapped[str] = mapped_column(String(32), default="", info=DERIVED)
    kept: Mapped[bool] = mapped_column(default=True)
    annulled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    annulled_by: Mapped[str] = mapped_column(String(120), default="")
    annul_reason: Mapped[str] = mapped_column(String(500), default="")
    #: Only some may see what it is about; its content stands in ContactSealed (C19).
    restricted: Mapped[bool] = mapped_column(default=False)
    #: Moved with each change of the sealed content, so that the contact's version and change notices tell of it.
    sealed_changes: Mapped[int] = mapped_column(default=0)
    client_sort: Mapped[str] = mapped_column(sort_text(500), info=DERIVED)
    subject_sort: Mapped[str] = mapped_column(sort_text(200), info=DERIVED)
    address_sort: Mapped[str] = mapped_column(sort_text(200), info=DERIVED)
    topic_sort: Mapped[str] = mapped_column(sort_text(300), info=DERIVED)
    handler_sort: Mapped[str] = mapped_column(sort_text(300), info=DERIVED)
    registered_sort: Mapped[str] = mapped_column(sort_text(300), info=DERIVED)
    search_fold: Mapped[str] = mapped_column(Text, info=DERIVED)

    @staticmethod
    def derive(values: Mapping[str, Any]) -> dict[str, Any]:
        name, subject = values.get("client_name", ""), values.get("subject", "")
        topic = values.get("topic", "")
        return {
            "client_sort": sort_key(name),
            "subject_sort": sort_key((subject or topic)[:SORTED_LENGTH]),
            "address_sort": sort_key(values.get("address", "")[:SORTED_LENGTH]),
            "topic_sort": _repeated_key(topic),
            "handler_sort": _repeated_key(values.get("handler_name", "")),
            "registered_sort": _repeated_key(values["registered_name"]),
            "search_fold": search_text(
                f"{values['number_year']}-{values['number_seq']}",
                name,
                phone_text(values.get("phone", "")),
                values.get("address", ""),
                topic,
                values.get("handler_name", ""),
                values.get("reference", ""),
                subject,
            ),
        }

    @property
    def number(self) -> str:
        """The number as people write it, ``2026-1483``."""
        return f"{self.number_year}-{self.number_seq}"


class ContactSealed(Record):
    """The content of a restricted contact; blank once the contact is restricted no more (C19)."""

    __tablename__ = "contact_sealed"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), unique=True)
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id"))
    client_name: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    topic: Mapped[str] = mapped_column(String(120), default="")
    subject: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(String(500), default="")
    annul_reason: Mapped[str] = mapped_column(String(500), default="")
    #: The words of the content; those of what is no secret stand in the contact's own.
    search_fold: Mapped[str] = mapped_column(Text, info=DERIVED)

    @staticmethod
    def derive(values: Mapping[str, Any]) -> dict[str, Any]:
        told = (values.get(name) or "" for name in ("client_name", "address", "topic", "subject"))
        return {"search_fold": search_text(*told, phone_text(values.get("phone") or ""))}


class ContactNamed(Record):
    """An employee named to see a restricted contact, as long as ``kept``; rows are never deleted (C19)."""

    __tablename__ = "contact_named"
    __table_args__ = (UniqueConstraint("contact_id", "employee_id"),)

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    kept: Mapped[bool] = mapped_column(default=True)


class ContactEvent(Record):
    """A step in the course of a contact (Gaita)."""

    __tablename__ = "contact_event"
    __table_args__ = (Index("ix_contact_event_contact", "contact_id", "id"),)

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account: Mapped[str] = mapped_column(String(63))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(24))
    text: Mapped[str] = mapped_column(Text, default="")


class ContactImport(Record):
    """One imported file; its contacts can be annulled together."""

    __tablename__ = "contact_import"
    register = "imports"

    file_name: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account: Mapped[str] = mapped_column(String(63))
    rows: Mapped[int] = mapped_column()
    annulled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SavedView(Record):
    """A person's own named filter of the journal."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("account", "name"),)
    audited = False

    account: Mapped[str] = mapped_column(String(63))
    name: Mapped[str] = mapped_column(String(80))
    definition: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(BigInteger, default=0)


class Snippet(Record):
    """A text that ``//key`` stands for while typing."""

    __tablename__ = "snippet"
    register = "settings"

    key: Mapped[str] = mapped_column(String(20), unique=True)
    text: Mapped[str] = mapped_column(Text)
