"""What of cards waits on Šodien, and what a staff event asks of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.cards.due import due
from app.cards.photos import Photos
from app.cards.records import Kind, Move, State
from app.cards.sample_photo import silhouette
from app.cards.service import Cards
from app.cards.staff_tasks import tasks
from app.core.due import Due
from app.core.i18n import Message, Translator
from app.core.office_settings import OfficeSettings
from app.core.permissions import Role
from app.core.settings import CARD_RULES, CardRuleOption
from app.core.staff_tasks import StaffTask
from app.directory.records import EmployeeRecord, StaffEventKind, StaffEventRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.cards.samples import TODAY, draft, employee
from tests.app.contacts.conftest import SignIn

ALL_NEED_IDS = (CardRuleOption("staff_id", "all", required=True),)


@pytest.fixture
def asking(office: Office, owner_office: Office) -> Office:
    """An office where everybody must have a staff ID."""
    administrator = replace(owner_office, actor=replace(owner_office.actor, roles=frozenset(Role)))
    OfficeSettings(administrator).set(CARD_RULES, ALL_NEED_IDS)
    return replace(office)


def told(found: Due, tr: Translator) -> list[tuple[str, ...]]:
    return [
        (row.title, *(tr(each) if isinstance(each, Message) else each for each in row.about), tr(row.action))
        for row in found.rows
    ]


def left(office: Office, employee_id: int, last: date) -> None:
    record: EmployeeRecord = Directory(office).employee(employee_id)
    Directory(office).save_employee(replace(record, employed_until=last))


def moved(office: Office, card: int, to: State, day: date = TODAY, reason: str = "") -> None:
    Cards(office).move(card, Move(to, day, reason), Cards(office).card(card).row.version)


def test_who_lacks_a_card_waits_until_it_is_issued(asking: Office, tr: Translator) -> None:
    person = employee(asking)
    assert told(due(asking), tr) == [("Raivis Šķēle", "Darba apliecība", "Jāizsniedz", "Izsniegt")]
    Cards(asking).issue(draft(person))
    assert due(asking).rows == ()


def test_a_lost_card_is_to_be_issued_anew(asking: Office, tr: Translator) -> None:
    card = Cards(asking).issue(draft(employee(asking)))
    moved(asking, card, State.LOST, reason="Nozaudēta autobusā")
    assert [row[2] for row in told(due(asking), tr)] == ["Jāizsniedz"]


def test_a_card_that_ends_is_told_before_and_is_overdue_after(office: Office, tr: Translator) -> None:
    person = employee(office)
    Cards(office).issue(draft(person, issued_on=date(2025, 1, 2), valid_until=date(2026, 12, 18)))
    Cards(office).issue(
        draft(person, "V-001", Kind.NAME_CARD, issued_on=date(2025, 1, 2), valid_until=date(2026, 11, 19))
    )
    found = due(office)
    assert sorted(told(found, tr)) == [
        ("Raivis Šķēle", "Darba apliecība 014", "Beidzas 18.12.", "Atjaunot"),
        ("Raivis Šķēle", "Vārda karte V-001", "Beigusies", "Atjaunot"),
    ]
    assert {row.overdue for row in found.rows} == {True, False}
    assert {row.target["tab"] for row in found.rows} == {"staff_id", "name_card"}


def test_what_a_leaver_kept_is_asked_for(office: Office, tr: Translator) -> None:
    person = employee(office)
    card = Cards(office).issue(draft(person))
    left(office, person, TODAY - timedelta(days=1))
    assert told(due(office), tr) == [("Raivis Šķēle", "Darba apliecība 014", "Nav nodota", "Saņemt atpakaļ")]
    assert due(office).rows[0].target["card"] == card
    moved(office, card, State.RETURNED)
    assert due(office).rows == ()


def test_many_of_a_sort_are_told_in_one_row(asking: Office, tr: Translator) -> None:
    for surname in ("Āboliņa", "Bērziņa", "Celma", "Dreimane", "Egle", "Grava"):
        employee(asking, f"Anna {surname}")
    found = due(asking)
    assert told(found, tr) == [("Anna Āboliņa, Anna Bērziņa, Anna Celma…", "Jāizsniedz: 6", "Atvērt sarakstu")]
    assert found.total == 6
    assert found.rows[0].target == {"tab": "staff_id", "which": "lacking"}


def test_a_leavers_photo_is_to_be_erased_a_month_after_the_card_came_back(office: Office, tr: Translator) -> None:
    person = employee(office)
    Photos(office).put(person, silhouette(1))
    card = Cards(office).issue(draft(person, issued_on=date(2025, 1, 2)))
    left(office, person, date(2026, 10, 1))
    moved(office, card, State.RETURNED, date(2026, 10, 22))
    assert due(office).rows == ()
    later = replace(office, clock=lambda: office.clock() + timedelta(days=1))
    assert told(due(later), tr) == [("Raivis Šķēle", "Fotogrāfija jādzēš", "Atvērt")]
    Photos(office).erase(person, "Vairs nestrādā")
    assert due(later).rows == ()


def test_only_those_who_issue_cards_are_told(asking: Office, sign_in: SignIn) -> None:
    employee(asking)
    assert due(sign_in("anna", "Anna Ozola", Role.CLERK)) == Due()


def asked(office: Office, person: int, kind: StaffEventKind) -> dict[str, bool]:
    event = StaffEventRecord(id=1, employee_id=person, person="Raivis Šķēle", kind=kind, day=TODAY)
    found: tuple[StaffTask, ...] = tasks(office, event, TODAY)
    assert not any(task.by_hand for task in found)
    assert all(task.page == "directory" and task.target for task in found)
    return {task.key: task.done for task in found}


def test_a_new_employee_needs_a_photo_and_the_cards_of_the_post(asking: Office) -> None:
    person = employee(asking)
    assert asked(asking, person, "hired") == {"photo": False, "card_staff_id": False}
    Photos(asking).put(person, silhouette(1))
    Cards(asking).issue(draft(person, job_title="Dispečers"))
    assert asked(asking, person, "hired") == {"photo": True, "card_staff_id": True}


def test_another_surname_or_post_asks_for_new_cards(office: Office) -> None:
    person = employee(office)
    Cards(office).issue(draft(person, "V-001", Kind.NAME_CARD, job_title="Dispečers"))
    assert asked(office, person, "moved") == {"card_name_card": True}
    record = Directory(office).employee(person)
    Directory(office).save_employee(replace(record, job_title="Meistars"))
    assert asked(office, person, "moved") == {"card_name_card": False}
    Cards(office).issue(draft(person, "V-002", Kind.NAME_CARD, job_title="Meistars"))
    assert asked(office, person, "moved") == {"card_name_card": True}


def test_who_leaves_gives_back_each_kind_they_have(office: Office) -> None:
    person = employee(office)
    card = Cards(office).issue(draft(person))
    Cards(office).issue(draft(person, "V-001", Kind.NAME_CARD))
    assert asked(office, person, "left") == {"return_staff_id": False, "return_name_card": False}
    moved(office, card, State.RETURNED)
    assert asked(office, person, "left") == {"return_staff_id": True, "return_name_card": False}
