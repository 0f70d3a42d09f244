"""What the journal prints: the register of a period (print p7), the referral slip and the submission form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select

from app.contacts.journal_list import JournalList, conditions
from app.contacts.printed_rows import MARK, RowWords, short_name
from app.contacts.records import CHANNEL_NAMES, Channel, ContactFilter, Sort, Tab
from app.contacts.scope import printable
from app.contacts.slips import referral_slip, submission_form
from app.contacts.tables import Contact
from app.core import dates
from app.core.errors import Invalid
from app.core.i18n import C_, N_, NN_, Message, Translator
from app.core.moments import riga_year
from app.core.permissions import CONTACTS_PRINT
from app.directory.service import Directory
from app.office import Office
from app.printing.cells import Column
from app.printing.office import letterhead, printed_now
from app.printing.paper import Target
from app.printing.printouts import Parameter, Printout
from app.printing.register import Register, write_register

TITLE = N_("Register of client contacts")
TAB_NAMES: dict[Tab, Message] = {
    Tab.ALL: C_("tab", "All"),
    Tab.OPEN: C_("tab", "Open"),
    Tab.CALLBACKS: C_("tab", "To call back"),
    Tab.OVERDUE: C_("tab", "Overdue"),
    Tab.MINE: C_("tab", "Mine"),
}
_ALL_CHANNELS = N_("all channels")
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
    """Print the contacts of a period and filter, the newest first; how many there are.

    Those without the right to print everybody's get their own. Raises Forbidden, Invalid, Unavailable.
    """
    wanted = register_filter(**chosen)
    return print_register(office, target, tr, wanted, Sort(), progress=progress)


def print_register(
    office: Office,
    target: Target,
    tr: Translator,
    wanted: ContactFilter,
    sort: Sort,
    *,
    progress: Callable[[int], object] | None = None,
) -> int:
    """The same for the filter and the order of a list on screen."""
    with office.view(CONTACTS_PRINT) as view:
        contacts = select(func.count(), func.min(Contact.at), func.max(Contact.at)).select_from(Contact)
        count, first, last = view.session.execute(
            contacts.where(and_(conditions(view, wanted), printable(view)))
        ).one()
    years = {riga_year(moment) for moment in (first, last) if moment}
    words = RowWords(office, tr, years.pop() if len(years) == 1 else 0)
    note(office, "print", "contact_register", count, wanted)
    register = Register(TITLE, columns(), subtitle=_covers(office, tr, words, wanted, count))
    return write_register(
        target,
        register,
        _rows(office, words, wanted, sort),
        letterhead=letterhead(office, tr),
        printed=printed_now(office),
        tr=tr,
        progress=progress,
    )


def register_filter(**chosen: Any) -> ContactFilter:
    """The filter that the parameters of the register stand for. Raises Invalid for a period that ends too soon."""
    first: date | None = chosen.get("from")
    last: date | None = chosen.get("to")
    if first and last and last < first:
        raise Invalid({"to": N_("The period ends before it begins.")})
    return ContactFilter(
        tab=chosen.get("tab") or Tab.ALL,
        text=chosen.get("text") or "",
        channel=chosen.get("channel") or "",
        first_day=first,
        last_day=last,
        handler_id=chosen.get("handler"),
        topic_id=chosen.get("topic"),
        outcome=chosen.get("outcome") or "",
        annulled=chosen.get("annulled") == "yes",
    )


def note(office: Office, act: str, what: str, rows: int, wanted: ContactFilter | None = None) -> None:
    """Enter a print or an export into the audit, before the file appears."""
    facts = {
        name: value
        for name, value in (vars(wanted).items() if wanted else ())
        if value not in (None, "", False, Tab.ALL)
    }
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
    if wanted.tab != Tab.ALL:
        parts.append(tr(TAB_NAMES[Tab(wanted.tab)]).lower())
    if wanted.handler_id is not None:
        parts.append(Directory(office).employee(wanted.handler_id).name)
    if wanted.topic_id is not None:
        parts += [topic.name for topic in Directory(office).topics(hidden=True) if topic.id == wanted.topic_id]
    if wanted.text.strip():
        parts.append(tr(N_("“{words}”", words=wanted.text.strip())))
    if wanted.annulled:
        parts.append(tr(_ANNULLED))
    parts.append(tr(NN_("{count} record", "{count} records", count)))
    return " · ".join(filter(None, parts))


def _period(tr: Translator, first: date | None, last: date | None) -> str:
    if first and last:
        return dates.period(first, last, tr.language)
    if first:
        return tr(N_("from {date}", date=dates.full(first)))
    if last:
        return tr(N_("until {date}", date=dates.full(last)))
    return ""


_CHANNEL_CHOICES = tuple((channel.value, CHANNEL_NAMES[channel]) for channel in Channel)
_TAB_CHOICES = tuple((tab.value, name) for tab, name in TAB_NAMES.items())

PRINTOUTS: tuple[Printout, ...] = (
    Printout(
        "contact_register",
        TITLE,
        (
            Parameter("from", "date", C_("day", "From"), required=False),
            Parameter("to", "date", C_("day", "To"), required=False),
            Parameter("channel", "choice", N_("Channel"), required=False, choices=_CHANNEL_CHOICES),
            Parameter("tab", "choice", N_("State"), required=False, default="all", choices=_TAB_CHOICES),
            Parameter("text", "text", N_("Text"), required=False),
            Parameter("handler", "id", N_("In charge"), required=False),
            Parameter("topic", "id", N_("Topic"), required=False),
        ),
        contact_register,
    ),
    Printout(
        "referral_slip",
        N_("Referral to a specialist"),
        (Parameter("contact", "id", N_("Contact")),),
        referral_slip,
    ),
    Printout(
        "submission_form",
        N_("Submission"),
        (Parameter("contact", "id", N_("Contact"), required=False),),
        submission_form,
    ),
)
