"""Packed ids stand for the numbers they were made of, in every way a list of numbers is used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import Ids

NUMBERS = st.lists(st.integers(0, 2**31 - 1), max_size=50)


@given(NUMBERS)
def test_what_is_packed_comes_out_in_its_order(numbers: list[int]) -> None:
    ids = Ids.of(numbers)
    assert (list(ids), len(ids)) == (numbers, len(numbers))
    assert [ids[at] for at in range(-len(numbers), len(numbers))] == numbers * 2


@given(NUMBERS, st.integers(-60, 60), st.integers(-60, 60))
def test_a_stretch_is_the_stretch_of_the_numbers(numbers: list[int], start: int, stop: int) -> None:
    assert list(Ids.of(numbers)[start:stop]) == numbers[start:stop]


@given(NUMBERS, NUMBERS)
def test_two_lists_are_glued_and_compared(first: list[int], second: list[int]) -> None:
    assert Ids.of(first) + Ids.of(second) == Ids.of(first + second)
    assert (Ids.of(first) == Ids.of(second)) == (first == second)


def test_there_is_nothing_beyond_the_end_and_no_every_second_one() -> None:
    ids = Ids.of([7, 8])
    with pytest.raises(IndexError):
        ids[2]
    with pytest.raises(ValueError, match="stretches"):
        ids[::2]
