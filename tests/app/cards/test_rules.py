"""Who must have which card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cards.policy import works
from app.cards.records import CardFilter, Kind
from app.cards.rules import Demand, rules_of
from app.cards.service import Cards
from app.core.office_settings import OfficeSettings
from app.core.permissions import Role
from app.core.settings import CARD_KINDS, CARD_RULES, PROFILE, CardRuleOption
from app.directory.records import JobTitleRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.cards.samples import draft, employee

TITLES = (
    JobTitleRecord(name="Klientu speciālists", other_form="Klientu speciāliste", serves_counter=True),
    JobTitleRecord(name="Meistars", visits_clients=True),
    JobTitleRecord(name="Jurists", other_form="Juriste"),
)
COUNTER = CardRuleOption("name_card", "counter", required=True, basis="2.2. apakšpunkts")
FIELD = CardRuleOption("staff_id", "field", required=True, basis="2.3. apakšpunkts")
DOORS = CardRuleOption("door_plate", "all", required=True, basis="3.3. apakšpunkts")
KINDS = CARD_KINDS.default
KIND_SETS = st.frozensets(st.sampled_from(list(Kind)))


def demand(*rules: CardRuleOption, disabled: frozenset[Kind] = frozenset()) -> Demand:
    kinds = [replace(option, enabled=option.kind not in disabled) for option in KINDS]
    return Demand(rules, kinds, TITLES)


@pytest.mark.parametrize("title", ["Klientu speciālists", "klientu specialiste", " KLIENTU SPECIĀLISTE"])
def test_a_post_is_known_in_either_form_marks_and_case_apart(title: str) -> None:
    assert [need.kind for need in demand(COUNTER).of(title.strip())] == [Kind.NAME_CARD]


def test_the_rule_tells_its_clause() -> None:
    (need,) = demand(FIELD).of("Meistars")
    assert need.basis == "2.3. apakšpunkts"


def test_a_post_nobody_described_needs_only_what_all_need() -> None:
    assert [need.kind for need in demand(COUNTER, FIELD, DOORS).of("Padomniece")] == [Kind.DOOR_PLATE]
    assert demand(COUNTER, FIELD).of("") == ()


@given(KIND_SETS)
def test_a_door_plate_is_missed_only_where_no_plate_is(valid: frozenset[Kind]) -> None:
    lacked = demand(DOORS).lacks("Jurists", valid)
    assert bool(lacked) == (not valid & {Kind.DOOR_PLATE, Kind.DESK_PLATE})


@given(KIND_SETS, KIND_SETS)
def test_nobody_lacks_what_the_office_does_not_issue(valid: frozenset[Kind], disabled: frozenset[Kind]) -> None:
    lacked = demand(COUNTER, FIELD, DOORS, disabled=disabled).lacks("Meistars", valid)
    assert not {need.kind for need in lacked} & (disabled | valid)


def test_what_may_be_worn_is_not_asked_for() -> None:
    assert demand(replace(FIELD, required=False)).of("Meistars") == ()


@given(st.booleans(), st.none() | st.dates(), st.none() | st.dates(), st.dates())
def test_only_days_between_the_first_and_the_last_are_worked(
    hidden: bool, first: date | None, last: date | None, today: date
) -> None:
    expected = not hidden and (first or date.min) <= today <= (last or date.max)
    assert works(hidden, first, last, today) == expected


def manager(owner: Office) -> OfficeSettings:
    return OfficeSettings(replace(owner, actor=replace(owner.actor, roles=frozenset(Role))))


def test_an_office_without_rules_has_those_of_its_profile(office: Office, owner_office: Office) -> None:
    assert rules_of(OfficeSettings(office)) == ()
    manager(owner_office).set(PROFILE, "aad")
    assert {(rule.kind, rule.audience) for rule in rules_of(OfficeSettings(replace(office)))} == {
        ("name_card", "counter"),
        ("staff_id", "field"),
        ("door_plate", "all"),
    }
    manager(owner_office).set(CARD_RULES, (FIELD,))
    assert rules_of(OfficeSettings(replace(office))) == (FIELD,)


def test_only_those_at_work_lack_a_card(office: Office, owner_office: Office) -> None:
    manager(owner_office).set(CARD_RULES, (replace(FIELD, audience="all"),))
    office = replace(office)
    employee(office, "Anna Ozola", employed_until=date(2026, 11, 19))
    employee(office, "Juris Celms", employed_from=date(2026, 11, 23))
    Directory(office).hide_employee(employee(office, "Līga Ķirse"))
    last_day = employee(office, "Raivis Šķēle", employed_until=date(2026, 11, 20))
    lacking = CardFilter(frozenset(Kind), which="lacking")
    assert [row.employee_id for row in Cards(office).cards(lacking)] == [last_day]
    Cards(office).issue(draft(last_day))
    assert Cards(office).cards(lacking) == []
