"""Cards from draft to the end, on both engines."""

from __future__ import annotations

import threading
import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.cards.records import CardFilter, CardRow, Kind, Move, State, Which
from app.cards.service import Cards
from app.core.errors import Conflict, Forbidden, Invalid, UserError
from app.core.i18n import Translator
from app.core.office_settings import OfficeSettings
from app.core.permissions import Role
from app.core.settings import CARD_RULES, CardRuleOption
from app.core.verify import verify
from app.directory.records import JobTitleRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.cards.samples import TODAY, draft, employee
from tests.app.contacts.conftest import SignIn

EVERY = frozenset(Kind)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def person(office: Office) -> int:
    return employee(office)


def listed(office: Office, which: Which, **wanted: Any) -> list[CardRow]:
    return Cards(office).cards(CardFilter(EVERY, which=which, **wanted))


def state(office: Office, card: int) -> State | None:
    return Cards(office).card(card).row.state


def course(office: Office, card: int) -> list[tuple[State, date, str]]:
    return [(event.state, event.day, event.reason) for event in Cards(office).card(card).events]


def moved(office: Office, card: int, to: State, day: date = TODAY, reason: str = "") -> None:
    Cards(office).move(card, Move(to, day, reason), Cards(office).card(card).row.version)


def demand(owner: Office, *rules: CardRuleOption) -> None:
    OfficeSettings(replace(owner, actor=replace(owner.actor, roles=frozenset(Role)))).set(CARD_RULES, rules)


def test_an_issued_card_has_its_number_dates_and_course(office: Office, person: int) -> None:
    card = Cards(office).issue(draft(person))
    found = Cards(office).card(card)
    assert (found.row.number, found.row.state, found.row.issued_on) == ("014", State.ISSUED, TODAY)
    assert [(event.state, event.day, event.person) for event in found.events] == [
        (State.ISSUED, TODAY, "Ilze Kalniņa")
    ]


def test_a_stored_draft_is_issued_with_its_changes(office: Office, person: int) -> None:
    card = Cards(office).save(draft(person, issued_on=None, valid_until=None))
    stored = Cards(office).card(card).draft
    assert Cards(office).issue(replace(stored, job_title="Meistars", issued_on=TODAY)) == card
    assert Cards(office).card(card).row.job_title == "Meistars"
    assert state(office, card) == State.ISSUED
    with pytest.raises(UserError, match="no longer a draft"):
        Cards(office).issue(Cards(office).card(card).draft)


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", "015"), ("kind", Kind.NAME_CARD), ("employee_id", 2)],
    ids=str,
)
def test_a_draft_keeps_its_holder_kind_and_number(office: Office, person: int, field: str, value: Any) -> None:
    employee(office, "Līga Ķirse")
    card = Cards(office).save(draft(person))
    changed = replace(Cards(office).card(card).draft, **{field: value})
    with pytest.raises(Invalid) as refused:
        Cards(office).save(changed)
    assert list(refused.value.fields) == [field]
    assert Cards(office).card(card).draft.number == "014"


def test_a_number_once_used_is_refused_with_its_holder_even_when_annulled(
    office: Office, person: int, tr: Translator
) -> None:
    moved(office, Cards(office).save(draft(person)), State.ANNULLED, reason="Nepareizs vārds")
    other = employee(office, "Līga Ķirse")
    with pytest.raises(Invalid) as refused:
        Cards(office).issue(draft(other, name="Līga Ķirse"))
    assert tr(refused.value.fields["number"]) == "Numurs 014 jau ir izmantots: Raivis Šķēle."
    assert Cards(office).save(draft(other, kind=Kind.NAME_CARD))


