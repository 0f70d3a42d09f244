"""Days in figures and words, as Latvian offices write them (ux 4.4, domain C.1 and D.3)."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.core import dates
from app.core.dates import Case

DAY = date(2026, 11, 20)


def plain(text: str) -> str:
    return text.replace(dates.NBSP, " ")


def test_tables_show_the_year_only_when_it_is_another() -> None:
    assert dates.in_table(date(2026, 11, 19), DAY) == "19.11."
    assert dates.in_table(date(2025, 11, 19), DAY) == "19.11.2025."
    assert plain(dates.in_table(date(2026, 11, 9), DAY, "en")) == "9 Nov"
    assert plain(dates.in_table(date(2025, 11, 9), DAY, "en")) == "9 Nov 2025"


def test_full_dates_end_with_a_dot() -> None:
    assert dates.full(date(2026, 1, 2)) == "02.01.2026."


def test_hours_have_no_leading_zero() -> None:
    assert dates.clock(time(9, 5)) == "9:05"
    assert dates.clock(time(14, 30)) == "14:30"


def test_heading_names_the_day_of_the_week() -> None:
    assert plain(dates.heading(DAY)) == "piektdiena, 2026. gada 20. novembris"
    assert plain(dates.heading(DAY, "en")) == "Friday, 20 November 2026"


@pytest.mark.parametrize(
    ("case", "text"),
    [
        (Case.NOMINATIVE, "2026. gada 20. novembris"),
        (Case.GENITIVE, "2026. gada 20. novembra"),
        (Case.DATIVE, "2026. gada 20. novembrim"),
        (Case.LOCATIVE, "2026. gada 20. novembrī"),
    ],
)
def test_long_dates_stand_in_the_case_the_sentence_needs(case: Case, text: str) -> None:
    assert plain(dates.long(DAY, case=case)) == text


def test_numbers_and_their_words_stay_on_one_line() -> None:
    assert dates.long(DAY) == "2026.\u00a0gada 20.\u00a0novembris"


def test_place_and_date_of_a_document() -> None:
    assert plain(dates.place_and_date("Aknīstē", DAY)) == "Aknīstē, 2026. gada 20. novembrī"


def test_months_in_the_locative() -> None:
    assert [dates.month(number, case=Case.LOCATIVE) for number in range(1, 13)] == (
        "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī".split()
    )


def test_months_in_the_genitive() -> None:
    assert [dates.month(number, case=Case.GENITIVE) for number in range(1, 13)] == (
        "janvāra februāra marta aprīļa maija jūnija jūlija augusta septembra oktobra novembra decembra".split()
    )


def test_quarters() -> None:
    assert plain(dates.quarter(2026, 3)) == "2026. gada 3. ceturksnis"
    assert dates.quarter_of(date(2026, 9, 30)) == (2026, 3)
    assert dates.quarter_of(date(2026, 10, 1)) == (2026, 4)
    assert dates.quarter_span(2026, 1) == (date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("first", "last", "lv", "en"),
    [
        (DAY, DAY, "2026. gada 20. novembris", "20 November 2026"),
        (date(2026, 11, 16), DAY, "2026. gada 16.–20. novembris", "16–20 November 2026"),
        (
            date(2026, 9, 28),
            date(2026, 10, 4),
            "2026. gada 28. septembris – 4. oktobris",
            "28 September – 4 October 2026",
        ),
        (date(2026, 11, 1), date(2026, 11, 30), "2026. gada novembris", "November 2026"),
        (date(2026, 7, 1), date(2026, 9, 30), "2026. gada 3. ceturksnis", "Q3 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026. gads", "2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28.12.2026.–03.01.2027.", "28.12.2026.–03.01.2027."),
    ],
)
def test_periods_are_named_as_short_as_they_can_be(first: date, last: date, lv: str, en: str) -> None:
    assert plain(dates.period(first, last)) == lv
    assert plain(dates.period(first, last, "en")) == en


def test_short_names_for_charts_and_calendars() -> None:
    assert dates.month_short(9) == "sept."
    assert dates.month_short(9, "en") == "Sep"
    assert dates.weekday_short(DAY) == "Pk"
    assert dates.weekday_short(DAY, "en") == "Fri"
    assert plain(dates.day_and_month(date(2026, 12, 23))) == "23. decembris"
