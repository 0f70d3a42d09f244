"""Dates and times of old journals: every form found, and nothing settled by guessing."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.journal_dates import Before, Day, Same, Unreadable, Yearless, read_time, read_when, settle
from app.importing.table import Cell

TODAY = date(2026, 11, 20)
DAY = date(2023, 1, 2)


@pytest.mark.parametrize(
    "cell",
    [
        "02.01.2023", "02.01.2023.", "2.1.23", "2.1.2023.", "2023-01-02", "2023.01.02.", "02/01/2023",
        "2. 1. 2023.",
        "2-1-2023",
        "02.01.2023. g.", "P, 02.01.2023", "pirmdiena, 2.01.2023.", "2. janvāris 2023", "2.janv.2023",
        "2. janv. 23", "2023. gada 2. janvāris", "2023.g. 2.janvārī", "44928", 44928, 44928.0,
        date(2023, 1, 2), datetime(2023, 1, 2),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_every_form_of_a_full_date_is_read(cell: Cell) -> None:
    assert read_when(cell, TODAY) == Day(DAY)


@pytest.mark.parametrize(
    "cell",
    ["02.01.2023 14:30", "2023-01-02 14:30:00", "2.1.23, 14.30", "44928,604166667", 44928.604166667,
     datetime(2023, 1, 2, 14, 30)],  # noqa: DTZ001
)  # fmt: skip
def test_a_time_in_the_same_cell_is_kept(cell: Cell) -> None:
    assert read_when(cell, TODAY) == Day(DAY, time(14, 30))


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("31.02.2025", "There is no such date: 31.02.2025"),
        ("29.02.2023", "There is no such date"),
        ("30. febr.", "There is no such date"),
        ("32.13.", "There is no such date"),
        ("21.11.2026", "in the future"),
        ("01.01.1900", "too long ago"),
        ("drīz", "is not a date"),
        ("12345", "is not a date"),
        (12.5, "is not a date"),
        (True, "is not a date"),
    ],
)
def test_what_is_no_possible_day_is_refused_with_the_reason(cell: Cell, part: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_when(cell, TODAY)
    assert part in refusal.value.reason.text.format(**refusal.value.reason.params)


@pytest.mark.parametrize(
    ("cell", "when"),
    [
        ("10. apr.", Yearless(10, 4, "10. apr.")),
        ("21. maijs.", Yearless(21, 5, "21. maijs.")),
        ("29. jūn.", Yearless(29, 6, "29. jūn.")),
        ("10.04.", Yearless(10, 4, "10.04.")),
        ("vakar", Before(1, "vakar")),
        ("Šodien", Before(0, "Šodien")),
        ("aizvakar", Before(2, "aizvakar")),
        ('-"-', Same(marked=True)),
        ("  ", Same(marked=False)),
        (None, Same(marked=False)),
    ],
)
def test_dates_that_lean_on_their_neighbours_are_recognised(cell: Cell, when: object) -> None:
    assert read_when(cell, TODAY) == when


def test_two_digit_years_are_the_last_hundred() -> None:
    assert read_when("1.2.26", TODAY) == Day(date(2026, 2, 1))
    assert read_when("1.2.95", TODAY) == Day(date(1995, 2, 1))


def test_a_year_is_taken_from_the_rows_around() -> None:
    assert settle(Yearless(18, 1, ""), date(2024, 1, 17), date(2024, 1, 18), None) == date(2024, 1, 18)
    assert settle(Yearless(31, 12, ""), date(2023, 12, 30), date(2024, 1, 2), None) == date(2023, 12, 31)
    assert settle(Yearless(2, 1, ""), date(2023, 12, 30), None, None) == date(2024, 1, 2)
    assert settle(Yearless(29, 2, ""), date(2024, 2, 28), None, None) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, None), (date(2023, 1, 1), date(2025, 1, 1)), (date(2024, 6, 1), date(2024, 6, 2))],
)
def test_a_year_that_the_rows_around_do_not_settle_is_refused(before: date | None, after: date | None) -> None:
    with pytest.raises(Unreadable):
        settle(Yearless(18, 1, "18. janv."), before, after, None)


def test_yesterday_counts_from_the_day_its_neighbours_bear() -> None:
    assert settle(Before(1, "vakar"), DAY, DAY, None) == date(2023, 1, 1)
    assert settle(Before(0, "šodien"), DAY, DAY, None) == DAY
    assert settle(Before(1, "vakar"), date(2023, 1, 4), date(2023, 1, 5), None) == date(2023, 1, 4)


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, DAY), (DAY, None), (date(2023, 1, 13), date(2023, 1, 16)), (DAY, date(2022, 12, 30))],
)
def test_yesterday_between_different_days_is_refused(before: date | None, after: date | None) -> None:
    with pytest.raises(Unreadable):
        settle(Before(1, "vakar"), before, after, None)


def test_a_ditto_mark_repeats_the_row_above_and_an_empty_date_needs_equal_neighbours() -> None:
    assert settle(Same(marked=True), DAY, date(2023, 1, 9), DAY) == DAY
    assert settle(Same(marked=False), DAY, DAY, None) == DAY
    with pytest.raises(Unreadable):
        settle(Same(marked=True), DAY, DAY, None)
    with pytest.raises(Unreadable):
        settle(Same(marked=False), DAY, date(2023, 1, 3), DAY)


@given(day=st.dates(date(1991, 2, 1), date(2026, 10, 1)), before=st.integers(0, 31), after=st.integers(0, 31))
def test_the_settled_year_is_the_one_the_row_was_written_in(day: date, before: int, after: int) -> None:
    first, last = day - timedelta(days=before), day + timedelta(days=after)
    assert settle(Yearless(day.day, day.month, ""), first, last, None) == day


@given(day=st.dates(date(1991, 1, 1), TODAY), form=st.sampled_from(["%d.%m.%Y", "%d.%m.%Y.", "%Y-%m-%d"]))
def test_any_day_written_out_is_read_back(day: date, form: str) -> None:
    assert read_when(day.strftime(form), TODAY) == Day(day)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("17.28", time(17, 28)), ("17:44", time(17, 44)), ("9.05", time(9, 5)), ("8:3", time(8, 3)),
        ("17.3", time(17, 30)), ("17,30", time(17, 30)), ("1430", time(14, 30)), ("930", time(9, 30)),
        ("plkst. 9", time(9)), ("14h", time(14)), ("14-30", time(14, 30)), ("09:51:20", time(9, 51)),
        ("0,50000", time(12)), (0.40625, time(9, 45)), (17.28, time(17, 28)),
        (17.3, time(17, 30)), (1430, time(14, 30)), (9, time(9)), (time(10, 46, 30), time(10, 46)),
        (timedelta(hours=9, minutes=5), time(9, 5)), (datetime(2023, 1, 2, 8, 1), time(8, 1)),  # noqa: DTZ001
        (None, None), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_every_form_of_a_time_is_read(cell: Cell, expected: time | None) -> None:
    assert read_time(cell) == expected


@pytest.mark.parametrize("cell", ["25:00", "17.75", "2460", "pēcpusdienā", 25.5, timedelta(hours=30), True])
def test_times_that_cannot_be_are_refused(cell: Cell) -> None:
    with pytest.raises(Unreadable):
        read_time(cell)
