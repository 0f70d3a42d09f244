"""Days and times are typed in few keys (ux 4.4)."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calendar.working_days import Calendar
from app.core import dates
from app.core.date_entry import parse_date, parse_time
from app.core.errors import UserError
from app.core.i18n import Translator

TODAY = date(2026, 11, 20)
CALENDAR = Calendar()
LV = Translator("lv")


def typed(text: str, *, ahead: bool = False) -> date:
    return parse_date(text, TODAY, CALENDAR.add_working_days, ahead=ahead)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2011",
            "20.11",
            "20.11.",
            "20.11.2026",
            "20.11.2026.",
            "20112026",
            "201126",
            "20.11.26",
            "20,11",
            "20/11",
        ),
        *("20-11-2026", "20 11 2026", "2026-11-20", "20", "20.", " 20.11. ", "š", "s", "Š", "+0"),
    ],
)
def test_ways_to_type_the_same_day(text: str) -> None:
    assert typed(text) == TODAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("r", date(2026, 11, 21)),
        ("v", date(2026, 11, 19)),
        ("+1", date(2026, 11, 23)),
        ("+5", date(2026, 11, 27)),
        ("-1", date(2026, 11, 19)),
        ("1.2.", date(2026, 2, 1)),
        ("0501", date(2026, 1, 5)),
    ],
)
def test_words_and_working_days(text: str, day: date) -> None:
    assert typed(text) == day


def test_a_term_without_a_year_is_the_next_such_day() -> None:
    assert typed("0501", ahead=True) == date(2027, 1, 5)
    assert typed("2011", ahead=True) == TODAY
    assert typed("5", ahead=True) == date(2026, 12, 5)
    assert parse_date("5", date(2026, 12, 20), CALENDAR.add_working_days, ahead=True) == date(2027, 1, 5)


@pytest.mark.parametrize("text", ["31.11", "3002", "29.02.2027", "0", "32", "rīt?", "", "1.2.3.4", "201", "٢٠"])
def test_a_day_that_does_not_exist_is_told(text: str) -> None:
    with pytest.raises(UserError) as caught:
        typed(text)

    assert LV(caught.value.message) == "Šāda datuma nav."


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_what_is_shown_can_be_typed(day: date) -> None:
    assert typed(dates.full(day)) == day
    assert typed(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1430", time(14, 30)),
        ("14.30", time(14, 30)),
        ("14:30", time(14, 30)),
        ("14,30", time(14, 30)),
        ("14 30", time(14, 30)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("09", time(9)),
        ("0:05", time(0, 5)),
    ],
)
def test_ways_to_type_a_time(text: str, at: time) -> None:
    assert parse_time(text) == at


@pytest.mark.parametrize("text", ["24:00", "12:60", "", "deviņi", "9:5", "12345"])
def test_a_time_that_does_not_exist_is_told(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_time(text)

    assert LV(caught.value.message) == "Šāda laika nav."


@given(st.times())
def test_a_shown_time_can_be_typed(at: time) -> None:
    assert parse_time(dates.clock(at)) == at.replace(second=0, microsecond=0)
