"""Steps of a card pressed by mistake and taken back, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.cards.journal import journal_lines
from app.cards.records import CardRow, CardStep, Kind, Move, State
from app.cards.service import Cards
from app.core.errors import Conflict, Forbidden, UserError
from app.core.i18n import Translator
from app.core.permissions import Role
from app.core.verify import verify
from app.office import Office
from tests.app.cards.samples import TODAY, draft, employee
from tests.app.contacts.conftest import SignIn

ISSUED_ON = date(2026, 11, 2)


@pytest.fixture
def person(office: Office) -> int:
    return employee(office)


@pytest.fixture
def card(office: Office, person: int) -> int:
    return Cards(office).issue(draft(person, issued_on=ISSUED_ON))


def row(office: Office, card: int) -> CardRow:
    return Cards(office).card(card).row


def moved(office: Office, card: int, to: State, day: date = TODAY) -> CardStep:
    step = Cards(office).move(card, Move(to, day, "Pārskatīšanās"), row(office, card).version)
    assert step is not None
    return step


def course(office: Office, card: int) -> list[tuple[State, bool]]:
    return [(event.state, event.taken_back) for event in Cards(office).card(card).events]


@pytest.mark.parametrize("to", [State.RETURNED, State.LOST, State.STOLEN, State.DAMAGED, State.ANNULLED])
def test_a_step_by_mistake_is_taken_back_and_stays_told(
    office: Office, owner_office: Office, card: int, to: State
) -> None:
    before = row(office, card)
    step = moved(office, card, to)
    Cards(office).take_back(card, step)
    assert replace(row(office, card), version=before.version) == before
    assert course(office, card) == [(State.ISSUED, False), (to, False), (to, True)]
    assert Cards(office).card(card).events[-1].person == "Ilze Kalniņa"
    assert verify(owner_office.engine, (), records=True).good


def test_a_card_asked_back_is_asked_back_again(office: Office, person: int, card: int) -> None:
    Cards(office).issue(draft(person, "021"), take_old=False)
    step = moved(office, card, State.RETURNED)
    Cards(office).take_back(card, step)
    assert (row(office, card).state, row(office, card).return_asked) == (State.ISSUED, True)


def test_an_extension_by_mistake_gives_the_old_end_back(office: Office, card: int) -> None:
    step = Cards(office).extend(card, date(2030, 1, 31), "", row(office, card).version)
    Cards(office).take_back(card, step)
    assert row(office, card).valid_until == date(2028, 11, 30)


def test_several_steps_are_taken_back_in_turn(office: Office, card: int) -> None:
    first = moved(office, card, State.DAMAGED)
    second = moved(office, card, State.DESTROYED)
    with pytest.raises(Conflict):
        Cards(office).take_back(card, first)
    Cards(office).take_back(card, second)
    Cards(office).take_back(card, first)
    assert row(office, card).state == State.ISSUED
    with pytest.raises(Conflict):
        Cards(office).take_back(card, first)


def test_a_day_entered_by_mistake_stands_in_no_later_steps_way(office: Office, card: int) -> None:
    Cards(office).take_back(card, moved(office, card, State.LOST))
    moved(office, card, State.RETURNED, TODAY - timedelta(days=3))
    (line,) = journal_lines(office, Kind.STAFF_ID)
    assert (line.since, line.returned_on) == (TODAY - timedelta(days=3), TODAY - timedelta(days=3))


def test_an_issue_can_still_be_undone_after_a_mistake_was(office: Office, card: int) -> None:
    Cards(office).take_back(card, moved(office, card, State.LOST))
    Cards(office).withdraw(card)
    assert row(office, card).state == State.ANNULLED


def _by_a_colleague(other: Office, card: int) -> None:
    Cards(other).move(card, Move(State.RETURNED, TODAY), row(other, card).version)


def _by_a_new_card(other: Office, card: int) -> None:
    Cards(other).issue(draft(row(other, card).employee_id, "021"))


@pytest.mark.parametrize(
    ("done", "told"),
    [(_by_a_colleague, "Dace Bērziņa. Atsaukt vairs nevar."), (_by_a_new_card, "Nr. 021. Atsaukt vairs nevar.")],
    ids=["moved on", "replaced"],
)
def test_what_went_on_meanwhile_is_not_undone(
    office: Office, sign_in: SignIn, card: int, tr: Translator, done: Callable[[Office, int], None], told: str
) -> None:
    step = moved(office, card, State.LOST)
    done(sign_in("dace", "Dace Bērziņa", Role.HEAD), card)
    before = row(office, card)
    with pytest.raises(UserError) as refused:
        Cards(office).take_back(card, step)
    assert tr(refused.value.message).endswith(told)
    assert row(office, card) == before


def test_whoever_issues_no_cards_takes_no_step_back(office: Office, sign_in: SignIn, card: int) -> None:
    step = moved(office, card, State.LOST)
    with pytest.raises(Forbidden):
        Cards(sign_in("anna", "Anna Ozola", Role.CLERK)).take_back(card, step)
    assert row(office, card).state == State.LOST
