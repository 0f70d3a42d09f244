from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from app.contacts.clients import Clients
from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter, Sort
from app.contacts.service import Contacts
from app.core.errors import Forbidden, Invalid
from app.core.permissions import Role
from app.core.work import Gone
from app.office import Office
from tests.app.contacts.conftest import SignIn
from tests.app.contacts.samples import hire, save


@pytest.mark.parametrize(
    "text",
    ["dz berz", "BĒRZIŅA", "26 000 417", "+371 26000", "37126000417", "2600", "brivib 1", "dz@example.lv"],
)
def test_a_client_is_found_by_any_part_of_what_is_known(office: Office, text: str) -> None:
    save(office, address="Brīvības iela 12", email="dz@example.lv")
    save(office, client_name="Jānis Ozols", phone="+37129111222")
    (found,) = Clients(office).lookup(text)
    assert (found.name, found.phone, found.contacts) == ("Dzintra Bērziņa", "+37126000417", 1)


def test_a_foreign_number_is_found_with_its_country(office: Office) -> None:
    save(office, phone="+491711234567")
    for text in ("+49 171 12", "491711234567"):
        assert [row.phone for row in Clients(office).lookup(text)] == ["+491711234567"]


def test_at_most_eight_clients_are_proposed_in_latvian_order(office: Office) -> None:
    for letter in "ŽČCKĶABĀDE":
        save(office, client_name=f"Anna {letter}", phone=f"+3712600000{ord(letter) % 10}")
    assert [row.name[-1] for row in Clients(office).lookup("anna")] == list("AĀBCČDEK")
    assert Clients(office).lookup("  ") == []


def test_the_same_name_and_phone_are_the_same_client(office: Office) -> None:
    save(office)
    save(office, client_name="DZINTRA BERZINA")
    assert [row.contacts for row in Clients(office).by_phone("+37126000417")] == [2]


def test_what_only_looks_alike_stays_apart(office: Office) -> None:
    save(office)
    save(office, client_name="Dzintra Bērziņa-Ozola")
    save(office, phone="+37126111222")
    assert len(Clients(office).lookup("dzintra berz")) == 3
    assert len(Clients(office).by_phone("+37126000417")) == 2


def test_a_name_without_a_way_to_reach_makes_no_client(office: Office) -> None:
    save(office, phone="")
    assert Clients(office).lookup("dzintra") == []
    assert Clients(office).by_phone("") == []


def test_merging_moves_contacts_fills_blanks_and_hides_the_other(office: Office) -> None:
    save(office)
    other_contact = save(office, client_name="Dz. Bērziņa", phone="", email="dz@example.lv").contact_id
    (keep,) = Clients(office).by_phone("+37126000417")
    (other,) = Clients(office).lookup("dz@example.lv")
    begun = Contacts(office).draft(other_contact)
    Clients(office).merge(keep.id, other.id)
    merged = Clients(office).get(other.id)
    assert (merged.id, merged.email, merged.contacts) == (keep.id, "dz@example.lv", 2)
    assert [row.id for row in Clients(office).lookup("berzina")] == [keep.id]
    assert JournalList(office).count(ContactFilter(client_id=keep.id)) == 2
    assert Contacts(office).draft(other_contact).version == begun.version + 1
    with pytest.raises(Invalid):
        Clients(office).merge(keep.id, other.id)


def test_a_contact_of_a_merged_client_goes_to_the_one_it_was_found_to_be(office: Office) -> None:
    save(office)
    save(office, client_name="Dz. Bērziņa", phone="+37126111222")
    (keep,), (other,) = (Clients(office).by_phone(phone) for phone in ("+37126000417", "+37126111222"))
    Clients(office).merge(keep.id, other.id)
    save(office, client_id=other.id)
    assert Clients(office).get(keep.id).contacts == 3
    rows = JournalList(office).first(ContactFilter(client_id=keep.id), Sort())
    assert len(rows) == 3


def test_a_specialist_knows_the_clients_of_own_and_handed_contacts_only(office: Office, sign_in: SignIn) -> None:
    rita_id = hire(office, "Rita Šķēle", account="rita")
    rita = sign_in("rita", "Rita Šķēle", Role.SPECIALIST)
    save(office)
    save(office, client_name="Jānis Ozols", phone="+37129111222", outcome="referred", referred_id=rita_id)
    save(rita, client_name="Anna Liepa", phone="+37129333444")
    (hidden,) = Clients(office).by_phone("+37126000417")
    assert [row.name for row in Clients(rita).lookup("2")] == ["Anna Liepa", "Jānis Ozols"]
    assert Clients(rita).lookup("dzintra") == Clients(rita).by_phone("+37126000417") == []
    for forbidden in (Clients(rita).get, Clients(rita).stamp_checked, lambda number: save(rita, client_id=number)):
        with pytest.raises(Gone):
            forbidden(hidden.id)
    assert len(Clients(office).lookup("2")) == 3


def test_merges_each_way_at_once_leave_one_client(office: Office) -> None:
    save(office)
    save(office, client_name="Dz. Bērziņa", phone="+37126111222")
    (one,), (two,) = (Clients(office).by_phone(phone) for phone in ("+37126000417", "+37126111222"))

    def merge(pair: tuple[int, int]) -> None:
        with suppress(Invalid):
            Clients(office).merge(*pair)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(merge, [(one.id, two.id), (two.id, one.id)]))
    assert Clients(office).get(one.id) == Clients(office).get(two.id)
    assert len(Clients(office).lookup("berzina")) == 1


def test_specialists_do_not_merge_clients(sign_in: SignIn) -> None:
    with pytest.raises(Forbidden):
        Clients(sign_in("rita", "Rita Šķēle", Role.SPECIALIST)).merge(1, 2)


def test_a_check_of_the_details_is_stamped_with_its_day(office: Office) -> None:
    save(office)
    (client,) = Clients(office).by_phone("+37126000417")
    assert client.checked_on is None
    Clients(office).stamp_checked(client.id)
    assert str(Clients(office).get(client.id).checked_on) == "2026-11-20"
