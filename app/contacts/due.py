"""What of the journal waits for a person: callbacks and own open contacts."""

from __future__ import annotations

from datetime import datetime

from app.contacts.journal_list import JournalList
from app.contacts.records import (
    CHANNEL_NAMES,
    RESTRICTED,
    Channel,
    ContactFilter,
    ContactRow,
    DueContact,
    Sort,
    Status,
    Tab,
)
from app.contacts.service import Contacts
from app.core import moments
from app.core.due import Counter, Due, DueRow
from app.core.i18n import N_, Message
from app.core.permissions import CONTACTS_SEE
from app.core.phones import show_phone
from app.office import Office

#: Above this many, the rest is to be looked for in the journal itself.
LIMIT = 200


def due(office: Office, *, unit: bool = False) -> Due:
    """The person's own callbacks and open contacts, or those of all their ``unit``, and who answers for them.

    The counters count what the journal's tabs show.

    Nothing for whoever may not see the journal. Raises Unavailable.
    """
    if not office.may(CONTACTS_SEE):
        return Due()
    now = office.clock()
    found = Contacts(office).due(now, unit=unit)
    rows = tuple(_row(each, now, with_handler=unit) for each in found[:LIMIT])
    return Due(rows, _counters(JournalList(office), now), len(found))


def _row(found: DueContact, now: datetime, *, with_handler: bool) -> DueRow:
    row = found.row
    calls = row.status == Status.CALLBACK
    about: list[Message | str] = [N_("No. {number}", number=row.number)]
    about.append(show_phone(row.phone) if row.phone else CHANNEL_NAMES[Channel(row.channel)])
    if with_handler and row.handler_name:
        about.append(row.handler_name)
    if found.overdue and row.due_at is not None:
        about.append(N_("promised {when}", when=moments.when(row.due_at, now)))
    return DueRow(
        title=" – ".join(filter(None, (row.client_name, _subject(row)))),
        about=tuple(about),
        due_at=row.due_at,
        overdue=found.overdue,
        action=N_("Call back") if calls else N_("Open record"),
        icon="call" if calls else "arrow_forward",
        page="contacts",
        target={"record": row.id, "callback": True} if calls else {"record": row.id},
    )


def _counters(journal: JournalList, now: datetime) -> tuple[Counter, ...]:
    counts = journal.tab_counts(ContactFilter())
    return (
        Counter(
            name=N_("To call back"),
            count=counts[Tab.CALLBACKS],
            about=_next_callback(journal, now) if counts[Tab.CALLBACKS] else None,
            icon="call",
            tone="warn",
            page="contacts",
            target={"tab": Tab.CALLBACKS},
        ),
        Counter(
            name=N_("Overdue terms"),
            count=counts[Tab.OVERDUE],
            about=_first_overdue(journal, now) if counts[Tab.OVERDUE] else None,
            icon="warning",
            tone="bad",
            page="contacts",
            target={"tab": Tab.OVERDUE},
        ),
    )


def _next_callback(journal: JournalList, now: datetime) -> Message | None:
    promised = (row.due_at for row in _soonest(journal, Tab.CALLBACKS, LIMIT))
    ahead = next((at for at in promised if at is not None and at >= now), None)
    return N_("next {when}", when=moments.time_left(ahead, now)) if ahead else None


def _first_overdue(journal: JournalList, now: datetime) -> Message | None:
    for row in _soonest(journal, Tab.OVERDUE, 1):
        if row.due_at is not None:
            return N_(
                "{when} · {who}",
                when=moments.when(row.due_at, now),
                who=RESTRICTED if row.masked else row.client_name or "–",
            )
    return None


def _soonest(journal: JournalList, tab: str, limit: int) -> list[ContactRow]:
    return journal.first(ContactFilter(tab=tab), Sort("due_at", descending=False), limit)


def _subject(row: ContactRow) -> str:
    return row.subject.splitlines()[0] if row.subject else row.topic
