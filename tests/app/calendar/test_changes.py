"""What a door notice tells of holidays (print p4)."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.calendar.changes import HourChange, Span, Week, hour_changes, shortened
from app.calendar.national import national_holidays
from app.calendar.records import MovedDay
from app.calendar.shipped import shipped_moved_days
from app.calendar.working_days import Calendar

PLAIN = Calendar()
FOLLOWING = Calendar(national_holidays, shipped_moved_days())
MOST = ((time(8), time(17)),)
THURSDAY = ((time(8), time(18)),)
WEEK: Week = {1: MOST, 2: MOST, 3: MOST, 4: THURSDAY, 5: MOST}


def closed(first: date, last: date | None = None) -> HourChange:
    return HourChange(first, last or first)


def hours(day: date, opens: time, closes: time) -> HourChange:
    return HourChange(day, day, ((opens, closes),))


def test_the_december_of_the_sample_notice() -> None:
    assert hour_changes(PLAIN, WEEK, date(2026, 12, 1), date(2027, 1, 8)) == (
        hours(date(2026, 12, 23), time(8), time(16)),
        closed(date(2026, 12, 24), date(2026, 12, 26)),
        hours(date(2026, 12, 30), time(8), time(16)),
        closed(date(2026, 12, 31), date(2027, 1, 1)),
    )


def test_a_day_before_a_holiday_ends_an_hour_before_its_own_usual_end() -> None:
    (change, _) = hour_changes(PLAIN, WEEK, date(2027, 11, 17), date(2027, 11, 18))
    assert change == hours(date(2027, 11, 17), time(8), time(16))
    thursdays = dict.fromkeys(range(1, 6), THURSDAY)
    (change, _) = hour_changes(PLAIN, thursdays, date(2027, 11, 17), date(2027, 11, 18))
    assert change == hours(date(2027, 11, 17), time(8), time(17))


def test_easter_is_closed_in_one_over_its_weekend() -> None:
    assert hour_changes(PLAIN, WEEK, date(2027, 3, 26), date(2027, 3, 31)) == (
        closed(date(2027, 3, 26), date(2027, 3, 29)),
    )


def test_a_weekend_without_a_holiday_beside_it_is_no_change() -> None:
    assert hour_changes(PLAIN, WEEK, date(2027, 2, 1), date(2027, 2, 28)) == ()


def test_a_holiday_on_a_day_that_is_closed_anyway_is_not_told() -> None:
    assert date(2026, 8, 15).isoweekday() == 6
    calendar = Calendar(lambda _year: {date(2026, 8, 15): "Svētki"})
    assert hour_changes(calendar, WEEK, date(2026, 8, 15), date(2026, 8, 16)) == ()


def test_a_holiday_on_a_saturday_that_is_worked_is_told() -> None:
    calendar = Calendar(lambda _year: {date(2026, 8, 15): "Svētki"})
    week = {**WEEK, 6: ((time(9), time(13)),)}
    assert closed(date(2026, 8, 15)) in hour_changes(calendar, week, date(2026, 8, 15), date(2026, 8, 16))


def test_a_moved_day_is_closed_and_the_saturday_has_its_hours() -> None:
    assert hour_changes(FOLLOWING, WEEK, date(2025, 12, 30), date(2026, 1, 18)) == (
        hours(date(2025, 12, 30), time(8), time(16)),
        closed(date(2025, 12, 31), date(2026, 1, 2)),
        hours(date(2026, 1, 17), time(8), time(17)),
    )


def test_a_saturday_worked_for_the_day_before_a_holiday_is_shorter_too() -> None:
    tuesday, saturday = date(2026, 6, 22), date(2026, 6, 27)
    calendar = Calendar(national_holidays, (MovedDay(tuesday, saturday),))
    found = hour_changes(calendar, WEEK, date(2026, 6, 20), date(2026, 6, 28))
    assert found == (closed(tuesday, date(2026, 6, 24)), hours(saturday, time(8), time(16)))


def test_an_office_that_follows_no_order_has_its_usual_friday() -> None:
    assert hour_changes(PLAIN, WEEK, date(2026, 1, 2), date(2026, 1, 18)) == ()


def test_the_hour_is_taken_off_the_last_stretch_of_a_day() -> None:
    pause = ((time(8), time(12)), (time(12, 30), time(17)))
    assert shortened(pause) == ((time(8), time(12)), (time(12, 30), time(16)))
    assert shortened(((time(8), time(12)), (time(16), time(17)))) == ((time(8), time(12)),)
    assert shortened(((time(8), time(12)), (time(16, 30), time(17)))) == ((time(8), time(11, 30)),)
    assert shortened(((time(9), time(9, 40)),)) == ()


@st.composite
def days_spans(draw: st.DrawFn) -> tuple[Span, ...]:
    marks = sorted(draw(st.sets(st.integers(0, 287), min_size=0, max_size=6)))
    clocks = [time(mark // 12, mark % 12 * 5) for mark in marks]
    return tuple(zip(clocks[::2], clocks[1::2], strict=False))


def worked(spans: tuple[Span, ...]) -> int:
    return sum((end.hour - start.hour) * 60 + end.minute - start.minute for start, end in spans)


@given(days_spans())
def test_a_shortened_day_is_worked_an_hour_less_and_begins_as_ever(spans: tuple[Span, ...]) -> None:
    left = shortened(spans)
    assert worked(left) == max(worked(spans) - 60, 0)
    assert [each[0] for each in left] == [each[0] for each in spans][: len(left)]


@given(st.dates(date(2020, 1, 1), date(2035, 12, 1)), st.integers(0, 60), st.sampled_from((PLAIN, FOLLOWING)))
def test_changes_are_in_order_apart_and_none_is_missing(first: date, length: int, calendar: Calendar) -> None:
    last = first + timedelta(days=length)
    found = hour_changes(calendar, WEEK, first, last)
    told = {each.first + timedelta(days=n) for each in found for n in range((each.last - each.first).days + 1)}
    assert all(one.last < other.first for one, other in pairwise(found))
    assert all(first <= each.first <= each.last <= last for each in found)
    for number in range(length + 1):
        day = first + timedelta(days=number)
        usual = calendar.is_working_day(day) == (day.isoweekday() in WEEK) and not calendar.is_shortened(day)
        assert day in told or usual
