"""The journal of mock-up 02 in a real office."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.office import Office
    from ui.contacts.page import JournalPage


def moment(text: str) -> datetime:
    """„20 10:31” of November 2026 in Riga, or of another month „02.10 9:00”."""
    day, clock = text.split()
    number, _, month = day.partition(".")
    hour, minute = clock.split(":")
    local = datetime(2026, int(month or 11), int(number), int(hour), int(minute), tzinfo=UTC)
    return local - timedelta(hours=2 if (month or "11") == "11" or int(month) in (1, 2, 3, 12) else 3)


#: When, channel, client, question, outcome and what goes with it; a due time is registered a while before it.
CONTACTS: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("17 9:15", "in_person", "Pētersone Irēna", "Vienošanās par parāda samaksu pa daļām", {}),
    ("17 11:40", "instant_message", "Ēriņa Sintija", "Vai svētkos izved sadzīves atkritumus", {}),
    ("19 8:20", "phone", "Džeriņš Edmunds", "Abonenta līguma izbeigšana", {"task": "23 12:00"}),
    ("19 9:05", "email", "SIA „Jūrmalas Nami Plus”", "Akta kopija par konteinera uzstādīšanu", {}),
    ("19 10:10", "phone", "Āboltiņa Zenta", "Atkritumu izvešanas dienas maiņa",
     {"due_at": "19 16:00", "phone": "+37126111222"}),
    ("19 12:30", "post", "Ķirse Līga", "Iesniegums par maksājumu sadali", {"outcome": "advised_in_writing"}),
    ("19 14:45", "phone", "Vītoliņš Agris", "Neapmierināts ar operatores attieksmi",
     {"outcome": "call_ended", "reason": "Klients lamājas pēc brīdinājuma"}),
    ("20 8:30", "in_person", "Grīnberga Ņina", "Skaitītāja rādījumu nodošana", {}),
    ("20 8:47", "e_address", "Dzīvokļu īpašnieku biedrība „Liepu 4”", "Siltummezgla regulēšana Liepu ielā 4",
     {"outcome": "advised_in_writing"}),
    ("20 9:05", "phone", "Čakste Jānis", "Nav karstā ūdens, Ozolu iela 12", {"task": "20 11:00"}),
    ("20 9:21", "instant_message", "Ūdre Evija", "Lielgabarīta atkritumu izvešanas grafiks", {}),
    ("20 9:40", "email", "SIA „Ķegums Pluss”", "Papildu konteinera pieteikums būvobjektam",
     {"outcome": "offered_channel", "offered_channel": "in_person"}),
    ("20 9:58", "in_person", "Žagars Vilnis", "Līguma pārslēgšana pēc īpašuma maiņas", {"task": "23 12:00"}),
    ("20 10:12", "phone", "Šķēle Ārija", "Rēķina Nr. 110482 precizēšana", {}),
    ("20 10:31", "phone", "Bērziņa Dzintra",
     "Trešdien nav iztukšots dzeltenais konteiners. Kaimiņiem iztukšots. Klientei svarīgi zināt, vai būs "
     "atkārtots reiss šonedēļ.",
     {"due_at": "20 12:00", "phone": "+37126000417", "address": "Ozolu iela 7-3, Bērzaine", "duration_s": 130}),
)  # fmt: skip
EARLIER = ("02.10 9:00", "Konteinera maiņa"), ("11.09 10:00", "Rēķins"), ("03.02 13:00", "Līgums")


def hire(office: Office) -> dict[str, int]:
    """Ilze and a dispatcher; their numbers by name."""
    from app.directory.records import EmployeeRecord
    from app.directory.service import Directory

    staff = (
        EmployeeRecord(name="Ilze Kalniņa", job_title="klientu speciāliste", account="ilze"),
        EmployeeRecord(name="Raivis Šķēle", job_title="maršrutu dispečers", phone="+37163000214"),
    )
    return {person.name: Directory(office).save_employee(person) for person in staff}


def fill(office: Office) -> None:
    """Register the contacts of the mock-up, each at its time."""
    from app.contacts.records import ContactFields
    from app.directory.records import TopicRecord
    from app.directory.service import Directory

    people = hire(office)
    topic = Directory(office).save_topic(TopicRecord(name="Atkritumu izvešana"))
    reached: dict[str, Any] = {"phone": "+37126000417", "address": "Ozolu iela 7-3, Bērzaine"}
    for when, subject in reversed(EARLIER):
        at = moment(when)
        fields = ContactFields(at=at, client_name="Bērziņa Dzintra", subject=subject, **reached)
        register(replace(office, clock=partial(_stopped, at)), fields)
    for when, channel, client, subject, more in CONTACTS:
        at = moment(when)
        values = dict(more)
        if "task" in values:
            due = moment(values.pop("task"))
            values |= {"outcome": "referred", "task_for_colleague": True, "due_at": due,
                       "referred_id": people["Raivis Šķēle"]}  # fmt: skip
        elif "due_at" in values:
            values |= {"outcome": "callback", "due_at": moment(values["due_at"]), "topic_id": topic}
        fields = ContactFields(at=at, channel=channel, client_name=client, subject=subject)
        register(replace(office, clock=partial(_stopped, at)), replace(fields, **values))


def _stopped(at: datetime) -> datetime:
    return at


def register(office: Office, fields: Any) -> int:
    """Save a contact; its id."""
    from app.contacts.records import ContactDraft
    from app.contacts.service import Contacts

    return Contacts(office).save(ContactDraft(fields=fields)).contact_id


def settled(page: JournalPage) -> bool:
    """Whether nothing is on its way any more."""
    return not (page.desk.tasks.busy or page.list.model.busy or page.detail.busy or page.waiting)


def rows_of(page: JournalPage, column: str = "client_name") -> list[str]:
    """A column as it is shown, from the top."""
    from ui.contacts.columns import COLUMNS

    at = [one.key for one in COLUMNS].index(column)
    found = []
    for row in range(page.list.model.rowCount()):
        shown = page.list.model.row_at(row)
        found.append(shown.cells[at].text if shown else "…")
    return found
