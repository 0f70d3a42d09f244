"""Papers handed to a client: whom to turn to (C3, C4), and a form to write the matter down (C5)."""

from __future__ import annotations

from sqlalchemy import select

from app.contacts.printed_rows import RowWords
from app.contacts.records import RESTRICTED, ContactFields
from app.contacts.scope import printable, seen
from app.contacts.service import Contacts
from app.contacts.tables import Contact
from app.core import dates
from app.core.errors import Forbidden, UserError
from app.core.i18n import N_, Message, Translator
from app.core.moments import riga_date
from app.core.office_settings import OfficeSettings
from app.core.permissions import CONTACTS_PRINT, CONTACTS_PRINT_ALL, those_who_may
from app.core.phones import show_phone
from app.core.settings import ADDRESS, ORGANIZATION_NAME, SERVICE_PLACE
from app.core.work import Gone, View
from app.directory.records import InstitutionRecord
from app.directory.service import Directory, reception_words
from app.office import Office
from app.printing.document import Document
from app.printing.office import letterhead, printed_now
from app.printing.paper import Target

_KINDS = (N_("Request"), N_("Question"), N_("Complaint"), N_("Proposal"))
_ANSWER_BY = (N_("by post"), N_("by e-mail"), N_("to the e-address"), N_("in person"))


def referral_slip(office: Office, target: Target, tr: Translator, *, contact: int | str) -> None:
    """For the client: to whom they are sent and how to find them (AAD 2.1.2.3, 4.1.1), and why.

    Raises UserError where the contact was not sent on; Gone, Forbidden, Unavailable.
    """
    detail = Contacts(office).detail(_printable(office, contact))
    fields = detail.fields
    if not (fields.referred_id or fields.referred_name or fields.institution):
        raise UserError(N_("This contact was not sent on to a specialist or an institution."))
    words = RowWords(office, tr)
    made = Document(
        N_("Where to turn"),
        letterhead(office, tr),
        printed_now(office),
        tr,
        subtitle=N_("Contact {number}, {date}", number=words.number(detail.row), date=words.at(detail.row)),
        personal=False,
    )
    if fields.institution:
        _institution(made, office, fields)
    else:
        _specialist(made, office, fields)
    if detail.row.masked:
        made.note(RESTRICTED)
    if fields.subject or fields.topic:
        made.heading(N_("Your question"))
        made.paragraph(fields.subject or fields.topic)
    if fields.reason:
        made.field(N_("Why"), fields.reason)
    made.write(target)


def submission_form(office: Office, target: Target, tr: Translator, *, contact: int | str | None = None) -> None:
    """A form with what Iesniegumu likums 3 asks for, filled in from the contact as far as it tells; else blank.

    Raises Gone, Forbidden, Unavailable.
    """
    detail = Contacts(office).detail(_printable(office, contact)) if contact is not None else None
    settings = OfficeSettings(office)
    made = Document(N_("Submission"), letterhead(office, tr), printed_now(office), tr, personal=detail is not None)
    made.field(N_("To"), "\n".join(filter(None, (settings.get(ORGANIZATION_NAME), settings.get(ADDRESS)))))
    made.heading(N_("Submitter"))
    fields = detail.fields if detail else None
    _fill(made, N_("Name, surname or company"), fields.client_name if fields else "")
    _fill(made, N_("Address for the reply"), fields.address if fields else "")
    phone = show_phone(fields.phone) if fields and fields.phone else ""
    _fill(made, N_("Phone"), phone)
    _fill(made, N_("E-mail or e-address"), fields.email if fields else "")
    made.ticks(N_("This is a"), _KINDS, columns=4)
    made.heading(N_("What it is about"))
    if fields and (fields.subject or fields.topic):
        made.paragraph(fields.subject or fields.topic)
        made.writing_lines(6)
    else:
        made.writing_lines(9)
    made.blank(N_("Enclosed"))
    made.ticks(N_("Please reply"), _ANSWER_BY, columns=4)
    if detail is not None:
        words = RowWords(office, tr)
        if detail.row.masked:
            made.note(RESTRICTED)
        made.note(N_("Contact {number}, {date}", number=words.number(detail.row), date=words.at(detail.row)))
    made.field(N_("Date"), dates.full(riga_date(office.clock())) if detail else "____ . ____ . ________")
    made.signature(N_("Submitter"), fields.client_name if fields else "")
    made.write(target)


def note_referral_slip(office: Office, *, contact: int | str) -> None:
    """Enter the print of the slip into the audit. Raises Gone, Forbidden, Unavailable."""
    _note(office, "referral_slip", _printable(office, contact))


def note_submission_form(office: Office, *, contact: int | str | None = None) -> None:
    """Enter the print of the form into the audit; a blank one is of no contact. Raises as the print does."""
    _note(office, "submission_form", _printable(office, contact) if contact is not None else 0)


def _specialist(made: Document, office: Office, fields: ContactFields) -> None:
    settings = OfficeSettings(office)
    if fields.referred_id is None:
        made.heading(fields.referred_name)
        _given(made, N_("Place"), settings.get(SERVICE_PLACE) or settings.get(ADDRESS))
        return
    person = Directory(office).employee(fields.referred_id)
    made.heading(person.name)
    _given(made, N_("Job title"), person.job_title)
    _given(made, N_("Unit"), person.unit)
    place = ", ".join(filter(None, (person.place, settings.get(SERVICE_PLACE) or settings.get(ADDRESS))))
    _given(made, N_("Place"), place)
    _given(made, N_("Phone"), show_phone(person.phone) if person.phone else "")
    _given(made, N_("E-mail"), person.email)
    hours = reception_words(person)
    if hours is not None:
        made.paragraph(hours)


def _institution(made: Document, office: Office, fields: ContactFields) -> None:
    made.heading(fields.institution)
    known = {body.id: body for body in Directory(office).institutions(hidden=True)}
    body = known.get(fields.institution_id, InstitutionRecord(name=fields.institution))
    _given(made, N_("Competence"), body.competence)
    _given(made, N_("Phone"), body.phone)
    _given(made, N_("E-mail"), body.email)
    _given(made, N_("Website"), body.web)
    _given(made, N_("Address"), body.address)


def _given(made: Document, label: Message, value: str) -> None:
    if value:
        made.field(label, value)


def _fill(made: Document, label: Message, value: str) -> None:
    if value:
        made.field(label, value)
    else:
        made.blank(label)


def _printable(office: Office, contact: int | str) -> int:
    """The id of the contact, named by its id or its number (``2026-1483``).

    Raises Gone, and Forbidden where this person may print their own only.
    """
    with office.view(CONTACTS_PRINT) as view:
        contact_id = _numbered(view, contact) if isinstance(contact, str) else contact
        seen(view, contact_id)
        own = view.session.scalar(select(Contact.id).where(Contact.id == contact_id, printable(view)))
        if own is None:
            raise Forbidden(those_who_may(CONTACTS_PRINT_ALL))
    return contact_id


def _numbered(view: View, number: str) -> int:
    year, _, seq = number.partition("-")
    if not (year.isdecimal() and seq.isdecimal() and len(number) < 20):
        raise Gone
    found = view.session.scalar(
        select(Contact.id).where(Contact.number_year == int(year), Contact.number_seq == int(seq))
    )
    if found is None:
        raise Gone
    return found


def _note(office: Office, what: str, contact_id: int) -> None:
    with office.work(CONTACTS_PRINT) as work:
        work.note("print", "contact", contact_id, printout=what)
