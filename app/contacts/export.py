"""The journal as a file for other programs: XLSX, CSV or JSON lines, streamed; nothing in it is a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from app.contacts.journal_list import JournalList
from app.contacts.printed_rows import RowWords
from app.contacts.printout import TITLE, note
from app.contacts.records import OUTCOME_NAMES, RESTRICTED, ContactFilter, Outcome, PrintedContact, Sort
from app.core.i18n import N_, Translator
from app.core.phones import show_phone
from app.office import Office
from app.printing.sheets import Field, Value, write_csv, write_json, write_xlsx

FORMATS = ("csv", "xlsx", "json")
EVERYTHING = ContactFilter()
OLDEST_FIRST = Sort("at", descending=False)
#: Rows between two reports of progress.
_REPORT_EVERY = 500

FIELDS: tuple[Field, ...] = (
    Field("number", N_("No."), 12),
    Field("at", N_("Date, time"), 17),
    Field("channel", N_("Channel"), 14),
    Field("incoming", N_("Incoming"), 10),
    Field("client", N_("Client"), 28),
    Field("phone", N_("Phone"), 14),
    Field("email", N_("E-mail"), 26),
    Field("address", N_("Address"), 34),
    Field("topic", N_("Topic"), 22),
    Field("subject", N_("Question"), 60),
    Field("handler", N_("In charge"), 22),
    Field("unit", N_("Unit"), 22),
    Field("outcome", N_("Outcome"), 20),
    Field("status", N_("State"), 18),
    Field("due", N_("Due"), 17),
    Field("referred_to", N_("Sent on to"), 28),
    Field("reason", N_("Why"), 30),
    Field("notes", N_("Notes"), 40),
    Field("language", N_("Language"), 8),
    Field("duration_s", N_("Duration, s"), 10),
    Field("registered_by", N_("Registered by"), 22),
    Field("reference", N_("Number in the old journal"), 16),
    Field("restricted", RESTRICTED, 12),
)


def export_contacts(
    office: Office,
    path: Path,
    kind: str,
    tr: Translator,
    *,
    wanted: ContactFilter = EVERYTHING,
    sort: Sort = OLDEST_FIRST,
    progress: Callable[[int], object] | None = None,
) -> int:
    """Write the contacts that ``wanted`` leaves and this person may print, as one of FORMATS; how many there are.

    What ``progress`` raises ends the export, and no file appears. Raises Forbidden, Unavailable.
    """
    note(office, "export", f"contacts.{kind}", wanted)
    words = RowWords(office, tr)
    coded = kind == "json"
    contacts = _watched(JournalList(office).all_rows(wanted, sort), progress)
    rows = (_values(contact, words, tr, coded=coded) for contact in contacts)
    if kind == "xlsx":
        return write_xlsx(path, TITLE, FIELDS, rows, tr)
    if kind == "csv":
        return write_csv(path, FIELDS, rows, tr)
    if coded:
        return write_json(path, FIELDS, rows)
    raise ValueError(kind)


def _watched(
    contacts: Iterator[PrintedContact], progress: Callable[[int], object] | None
) -> Iterator[PrintedContact]:
    for done, contact in enumerate(contacts, 1):
        yield contact
        if progress is not None and done % _REPORT_EVERY == 0:
            progress(done)


def _values(contact: PrintedContact, words: RowWords, tr: Translator, *, coded: bool) -> tuple[Value, ...]:
    """The row's values; ``coded`` leaves codes and E.164 numbers as they are, for programs rather than people."""
    row = contact.row
    outcome = contact.outcome
    known = outcome in set(Outcome)
    return (
        words.number(row),
        row.at if row.has_time else words.day(row),
        row.channel if coded else words.channel(row.channel),
        contact.incoming,
        tr(RESTRICTED) if row.masked and not coded else row.client_name,
        row.phone if coded or not row.phone else show_phone(row.phone),
        contact.email,
        row.address,
        row.topic,
        row.subject,
        row.handler_name,
        contact.unit,
        outcome if coded or not known else tr(OUTCOME_NAMES[Outcome(outcome)]),
        row.status if coded else words.status(row.status),
        row.due_at,
        contact.referred_name or contact.institution,
        contact.reason,
        contact.notes,
        contact.language,
        contact.duration_s,
        row.registered_name,
        contact.reference,
        row.restricted,
    )
