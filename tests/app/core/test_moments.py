"""Stored in UTC, shown as the clock in Riga; near moments are told in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import moments
from app.core.i18n import Translator

LV = Translator("lv")
NOW = moments.to_utc(date(2026, 11, 20), time(10, 42))


def riga(day: int, hour: int, minute: int = 0) -> datetime:
    return moments.to_utc(date(2026, 11, day), time(hour, minute))


def test_riga_is_two_hours_ahead_in_winter_and_three_in_summer() -> None:
    assert moments.to_utc(date(2026, 1, 15), time(12)) == datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert moments.to_utc(date(2026, 7, 15), time(12)) == datetime(2026, 7, 15, 9, tzinfo=UTC)


def test_the_year_of_a_number_is_the_year_in_riga() -> None:
    at = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)

    assert moments.riga_year(at) == 2027
    assert moments.riga_date(at) == date(2027, 1, 1)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        moments.to_riga(datetime(2026, 1, 1))  # noqa: DTZ001 - what is refused


@given(st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1)))  # noqa: DTZ001 - hypothesis wants them bare
def test_what_is_shown_leads_back_to_the_same_moment(bare: datetime) -> None:
    at = bare.replace(tzinfo=UTC, second=0, microsecond=0)
    shown = moments.to_riga(at)

    assert moments.to_utc(shown.date(), shown.time()) in {at, at - timedelta(hours=1)}


@pytest.mark.parametrize(
    ("hour", "greeting"), [(4, "Labvakar!"), (5, "Labrīt!"), (10, "Labrīt!"), (11, "Labdien!"), (18, "Labvakar!")]
)
def test_greeting_follows_the_hour(hour: int, greeting: str) -> None:
    assert LV(moments.greeting(riga(20, hour))) == greeting


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (riga(20, 11), "pēc 18 min"),
        (riga(20, 12), "pēc 1 h 18 min"),
        (riga(20, 12, 42), "pēc 2 h"),
        (riga(21, 9), "pēc 22 h 18 min"),
        (riga(30, 9), "pēc 10 d."),
        (riga(20, 10), "nokavēts"),
    ],
)
def test_time_left(at: datetime, text: str) -> None:
    assert LV(moments.time_left(at, NOW)) == text


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (riga(19, 16), "vakar 16:00"),
        (riga(20, 12), "šodien 12:00"),
        (riga(20, 0), "šodien 0:00"),
        (riga(21, 9), "rīt 9:00"),
        (riga(23, 9), "23.11. 9:00"),
        (moments.to_utc(date(2027, 1, 4), time(9)), "04.01.2027. 9:00"),
    ],
)
def test_moments_beside_today(at: datetime, text: str) -> None:
    assert LV(moments.when(at, NOW)) == text


def test_tables_show_today_as_a_time() -> None:
    assert moments.in_table(riga(20, 10, 31), NOW) == "10:31"
    assert moments.in_table(riga(19, 10, 31), NOW) == "19.11."
    assert moments.in_table(moments.to_utc(date(2025, 11, 19)), NOW) == "19.11.2025."
