"""What the journal prints: the register of a period (print p7), the referral slip and the submission form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select

from app.contacts.clients import Clients
from app.contacts.journal_list import JournalList, conditions
from app.contacts.printed_rows import MARK, RowWords, short_name
from app.contacts.records import OUTCOME_NAMES, RESTRICTED, ContactFilter, Outcome, Sort, Tab
from app.contacts.register_parameters import PARAMETERS, TAB_NAMES, register_filter, register_sort
from app.contacts.scope import printable
from app.contacts.slips import note_referral_slip, note_submission_form, referral_slip, submission_form
from app.contacts.tables import Contact, ContactImport
from app.core import dates
from app.core.i18n import N_, NN_, Translator
from app.core.moments import riga_year
from app.core.permissions import CONTACTS_PRINT, CONTACTS_PRINT_ALL
from app.directory.service import Directory
from app.office import Office
from app.printing.cells import Column
from app.printing.office import attested_now, letterhead
from app.printing.paper import Target
from app.printing.printouts import Parameter, Printout
from app.printing.register import Register, write_register

TITLE = N_("Register of client contacts")
_ALL_CHANNELS = N_("all channels")
_OWN = N_("own contacts only")
_ANNULLED = N_("annulled contacts")


def columns() -> tuple[Column, ...]:
    """The columns of print p7."""
    return (
        Column(N_("No."), 22),
        Column(N_("Date, time"), 31),
        Column(N_("Channel"), 24),
        Column(N_("Client"), 51),
        Column(N_("Question"), 79),
        Column(N_("In charge"), 32),
        Column(N_("Due"), 25),
        Column(N_("Result"), 30, bold=lambda text: text.startswith(MARK)),
    )


def contact_register(
    office: Office,
    target: Target,
    tr: Translator,
    *,
    progress: Callable[[int], object] | None = None,
    **chosen: Any,
) -> int:
    """Print the contacts of a period and filter, the newest first or in the chosen order; how many there are.

    Those without the right to print everybody's get their own. Raises Forbidden, Invalid, Unavailable.
    """
    wanted = register_filter(**chosen)
    with office.view(CONTACTS_PRINT) as view:
        contacts = select(func.count(), func.min(Contact.at), func.max(Contact.at)).select_from(Contact)
        count, first, last = view.session.execute(
            contacts.where(and_(conditions(view, wanted), printable(view)))
        ).one()
    years = {riga_year(moment) for moment in (first, last) if moment}
    words = RowWords(office, tr, years.pop() if len(years) == 1 else 0)
    register = Register(TITLE, columns(), subtitle=_covers(office, tr, words, wanted, count))
    return write_register(
        target,
        register,
        _rows(office, words, wanted, register_sort(**chosen)),
        letterhead=letterhead(office, tr),
        printed=attested_now(office),
        tr=tr,
        progress=progress,
    )


def note_register(office: Office, **chosen: Any) -> None:
    """Enter the print of the register into the audit. Raises Forbidden, Invalid, Unavailable."""
    note(office, "print", "contact_register", register_filter(**chosen))


def note(office: Office, act: str, what: str, wanted: ContactFilter) -> None:
    """Enter a print or an export into the audit, with the filter and how many contacts this person gets by it."""
    facts = {name: value for name, value in vars(wanted).items() if value not in (None, "", False, Tab.ALL)}
    rows = JournalList(office).count_printable(wanted)
    with office.work(CONTACTS_PRINT) as work:
        work.note(act, "contact", printout=what, rows=rows, **facts)


def _rows(office: Office, words: RowWords, wanted: ContactFilter, sort: Sort) -> Iterator[tuple[str, ...]]:
    for contact in JournalList(office).all_rows(wanted, sort):
        row = contact.row
        yield (
            words.number(row),
            words.at(row),
            words.channel(row.channel),
            words.client(row),
            row.subject or row.topic,
            short_name(row.handler_name or row.registered_name),
            words.due(row),
            words.result(row),
        )


def _covers(office: Office, tr: Translator, words: RowWords, wanted: ContactFilter, count: int) -> str:
    """„2026. gada 16.–20. novembris · visi kanāli · 86 ieraksti”."""
    parts = [
        _period(tr, wanted.first_day, wanted.last_day),
        words.channel(wanted.channel) if wanted.channel else tr(_ALL_CHANNELS),
    ]
    if not office.may(CONTACTS_PRINT_ALL):
        parts.append(tr(_OWN))
    if wanted.tab != Tab.ALL:
        parts.append(tr(TAB_NAMES[Tab(wanted.tab)]).lower())
    if wanted.outcome:
        parts.append(tr(OUTCOME_NAMES[Outcome(wanted.outcome)]).lower())
    if wanted.client_id is not None:
        parts.append(Clients(office).get(wanted.client_id).name)
    if wanted.import_id is not None:
        parts.append(_imported_from(office, wanted.import_id))
    if wanted.handler_id is not None:
        parts.append(Directory(office).employee(wanted.handler_id).name)
    if wanted.topic_id is not None:
        parts += [topic.name for topic in Directory(office).topics(hidden=True) if topic.id == wanted.topic_id]
    if wanted.text.strip():
        parts.append(tr(N_("“{words}”", words=wanted.text.strip())))
    if wanted.annulled:
        parts.append(tr(_ANNULLED))
    if wanted.restricted:
        parts.append(tr(RESTRICTED).lower())
    parts.append(tr(NN_("{count} record", "{count} records", count)))
    return " · ".join(filter(None, parts))


def _imported_from(office: Office, import_id: int) -> str:
    """The name of the file that an import read."""
    with office.view(CONTACTS_PRINT) as view:
        return view.get(ContactImport, import_id).file_name


def _period(tr: Translator, first: date | None, last: date | None) -> str:
    if first and last:
        return dates.period(first, last, tr.language)
    if first:
        return tr(N_("from {date}", date=dates.full(first)))
    if last:
        return tr(N_("until {date}", date=dates.full(last)))
    return ""


PRINTOUTS: tuple[Printout, ...] = (
    Printout("contact_register", TITLE, PARAMETERS, contact_register, note_register),
    Printout(
        "referral_slip",
        N_("Referral to a specialist"),
        (Parameter("contact", "id", N_("Contact")),),
        referral_slip,
        note_referral_slip,
    ),
    Printout(
        "submission_form",
        N_("Submission"),
        (Parameter("contact", "id", N_("Contact"), required=False),),
        submission_form,
        note_submission_form,
    ),
)
