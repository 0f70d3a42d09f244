"""What may happen to a card, for every state and any dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cards.policy import (
    MOVES,
    REASONED,
    check_issue,
    checked_draft,
    checked_extension,
    checked_move,
    effective,
    is_ending,
    next_number,
    standing,
    valid_until,
)
from app.cards.records import CardDraft, Kind, Move, State
from app.core.errors import Invalid, UserError
from app.core.i18n import Translator
from tests.app.cards.samples import TODAY, draft

STATES = st.sampled_from(list(State))
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))

#: Every step the rules of issue and return know.
LEGAL = {
    "draft": "issued annulled",
    "issued": "returned lost stolen damaged expired annulled",
    "lost": "returned annulled",
    "stolen": "returned annulled",
    "damaged": "returned destroyed annulled",
    "expired": "returned lost stolen destroyed annulled",
    "returned": "destroyed",
    "annulled": "destroyed",
    "destroyed": "",
}


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("wanted", State)
def test_exactly_the_steps_of_the_rules_can_be_taken(now: State, wanted: State) -> None:
    def take() -> None:
        checked_move(now, Move(wanted, TODAY, "Iemesls"), today=TODAY, since=None)

    if wanted.value in LEGAL[now.value].split():
        take()
    else:
        with pytest.raises(UserError) as refused:
            take()
        assert not isinstance(refused.value, Invalid)


def test_nothing_comes_after_destruction_and_nothing_becomes_a_draft_again() -> None:
    assert not MOVES[State.DESTROYED]
    assert all(State.DRAFT not in after for after in MOVES.values())


@given(STATES, STATES, DAYS, DAYS, DAYS)
def test_no_step_is_dated_ahead_or_before_the_last_one(
    now: State, wanted: State, day: date, today: date, since: date
) -> None:
    try:
        checked_move(now, Move(wanted, day, "Iemesls"), today=today, since=since)
    except UserError:
        assert wanted not in MOVES[now] or day > today or day < since
    else:
        assert since <= day <= today


@given(STATES, STATES, st.sampled_from(["", "  ", "Pazuda tirgū"]))
def test_what_will_be_asked_about_has_a_reason(now: State, wanted: State, reason: str) -> None:
    try:
        moved = checked_move(now, Move(wanted, TODAY, reason), today=TODAY, since=TODAY)
    except UserError:
        return
    assert moved.reason or wanted not in REASONED


def test_a_reason_holds_no_personal_code() -> None:
    with pytest.raises(Invalid) as refused:
        checked_move(State.ISSUED, Move(State.LOST, TODAY, "010190-10001"), today=TODAY, since=None)
    assert list(refused.value.fields) == ["reason"]


@given(STATES, st.none() | DAYS, DAYS)
def test_only_an_issued_card_expires_and_only_after_its_last_day(
    state: State, until: date | None, today: date
) -> None:
    over = state == State.ISSUED and until is not None and until < today
    assert effective(state, until, today) == (State.EXPIRED if over else state)


@given(DAYS, DAYS, st.integers(1, 365))
def test_a_card_is_expired_or_ending_but_never_both(until: date, today: date, days: int) -> None:
    state = effective(State.ISSUED, until, today)
    ending = is_ending(state, until, today, days)
    assert ending == (today <= until <= today + timedelta(days=days))
    assert not (ending and state == State.EXPIRED)


@given(STATES, st.none() | DAYS, DAYS, DAYS)
def test_an_extension_is_of_a_card_in_use_and_makes_it_longer(
    state: State, until: date | None, new: date, today: date
) -> None:
    try:
        day, _ = checked_extension(state, until, new, "", today=today)
    except UserError:
        return
    assert state in (State.ISSUED, State.EXPIRED)
    assert until is not None
    assert day > max(until, today)


@given(st.sampled_from(["", "V-", "D.1/"]), st.integers(1, 8), st.lists(st.text(max_size=8), max_size=20))
def test_a_proposed_number_is_free(prefix: str, digits: int, used: list[str]) -> None:
    proposed = next_number(prefix, digits, used)
    assert proposed not in used
    assert proposed.startswith(prefix)
    assert next_number(prefix, digits, [*used, proposed]) != proposed


@pytest.mark.parametrize(
    ("used", "proposed"), [([], "001"), (["020", "7", "abc"], "021"), (["999"], "1000"), (["V-500"], "001")]
)
def test_numbers_go_on_from_the_highest(used: list[str], proposed: str) -> None:
    assert next_number("", 3, used) == proposed


@given(DAYS, st.integers(1, 120))
def test_a_card_ends_with_the_month(issued: date, months: int) -> None:
    until = valid_until(issued, months)
    assert until is not None
    assert (until + timedelta(days=1)).day == 1
    assert (until.year - issued.year) * 12 + until.month - issued.month == months


def test_a_card_may_have_no_end() -> None:
    assert valid_until(TODAY, 0) is None


@given(DAYS, DAYS)
def test_a_card_is_valid_for_longer_than_its_first_day(issued: date, until: date) -> None:
    made = draft(1, issued_on=issued, valid_until=until)
    try:
        checked_draft(made)
    except Invalid as error:
        assert list(error.fields) == ["valid_until"]
        assert until <= issued
    else:
        assert until > issued


def test_a_draft_is_cleaned_and_told_everything_that_is_wrong_at_once() -> None:
    cleaned = checked_draft(draft(1, " 014\u00a0", name="Raivis   Šķēle"))
    assert (cleaned.number, cleaned.name) == ("014", "Raivis Šķēle")
    with pytest.raises(Invalid) as refused:
        checked_draft(CardDraft(employee_id=1, kind=Kind.STAFF_ID, number="9" * 21, name=""))
    assert set(refused.value.fields) == {"number", "name"}


def test_a_date_ends_a_sentence_with_one_full_stop() -> None:
    draft = CardDraft(employee_id=1, kind=Kind.STAFF_ID, number="1", name="A", issued_on=date(2026, 11, 20))
    with pytest.raises(Invalid) as caught:
        check_issue(draft, today=date(2026, 11, 20), first=date(2026, 11, 22), last=None, hidden=False)
    said = Translator("en")(caught.value.fields["issued_on"])
    assert said == "The person works here from 22.11.2026."


@dataclass(frozen=True)
class Entry:
    number: int
    taken_back: bool


@given(st.lists(st.booleans()))
def test_what_holds_of_a_course_is_what_was_not_taken_back(undone: list[bool]) -> None:
    course = [Entry(number, taken_back) for number, taken_back in enumerate(undone)]
    held = standing(course)
    assert not any(entry.taken_back for entry in held)
    assert held == sorted(held, key=lambda entry: entry.number)
    # One more step, taken back at once, changes nothing.
    assert standing([*course, Entry(-1, False), Entry(-2, True)]) == held
