"""Terms end where the law says, and the office aims no later than that (domain vectors of A.3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calendar.national import national_holidays
from app.calendar.records import DayKind
from app.calendar.shipped import shipped_moved_days
from app.calendar.terms import Term, TermRule, TermUnit, add_months, count_term, explain_term, roll_forward
from app.calendar.working_days import Calendar

FOLLOWING = Calendar(national_holidays, shipped_moved_days())
NOT_FOLLOWING = Calendar(national_holidays, shipped_moved_days(), follows_moved_days=False)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
RULES = st.builds(TermRule, st.integers(1, 12), st.sampled_from(TermUnit))


def day(text: str) -> date:
    return date(int(text[6:10]), int(text[3:5]), int(text[:2]))


def term(received: str, count: int, unit: TermUnit, calendar: Calendar = FOLLOWING) -> Term:
    return count_term(calendar, TermRule(count, unit), day(received))


@pytest.mark.parametrize(
    ("received", "months", "legal", "internal"),
    [
        ("20.11.2026.", 1, "21.12.2026.", "18.12.2026."),
        ("18.10.2026.", 1, "19.11.2026.", "17.11.2026."),
        ("31.01.2026.", 1, "02.03.2026.", "27.02.2026."),
        ("24.11.2026.", 1, "28.12.2026.", "23.12.2026."),
        ("31.10.2026.", 4, "01.03.2027.", "26.02.2027."),
    ],
)
def test_month_term_rolls_forward_by_law_and_back_for_the_office(
    received: str, months: int, legal: str, internal: str
) -> None:
    counted = term(received, months, TermUnit.MONTHS)

    assert (counted.legal_due, counted.internal_due) == (day(legal), day(internal))
    assert counted.is_rolled


@pytest.mark.parametrize(
    ("received", "count", "due"),
    [
        ("20.11.2026.", 7, "01.12.2026."),
        ("20.11.2026.", 15, "11.12.2026."),
        ("18.12.2026.", 7, "04.01.2027."),
        ("16.11.2026.", 2, "19.11.2026."),
        ("18.06.2026.", 4, "27.06.2026."),
    ],
)
def test_working_day_term_counts_from_the_day_after_receipt(received: str, count: int, due: str) -> None:
    counted = term(received, count, TermUnit.WORKING_DAYS)

    assert counted.legal_due == counted.internal_due == day(due)


def test_working_day_term_skips_the_worked_saturday_where_the_office_does_not_follow_moved_days() -> None:
    assert term("18.06.2026.", 4, TermUnit.WORKING_DAYS, NOT_FOLLOWING).legal_due == day("26.06.2026.")


def test_a_moved_day_off_does_not_roll_the_legal_term_but_the_office_aims_before_it() -> None:
    counted = term("02.12.2025.", 1, TermUnit.MONTHS)

    assert counted.legal_due == day("02.01.2026.")
    assert counted.internal_due == day("30.12.2025.")


def test_a_term_of_calendar_days_rolls_like_a_month_term() -> None:
    counted = term("20.11.2026.", 15, TermUnit.DAYS)

    assert (counted.ends_on, counted.legal_due) == (day("05.12.2026."), day("07.12.2026."))
    assert counted.internal_due == day("04.12.2026.")


def test_the_office_never_aims_before_the_day_of_receipt() -> None:
    assert term("24.12.2026.", 1, TermUnit.DAYS).internal_due == day("24.12.2026.")


def test_explaining_a_term_tells_why_it_rolled() -> None:
    explained = explain_term(FOLLOWING, term("20.11.2026.", 1, TermUnit.MONTHS))

    assert [(shown.date.day, shown.kind) for shown in explained[-4:]] == [
        (18, DayKind.WORKING),
        (19, DayKind.WEEKEND),
        (20, DayKind.WEEKEND),
        (21, DayKind.WORKING),
    ]


def test_month_is_clamped_to_its_last_day() -> None:
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 5), 12) == date(2027, 12, 5)


@given(DAYS, RULES)
def test_the_office_never_aims_later_than_the_law(received: date, rule: TermRule) -> None:
    counted = count_term(FOLLOWING, rule, received)

    assert counted.received_on <= counted.internal_due <= counted.legal_due
    assert counted.ends_on <= counted.legal_due


@given(DAYS, st.integers(1, 12))
def test_the_last_lawful_day_is_no_day_off_by_law(received: date, months: int) -> None:
    legal = count_term(FOLLOWING, TermRule(months, TermUnit.MONTHS), received).legal_due

    assert legal.weekday() < 5
    assert legal not in national_holidays(legal.year)
    assert roll_forward(FOLLOWING, legal) == legal


@given(DAYS, st.integers(0, 40), RULES)
def test_what_came_later_is_never_due_earlier(received: date, later: int, rule: TermRule) -> None:
    first = count_term(FOLLOWING, rule, received)
    second = count_term(FOLLOWING, rule, received + timedelta(days=later))

    assert first.legal_due <= second.legal_due
    assert first.internal_due <= second.internal_due
