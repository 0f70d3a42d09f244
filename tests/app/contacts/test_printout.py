"""What the journal prints: the register of a period, the referral slip, the submission form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

if TYPE_CHECKING:
    from app.core.i18n import Translator
    from app.office import Office
    from tests.app.contacts.conftest import SignIn

WEEK: dict[str, Any] = {"from": date(2026, 11, 16), "to": date(2026, 11, 20)}


@pytest.fixture
def filled(owner_office: Office, sign_in: SignIn) -> Office:
    """The sample office on the Friday of the samples, signed in by its demonstration's person."""
    from app.core.permissions import Actor, Role
    from app.demo import fill

    everybody = sign_in("ilze.kalnina", "Ilze Kalniņa", *Role)
    fill(replace(owner_office, actor=Actor("ilze.kalnina", "Ilze Kalniņa", frozenset(Role))), 120, 3)
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
    told = [PdfReader(paper).pages[0].extract_text().replace("\u00a0", " ") for paper in (mine, whole)]
    assert ["tikai savi ieraksti" in text for text in told] == [True, False]


def printouts() -> dict[str, Any]:
    from app.printing.printouts import all_printouts

    return {printout.key: printout for printout in all_printouts()}


def prints(owner: Office) -> list[str]:
    """The prints in the audit, whose texts no person may read on a server."""
    from sqlalchemy import select

    from app.core.permissions import CONTACTS_SEE
    from app.core.tables import AuditEntry

    with owner.view(CONTACTS_SEE) as view:
        return list(view.session.scalars(select(AuditEntry.text).where(AuditEntry.act == "print")))


def test_a_preview_is_not_in_the_audit_and_a_file_is_once(
    filled: Office, owner_office: Office, tr: Translator, tmp_path: Path
) -> None:
    from app.printing.printouts import print_to_file

    row = numbered(filled, "referred")
    given: dict[str, dict[str, Any]] = {
        "contact_register": WEEK,
        "referral_slip": {"contact": row.id},
        "submission_form": {"contact": row.number},
    }
    for key, parameters in given.items():
        printed(printouts()[key].render, filled, tr, **parameters)
        assert prints(owner_office) == []
    for done, (key, parameters) in enumerate(given.items(), 1):
        print_to_file(printouts()[key], filled, tmp_path / f"{key}.pdf", tr, **parameters)
        texts = prints(owner_office)
        assert len(texts) == done
        assert f'"printout":[null,"{key}"]' in texts[-1]
        assert (tmp_path / f"{key}.pdf").read_bytes().startswith(b"%PDF")
    assert '"first_day":[null,"2026-11-16"]' in prints(owner_office)[0]


def test_a_print_that_may_not_be_noted_leaves_no_file(
    filled: Office, owner_office: Office, tr: Translator, tmp_path: Path
) -> None:
    from app.core.errors import Forbidden
    from app.core.permissions import Actor, Role
    from app.printing.printouts import print_to_file

    clerk = replace(filled, actor=Actor("jauns", "Jauns Darbinieks", frozenset({Role.CLERK})))
    contact = numbered(filled, "referred").id
    for key in ("referral_slip", "submission_form"):
        with pytest.raises(Forbidden):
            printouts()[key].note(clerk, contact=contact)
        with pytest.raises(Forbidden):
            print_to_file(printouts()[key], clerk, tmp_path / "a.pdf", tr, contact=contact)
    assert list(tmp_path.iterdir()) == []
    assert prints(owner_office) == []


def test_the_audit_counts_the_rows_that_a_specialist_gets(
    filled: Office, owner_office: Office, tr: Translator
) -> None:
    from app.contacts.printout import contact_register, note_register
    from app.core.permissions import Actor, Role

    own = replace(filled, actor=Actor("guna.abolina", "Guna Āboliņa", frozenset({Role.SPECIALIST})))
    rows = contact_register(own, BytesIO(), tr)
    note_register(own)
    assert f'"rows":[null,{rows}]' in prints(owner_office)[0]


def test_the_register_prints_a_client_s_list_in_its_order(filled: Office, tr: Translator) -> None:
    from app.contacts.journal_list import JournalList
    from app.contacts.printout import contact_register
    from app.contacts.records import ContactFilter, Sort
    from app.contacts.register_parameters import parameters_of
    from app.contacts.service import Contacts

    answered = JournalList(filled).first(ContactFilter(outcome="answered"), Sort("client_name"))
    first = answered[0]
    client_id = Contacts(filled).detail(first.id).fields.client_id
    assert client_id is not None
    wanted, sort = ContactFilter(client_id=client_id, outcome="answered"), Sort("number", descending=False)
    numbers = [row.number for row in JournalList(filled).first(wanted, sort)]
    text = printed(contact_register, filled, tr, **parsed(parameters_of(wanted, sort)))
    assert f"visi kanāli · atbildēts · {first.client_name} · {len(numbers)} " in text.replace("\u00a0", " ")
    places = [text.index(number) for number in numbers]
    assert len(places) > 1
    assert places == sorted(places)


def parsed(given: dict[str, str]) -> dict[str, Any]:
    known = {parameter.name: parameter for parameter in printouts()["contact_register"].parameters}
    return {name: known[name].parse(text) for name, text in given.items()}


@given(data=st.data())
def test_a_filter_and_its_order_come_back_from_the_parameters(data: st.DataObject) -> None:
    from app.contacts.records import SORTABLE, Channel, ContactFilter, Outcome, Sort, Tab
    from app.contacts.register_parameters import parameters_of, register_filter, register_sort

    ids = st.none() | st.integers(1, 10**12)
    days = sorted(data.draw(st.lists(st.dates(), min_size=2, max_size=2)))
    wanted = ContactFilter(
        tab=data.draw(st.sampled_from(Tab)),
        text=data.draw(st.text()),
        channel=data.draw(st.sampled_from(["", *Channel])),
        first_day=data.draw(st.sampled_from([None, days[0]])),
        last_day=data.draw(st.sampled_from([None, days[1]])),
        topic_id=data.draw(ids),
        handler_id=data.draw(ids),
        outcome=data.draw(st.sampled_from(["", *Outcome])),
        client_id=data.draw(ids),
        import_id=data.draw(ids),
        annulled=data.draw(st.booleans()),
        restricted=data.draw(st.booleans()),
    )
    sort = Sort(data.draw(st.sampled_from(SORTABLE)), descending=data.draw(st.booleans()))
    chosen = parsed(parameters_of(wanted, sort))
    assert register_filter(**chosen) == wanted
    assert register_sort(**chosen) == sort


def test_a_usual_list_needs_no_parameters() -> None:
    from app.contacts.records import ContactFilter, Sort
    from app.contacts.register_parameters import parameters_of

    assert parameters_of(ContactFilter(), Sort()) == {}


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
