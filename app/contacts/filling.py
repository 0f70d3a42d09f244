"""Sample contacts put into the journal in large commits, as fast as an import; numbers in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

from app.contacts.sample import SampleContact, sample_clients, sample_contacts
from app.contacts.tables import Client, Contact
from app.core import numbering
from app.core.moments import riga_year
from app.core.permissions import CONTACTS_IMPORT
from app.core.work import Work
from app.directory.service import Directory
from app.office import Office

_FEWEST_CLIENTS, _MOST_CLIENTS = 40, 20_000


class SampleJournal:
    """Adds ``count`` made-up contacts, up to the office's present moment, a batch for each commit."""

    def __init__(self, office: Office, count: int, seed: int) -> None:
        self._office = office
        self._contacts = sample_contacts(count, seed, office.clock())
        self._done = 0
        self._seed = seed
        directory = Directory(office)
        self._people = {person.name: person for person in directory.employees()}
        self._topics = {topic.name: topic.id for topic in directory.topics()}
        self._institutions = {body.name: body.id for body in directory.institutions()}
        self._clients = self._add_clients(min(max(count // 6, _FEWEST_CLIENTS), _MOST_CLIENTS))

    def add(self, count: int) -> int:
        """Add the next ``count`` contacts in one commit; how many there were left to add."""
        batch = list(islice(self._contacts, count))
        if batch:
            with self._office.work(CONTACTS_IMPORT) as work:
                work.insert(Contact, list(self._rows(work, batch)))
        return len(batch)

    def _add_clients(self, count: int) -> dict[tuple[str, str], int]:
        distinct = {(client.name, client.address): client for client in sample_clients(count, self._seed)}
        with self._office.work(CONTACTS_IMPORT) as work:
            ids = work.insert(Client, [client._asdict() for client in distinct.values()])
        return dict(zip(distinct, ids, strict=True))

    def _rows(self, work: Work, batch: list[SampleContact]) -> Iterator[dict[str, Any]]:
        for year, of_year in groupby(batch, key=lambda contact: riga_year(contact["at"])):
            contacts = list(of_year)
            first = numbering.take(work.session, Contact.register, year, len(contacts))
            for seq, contact in enumerate(contacts, first):
                self._done += 1
                yield {
                    **contact,
                    **self._links(contact),
                    "request": f"sample-{self._seed}-{self._done}",
                    "number_year": year,
                    "number_seq": seq,
                    "registered_at": contact["at"],
                }

    def _links(self, contact: SampleContact) -> dict[str, Any]:
        """Who and what in the directory a contact's names stand for."""
        handler = self._people[contact["handler_name"]]
        referred = self._people.get(contact["referred_name"])
        return {
            "client_id": self._clients.get((contact["client_name"], contact["address"])),
            "topic_id": self._topics.get(contact["topic"]),
            "handler_id": handler.id,
            "unit": handler.unit,
            "registered_by": handler.account or handler.name,
            "registered_name": handler.name,
            "referred_id": referred and referred.id,
            "institution_id": self._institutions.get(contact["institution"]),
        }
