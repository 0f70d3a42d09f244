"""The course of a contact (Gaita): each thing done to it leaves an event."""

from __future__ import annotations

from sqlalchemy import select

from app.contacts.records import Event
from app.contacts.tables import Contact, ContactEvent
from app.core.work import View, Work


def happened(work: Work, contact_id: int, kind: str, text: str = "") -> None:
    """Enter an event; ``kind`` is one of those :class:`~app.contacts.records.Event` names."""
    work.add(
        ContactEvent,
        contact_id=contact_id,
        at=work.now,
        account=work.actor.account,
        name=work.actor.name,
        kind=kind,
        text=text,
    )


def events(view: View, contact: Contact) -> tuple[Event, ...]:
    """The course of a contact, the oldest first; its registration is told by the contact itself."""
    rows = view.session.scalars(
        select(ContactEvent).where(ContactEvent.contact_id == contact.id).order_by(ContactEvent.id)
    )
    registered = Event(contact.registered_at, contact.registered_name, "registered", "")
    return (registered, *(Event(row.at, row.name, row.kind, row.text) for row in rows))


def last_change(view: View, contact: Contact) -> Event:
    """Who changed the contact last, and when."""
    return events(view, contact)[-1]
