"""Whose contacts a person may see, print and change: the condition that every reading of the journal carries."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from app.contacts.tables import Client, Contact, ContactNamed
from app.core.errors import Forbidden, UserError
from app.core.i18n import N_
from app.core.permissions import (
    CONTACTS_EDIT_OTHERS,
    CONTACTS_PRINT_ALL,
    CONTACTS_SEE_ALL,
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


def of_my_unit(view: View) -> ColumnElement[bool]:
    """What the people of the acting person's unit answer for; their own where they belong to none."""
    me = own_employee(view)
    return Contact.unit == me.unit if me and me.unit else or_(*mine(view))


def visible(view: View) -> ColumnElement[bool]:
    """The contacts the acting person may see (design.md 9)."""
    if view.actor.may(CONTACTS_SEE_ALL):
        return true()
    return or_(_own(view), Contact.id.in_(_naming(view)))


def printable(view: View) -> ColumnElement[bool]:
    """The contacts the acting person may print or export with their personal data."""
    return and_(visible(view), true() if view.actor.may(CONTACTS_PRINT_ALL) else _own(view))


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


def _own(view: View) -> ColumnElement[bool]:
    registered = Contact.registered_by == view.actor.account
    me = my_id(view)
    return registered if me is None else or_(registered, Contact.handler_id == me, Contact.referred_id == me)


def _naming(view: View) -> Select[int]:
    """The numbers of the contacts that name the acting person (C19)."""
    mine = select(ContactNamed.contact_id)
    return mine.where(ContactNamed.employee_id == (my_id(view) or 0), ContactNamed.kept == true())


def seen(view: View, contact_id: int) -> Contact:
    """The contact; raises Gone where there is none or this person may not see it."""
    contact = view.get(Contact, contact_id)
    if view.actor.may(CONTACTS_SEE_ALL) or is_own(view, contact) or _is_handed(view, contact):
        return contact
    naming = _naming(view).where(ContactNamed.contact_id == contact.id)
    if contact.restricted and view.session.scalar(naming) is not None:
        return contact
    raise Gone


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
    return contact.registered_by == view.actor.account or is_handler(view, contact)


def is_handler(view: View, contact: Contact) -> bool:
    """Whether the acting person answers for the contact."""
    return contact.handler_id is not None and contact.handler_id == my_id(view)


def _is_handed(view: View, contact: Contact) -> bool:
    return contact.referred_id is not None and contact.referred_id == my_id(view)
