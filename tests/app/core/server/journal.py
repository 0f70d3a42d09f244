"""Contacts put into a guarded office, through Lete or past it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg

from app.contacts.tables import Contact
from app.core import numbering
from app.core.clock import system_clock
from app.core.permissions import CONTACTS_ADD
from app.core.work import Work
from app.office import Office

#: What a contact needs when it is written past Lete.
INSERT = """
INSERT INTO contact (
    request, number_year, number_seq, reference, at, has_time, channel, incoming, client_name, phone, email,
    address, topic, subject, notes, handler_name, unit, registered_by, registered_name, registered_at,
    outcome, status, is_open, callback_tries, referred_name, reason, institution, offered_channel, language,
    identity_shown, entry_help, recording_told, fingerprint, kept, annulled_by, annul_reason, restricted,
    sealed_changes, client_sort, subject_sort, address_sort, topic_sort, handler_sort, registered_sort,
    search_fold, version
)
SELECT gen_random_uuid(), 2026, %(seq)s, '', now(), true, 'phone', true, 'Ieva',
    '', '', '', '', '', '', '', '', %(by)s, '', now(),
    'answered', 'answered', false, 0, '', '', '', '', 'lv',
    false, false, false, '', true, '', '', false,
    0, '', '', '', '', '', '', '',
    1
"""


def insert(connection: psycopg.Connection[Any], by: str, seq: int) -> None:
    """A contact of 2026 written with psql."""
    connection.execute(INSERT, {"by": by, "seq": seq})


def contact(work: Work, year: int = 2026, **values: Any) -> int:
    """A contact added through Lete in the actor's name."""
    now, me = system_clock(), work.actor.account
    return work.add(
        Contact,
        **{
            **{
                "request": str(uuid4()),
                "at": now,
                "channel": "phone",
                "outcome": "answered",
                "status": "answered",
            },
            **{"number_year": year, "number_seq": numbering.take(work.session, "contacts", year)},
            **{"registered_by": me, "registered_name": me, "registered_at": now, **values},
        },
    )


def added(office: Office, **values: Any) -> int:
    """The same in a unit of work of its own."""
    with office.work(CONTACTS_ADD) as work:
        return contact(work, **values)
