"""Restricted contacts (C19): their content stands apart from the journal, for those who may see it.

The row of a restricted contact says nothing of its content, so that lists, searches, counts and prints are masked
by themselves; here the content is put away, and laid over what is shown to whoever may see it. Nothing is asked
of the database for contacts that are not restricted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select, text, true

from app.contacts.policy import Reader, sees_content
from app.contacts.records import ContactRow
from app.contacts.tables import Contact, ContactNamed, ContactSealed
from app.core.db import is_sqlite
from app.core.errors import Forbidden
from app.core.i18n import N_
from app.core.permissions import CONTACTS_SEE_RESTRICTED
from app.core.search import query_words
from app.core.work import View, Work
from app.directory.service import own_employee

#: Where the content of a contact stands: in its own row, or apart.
Holder = Contact | ContactSealed

#: The columns that are put away, with what each holds when nothing is told.
CONTENT: Mapping[str, Any] = {
    "client_id": None,
    "client_name": "",
    "phone": "",
    "email": "",
    "address": "",
    "topic_id": None,
    "topic": "",
    "subject": "",
    "notes": "",
    "reason": "",
}
#: The words of an annulment may tell as much.
_PUT_AWAY: Mapping[str, Any] = {**CONTENT, "annul_reason": ""}
_IN_ROW = tuple(name for name in CONTENT if name in ContactRow.__slots__)


def holder(view: View, contact: Contact) -> Holder | None:
    """Where the contact's content stands; None for whoever may not see it."""
    if not contact.restricted:
        return contact
    return _sealed(view, contact.id) if may_see(view, contact) else None


def opened(view: View, contact: Contact) -> Holder:
    """The same; raises Forbidden for whoever may not see it."""
    found = holder(view, contact)
    if found is None:
        raise Forbidden(N_("This record is restricted. Ask whoever is in charge of it to name you in it."))
    return found


def may_see(view: View, contact: Contact) -> bool:
    """Whether the acting person may see what the contact is about."""
    if not contact.restricted:
        return True
    me = reader(view)
    named = me.employee_id is not None and me.employee_id in named_in(view, contact)
    return sees_content(me, handler_id=contact.handler_id, registered_by=contact.registered_by, named=named)


def reader(view: View) -> Reader:
    """The acting person as the rule sees them."""
    me = own_employee(view)
    return Reader(view.actor.account, me.id if me else None, view.actor.may(CONTACTS_SEE_RESTRICTED))


def naming(employee_id: int | None) -> ColumnElement[bool]:
    """The condition that a contact names this employee."""
    return exists().where(
        ContactNamed.contact_id == Contact.id,
        ContactNamed.employee_id == (employee_id or 0),
        ContactNamed.kept == true(),
    )


def contents(view: View, ids: Sequence[int]) -> dict[int, ContactSealed]:
    """The content of those restricted contacts that the acting person may see, by the contact's number."""
    if not ids:
        return {}
    me = reader(view)
    wanted = (
        select(ContactSealed, Contact.handler_id, Contact.registered_by, naming(me.employee_id).label("named"))
        .join(Contact, Contact.id == ContactSealed.contact_id)
        .where(ContactSealed.contact_id.in_(ids))
    )
    return {
        sealed.contact_id: sealed
        for sealed, handler, registered, named in view.session.execute(wanted)
        if sees_content(me, handler_id=handler, registered_by=registered, named=named)
    }


def worded(view: View, query: str) -> list[int]:
    """The numbers of the restricted contacts with all words of ``query`` whose content the acting person may see.

    They are few, and looked for apart from the journal: its own words say nothing of what these are about.
    """
    sought, connection = query_words(query), view.session.connection()
    if not sought:
        return []
    if not is_sqlite(connection):
        return list(view.session.scalar(_WORDED, {"sought": sought}) or ())
    me = reader(view)
    handled = Contact.handler_id == (me.employee_id or 0)
    mine = or_(Contact.registered_by == me.account, handled, naming(me.employee_id))
    held = (Contact.search_fold.concat(ContactSealed.search_fold).like(f"% {word}%") for word in sought)
    found = (
        select(ContactSealed.contact_id)
        .join(Contact, Contact.id == ContactSealed.contact_id)
        .where(Contact.restricted == true(), true() if me.is_head else mine, *held)
    )
    return list(view.session.scalars(found))


