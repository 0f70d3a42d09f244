from __future__ import annotations

from datetime import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import UserError
from app.directory.hours_text import parse_hours, show_hours
from app.directory.records import Reception

WORKING = range(1, 6)


def hours(*spans: tuple[int, int]) -> tuple[tuple[time, time], ...]:
    return tuple((time(first), time(last)) for first, last in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P 8-12, C 13-17", {1: hours((8, 12)), 4: hours((13, 17))}),
        ("Pirmdienās 8.00–12.00; ceturtdienās 13.00–18.00", {1: hours((8, 12)), 4: hours((13, 18))}),
        ("darba dienās 9-16", dict.fromkeys(WORKING, hours((9, 16)))),
        ("katru darba dienu no plkst. 9.00 līdz 16.00", dict.fromkeys(WORKING, hours((9, 16)))),
        ("P–Pk 8-17", dict.fromkeys(WORKING, hours((8, 17)))),
        (
            "no pirmdienas līdz piektdienai 8:00-12:00 un 13:00-17:00",
            dict.fromkeys(WORKING, hours((8, 12), (13, 17))),
        ),
        ("O, T un Pk 8-12; S 9–11", {**dict.fromkeys((2, 3, 5), hours((8, 12))), 6: hours((9, 11))}),
        ("P 8-12, 13-17; Sv 10-11", {1: hours((8, 12), (13, 17)), 7: hours((10, 11))}),
        ("P 8-12\nP 13-17", {1: hours((8, 12), (13, 17))}),
        ("ceturtd. 830-1200", {4: ((time(8, 30), time(12)),)}),
        ("katru dienu 0-23", dict.fromkeys(range(1, 8), hours((0, 23)))),
        ("", {}),
        ("  ", {}),
    ],
)
def test_hours_are_read_in_every_style_that_lists_have(text: str, expected: Reception) -> None:
    assert parse_hours(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "pēc vienošanās",
        "8-12",
        "P",
        "P 8-12, C",
        "P 12-8",
        "P 25-26",
        "P 8-12, P 11-13",
        "Pk–P 8-12",
        "P 8-12 (pēc pieraksta)",
        "P 8-123",
    ],
)
def test_hours_that_can_be_misread_are_not_guessed(text: str) -> None:
    with pytest.raises(UserError):
        parse_hours(text)


@st.composite
def receptions(draw: st.DrawFn) -> Reception:
    times = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))

    def spans(ends: list[time]) -> tuple[tuple[time, time], ...]:
        return tuple(pair for place, pair in enumerate(pairwise(sorted(ends))) if place % 2 == 0)

    some = st.lists(times, min_size=2, max_size=6, unique=True).map(spans)
    return draw(st.dictionaries(st.integers(1, 7), some))


@given(receptions())
def test_hours_are_read_back_as_they_are_shown(reception: Reception) -> None:
    assert parse_hours(show_hours(reception)) == reception


@given(st.text(alphabet="PpOTCSskv 0123456789-–.:;,unoldbaāē", max_size=40))
def test_any_text_is_hours_or_refused_in_words(text: str) -> None:
    try:
        reception = parse_hours(text)
    except UserError:
        return
    assert all(first < last for spans in reception.values() for first, last in spans)


def test_equal_days_are_shown_together() -> None:
    reception = {day: hours((8, 12), (13, 17)) for day in WORKING} | {6: hours((9, 11))}
    assert show_hours(reception) == "P–Pk 8:00–12:00, 13:00–17:00; S 9:00–11:00"
    assert show_hours({1: hours((8, 12)), 4: hours((8, 12))}) == "P, C 8:00–12:00"
