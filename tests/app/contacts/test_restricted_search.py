"""Restricted contacts are found by their words by those who may see them, and by nobody else (C19)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter, Sort
from app.contacts.service import Contacts
from app.core.db import is_sqlite
from app.core.errors import Forbidden
from app.core.permissions import Role
from app.office import Office
from tests.app.contacts.conftest import SignIn
from tests.app.contacts.restricted_office import Staff, staff_of
from tests.app.contacts.samples import hire, save

#: Of each searched field something, typed as people type.
WORDS = (
    "slepenite",
    "klus",
    "26 111 222",
    "+37126111222",
    "noslepumu 7",
    "aizgad",
    "bērna TIESĪBĀM",
    "klusa aizgad",
)


@pytest.fixture
def staff(office: Office, sign_in: SignIn) -> Staff:
    return staff_of(office, sign_in)


def found(office: Office, words: str) -> list[int]:
    """What a search finds, told alike by the first lines, the whole list and the counts."""
    journal, wanted = JournalList(office), ContactFilter(text=words)
    rows = journal.first(wanted, Sort())
    ids = list(journal.ids(wanted, Sort()))
    assert [row.id for row in rows] == ids
    assert journal.count(wanted) == journal.tab_counts(wanted)["all"] == len(ids)
    by_name = replace(Sort(), column="client_name")
    assert {row.id for row in journal.first(wanted, by_name)} == set(ids)
    return ids


@pytest.mark.parametrize("words", WORDS)
def test_who_may_see_it_finds_it_by_what_it_is_about(staff: Staff, words: str) -> None:
    for office in staff.who_may:
        assert found(office, words) == [staff.contact_id]
    for office in staff.who_may_not:
        assert found(office, words) == []


def test_words_of_the_row_and_of_the_content_go_together(staff: Staff) -> None:
    assert found(staff.head, "2026-1 klusa zane") == [staff.contact_id]
    assert found(staff.head, "2025-1 klusa") == []
    assert found(staff.head, "lusa") == []
    assert found(staff.clerk, "2026-1 zane") == [staff.contact_id]
    assert found(staff.clerk, "2026-1 klusa") == []


def test_it_stands_among_the_open_ones_in_the_usual_order(staff: Staff) -> None:
    later = save(staff.handler, client_name="Klusā Anna").contact_id
    assert set(found(staff.handler, "klusa")) == {later, staff.contact_id}
    assert found(staff.clerk, "klusa") == [later]


def test_the_rest_of_the_filter_holds_for_it_too(staff: Staff) -> None:
    journal = JournalList(staff.head)
    for other in (ContactFilter(text="klusa", channel="email"), ContactFilter(text="klusa", annulled=True)):
        assert journal.first(other, Sort()) == [] and journal.count(other) == 0


def test_whoever_is_named_no_more_finds_it_no_more(staff: Staff, sign_in: SignIn) -> None:
    begun = Contacts(staff.handler).draft(staff.contact_id)
    Contacts(staff.handler).save(replace(begun, fields=replace(begun.fields, named=())))
    assert found(staff.named, "klusa") == []
    assert found(staff.handler, "klusa") == [staff.contact_id]


def test_whoever_handed_it_on_still_finds_it(staff: Staff, office: Office) -> None:
    other = hire(office, "Anda Zīle", account="anda")
    Contacts(staff.head).hand_over(staff.contact_id, other)
    assert found(staff.handler, "klusa") == [staff.contact_id]


def test_it_is_found_by_its_new_words_and_by_everybody_once_it_is_open(staff: Staff) -> None:
    contacts = Contacts(staff.handler)
    begun = contacts.draft(staff.contact_id)
    contacts.save(replace(begun, fields=replace(begun.fields, subject="Cits jautājums")))
    assert found(staff.head, "tiesibam") == []
    assert found(staff.head, "cits jautajums") == [staff.contact_id]
    begun = contacts.draft(staff.contact_id)
    contacts.save(replace(begun, fields=replace(begun.fields, restricted=False, named=())))
    for office in (staff.clerk, staff.head):
        assert found(office, "klusa") == [staff.contact_id]


def test_the_server_finds_it_for_nobody_else(staff: Staff, sign_in: SignIn) -> None:
    asked = text("SELECT lete.search_sealed(ARRAY['klusa'])")
    admin = sign_in("anna", "Anna", Role.ADMINISTRATOR)
    if is_sqlite(admin.engine):
        with pytest.raises(Forbidden):
            JournalList(admin).count(ContactFilter(text="klusa"))
        return
    for office in (*staff.who_may_not, admin):
        with office.engine.connect() as connection:
            assert connection.scalar(asked) == []
    with staff.named.engine.connect() as connection:
        assert connection.scalar(asked) == [staff.contact_id]
