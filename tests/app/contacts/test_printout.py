"""What the journal prints: the register of a period, the referral slip, the submission form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from app.core.i18n import Translator
    from app.office import Office

WEEK: dict[str, Any] = {"from": date(2026, 11, 16), "to": date(2026, 11, 20)}


@pytest.fixture
def filled(office: Office) -> Office:
    """The sample office on the Friday of the samples, signed in by its demonstration's person."""
    from app.core.permissions import Actor, Role
    from app.demo import fill

    everybody = replace(office, actor=Actor("ilze.kalnina", "Ilze Kalniņa", frozenset(Role)))
    fill(everybody, 120, 3)
    return everybody


def printed(render: Any, office: Office, tr: Translator, **parameters: Any) -> str:
    file = BytesIO()
    render(office, file, tr, **parameters)
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)


def numbered(office: Office, outcome: str) -> Any:
    from app.contacts.journal_list import JournalList
    from app.contacts.records import ContactFilter, Sort

    return JournalList(office).first(ContactFilter(outcome=outcome), Sort(), 1)[0]


def test_the_register_says_whose_it_is_what_it_covers_and_that_it_holds_personal_data(
    filled: Office, tr: Translator
) -> None:
    from app.contacts.journal_list import JournalList
    from app.contacts.printout import contact_register
    from app.contacts.records import ContactFilter

    count = JournalList(filled).count(ContactFilter(first_day=WEEK["from"], last_day=WEEK["to"]))
    text = printed(contact_register, filled, tr, **WEEK).replace("\u00a0", " ")
    assert "SIA „Bērzaines komunālserviss”" in text
    assert "Reģ. Nr. 40000000017 · Liepu iela 2, Bērzaine, LV-0000 · 63 000 201" in text
    assert "Klientu saziņas reģistrs" in text
    assert "2026. gada 16.–20. novembris · visi kanāli · " in text
    assert f" · {count} ierakst" in text
    for title in ("Nr.", "Datums, laiks", "Kanāls", "Klients", "Jautājums", "Atbildīgais", "Termiņš", "Rezultāts"):
        assert title in text
    assert "Satur personas datus." in text
    assert "izdrukāja Ilze Kalniņa 20.11.2026." in text


def test_an_overdue_contact_stands_out(filled: Office, tr: Translator) -> None:
    from app.contacts.printout import contact_register

    later = filled.clock() + timedelta(days=30)
    late = replace(filled, clock=lambda: later)
    assert "! Nokavēts" in printed(contact_register, late, tr)


def test_the_register_can_be_narrowed_and_in_english(filled: Office) -> None:
    from app.contacts.printout import contact_register
    from app.core.i18n import Translator

    text = printed(contact_register, filled, Translator("en"), channel="email", tab="open", text="zzzz", **WEEK)
    assert "Register of client contacts" in text
    assert "E-mail · open · “zzzz” · 0 records" in text


def test_a_period_that_ends_before_it_begins_is_refused(filled: Office, tr: Translator) -> None:
    from app.contacts.printout import contact_register
    from app.core.errors import Invalid

    with pytest.raises(Invalid):
        printed(contact_register, filled, tr, **{"from": WEEK["to"], "to": WEEK["from"]})


def test_a_specialist_prints_their_own_only(filled: Office, tr: Translator) -> None:
    from app.contacts.printout import contact_register
    from app.core.permissions import Actor, Role

    own = replace(filled, actor=Actor("guna.abolina", "Guna Āboliņa", frozenset({Role.SPECIALIST})))
    whole, mine = BytesIO(), BytesIO()
    assert contact_register(own, mine, tr) < contact_register(filled, whole, tr) == 120


def test_each_print_is_in_the_audit(filled: Office, tr: Translator) -> None:
    from sqlalchemy import select

    from app.contacts.printout import contact_register
    from app.core.permissions import CONTACTS_SEE
    from app.core.tables import AuditEntry

    contact_register(filled, BytesIO(), tr, **WEEK)
    with filled.view(CONTACTS_SEE) as view:
        texts = list(view.session.scalars(select(AuditEntry.text).where(AuditEntry.act == "print")))
    assert len(texts) == 1
    assert '"printout":[null,"contact_register"]' in texts[0]
    assert '"first_day":[null,"2026-11-16"]' in texts[0]


def test_the_referral_slip_tells_how_to_find_the_specialist(filled: Office, tr: Translator) -> None:
    from app.contacts.service import Contacts
    from app.contacts.slips import referral_slip
    from app.directory.service import Directory

    row = numbered(filled, "referred")
    fields = Contacts(filled).detail(row.id).fields
    assert fields.referred_id is not None
    person = Directory(filled).employee(fields.referred_id)
    text = printed(referral_slip, filled, tr, contact=row.number)
    for told in (person.name, person.job_title, person.place, fields.reason, row.number):
        assert told in text
    assert printed(referral_slip, filled, tr, contact=row.id) == text


def test_the_slip_for_another_institution_gives_its_contacts(filled: Office, tr: Translator) -> None:
    from app.contacts.service import Contacts
    from app.contacts.slips import referral_slip

    row = numbered(filled, "other_institution")
    assert Contacts(filled).detail(row.id).fields.institution in printed(referral_slip, filled, tr, contact=row.id)


def test_a_contact_that_was_not_sent_on_has_no_slip(filled: Office, tr: Translator) -> None:
    from app.contacts.slips import referral_slip
    from app.core.errors import UserError

    with pytest.raises(UserError, match="not sent on"):
        printed(referral_slip, filled, tr, contact=numbered(filled, "answered").id)


@pytest.mark.parametrize("contact", [999_999, "2026-99999", "x-1", "2026"])
def test_a_contact_that_is_not_there_is_told(filled: Office, tr: Translator, contact: int | str) -> None:
    from app.contacts.slips import referral_slip
    from app.core.work import Gone

    with pytest.raises(Gone):
        printed(referral_slip, filled, tr, contact=contact)


def test_somebody_elses_contact_is_not_printed_by_a_clerk(filled: Office, tr: Translator) -> None:
    from app.contacts.slips import submission_form
    from app.core.errors import Forbidden
    from app.core.permissions import Actor, Role

    clerk = replace(filled, actor=Actor("jauns", "Jauns Darbinieks", frozenset({Role.CLERK})))
    with pytest.raises(Forbidden):
        printed(submission_form, clerk, tr, contact=numbered(filled, "answered").id)


def test_the_submission_form_is_filled_from_the_contact(filled: Office, tr: Translator) -> None:
    from app.contacts.slips import submission_form

    row = numbered(filled, "advised_in_writing")
    text = printed(submission_form, filled, tr, contact=row.id)
    assert row.client_name in text
    assert row.subject[:30] in text
    assert "Satur personas datus." in text


def test_the_blank_form_has_room_for_all_the_law_asks(filled: Office, tr: Translator) -> None:
    from app.contacts.slips import submission_form

    text = printed(submission_form, filled, tr)
    for part in ("Kam", "Iesniedzējs", "Adrese atbildei", "Iesnieguma būtība", "Datums", "paraksts"):
        assert part in text
    assert "Satur personas datus." not in text


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ilze Kalniņa", "I. Kalniņa"),
        ("Anna Marija Bērziņa-Ozola", "A. M. Bērziņa-Ozola"),
        ("Sandra L.", "Sandra L."),
        ("Kalniņa", "Kalniņa"),
        ("", ""),
    ],
)
def test_names_on_the_register_are_short(name: str, short: str) -> None:
    from app.contacts.printed_rows import short_name

    assert short_name(name) == short
