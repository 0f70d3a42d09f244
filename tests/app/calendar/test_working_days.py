"""The calendar knows which days a Latvian office works (domain A.4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calendar.national import national_holidays
from app.calendar.records import KIND_LABELS, DayKind, ExtraHoliday, MovedDay
from app.calendar.shipped import shipped_extra_holidays, shipped_moved_days
from app.calendar.working_days import Calendar
from app.core.i18n import Translator

FOLLOWING = Calendar(national_holidays, shipped_moved_days())
NOT_FOLLOWING = Calendar(national_holidays, shipped_moved_days(), follows_moved_days=False)
CALENDARS = st.sampled_from((FOLLOWING, NOT_FOLLOWING))
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_working_week_holidays_of_2027() -> None:
    found = [day for day in national_holidays(2027) if day.weekday() < 5]

    assert found == [
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 5, 4),
        date(2027, 6, 23),
        date(2027, 6, 24),
        date(2027, 11, 18),
        date(2027, 12, 24),
        date(2027, 12, 31),
    ]


def test_18_november_on_a_saturday_gives_the_monday_after() -> None:
    assert FOLLOWING.kind(date(2028, 11, 20)) is DayKind.HOLIDAY


def test_christmas_on_a_weekend_gives_no_other_day() -> None:
    assert date(2027, 12, 25).weekday() == 5
    assert FOLLOWING.kind(date(2027, 12, 27)) is DayKind.WORKING


def test_one_off_holidays_of_the_past_are_known() -> None:
    assert FOLLOWING.holiday(date(2018, 9, 24))
    assert FOLLOWING.holiday(date(2023, 5, 29))


def test_holidays_are_named_in_the_language_of_the_paper() -> None:
    assert national_holidays(2026)[date(2026, 6, 23)] == "Līgo diena"
    assert national_holidays(2026, "en")[date(2026, 6, 23)] == "Midsummer Eve"
    assert national_holidays(2026).keys() == national_holidays(2026, "en").keys()


@pytest.mark.parametrize("pair", shipped_moved_days())
def test_moved_days_are_no_holidays_by_law(pair: MovedDay) -> None:
    assert pair.day_off not in national_holidays(pair.day_off.year)
    assert not FOLLOWING.is_statutory_day_off(pair.day_off)


@pytest.mark.parametrize("pair", shipped_moved_days())
def test_an_office_that_follows_the_order_works_the_saturday_instead(pair: MovedDay) -> None:
    assert FOLLOWING.kind(pair.day_off) is DayKind.MOVED_OFF
    assert FOLLOWING.kind(pair.worked_on) is DayKind.MOVED_IN
    assert FOLLOWING.is_working_day(pair.worked_on)


@pytest.mark.parametrize("pair", shipped_moved_days())
def test_an_office_that_does_not_follow_the_order_keeps_the_usual_week(pair: MovedDay) -> None:
    assert NOT_FOLLOWING.kind(pair.day_off) is DayKind.WORKING
    assert NOT_FOLLOWING.kind(pair.worked_on) is DayKind.WEEKEND


def test_shipped_moved_days_join_a_holiday_and_a_weekend_by_a_saturday() -> None:
    for pair in shipped_moved_days():
        assert pair.day_off.weekday() in {0, 4}
        assert pair.worked_on.weekday() == 5
    assert shipped_extra_holidays() == ()


@pytest.mark.parametrize(
    ("day", "shortened"),
    [
        (date(2026, 12, 23), True),
        (date(2026, 12, 30), True),
        (date(2026, 11, 17), True),
        (date(2026, 6, 27), True),  # worked instead of the day before Līgo
        (date(2025, 11, 8), True),
        (date(2024, 12, 28), True),
        (date(2026, 1, 17), False),  # worked instead of a day after a holiday
        (date(2026, 11, 20), False),
        (date(2026, 6, 22), False),  # moved off
        (date(2026, 12, 25), False),
    ],
)
def test_the_day_before_a_holiday_is_an_hour_shorter(day: date, shortened: bool) -> None:
    assert FOLLOWING.is_shortened(day) is shortened


def test_without_moved_days_the_day_before_ligo_is_the_shorter_one() -> None:
    assert NOT_FOLLOWING.is_shortened(date(2026, 6, 22))
    assert not NOT_FOLLOWING.is_shortened(date(2026, 6, 27))


def test_an_office_may_add_and_cancel_holidays() -> None:
    day = date(2026, 11, 23)
    calendar = Calendar(extra=[ExtraHoliday(day, "Svētki")], cancelled=[date(2026, 12, 31)])

    assert calendar.holiday(day) == "Svētki"
    assert calendar.is_statutory_day_off(day)
    assert calendar.is_working_day(date(2026, 12, 31))


def test_explaining_counts_working_days_and_names_the_others() -> None:
    explained = FOLLOWING.explain(date(2026, 11, 16), date(2026, 11, 19))

    assert [(day.kind, day.shortened, day.count) for day in explained] == [
        (DayKind.WORKING, True, 1),
        (DayKind.HOLIDAY, False, None),
        (DayKind.WORKING, False, 2),
    ]
    assert explained[1].name == "Latvijas Republikas Proklamēšanas diena"


def test_a_day_off_is_answered_with_the_next_working_day() -> None:
    suggestion = FOLLOWING.suggestion(date(2026, 11, 21))

    assert suggestion is not None
    assert suggestion.day == date(2026, 11, 23)
    assert Translator("lv")(suggestion.message) == "Šī ir brīvdiena. Ieteicams: 23.11. (pirmdiena)."
    assert FOLLOWING.suggestion(date(2026, 11, 20)) is None


def test_a_suggestion_in_the_next_year_tells_the_year() -> None:
    suggestion = FOLLOWING.suggestion(date(2026, 12, 31))

    assert suggestion is not None
    assert Translator("lv")(suggestion.message) == "Šī ir brīvdiena. Ieteicams: 04.01.2027. (pirmdiena)."


def test_every_kind_of_day_has_a_latvian_name() -> None:
    lv = Translator("lv")

    assert all(lv(KIND_LABELS[kind]) != KIND_LABELS[kind].text for kind in DayKind)


@given(CALENDARS, DAYS, st.integers(-40, 40).filter(bool))
def test_counting_lands_on_working_days(calendar: Calendar, start: date, count: int) -> None:
    assert calendar.is_working_day(calendar.add_working_days(start, count))


@given(CALENDARS, DAYS, st.integers(0, 30), st.integers(0, 30))
def test_counting_in_two_steps_is_counting_at_once(
    calendar: Calendar, start: date, first: int, second: int
) -> None:
    in_steps = calendar.add_working_days(calendar.add_working_days(start, first), second)

    assert in_steps == calendar.add_working_days(start, first + second)


@given(CALENDARS, DAYS, st.integers(0, 60), st.integers(0, 30))
def test_later_starts_never_end_earlier(calendar: Calendar, start: date, gap: int, count: int) -> None:
    later = start + timedelta(days=gap)

    assert calendar.add_working_days(start, count) <= calendar.add_working_days(later, count)


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_counting_back_returns_to_a_working_start(calendar: Calendar, start: date, count: int) -> None:
    start = calendar.working_day_on_or_after(start)
    there = calendar.add_working_days(start, count)

    assert calendar.add_working_days(there, -count) == start
    assert calendar.working_days_between(start, there) == count
    assert calendar.working_days_between(there, start) == -count


@given(CALENDARS, DAYS)
def test_neighbouring_working_days_enclose_a_day(calendar: Calendar, day: date) -> None:
    before, after = calendar.working_day_on_or_before(day), calendar.working_day_on_or_after(day)

    assert before <= day <= after
    assert (before == after) is calendar.is_working_day(day)
    assert calendar.next_working_day(day) > day
