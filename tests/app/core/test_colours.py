"""Colours are measured as people see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.colours import INK, WHITE, carries_text, contrast, ink_of, text_on
from app.core.errors import Invalid
from app.core.setting_values import check
from app.core.settings import CARD_DESIGNS, CardDesign

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_known_contrasts() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0B4F8A", "#0b4f8a") == 1


@given(COLOURS, COLOURS)
def test_contrast_is_mutual_and_in_its_bounds(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(COLOURS)
def test_a_text_takes_the_better_of_white_and_ink(colour: str) -> None:
    assert contrast(text_on(colour), colour) == max(contrast(WHITE, colour), contrast(INK, colour))
    assert carries_text(colour) is (contrast(text_on(colour), colour) >= 4.5)
    assert contrast(ink_of(colour), WHITE) >= 4.5


def test_middle_tones_carry_no_text() -> None:
    assert carries_text("#0B4F8A")
    assert carries_text("#F5C400")
    assert not carries_text("#7A7A7A")


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#GGGGGG", "0B4F8A0"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError):
        contrast(colour, WHITE)


def test_a_card_takes_no_colour_that_carries_no_text() -> None:
    assert check(CARD_DESIGNS, (CardDesign("staff_id", colour="#F5C400"),))
    with pytest.raises(Invalid, match="Neither white nor black"):
        check(CARD_DESIGNS, (CardDesign("staff_id", colour="#7A7A7A"),))
