"""Clients: found while their name or number is being typed, never merged but by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.course import happened
from app.contacts.records import ClientRow, ContactFields
from app.contacts.scope import known_clients, knows_client, visible
from app.contacts.tables import Client, Contact
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.latvian import fold
from app.core.moments import riga_date
from app.core.permissions import CLIENTS_MERGE, CONTACTS_ADD, CONTACTS_SEE, CONTACTS_SEE_ALL
from app.core.search import newest_ids
from app.core.work import Gone, View, Work
from app.office import Office

_COLUMNS: tuple[InstrumentedAttribute[Any], ...] = (
    Client.id,
    Client.name,
    Client.phone,
    Client.email,
    Client.address,
    Client.checked_on,
)
#: Built once: it is part of every save.
_OF_PHONE = (
    select(Client.id, Client.name, Client.phone, Client.email, Client.address)
    .where(Client.phone == bindparam("phone"), Client.merged_into.is_(None))
    .order_by(Client.id)
)
#: Found clients that are put in order; beyond these a longer text is the better filter.
_CANDIDATES = 200


class Clients:
    """The clients for one signed-in person, who sees those of the contacts they may see.

    Every method raises Forbidden and Unavailable.
    """

    def __init__(self, office: Office) -> None:
        self._office = office

    def lookup(self, text: str, limit: int = 8) -> list[ClientRow]:
        """The clients whose name, phone, address or e-mail has all words of ``text``, in Latvian order.

        Nothing for a blank text.
        """
        if not text.strip():
            return []
        with self._office.view(CONTACTS_ADD) as view:
            ids = newest_ids(
                view.session.connection(),
                text,
                Client.id,
                Client.search_fold,
                condition=and_(Client.merged_into.is_(None), known_clients(view)),
                limit=_CANDIDATES,
                scoped=not view.actor.may(CONTACTS_SEE_ALL),
            )
            chosen = select(*_COLUMNS).where(Client.id.in_(ids)).order_by(Client.name_sort, Client.id)
            return _with_counts(view, view.session.execute(chosen.limit(limit)).all())

    def get(self, client_id: int) -> ClientRow:
        """One client; for one that was merged, the one it was found to be. Raises Gone."""
        with self._office.view(CONTACTS_SEE) as view:
            found = _rows(view, Client.id == _kept(view, client_id).id)
        if not found:
            raise Gone
        return found[0]

    def by_phone(self, phone: str) -> list[ClientRow]:
        """The clients with this number (E.164), in Latvian order."""
        with self._office.view(CONTACTS_SEE) as view:
            return _rows(view, Client.phone == phone) if phone else []

    def merge(self, keep_id: int, other_id: int) -> None:
        """Make ``other_id`` the same client as ``keep_id``: contacts move, blanks are filled, the other is hidden.

        Raises Invalid where both are one client already, and Gone.
        """
        self._office.do(CLIENTS_MERGE, lambda work: _merge(work, keep_id, other_id))

    def stamp_checked(self, client_id: int) -> None:
        """Note that phone and e-mail were confirmed with the client today (AAD pielikums 4.3). Raises Gone."""

        def stamped(work: Work) -> None:
            _known(work, client_id).checked_on = riga_date(work.now)

        self._office.do(CONTACTS_ADD, stamped)


def linked_client(work: Work, fields: ContactFields, before: ContactFields | None = None) -> int | None:
    """The client a contact is to be linked with; a new one where somebody new left a way to be reached.

    The same folded name and the same phone are the same client; all else that looks alike is only proposed.
    A restricted contact makes no client and changes none: that they turned to the office is part of its content
    (C19). ``before`` is the contact as it is stored; the client it has already needs not be known otherwise.
    """
    had = before.client_id if before else None
    if not fields.restricted:
        return _client_for(work, fields, had)
    if fields.client_id is None or fields.client_id == had:
        return fields.client_id
    return _known(work, fields.client_id).id


def _client_for(work: Work, fields: ContactFields, had: int | None) -> int | None:
    client_id = fields.client_id
    if client_id is None:
        if not (fields.client_name and (fields.phone or fields.email or fields.address)):
            return None
        known = _same_client(work, fields)
        if known is None:
            return _new_client(work, fields)
        if not _tells_more(fields, known):
            return int(known.id)
        client = _kept(work, known.id)
    else:
        client = _kept(work, client_id) if client_id == had else _known(work, client_id)
    for name in ("phone", "email", "address"):
        typed = getattr(fields, name)
        confirmed = fields.client_checked and name != "address"
        if typed and (confirmed or not getattr(client, name)):
            setattr(client, name, typed)
    if fields.client_checked:
        client.checked_on = riga_date(work.now)
    return client.id


def _new_client(work: Work, fields: ContactFields) -> int:
    return work.add(
        Client,
        name=fields.client_name,
        phone=fields.phone,
        email=fields.email,
        address=fields.address,
        checked_on=riga_date(work.now) if fields.client_checked else None,
    )


def _tells_more(fields: ContactFields, known: Any) -> bool:
    """Whether the contact says something about the client that is not known yet."""
    blank = (name for name in ("phone", "email", "address") if not getattr(known, name))
    return fields.client_checked or any(getattr(fields, name) for name in blank)


def _same_client(work: Work, fields: ContactFields) -> Any:
    """The row of _OF_PHONE, or None."""
    if not fields.phone:
        return None
    name = fold(fields.client_name)
    found = work.session.connection().execute(_OF_PHONE, {"phone": fields.phone})
    return next((row for row in found if fold(row.name) == name), None)


def _merge(work: Work, keep_id: int, other_id: int) -> None:
    # Both are held: a merge the other way at the same time would make each hide behind the other.
    held = select(Client).where(Client.id.in_((keep_id, other_id))).order_by(Client.id).with_for_update()
    work.session.scalars(held).all()
    keep, other = _kept(work, keep_id), _kept(work, other_id)
    if keep.id == other.id:
        raise Invalid({"client_id": N_("This is one and the same client already.")})
    for name in ("phone", "email", "address"):
        if not getattr(keep, name):
            setattr(keep, name, getattr(other, name))
    moved = _move_contacts(work, other.id, keep.id)
    other.merged_into = keep.id
    work.note("merge", "client", keep.id, merged=other.id, contacts=moved)


def kept_id(view: View, client_id: int) -> int:
    """The client's number, or that of the one it was found to be. Raises Gone."""
    return _kept(view, client_id).id


