"""Restricted contacts (C19): who sees what they are about, how that is kept, and what the audit tells of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError

from app.contacts.clients import Clients
from app.contacts.journal_list import JournalList
from app.contacts.policy import Reader, sees_content
from app.contacts.records import CallbackResult, ContactDraft, ContactFields, ContactFilter, Sort
from app.contacts.service import Contacts
from app.contacts.tables import Contact, ContactNamed, ContactSealed
from app.core.audit import verify
from app.core.db import WRITES, is_sqlite
from app.core.errors import Forbidden
from app.core.permissions import CONTACTS_SEE, SETTINGS_EDIT, Role
from app.core.tables import AuditEntry
from app.core.work import Gone
from app.office import Office
from tests.app.contacts.conftest import SignIn
from tests.app.contacts.restricted_office import SECRETS, Staff, betrayed, staff_of
from tests.app.contacts.samples import HOUR, NOW, hire, save, typed


@pytest.fixture
def staff(office: Office, sign_in: SignIn) -> Staff:
    return staff_of(office, sign_in)


def fields(office: Office, contact_id: int) -> ContactFields:
    return Contacts(office).detail(contact_id).fields


def change(office: Office, contact_id: int, **values: object) -> ContactDraft:
    begun = Contacts(office).draft(contact_id)
    changed = replace(begun, fields=replace(begun.fields, **values))  # type: ignore[arg-type]
    Contacts(office).save(changed)
    return changed


def acts(office: Office, act: str, subject: str) -> list[tuple[str, int]]:
    with office.view(CONTACTS_SEE) as view:
        chosen = select(AuditEntry.account, AuditEntry.row_id).where(
            AuditEntry.act == act, AuditEntry.subject == subject
        )
        return [(account, row_id) for account, row_id in view.session.execute(chosen.order_by(AuditEntry.seq))]


@given(
    st.booleans(), st.booleans(), st.sampled_from(["zane", "mara"]), st.sampled_from([None, 1, 2]),
    st.sampled_from([None, 1, 2]),
)  # fmt: skip
def test_the_handler_the_registrar_the_named_and_heads_see_it_and_nobody_else(
    head: bool, named: bool, account: str, me: int | None, handler: int | None
) -> None:
    seen = sees_content(Reader(account, me, head), handler_id=handler, registered_by="zane", named=named)
    assert seen == (head or named or account == "zane" or (me is not None and me == handler))


def test_whoever_may_see_it_reads_everything_that_was_typed(staff: Staff) -> None:
    for office in staff.who_may:
        detail = Contacts(office).detail(staff.contact_id)
        told = {name: getattr(detail.fields, name) for name in SECRETS}
        assert told == SECRETS
        assert detail.fields.restricted
        assert not detail.row.masked
        (row,) = JournalList(office).first(ContactFilter(), Sort())
        assert (row.client_name, row.subject, row.masked) == (SECRETS["client_name"], SECRETS["subject"], False)


def test_others_learn_that_it_is_there_and_whom_to_ask(staff: Staff) -> None:
    for office in (staff.clerk, staff.decision_maker):
        detail = Contacts(office).detail(staff.contact_id)
        assert detail.row.masked
        assert detail.row.number == "2026-1"
        assert detail.seen_by == ("Zane Ozola",)
        assert [event.kind for event in detail.events] == ["registered"]
        assert not detail.may_edit
    with pytest.raises(Gone):
        Contacts(staff.specialist).detail(staff.contact_id)


def test_those_who_see_it_are_told_who_else_does(staff: Staff) -> None:
    seen_by = Contacts(staff.head).detail(staff.contact_id).seen_by
    assert set(seen_by) == {"Zane Ozola", "Dace Liepa", "Jānis Kļava"}


def test_the_journal_itself_holds_nothing_of_it(staff: Staff) -> None:
    with staff.head.view(CONTACTS_SEE) as view:
        contact = view.get(Contact, staff.contact_id)
        columns = {column.name: getattr(contact, column.name) for column in Contact.__table__.columns}
        assert not betrayed(columns)
        assert "klusa" not in contact.search_fold


def test_the_server_itself_tells_nothing_to_one_who_may_not_see_it(staff: Staff) -> None:
    if is_sqlite(staff.head.engine):
        pytest.skip("a file is no guard")
    audit = select(AuditEntry.text)
    for office in staff.who_may_not:
        with office.view(CONTACTS_SEE) as view:
            assert view.session.scalars(select(ContactSealed)).all() == []
            assert view.session.scalars(select(ContactNamed)).all() == []
        with pytest.raises(Forbidden), office.view(CONTACTS_SEE) as view:
            view.session.scalars(audit).all()
    for office in staff.who_may:
        with office.view(CONTACTS_SEE) as view:
            assert view.session.scalars(select(ContactSealed.subject)).all() == [SECRETS["subject"]]


def test_no_program_can_put_content_into_the_row_of_a_restricted_contact(office: Office, staff: Staff) -> None:
    with (
        pytest.raises(IntegrityError),
        office.engine.execution_options(**{WRITES: True}).begin() as connection,
    ):
        connection.execute(text("UPDATE contact SET subject = 'x' WHERE id = :id"), {"id": staff.contact_id})


def test_nobody_else_can_change_it_or_take_it_over(staff: Staff) -> None:
    contacts = Contacts(staff.clerk)
    with pytest.raises(Forbidden):
        contacts.draft(staff.contact_id)
    with pytest.raises(Forbidden):
        contacts.save(ContactDraft(fields=typed(), contact_id=staff.contact_id, version=1))
    with pytest.raises(Forbidden):
        contacts.callback(staff.contact_id, CallbackResult(reached=True))
    with pytest.raises(Forbidden):
        contacts.annul(staff.contact_id, "nevajag")
    with pytest.raises(Forbidden):
        Contacts(staff.named).draft(staff.contact_id)


def test_a_contact_becomes_restricted_and_open_again_with_all_it_holds(office: Office, sign_in: SignIn) -> None:
    hire(office, "Ilze Kalniņa", account="ilze")
    saved = save(office, **{**SECRETS, "topic": "Rēķini"})
    before = fields(office, saved.contact_id)
    change(office, saved.contact_id, restricted=True)
    with office.view(CONTACTS_SEE) as view:
        assert view.get(Contact, saved.contact_id).subject == ""
    assert fields(office, saved.contact_id) == replace(before, restricted=True)
    change(office, saved.contact_id, restricted=False)
    assert fields(office, saved.contact_id) == before
    with office.view(CONTACTS_SEE) as view:
        sealed = view.session.scalars(select(ContactSealed)).one()
        assert (sealed.client_name, sealed.subject, sealed.client_id) == ("", "", None)
    with sign_in("admin", "Administrators", Role.ADMINISTRATOR).view(SETTINGS_EDIT) as view:
        assert verify(view.session) is None
    change(office, saved.contact_id, restricted=True)
    assert fields(office, saved.contact_id).subject == SECRETS["subject"]


def test_what_others_found_by_search_they_find_no_more_once_it_is_restricted(
    office: Office, sign_in: SignIn
) -> None:
    saved = save(office, **SECRETS)
    mara = JournalList(sign_in("mara", "Māra Egle", Role.CLERK))
    assert mara.count(ContactFilter(text="klusā")) == 1
    change(office, saved.contact_id, restricted=True)
    assert mara.count(ContactFilter(text="klusā")) == 0
    change(office, saved.contact_id, restricted=False)
    assert mara.count(ContactFilter(text="klusā")) == 1


def test_changes_by_two_people_are_merged_in_what_is_kept_apart(staff: Staff) -> None:
    first, second = Contacts(staff.handler), Contacts(staff.head)
    mine, theirs = first.draft(staff.contact_id), second.draft(staff.contact_id)
    second.save(replace(theirs, fields=replace(theirs.fields, notes="Runāts ar vadītāju")))
    saved = first.save(replace(mine, fields=replace(mine.fields, address="Cita iela 1")))
    assert saved.merged_with == "Ilze Kalniņa"
    now = fields(staff.handler, staff.contact_id)
    assert (now.notes, now.address) == ("Runāts ar vadītāju", "Cita iela 1")


def test_a_change_of_its_content_is_told_as_a_change_of_the_contact(staff: Staff) -> None:
    before = Contacts(staff.handler).detail(staff.contact_id).version
    told: list[tuple[int, ...]] = []
    staff.handler.hub.listen(lambda changes: told.append(changes.ids) if changes.register == "contacts" else None)
    change(staff.handler, staff.contact_id, notes="Zvanīt pēc pieciem")
    assert told == [(staff.contact_id,)]
    assert Contacts(staff.handler).detail(staff.contact_id).version > before


def test_whoever_hands_it_on_still_sees_it_and_so_does_the_colleague(staff: Staff, sign_in: SignIn) -> None:
    colleague = hire(staff.head, "Anna Sila", account="anna")
    Contacts(staff.head).hand_over(staff.contact_id, colleague, "Slepena piezīme")
    third = hire(staff.head, "Vita Kalna", account="vita")
    anna = sign_in("anna", "Anna Sila", Role.SPECIALIST)
    assert fields(anna, staff.contact_id).subject == SECRETS["subject"]
    Contacts(anna).hand_over(staff.contact_id, third)
    assert fields(anna, staff.contact_id).subject == SECRETS["subject"]
    assert fields(staff.handler, staff.contact_id).subject == SECRETS["subject"]
    assert "Slepena piezīme" not in str(Contacts(staff.clerk).detail(staff.contact_id))


def test_handing_over_by_editing_keeps_the_old_handler_in_sight_too(office: Office, staff: Staff) -> None:
    anna, vita = hire(office, "Anna Sila", account="anna"), hire(office, "Vita Kalna", account="vita")
    for colleague in (anna, vita):
        change(
            staff.head, staff.contact_id, outcome="referred", referred_id=colleague, referred_name="",
            task_for_colleague=True, due_at=NOW + HOUR,
        )  # fmt: skip
    assert anna in fields(staff.head, staff.contact_id).named


def test_who_is_named_can_be_changed_and_is_audited(staff: Staff) -> None:
    change(staff.handler, staff.contact_id, named=())
    assert Contacts(staff.named).detail(staff.contact_id).row.masked
    with pytest.raises(Gone):
        Contacts(staff.named_specialist).detail(staff.contact_id)
    assert [account for account, _row in acts(staff.head, "update", "contact_named")] == ["zane", "zane"]


def test_making_it_restricted_and_back_is_audited(office: Office, owner_office: Office) -> None:
    saved = save(office, **SECRETS)
    change(office, saved.contact_id, restricted=True)
    with owner_office.view(CONTACTS_SEE) as view:
        newest = view.session.scalars(
            select(AuditEntry.text)
            .where(AuditEntry.subject == "contact", AuditEntry.act == "update")
            .order_by(AuditEntry.seq.desc())
        ).first()
    assert newest is not None
    assert '"restricted":[false,true]' in newest


def test_each_opening_by_somebody_else_than_the_handler_is_in_the_audit_once(staff: Staff) -> None:
    for _time in range(3):
        Contacts(staff.handler).detail(staff.contact_id)
        Contacts(staff.head).detail(staff.contact_id)
        Contacts(staff.named).detail(staff.contact_id)
        Contacts(staff.clerk).detail(staff.contact_id)
    assert sorted(acts(staff.head, "view", "contact_sealed")) == [
        ("dace", staff.contact_id), ("ilze", staff.contact_id),
    ]  # fmt: skip


def test_an_opening_an_hour_later_is_another_one(staff: Staff) -> None:
    Contacts(staff.head).detail(staff.contact_id)
    later = replace(staff.head, clock=lambda: NOW + HOUR)
    Contacts(later).detail(staff.contact_id)
    assert len(acts(staff.head, "view", "contact_sealed")) == 2


def test_it_makes_no_client_and_changes_none(office: Office, staff: Staff) -> None:
    assert Clients(staff.clerk).lookup("klusā") == []
    known = save(office, client_name="Anna Vītola", phone="+37129000111")
    client = fields(office, known.contact_id).client_id
    save(
        staff.handler, client_name="Anna Vītola", phone="+37129000111", email="a@v.example", client_checked=True,
        restricted=True,
    )  # fmt: skip
    row = Clients(office).get(client or 0)
    assert (row.email, row.checked_on, row.contacts) == ("", None, 1)


def test_a_restricted_contact_of_a_known_client_is_not_among_the_clients_earlier_ones(office: Office) -> None:
    first = save(office)
    client = fields(office, first.contact_id).client_id
    save(office, client_id=client, subject="Slepenais", restricted=True)
    third = save(office, client_id=client, subject="Cits jautājums")
    detail = Contacts(office).detail(third.contact_id)
    assert [row.id for row in detail.earlier] == [first.contact_id]
    assert detail.earlier_count == 1
    assert JournalList(office).count(ContactFilter(client_id=client)) == 2


def test_after_a_merge_of_clients_it_belongs_to_the_one_that_is_kept(office: Office) -> None:
    kept, other = save(office), save(office, client_name="Dzintra Bērziņa-Kalna", phone="+37126000418")
    ids = [fields(office, saved.contact_id).client_id or 0 for saved in (kept, other)]
    sealed = save(office, client_id=ids[1], restricted=True)
    Clients(office).merge(*ids)
    assert [row.id for row in Contacts(office).detail(sealed.contact_id).earlier] == [
        other.contact_id, kept.contact_id,
    ]  # fmt: skip
    change(office, sealed.contact_id, restricted=False)
    assert fields(office, sealed.contact_id).client_id == ids[0]


def test_the_words_of_its_annulment_are_kept_apart_too(staff: Staff) -> None:
    Contacts(staff.handler).annul(staff.contact_id, "Ierakstīts divreiz: Klusā")
    assert Contacts(staff.head).detail(staff.contact_id).annul_reason == "Ierakstīts divreiz: Klusā"
    assert not betrayed(Contacts(staff.clerk).detail(staff.contact_id))
    Contacts(staff.handler).restore(staff.contact_id)
    assert Contacts(staff.head).detail(staff.contact_id).annul_reason == ""


def test_the_topics_term_still_counts_when_it_is_handed_over(staff: Staff) -> None:
    colleague = hire(staff.head, "Anna Sila", account="anna")
    Contacts(staff.handler).callback(staff.contact_id, CallbackResult(reached=True))
    Contacts(staff.head).hand_over(staff.contact_id, colleague)
    assert Contacts(staff.head).detail(staff.contact_id).row.due_at is not None


def test_restricted_ones_can_be_listed_alone_and_that_view_saved(staff: Staff) -> None:
    save(staff.head, client_name="Cits Klients", phone="+37129000113")
    wanted = ContactFilter(restricted=True)
    for office in (staff.head, staff.clerk):
        assert [row.id for row in JournalList(office).first(wanted, Sort())] == [staff.contact_id]
        assert list(JournalList(office).ids(wanted, Sort())) == [staff.contact_id]
    Contacts(staff.clerk).save_view("Ierobežotie", wanted, Sort())
    assert Contacts(staff.clerk).views()[0].filter == wanted


def test_ordinary_contacts_ask_the_database_nothing_more(office: Office) -> None:
    saved = [save(office, subject=f"Jautājums {number}").contact_id for number in range(3)]
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(office.engine, "before_cursor_execute", note)
    try:
        JournalList(office).rows(saved)
        JournalList(office).first(ContactFilter(), Sort())
        Contacts(office).detail(saved[0])
        save(office, subject="Vēl viens")
    finally:
        event.remove(office.engine, "before_cursor_execute", note)
    assert not [statement for statement in asked if "contact_sealed" in statement or "contact_named" in statement]
