"""From the database to records: lines of the journal, and the fields of one contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.records import ContactFields, ContactRow, Status
from app.contacts.tables import Contact

#: What a line of the journal is made of, in the order of :func:`contact_row`.
ROW_COLUMNS: tuple[InstrumentedAttribute[Any], ...] = (
    Contact.id,
    Contact.number_year,
    Contact.number_seq,
    Contact.at,
    Contact.has_time,
    Contact.channel,
    Contact.client_name,
    Contact.phone,
    Contact.address,
    Contact.topic,
    Contact.subject,
    Contact.handler_name,
    Contact.registered_name,
    Contact.status,
    Contact.is_open,
    Contact.due_at,
    Contact.kept,
)
#: What a person types and no column keeps as such.
UNSTORED = frozenset({"task_for_colleague", "client_checked"})
#: The fields that are columns of their own.
STORED = tuple(field.name for field in fields(ContactFields) if field.name not in UNSTORED)


def contact_row(row: Sequence[Any]) -> ContactRow:
    """A line of the journal out of ROW_COLUMNS."""
    row_id, year, seq, *rest = row
    return ContactRow(row_id, f"{year}-{seq}", *rest)


def row_of(contact: Contact) -> ContactRow:
    """The same out of a loaded contact."""
    return ContactRow(contact.id, contact.number, *(getattr(contact, column.key) for column in ROW_COLUMNS[3:]))


def fields_of(contact: Contact) -> ContactFields:
    """What a person would have typed to make the contact what it is now."""
    typed = {name: getattr(contact, name) for name in STORED}
    return ContactFields(**typed, task_for_colleague=contact.status == Status.HANDED)
