"""The course of a contact (Gaita): each thing done to it leaves an event, and the last step can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.contacts.records import Event, Place, Step
from app.contacts.scope import changeable, refuse_annulled
from app.contacts.tables import Contact, ContactEvent
from app.core import dates
from app.core.errors import Conflict, Difference
from app.core.i18n import N_, Message
from app.core.moments import riga_date, to_riga, when
from app.core.work import View, Work

_PLACE = tuple(field.name for field in fields(Place))


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


def place_of(contact: Contact) -> Place:
    """Where the contact stands, as it is stored: moments to the second."""
    values: dict[str, Any] = {name: getattr(contact, name) for name in _PLACE}
    for name, value in values.items():
        if isinstance(value, datetime):
            values[name] = value.replace(microsecond=0)
    return Place(**values)


def take_back(work: Work, contact_id: int, step: Step) -> None:
    """Put the contact where it stood before ``step``; both stay told in its course.

    Whoever did the last thing to a contact may take it back, although it may be a colleague's by now.

    Raises:
        Conflict: somebody has moved the contact on since.
        Forbidden, Gone: it is another person's contact.
        UserError: it has been annulled.
    """
    contact = work.get(Contact, contact_id) if _did_last(work, contact_id) else changeable(work, contact_id)
    refuse_annulled(contact)
    now = place_of(contact)
    different = [
        Difference(name, getattr(step.after, name), getattr(step.before, name), getattr(now, name))
        for name in _PLACE
        if getattr(now, name) != getattr(step.after, name)
    ]
    if different:
        told = N_("This record was changed {time} by {name}. It can no longer be undone.")
        raise conflict(work, contact, told, different)
    for name in _PLACE:
        setattr(contact, name, getattr(step.before, name))
    happened(work, contact.id, "taken_back", step.kind)


def conflict(work: Work, contact: Contact, told: Message, differences: Sequence[Difference]) -> Conflict:
    """The Conflict that tells in the words of ``told`` who changed the contact last ({name}) and when ({time})."""
    last = last_change(work, contact)
    today = riga_date(last.at) == riga_date(work.now)
    time = dates.clock(to_riga(last.at).time()) if today else when(last.at, work.now)
    message = Message(told.text, {"time": time, "name": last.name})
    return Conflict(message, differences, contact.version, last.name, last.at.isoformat())


def _did_last(view: View, contact_id: int) -> bool:
    newest = select(ContactEvent.account).where(ContactEvent.contact_id == contact_id)
    return view.session.scalar(newest.order_by(ContactEvent.id.desc()).limit(1)) == view.actor.account
