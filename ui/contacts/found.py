"""Clients and contacts in the palette."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.contacts.clients import Clients
from app.contacts.journal_list import JournalList
from app.contacts.records import RESTRICTED, STATUS_NAMES, ContactFilter, ContactRow, Sort, Status
from app.core import moments
from app.core.i18n import C_, N_
from app.core.phones import show_phone
from ui.contacts.words import CHANNEL_ICONS
from ui.kit.desk import Desk
from ui.shell.palette import Hit, Source

#: How many of each kind are proposed.
LIMIT = 6


def sources(desk: Desk) -> list[Source]:
    """Clients by name, phone or address; contacts by any word of theirs."""
    return [
        Source(N_("Clients"), partial(_clients, desk)),
        Source(C_("page", "Contacts"), partial(_contacts, desk)),
    ]


def _clients(desk: Desk, text: str) -> Sequence[Hit]:
    return [
        Hit(
            "person",
            client.name,
            " · ".join(filter(None, (show_phone(client.phone), client.address))),
            partial(desk.shell.open_page, "contacts", client=client.id),
            also=partial(desk.shell.new_contact, client_id=client.id),
        )
        for client in Clients(desk.office).lookup(text, LIMIT)
    ]


def _contacts(desk: Desk, text: str) -> Sequence[Hit]:
    rows = JournalList(desk.office).first(ContactFilter(text=text), Sort(), LIMIT)
    return [_contact(desk, row) for row in rows]


def _contact(desk: Desk, row: ContactRow) -> Hit:
    words = desk.words
    at = words(moments.when(row.at, desk.office.clock()))
    client = row.client_name or (words(RESTRICTED) if row.masked else "")
    about = " · ".join(filter(None, (client, at, words(STATUS_NAMES[Status(row.status)]))))
    title = row.subject.splitlines()[0] if row.subject else row.topic
    title = title or words(N_("No. {number}", number=row.number))
    icon = "lock_closed" if row.restricted else CHANNEL_ICONS.get(row.channel, "chat")
    return Hit(icon, title, about, partial(desk.shell.open_page, "contacts", record=row.id))
