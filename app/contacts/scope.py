"""Whose contacts a person may see, print and change: the condition that every reading of the journal carries."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select, true

from app.contacts.tables import Client, Contact
from app.core.errors import Forbidden, UserError
from app.core.i18n import N_
from app.core.permissions import (
    CONTACTS_EDIT_OTHERS,
    CONTACTS_PRINT_ALL,
    CONTACTS_SEE_ALL,
    Action,
    those_who_may,
)
from app.core.work import Gone, View
from app.directory.service import own_employee


def my_id(view: View) -> int | None:
    """The acting person's number on the staff."""
    mine = own_employee(view)
    return mine.id if mine else None


def mine(view: View) -> tuple[ColumnElement[bool], ...]:
    """What the acting person answers for, as conditions that exclude each other (so that each can be counted)."""
    account = and_(Contact.handler_id.is_(None), Contact.registered_by == view.actor.account)
    me = my_id(view)
    return (account,) if me is None else (Contact.handler_id == me, account)


def visible(view: View) -> ColumnElement[bool]:
    """The contacts the acting person may see (design.md 9)."""
    return _all_or_own(view, CONTACTS_SEE_ALL)


def printable(view: View) -> ColumnElement[bool]:
    """The contacts the acting person may print or export with their personal data."""
    return and_(visible(view), _all_or_own(view, CONTACTS_PRINT_ALL))


def known_clients(view: View) -> ColumnElement[bool]:
    """The clients the acting person may see: everybody's, or those of the contacts they may see."""
    if view.actor.may(CONTACTS_SEE_ALL):
        return true()
    return Client.id.in_(select(Contact.client_id).where(visible(view), Contact.client_id.is_not(None)))


def knows_client(view: View, client_id: int) -> bool:
    """Whether the client is one of :func:`known_clients`."""
    if view.actor.may(CONTACTS_SEE_ALL):
        return True
    return view.session.scalar(select(Client.id).where(Client.id == client_id, known_clients(view))) is not None


def _all_or_own(view: View, action: Action) -> ColumnElement[bool]:
    if view.actor.may(action):
        return true()
    registered = Contact.registered_by == view.actor.account
    me = my_id(view)
    return registered if me is None else or_(registered, Contact.handler_id == me, Contact.referred_id == me)


def seen(view: View, contact_id: int) -> Contact:
    """The contact; raises Gone where there is none or this person may not see it."""
    contact = view.get(Contact, contact_id)
    if not (view.actor.may(CONTACTS_SEE_ALL) or is_own(view, contact) or _is_handed(view, contact)):
        raise Gone
    return contact


def changeable(view: View, contact_id: int) -> Contact:
    """The contact, to be changed; raises Gone, and Forbidden for another person's."""
    contact = seen(view, contact_id)
    if not may_edit(view, contact):
        raise Forbidden(those_who_may(CONTACTS_EDIT_OTHERS))
    return contact


def workable(view: View, contact_id: int) -> Contact:
    """The contact, to be worked on; raises as :func:`changeable`, and UserError for an annulled one."""
    contact = changeable(view, contact_id)
    refuse_annulled(contact)
    return contact


def refuse_annulled(contact: Contact) -> None:
    """Raises UserError for an annulled contact: nothing is done to it until it is put back."""
    if not contact.kept:
        raise UserError(N_("This record is annulled. Take the annulment back first."))


def may_edit(view: View, contact: Contact) -> bool:
    """Whether the acting person may change this contact: their own, or anybody's with that right."""
    return view.actor.may(CONTACTS_EDIT_OTHERS) or is_own(view, contact)


def is_own(view: View, contact: Contact) -> bool:
    """Whether the acting person registered the contact or answers for it."""
    if contact.registered_by == view.actor.account:
        return True
    return contact.handler_id is not None and contact.handler_id == my_id(view)


def _is_handed(view: View, contact: Contact) -> bool:
    return contact.referred_id is not None and contact.referred_id == my_id(view)
