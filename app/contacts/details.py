"""Everything about one contact, as far as the person may see it; openings of restricted ones are noted (C19)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, select, true

from app.contacts import sealed
from app.contacts.clients import kept_id
from app.contacts.course import events
from app.contacts.records import ContactDetail, ContactRow, Event
from app.contacts.rows import ROW_COLUMNS, contact_row, fields_of, row_of
from app.contacts.scope import is_handler, may_edit, visible
from app.contacts.tables import Contact
from app.core.permissions import CONTACTS_SEE
from app.core.work import View
from app.directory.service import employee_in
from app.office import Office

#: How many earlier contacts of the client a detail shows.
_EARLIER = 5


def detail_of(view: View, contact: Contact) -> ContactDetail:
    """The contact, its course and the client's earlier contacts; masked for whoever may not see its content."""
    content = sealed.holder(view, contact)
    named = sealed.named_in(view, contact) if content is not None else ()
    earlier = _earlier(view, contact, content.client_id if content is not None else None)
    return ContactDetail(
        row=row_of(contact, content),
        fields=fields_of(contact, content, named),
        version=contact.version,
        reference=contact.reference,
        unit=contact.unit,
        registered_at=contact.registered_at,
        callback_tries=contact.callback_tries,
        annulled_at=contact.annulled_at,
        annulled_by=contact.annulled_by,
        annul_reason=content.annul_reason if content is not None else "",
        events=_course(view, contact, told=content is not None),
        earlier=_rows(view, earlier, _EARLIER),
        earlier_count=_count(view, earlier),
        may_edit=may_edit(view, contact),
        seen_by=_seen_by(view, contact, named) if contact.restricted else (),
    )


def is_opening(view: View, contact: Contact) -> bool:
    """Whether the audit has to tell that the acting person looked at what the contact is about."""
    return contact.restricted and not is_handler(view, contact) and sealed.may_see(view, contact)


def note_opening(office: Office, contact_id: int) -> None:
    """Have the audit tell that somebody other than the handler opened a restricted contact. Raises Unavailable.

    A screen reads what it shows again and again; within one hour of one sign-in that is one opening.
    """

    def noted() -> bool:
        with office.work(CONTACTS_SEE) as work:
            work.note("view", "contact_sealed", contact_id)
        return True

    # Under a register of its own, so that no change makes it forgotten.
    office.memory.recall("openings", f"{contact_id} {office.clock():%Y%m%d%H}", noted)


def _course(view: View, contact: Contact, *, told: bool) -> tuple[Event, ...]:
    """What was done; notes about it are content, so that the masked course is the registration alone."""
    if told:
        return events(view, contact)
    return (Event(contact.registered_at, contact.registered_name, "registered", ""),)


def _seen_by(view: View, contact: Contact, named: tuple[int, ...]) -> tuple[str, ...]:
    names = (contact.handler_name, contact.registered_name, *(employee_in(view, number).name for number in named))
    return tuple(dict.fromkeys(filter(None, names)))


def _earlier(view: View, contact: Contact, client_id: int | None) -> ColumnElement[bool]:
    """The client's other contacts up to this one; none of them is restricted, as those name no client."""
    if contact.restricted and client_id is not None:
        client_id = kept_id(view, client_id)
    return and_(
        Contact.client_id == (client_id or 0),
        Contact.at <= contact.at,
        Contact.id != contact.id,
        Contact.kept == true(),
        visible(view),
    )


def _rows(view: View, condition: ColumnElement[bool], limit: int) -> tuple[ContactRow, ...]:
    chosen = select(*ROW_COLUMNS).where(condition).order_by(Contact.at.desc(), Contact.id.desc())
    return tuple(map(contact_row, view.session.execute(chosen.limit(limit))))


def _count(view: View, condition: ColumnElement[bool]) -> int:
    return view.session.execute(select(func.count()).select_from(Contact).where(condition)).scalar_one()