def test_two_who_issue_one_number_at_once_make_one_card(office: Office, sign_in: SignIn, person: int) -> None:
    other = employee(office, "Līga Ķirse")
    second = sign_in("dace", "Dace Bērziņa", Role.HEAD)
    ready = threading.Barrier(2)
    told: list[int | str] = []

    def issue(at: Office, holder: int) -> None:
        ready.wait()
        try:
            told.append(Cards(at).issue(draft(holder)))
        except Invalid as error:
            told.append(error.fields["number"].text)

    threads = [threading.Thread(target=issue, args=pair) for pair in ((office, person), (second, other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {type(each) for each in told} == {int, str}
    assert len(listed(office, "valid")) == 1


def test_a_retried_issue_is_the_same_issue(office: Office, person: int) -> None:
    request = str(uuid.uuid4())
    first = Cards(office).issue(draft(person), request)
    assert Cards(office).issue(draft(person), request) == first
    assert len(course(office, first)) == 1


def test_a_new_card_takes_the_old_one_back(office: Office, person: int) -> None:
    old = Cards(office).issue(draft(person, issued_on=date(2025, 1, 2), valid_until=date(2026, 12, 31)))
    new = Cards(office).issue(draft(person, "021"))
    assert course(office, old)[-1] == (State.RETURNED, TODAY, "→ 021")
    assert Cards(office).card(new).replaces == "014"
    assert listed(office, "not_returned") == []


def test_an_old_card_that_is_not_at_hand_is_asked_back(office: Office, person: int) -> None:
    old = Cards(office).issue(draft(person))
    Cards(office).issue(draft(person, "021"), take_old=False)
    assert [row.number for row in listed(office, "not_returned")] == ["014"]
    moved(office, old, State.RETURNED)
    assert listed(office, "not_returned") == []


def test_an_issue_that_is_taken_back_leaves_the_old_card_in_use(office: Office, person: int) -> None:
    old = Cards(office).issue(draft(person))
    new = Cards(office).issue(draft(person, "021"))
    Cards(office).withdraw(new)
    assert (state(office, old), state(office, new)) == (State.ISSUED, State.ANNULLED)
    again = Cards(office).proposal(person, Kind.STAFF_ID)
    assert again.old is not None
    assert (again.old.id, again.draft.number) == (old, "022")


def test_a_printed_card_is_annulled_rather_than_taken_back(office: Office, person: int) -> None:
    card = Cards(office).issue(draft(person))
    Cards(office).log_print([card], "single", "")
    with pytest.raises(UserError, match="printed already"):
        Cards(office).withdraw(card)


def test_a_card_never_issued_cannot_be_returned(office: Office, person: int, tr: Translator) -> None:
    card = Cards(office).save(draft(person))
    with pytest.raises(UserError) as refused:
        moved(office, card, State.RETURNED)
    assert tr(refused.value.message) == "Šī apliecība vai karte nav izsniegta."
    assert state(office, card) == State.DRAFT


def test_a_lost_card_needs_a_reason_and_a_day_that_makes_sense(office: Office, person: int) -> None:
    card = Cards(office).issue(draft(person))
    for day, reason, field in (
        (TODAY, "", "reason"),
        (TODAY + timedelta(days=1), "Nozaudēta", "day"),
        (YESTERDAY, "Nozaudēta", "day"),
    ):
        with pytest.raises(Invalid) as refused:
            moved(office, card, State.LOST, day, reason)
        assert list(refused.value.fields) == [field]
    moved(office, card, State.LOST, TODAY, "Nozaudēta autobusā")
    assert [row.number for row in listed(office, "lost")] == ["014"]
    moved(office, card, State.RETURNED)
    assert listed(office, "lost") == []


def test_a_move_from_a_stale_list_is_a_conflict(office: Office, person: int) -> None:
    card = Cards(office).issue(draft(person))
    version = Cards(office).card(card).row.version
    Cards(office).extend(card, date(2029, 1, 31), "", version)
    with pytest.raises(Conflict):
        Cards(office).move(card, Move(State.RETURNED, TODAY), version)
    assert state(office, card) == State.ISSUED


def test_a_retried_move_is_the_same_move(office: Office, person: int) -> None:
    card = Cards(office).issue(draft(person))
    version, request = Cards(office).card(card).row.version, str(uuid.uuid4())
    for _ in range(2):
        Cards(office).move(card, Move(State.RETURNED, TODAY), version, request)
    assert [event[0] for event in course(office, card)] == [State.ISSUED, State.RETURNED]


def test_an_expired_card_counts_as_expired_and_can_be_extended(office: Office, person: int) -> None:
    card = Cards(office).issue(draft(person, issued_on=date(2024, 11, 1), valid_until=YESTERDAY))
    assert state(office, card) == State.EXPIRED
    assert [row.id for row in listed(office, "expiring")] == [card]
    version = Cards(office).card(card).row.version
    with pytest.raises(Invalid) as refused:
        Cards(office).extend(card, TODAY, "", version)
    assert list(refused.value.fields) == ["until"]
    Cards(office).extend(card, date(2027, 11, 30), "Pagarināts līgums", version)
    assert state(office, card) == State.ISSUED
    assert course(office, card)[-1] == (State.ISSUED, TODAY, "→ 30.11.2027. Pagarināts līgums")


def test_a_card_ends_soon_within_the_offices_warning_days(office: Office, person: int) -> None:
    Cards(office).issue(draft(person, valid_until=TODAY + timedelta(days=30)))
    Cards(office).issue(draft(person, "V-001", Kind.NAME_CARD, valid_until=TODAY + timedelta(days=31)))
    assert [row.number for row in listed(office, "expiring")] == ["014"]
    assert Cards(office).standing()[person].expiring


def test_dates_that_contradict_each_other_are_told_under_the_field(office: Office) -> None:
    person = employee(office, employed_from=date(2026, 11, 2), employed_until=date(2026, 11, 13))
    for values, field in (
        ({"issued_on": TODAY + timedelta(days=1)}, "issued_on"),
        ({"issued_on": None}, "issued_on"),
        ({"issued_on": date(2026, 11, 1)}, "issued_on"),
        ({"issued_on": date(2026, 11, 16)}, "issued_on"),
        ({"issued_on": date(2026, 11, 5), "valid_until": date(2026, 11, 5)}, "valid_until"),
        ({"number": " "}, "number"),
        ({"number": "010190-10001"}, "number"),
        ({"name": ""}, "name"),
    ):
        with pytest.raises(Invalid) as refused:
            Cards(office).issue(draft(person, **values))
        assert list(refused.value.fields) == [field], values
    assert listed(office, "all") == []


def test_a_proposal_is_ready_to_be_issued(office: Office, person: int) -> None:
    first = Cards(office).proposal(person, Kind.STAFF_ID)
    assert (first.draft.number, first.draft.name, first.draft.job_title) == ("001", "Raivis Šķēle", "Dispečers")
    assert (first.draft.issued_on, first.draft.valid_until) == (TODAY, date(2028, 11, 30))
    assert (first.old, first.warnings) == (None, ())
    Cards(office).issue(first.draft)
    second = Cards(office).proposal(person, Kind.STAFF_ID)
    assert second.draft.number == "002"
    assert second.old is not None
    plate = Cards(office).proposal(person, Kind.DESK_PLATE)
    assert (plate.draft.number, plate.draft.valid_until) == ("G-001", None)


def test_the_print_log_counts_and_asks_why_again(office: Office, owner_office: Office, person: int) -> None:
    card = Cards(office).issue(draft(person))
    other = Cards(office).issue(draft(employee(office, "Līga Ķirse"), "015"))
    Cards(office).log_print([card], "single", "")
    with pytest.raises(Invalid) as refused:
        Cards(office).log_print([card, other], "sheet", " ")
    assert list(refused.value.fields) == ["reason"]
    assert Cards(office).card(other).row.printed == 0
    Cards(office).log_print([card, other], "sheet", "Bojāta druka")
    found = Cards(office).card(card)
    assert [(each.layout, each.reason) for each in found.prints] == [("single", ""), ("sheet", "Bojāta druka")]
    assert found.row.printed == 2
    assert verify(owner_office.engine, (), records=True).good


def test_a_draft_is_not_printed(office: Office, person: int) -> None:
    card = Cards(office).save(draft(person))
    with pytest.raises(UserError, match="issued and valid"):
        Cards(office).log_print([card], "single", "")


def test_cards_of_leavers_are_not_returned(office: Office, person: int) -> None:
    card = Cards(office).issue(draft(person))
    record = Directory(office).employee(person)
    Directory(office).save_employee(replace(record, employed_until=YESTERDAY))
    assert [row.id for row in listed(office, "not_returned")] == [card]
    assert Cards(office).standing()[person].not_returned
    moved(office, card, State.RETURNED)
    assert listed(office, "not_returned") == []


def test_who_must_have_a_card_and_lacks_one_is_listed(office: Office, owner_office: Office, person: int) -> None:
    Directory(office).save_job_title(JobTitleRecord(name="dispečers", other_form="Dispečere", visits_clients=True))
    woman = employee(office, "Anna Ozola", job_title="Dispečere")
    employee(office, "Līga Ķirse", job_title="Juriste")
    demand(owner_office, CardRuleOption("staff_id", "field", required=True, basis="2.3. apakšpunkts"))
    fresh = replace(office)
    assert [(row.person, row.kind) for row in listed(fresh, "lacking")] == [
        ("Anna Ozola", Kind.STAFF_ID),
        ("Raivis Šķēle", Kind.STAFF_ID),
    ]
    Cards(fresh).issue(draft(woman, name="Anna Ozola"))
    assert [row.employee_id for row in listed(fresh, "lacking")] == [person]
    assert Cards(fresh).standing()[person].needed
    assert [row.lacking for row in Cards(fresh).of_employee(person)] == [True]
    counts = Cards(fresh).counts()
    assert (counts["staff_id"], counts["lacking"], counts["lost"]) == (1, 1, 0)


def test_lists_are_by_surname_and_narrowed_by_words_and_unit(office: Office) -> None:
    zane = employee(office, "Zane Āboliņa", unit="Noliktava")
    aija = employee(office, "Aija Zariņa", job_title="Juriste")
    Cards(office).issue(draft(aija, "001", name="Aija Zariņa"))
    Cards(office).issue(draft(zane, "002", name="Zane Āboliņa"))
    assert [row.number for row in listed(office, "all")] == ["002", "001"]
    assert [row.number for row in listed(office, "all", text="abol")] == ["002"]
    assert [row.number for row in listed(office, "all", text="jurist 001")] == ["001"]
    unit = Directory(office).employee(zane).unit_id
    assert [row.number for row in listed(office, "all", unit_id=unit)] == ["002"]
    assert [row.number for row in Cards(office).find("zarina")] == ["001"]
    assert Cards(office).find(" ") == []


def test_a_clerk_sees_cards_but_not_their_course(office: Office, sign_in: SignIn, person: int) -> None:
    card = Cards(office).issue(draft(person))
    moved(office, card, State.LOST, reason="Nozaudēta autobusā")
    clerk = sign_in("anna", "Anna Ozola", Role.CLERK)
    assert [row.number for row in listed(clerk, "lost")] == ["014"]
    assert Cards(clerk).card(card).events == ()
    assert Cards(clerk).standing()[person].state == State.LOST
    with pytest.raises(Forbidden):
        Cards(clerk).issue(draft(person, "015"))


def test_what_was_done_to_cards_is_proved_by_the_audit(office: Office, owner_office: Office, person: int) -> None:
    card = Cards(office).issue(draft(person))
    moved(office, card, State.LOST, reason="Nozaudēta autobusā")
    Cards(office).issue(draft(person, "015"))
    assert verify(owner_office.engine, (), records=True).good
