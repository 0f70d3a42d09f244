from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.contacts.journal_list import JournalList
from app.contacts.records import SORTABLE, ContactDraft, ContactFields, ContactFilter, Sort, Tab
from app.contacts.service import Contacts
from app.contacts.tables import Contact
from app.core.errors import Forbidden
from app.core.permissions import CONTACTS_SEE, Role
from app.core.search import newest_ids
from app.directory.service import Directory
from app.office import Office
from tests.app.contacts.conftest import SignIn
from tests.app.contacts.samples import HOUR, NOW, hire, save

DAY = timedelta(days=1)
NAMES = ("Zane Ābele", "Čakste", "Cīrulis", "Ķirsis", "Kalve", "Kārkls", "Žagars", "Anna 10", "Anna 9", "")


@pytest.fixture
def ids(office: Office) -> list[int]:
    """Contacts with blanks and equals in every column."""
    hire(office, "Rita Šķēle", account="rita")
    found = []
    for number, name in enumerate(NAMES):
        outcome = {"outcome": "callback", "due_at": NOW + (number % 3) * HOUR} if number % 2 else {}
        values = {
            "client_name": name,
            "at": NOW - (number % 4) * DAY,
            "channel": ("phone", "email", "in_person")[number % 3],
            "address": ("Šķūņu iela 1", "Stabu iela 2", "")[number % 3],
            "topic": ("Ūdens", "", "Uguns")[number % 3],
            "phone": f"+3712600000{number % 5}",
        }
        found.append(save(office, **values, **outcome).contact_id)
    return found


@pytest.mark.parametrize("column", SORTABLE)
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("chosen", [ContactFilter(), ContactFilter(tab=Tab.OPEN), ContactFilter(text="parrek")])
def test_first_rows_and_all_ids_agree_in_every_order(
    office: Office, ids: list[int], column: str, descending: bool, chosen: ContactFilter
) -> None:
    journal, sort = JournalList(office), Sort(column, descending)
    all_ids = list(journal.ids(chosen, sort))
    assert len(all_ids) == len(set(all_ids)) == journal.count(chosen)
    assert [row.id for row in journal.first(chosen, sort)] == all_ids
    assert [row.id for row in journal.rows(all_ids)] == all_ids
    assert [row.id for row in journal.first(chosen, sort, 3)] == all_ids[:3] or (chosen.text and sort == Sort())


def shown(office: Office, column: str, descending: bool = False) -> list[object]:
    return [getattr(row, column) for row in JournalList(office).first(ContactFilter(), Sort(column, descending))]


def test_names_stand_in_latvian_order_and_the_anonymous_last(office: Office, ids: list[int]) -> None:
    order = ["Anna 9", "Anna 10", "Cīrulis", "Čakste", "Kalve", "Kārkls", "Ķirsis", "Zane Ābele", "Žagars"]
    assert shown(office, "client_name") == [*order, ""]
    assert shown(office, "client_name", descending=True) == [*reversed(order), ""]


def test_texts_without_a_column_of_their_own_index_are_latvian_too(office: Office, ids: list[int]) -> None:
    assert list(dict.fromkeys(shown(office, "address"))) == ["Stabu iela 2", "Šķūņu iela 1", ""]
    assert list(dict.fromkeys(shown(office, "topic"))) == ["Ūdens", "Uguns", ""]


def test_codes_stand_in_the_order_of_their_names(office: Office, ids: list[int]) -> None:
    # E-pasts, Klātienē, Tālrunis
    assert list(dict.fromkeys(shown(office, "channel"))) == ["email", "in_person", "phone"]
    assert list(dict.fromkeys(shown(office, "status", descending=True))) == ["callback", "answered"]


def test_what_has_no_due_time_stands_last_both_ways(office: Office, ids: list[int]) -> None:
    for descending in (False, True):
        due = shown(office, "due_at", descending)
        assert due[5:] == [None] * 5
        assert None not in due[:5]


def test_equal_rows_stand_by_their_number(office: Office, ids: list[int]) -> None:
    rows = JournalList(office).first(ContactFilter(), Sort("phone", False))
    pairs = [(row.phone, row.id) for row in rows]
    assert pairs == sorted(pairs)
    rows = JournalList(office).first(ContactFilter(), Sort("phone", True))
    assert [(row.phone, row.id) for row in rows] == sorted(pairs, reverse=True)


def test_an_unknown_column_is_our_mistake(office: Office) -> None:
    with pytest.raises(ValueError, match="secret"):
        JournalList(office).first(ContactFilter(), Sort("secret"))


def test_tabs_are_counted_with_the_rest_of_the_filter(office: Office, ids: list[int]) -> None:
    later = JournalList(Office(office.engine, office.actor, clock=lambda: NOW + 90 * timedelta(minutes=1)))
    assert later.tab_counts(ContactFilter()) == {"all": 10, "open": 5, "callbacks": 5, "overdue": 4, "mine": 10}
    phone = ContactFilter(channel="phone")
    assert later.tab_counts(phone) == {"all": 4, "open": 2, "callbacks": 2, "overdue": 2, "mine": 4}
    for tab in Tab:
        chosen = ContactFilter(tab=tab)
        assert later.count(chosen) == len(later.ids(chosen, Sort()))