_WORDED = text("SELECT lete.search_sealed(CAST(:sought AS text[]))")


def laid_over(view: View, rows: Iterable[ContactRow]) -> list[ContactRow]:
    """The lines of a list with the content of restricted ones, as far as the acting person may see it."""
    lines = list(rows)
    masked = [row.id for row in lines if row.masked]
    if not masked:
        return lines
    known = contents(view, masked)
    return [unmasked(row, known[row.id]) if row.id in known else row for row in lines]


def unmasked(row: ContactRow, content: Holder) -> ContactRow:
    """A line with its content."""
    values: dict[str, Any] = {name: getattr(content, name) for name in _IN_ROW}
    return replace(row, **values, masked=False)


def seal_new(work: Work, contact_id: int, content: Mapping[str, Any], named: Iterable[int]) -> None:
    """Put the content of a contact just registered away."""
    work.add(ContactSealed, contact_id=contact_id, **content)
    work.insert(ContactNamed, [{"contact_id": contact_id, "employee_id": number} for number in named])


def store(work: Work, contact: Contact, content: Mapping[str, Any], *, restricted: bool) -> None:
    """Put the content of a contact where it belongs: it moves when the contact becomes restricted, and back."""
    if not restricted and not contact.restricted:
        _fill(contact, content)
        return
    sealed = _sealed(work, contact.id)
    before: Holder | None = sealed if contact.restricted else contact
    filled = {**content, "annul_reason": before.annul_reason if before else ""}
    told = {name: getattr(before, name) for name in _PUT_AWAY} if before else {}
    if filled == told and contact.restricted == restricted:
        return
    _fill(contact, _PUT_AWAY if restricted else filled)
    contact.restricted = restricted
    touch(contact)
    if sealed is None:
        work.add(ContactSealed, contact_id=contact.id, **filled)
    else:
        _fill(sealed, filled if restricted else _PUT_AWAY)


def touch(contact: Contact) -> None:
    """Have the contact's version and its change notice tell that what is kept apart has changed."""
    contact.sealed_changes += 1


def named_in(view: View, contact: Contact) -> tuple[int, ...]:
    """The numbers of the employees a restricted contact names, in ascending order."""
    return (
        tuple(sorted(row.employee_id for row in _names(view, contact.id) if row.kept))
        if contact.restricted
        else ()
    )


def name(work: Work, contact: Contact, employees: Iterable[int]) -> None:
    """Have the contact name these employees and no others."""
    wanted = set(employees)
    known = {row.employee_id: row for row in _names(work, contact.id)}
    for number, row in known.items():
        row.kept = number in wanted
    work.insert(
        ContactNamed, [{"contact_id": contact.id, "employee_id": number} for number in sorted(wanted - set(known))]
    )


def keep_in_sight(work: Work, contact: Contact) -> None:
    """Before a restricted contact goes to somebody else: whoever handled it goes on seeing it."""
    if contact.restricted and contact.handler_id is not None:
        name(work, contact, {*named_in(work, contact), contact.handler_id})


def _fill(place: Holder, values: Mapping[str, Any]) -> None:
    for column, value in values.items():
        setattr(place, column, value)


def _sealed(view: View, contact_id: int) -> ContactSealed | None:
    return view.session.scalar(select(ContactSealed).where(ContactSealed.contact_id == contact_id))


def _names(view: View, contact_id: int) -> Sequence[ContactNamed]:
    return view.session.scalars(select(ContactNamed).where(ContactNamed.contact_id == contact_id)).all()
