"""Numbers are shown in the Latvian way and read in any way people type them (domain D.3)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import UserError
from app.core.i18n import Translator
from app.core.numbers import parse_number, show_money, show_number, show_percent, show_share


def test_four_digits_are_grouped_too() -> None:
    assert show_number(1280) == "1\u00a0280"
    assert show_number(1234567.5, 1) == "1\u00a0234\u00a0567,5"
    assert show_number(999) == "999"
    assert show_number(1280, language="en") == "1,280"


def test_halves_round_up_and_the_minus_is_a_minus() -> None:
    assert show_number(Decimal("2.5")) == "3"
    assert show_number(Decimal("-1234.5"), 1) == "\u22121\u00a0234,5"
    assert show_number(Decimal("-0.2")) == "0"


def test_percent_and_money() -> None:
    assert show_percent(78) == "78\u00a0%"
    assert show_percent(Decimal("75.25"), 1) == "75,3\u00a0%"
    assert show_percent(78, language="en") == "78%"
    assert show_money(Decimal("1234.5")) == "1\u00a0234,50\u00a0€"
    assert show_money(Decimal("1234.5"), "en") == "€1,234.50"


def test_a_share_of_nothing_is_a_dash() -> None:
    assert show_share(6, 17) == "35\u00a0%"
    assert show_share(0, 0) == "–"


@pytest.mark.parametrize(
    "text",
    [
        "1234,5",
        "1234.5",
        "1 234,5",
        "1\u00a0234,5",
        "1\u202f234,5",
        "1.234,5",
        "1,234.5",
        "1234,50 €",
        " 1 234,5 ",
    ],
)
def test_ways_to_type_the_same_number(text: str) -> None:
    assert parse_number(text) == Decimal("1234.5")


@pytest.mark.parametrize(("text", "number"), [("-5", -5), ("\u22125", -5), ("+5", 5), ("78 %", 78), (",5", "0.5")])
def test_signs_and_units(text: str, number: int | str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "NaN", "1e5", "--5", "5-", ",", "Infinity", "٣"])
def test_what_is_no_number_is_told(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_number(text)

    assert Translator("lv")(caught.value.message) == "Tas nav skaitlis."


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(("lv", "en")))
def test_what_is_shown_can_be_typed(number: Decimal, language: str) -> None:
    assert parse_number(show_number(number, 2, language)) == number