def test_mine_is_what_i_answer_for(office: Office, sign_in: SignIn, ids: list[int]) -> None:
    rita = JournalList(sign_in("rita", "Rita Šķēle", Role.CLERK))
    assert rita.tab_counts(ContactFilter())["mine"] == 0
    (employee,) = Directory(office).employees()
    assert employee.id is not None
    Contacts(office).hand_over(ids[0], employee.id)
    assert [row.id for row in rita.first(ContactFilter(tab=Tab.MINE), Sort())] == [ids[0]]
    assert JournalList(office).tab_counts(ContactFilter())["mine"] == 9


def test_a_period_is_days_in_riga(office: Office) -> None:
    midnight = datetime(2026, 11, 18, 22, 0, tzinfo=UTC)
    before = save(office, at=midnight - timedelta(seconds=1)).contact_id
    first = save(office, at=midnight).contact_id
    last = save(office, at=midnight + DAY - timedelta(seconds=1)).contact_id
    save(office, at=midnight + DAY)
    journal, day = JournalList(office), date(2026, 11, 19)
    assert list(journal.ids(ContactFilter(first_day=day, last_day=day), Sort())) == [last, first]
    assert list(journal.ids(ContactFilter(last_day=day), Sort())) == [last, first, before]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zane abel", 1),
        ("abele zane", 1),
        ("26000003", 2),
        ("26 000 003", 2),
        ("2026-4", 1),
        ("skunu", 4),
        ("bane", 0),
    ],
)
def test_search_finds_what_is_typed_without_diacritics(
    office: Office, ids: list[int], text: str, found: int
) -> None:
    chosen = ContactFilter(text=text)
    assert len(JournalList(office).first(chosen, Sort())) == found
    assert JournalList(office).count(chosen) == found


def test_a_search_shows_the_newest_first_and_keeps_to_the_filter(office: Office, ids: list[int]) -> None:
    journal = JournalList(office)
    rows = journal.first(ContactFilter(text="parrek", channel="phone"), Sort(), 2)
    assert [row.id for row in rows] == [ids[0], ids[9]]
    assert all(row.channel == "phone" for row in rows)


def test_a_search_shows_the_newest_first_also_after_an_old_journal_was_read_in(
    office: Office, ids: list[int]
) -> None:
    old = ContactFields(at=NOW - timedelta(days=700), client_name="Žagare Inta", subject="Vecs pārrēķins")
    Contacts(office).save(ContactDraft(fields=old))
    newest = JournalList(office).first(ContactFilter(text="parrek"), Sort(), 1)
    assert newest[0].id in ids


@pytest.mark.parametrize("scoped", [False, True])
@pytest.mark.parametrize("step", [1, 2, 7, 30])
def test_a_search_finds_the_newest_however_many_there_are_and_wherever_they_stand(
    office: Office, monkeypatch: pytest.MonkeyPatch, step: int, scoped: bool
) -> None:
    # A server reads the newest rows one by one, then the newest stretches of its index: here as few as make all
    # its ways meet.
    for name, few in (("_NEWEST", 5), ("_NEWEST_SCOPED", 12), ("STRETCH", 4), ("_STRETCHES", 8)):
        monkeypatch.setattr(f"app.core.search.{name}", few)
    numbers = [
        save(office, client_name="Zane Ābele" if number % step == 0 else "Anna", at=NOW - HOUR).contact_id
        for number in range(40)
    ]
    with office.view(CONTACTS_SEE) as view:
        found = newest_ids(
            view.session.connection(),
            "abel",
            Contact.id,
            Contact.search_fold,
            condition=Contact.kept.is_(True),
            limit=10,
            scoped=scoped,
        )
    assert found == numbers[::step][::-1][:10]


def test_signs_in_a_search_are_not_its_language(office: Office, ids: list[int]) -> None:
    for text in ('"', "a* OR b", "%", "_", "NEAR(x y)", "-", "'", "a:b", "()"):
        JournalList(office).first(ContactFilter(text=text), Sort())


def test_rows_no_longer_there_are_left_out(office: Office, ids: list[int]) -> None:
    assert [row.id for row in JournalList(office).rows([ids[2], 999, ids[0]])] == [ids[2], ids[0]]
    assert JournalList(office).rows([]) == []


def test_facts_filter(office: Office, ids: list[int]) -> None:
    journal = JournalList(office)
    client = Contacts(office).detail(ids[0]).fields.client_id
    assert list(journal.ids(ContactFilter(client_id=client), Sort())) == [ids[0]]
    assert journal.count(ContactFilter(outcome="callback")) == 5
    assert journal.count(ContactFilter(topic_id=7)) == journal.count(ContactFilter(import_id=1)) == 0


def test_printing_takes_every_row_in_order(office: Office, ids: list[int]) -> None:
    printed = list(JournalList(office).all_rows(ContactFilter(), Sort("client_name", False)))
    assert [each.row.client_name for each in printed[:2]] == ["Anna 9", "Anna 10"]
    assert len(printed) == 10
    assert {each.outcome for each in printed} == {"answered", "callback"}


def test_clerks_print_their_own_contacts_only(office: Office, sign_in: SignIn, ids: list[int]) -> None:
    dace = sign_in("dace", "Dace Bērziņa", Role.CLERK)
    own = save(dace).contact_id
    assert [each.row.id for each in JournalList(dace).all_rows(ContactFilter(), Sort())] == [own]
    with pytest.raises(Forbidden):
        list(JournalList(sign_in("a", "A", Role.ADMINISTRATOR)).all_rows(ContactFilter(), Sort()))
