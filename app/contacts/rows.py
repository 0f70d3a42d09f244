"""From the database to records: lines of the journal, and the fields of one contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.records import ContactFields, ContactRow, Status
from app.contacts.sealed import CONTENT, Holder, unmasked
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
    Contact.restricted,
)
#: What a person types and no column keeps as such.
UNSTORED = frozenset({"task_for_colleague", "client_checked", "named"})
#: The fields that are columns of their own.
STORED = tuple(field.name for field in fields(ContactFields) if field.name not in UNSTORED)


def contact_row(row: Sequence[Any]) -> ContactRow:
    """A line of the journal out of ROW_COLUMNS; a restricted one is masked until its content is laid over it."""
    row_id, year, seq, *rest = row
    values = (row_id, f"{year}-{seq}", *rest, rest[-1])
    return ContactRow(*values)


def row_of(contact: Contact, content: Holder | None) -> ContactRow:
    """The same out of a loaded contact, with its content unless that is None."""
    row = contact_row([getattr(contact, column.key) for column in ROW_COLUMNS])
    return unmasked(row, content) if contact.restricted and content is not None else row


def fields_of(contact: Contact, content: Holder | None, named: tuple[int, ...] = ()) -> ContactFields:
    """What a person would have typed to make the contact what it is now; blanks where its content is None."""
    typed = {name: getattr(contact, name) for name in STORED}
    if contact.restricted and content is not None:
        typed |= {name: getattr(content, name) for name in CONTENT}
    return ContactFields(**typed, named=named, task_for_colleague=contact.status == Status.HANDED)