def _kept(view: View, client_id: int) -> Client:
    client = view.get(Client, client_id)
    while client.merged_into is not None:
        client = view.get(Client, client.merged_into)
    return client


def _known(view: View, client_id: int) -> Client:
    """The same; raises Gone for a client this person may not know of."""
    client = _kept(view, client_id)
    if not knows_client(view, client.id):
        raise Gone
    return client


def _move_contacts(work: Work, old_id: int, new_id: int) -> int:
    """Link the contacts of one client with another; how many there were."""
    contacts = work.session.scalars(select(Contact).where(Contact.client_id == old_id)).all()
    for contact in contacts:
        contact.client_id = new_id
        happened(work, contact.id, "edited", "client_id")
    return len(contacts)


def _rows(view: View, condition: ColumnElement[bool]) -> list[ClientRow]:
    chosen = select(*_COLUMNS).where(condition, Client.merged_into.is_(None), known_clients(view))
    return _with_counts(view, view.session.execute(chosen.order_by(Client.name_sort, Client.id)).all())


def _with_counts(view: View, found: Sequence[Sequence[Any]]) -> list[ClientRow]:
    counted = (
        select(Contact.client_id, func.count())
        .where(Contact.client_id.in_([row[0] for row in found]), Contact.kept.is_(True), visible(view))
        .group_by(Contact.client_id)
    )
    contacts = {row[0]: row[1] for row in view.session.execute(counted)}
    return [replace(ClientRow(*row), contacts=contacts.get(row[0], 0)) for row in found]
