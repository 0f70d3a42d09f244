"""A contact entered: Contacts.save against the bare statements that leave the same rows behind.

The floor looks the request and the client up, takes a number, inserts contact, search index and audit entry with
its hash, moves the head of the chain and commits: everything but the rules. On Postgres the server itself moves
the numbers and writes the audit, for figure and floor alike.
"""

from __future__ import annotations

import hashlib
import json
import statistics
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from app.contacts.records import ContactDraft, ContactFields
from app.contacts.sample import sample_contacts
from app.contacts.service import Contacts
from app.core.clock import system_clock
from app.core.permissions import MACHINE
from app.demo import fill
from app.office import Office
from tests.bench.harness import Result, Section, compared, timed
from tests.bench.raw import Raw, raw
from tests.bench.stage import Stage, opened
from tests.support.databases import EngineKind

SAVE = "entry.save"
_WARM = 10
_PRESENT = 500


def run(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """Saves in turns with bare ones, into one office; the medians."""
    url = stage.empty(kind)
    with opened(url, MACHINE) as office:
        fill(office, _PRESENT)
    with opened(url) as office, raw(url) as bare:
        contacts, by_hand = Contacts(office), ByHand(bare)
        figures, floors = [], []
        for draft in _drafts(office, stage.sizes.saves + _WARM):
            figures.append(timed(lambda draft=draft: contacts.save(draft)))  # type: ignore[misc]
            floors.append(timed(lambda draft=draft: by_hand.save(draft.fields)))  # type: ignore[misc]
    figure, floor = statistics.median(figures[_WARM:]), statistics.median(floors[_WARM:])
    yield compared(SAVE, kind, figure, floor, 3.0)
    stage.drop(url)


def _drafts(office: Office, count: int) -> Iterator[ContactDraft]:
    """Answered questions, typed as a clerk types them."""
    for made in sample_contacts(count, 3, system_clock()):
        fields = ContactFields(
            at=office.clock(),
            channel=made["channel"],
            client_name=made["client_name"],
            phone=made["phone"],
            email=made["email"],
            address=made["address"],
            topic=made["topic"],
            subject=made["subject"],
            notes=made["notes"],
        )
        yield ContactDraft(fields=fields)


class ByHand:
    """Enters contacts with bare statements; what is not typed it takes from the newest contact."""

    def __init__(self, bare: Raw) -> None:
        self._bare = bare
        cursor = bare.run("SELECT * FROM contact ORDER BY id DESC LIMIT 1")
        self._columns = [column[0] for column in cursor.description]
        self._like = dict(zip(self._columns, cursor.fetchone(), strict=True))
        self._insert = _insert("contact", self._columns)

    def save(self, typed: ContactFields) -> None:
        """One contact, one commit."""
        bare, like, request = self._bare, self._like, str(uuid4())
        now: Any = datetime.now(UTC).replace(microsecond=0)
        now = f"{now:%Y-%m-%dT%H:%M:%SZ}" if bare.sqlite else now
        bare.begin()
        bare.all("SELECT id FROM contact WHERE request = ?", [request])
        bare.all("SELECT * FROM employee WHERE account = ?", [like["registered_by"]])
        ((number,),) = bare.all(_TAKE if bare.sqlite else _ASK, [like["number_year"]])
        client = self._client(typed) if typed.client_name and typed.phone else None
        row = {**like, "id": self._next_id("contact"), "request": request, "number_seq": number, "at": now}
        row |= {"registered_at": now, "client_id": client, "subject": typed.subject, "notes": typed.notes}
        bare.run(self._insert, [row[name] for name in self._columns])
        if bare.sqlite:
            bare.run(
                "INSERT INTO contact_search(rowid, search_fold) VALUES (?, ?)", [row["id"], row["search_fold"]]
            )
        self._audit(now, {name: [None, value] for name, value in row.items() if value})
        bare.commit()

    def _client(self, typed: ContactFields) -> int:
        bare = self._bare
        found = bare.all("SELECT id FROM client WHERE phone = ? AND name = ?", [typed.phone, typed.client_name])
        if found:
            return int(found[0][0])
        row_id, fold = self._next_id("client"), f" {typed.client_name} {typed.phone}"
        row = (row_id, typed.client_name, typed.phone, typed.email, typed.address, fold, fold, 1)
        bare.run(_insert("client", _CLIENT), row)
        if bare.sqlite:
            bare.run(_insert("client_search", _SEARCH), (row_id, fold))
        self._audit(None, dict(zip(_CLIENT, row, strict=True)))
        return row_id

    def _next_id(self, table: str) -> int:
        if self._bare.sqlite:
            return int(self._bare.all(f"SELECT max(id) FROM {table}")[0][0] or 0) + 1
        return int(self._bare.all(f"SELECT nextval('{table}_id_seq')")[0][0])

    def _audit(self, now: Any, facts: dict[str, Any]) -> None:
        bare = self._bare
        if not bare.sqlite:
            return
        ((seq, last),) = bare.all("SELECT seq, hash FROM audit_head")
        text = json.dumps([seq + 1, str(now), "a", "insert", "contact", 1, facts], ensure_ascii=False, default=str)
        told = hashlib.sha256(f"{last}\n{text}".encode()).hexdigest()
        at = now or self._like["registered_at"]
        bare.run(_insert("audit_entry", _AUDIT), (seq + 1, at, "a", "contact", 1, "insert", text, told))
        bare.run("UPDATE audit_head SET seq = ?, hash = ?", [seq + 1, told])


_TAKE = "UPDATE counter SET last = last + 1 WHERE register_key = 'contacts' AND year = ? RETURNING last"
_ASK = "SELECT lete.next_numbers('contacts', ?, 1)"
_SEARCH = ("rowid", "search_fold")
_CLIENT = ("id", "name", "phone", "email", "address", "name_sort", "search_fold", "version")
_AUDIT = ("seq", "at", "account", "subject", "row_id", "act", "text", "hash")


def _insert(table: str, columns: Any) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


SECTIONS = (Section((SAVE,), run),)
