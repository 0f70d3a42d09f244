"""A period by name stands for other days on another day, wherever it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.periods import resolved
from app.contacts.records import ContactFilter, Sort
from app.core.periods import NAMES, span

if TYPE_CHECKING:
    from app.office import Office

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 20), {"today": (11, 20), "week": (11, 16), "month": (11, 1), "quarter": (10, 1)}),
        (date(2026, 12, 1), {"today": (12, 1), "week": (11, 30), "month": (12, 1), "quarter": (10, 1)}),
    ],
)
def test_this_month_is_another_month_next_month(today: date, first: dict[str, tuple[int, int]]) -> None:
    for period, (month, day) in first.items():
        assert span(period, today) == (date(2026, month, day), today)


@given(st.sampled_from(list(NAMES)), DAYS)
def test_a_named_period_ends_today_and_begins_no_later(period: str, today: date) -> None:
    first, last = span(period, today)
    assert first is not None
    assert last == today
    assert first <= today


@given(DAYS)
def test_days_given_stay_as_they_are(today: date) -> None:
    chosen = ContactFilter(text="rēķ", first_day=date(2026, 3, 1), last_day=date(2026, 3, 31))
    assert resolved(chosen, today) == chosen


@given(st.sampled_from(list(NAMES)), DAYS)
def test_a_name_counts_more_than_the_days_it_once_stood_for(period: str, today: date) -> None:
    once = ContactFilter(period=period, first_day=date(1999, 1, 1), last_day=date(1999, 1, 31))
    assert resolved(once, today) == resolved(ContactFilter(period=period), today)


def test_a_saved_view_of_this_month_stays_this_month(office: Office) -> None:
    from app.contacts.journal_list import JournalList
    from app.contacts.records import ContactDraft, ContactFields
    from app.contacts.service import Contacts

    now = office.clock()
    contacts = Contacts(office)
    contacts.save(ContactDraft(fields=ContactFields(at=now, client_name="Ārija Šķēle", subject="Jautājums")))
    today = now.date()
    contacts.save_view("Šomēnes", ContactFilter(period="month", first_day=today, last_day=today), Sort())
    (view,) = contacts.views()
    assert view.filter == ContactFilter(period="month")
    assert JournalList(office).count(view.filter) == 1
    later = replace(office, clock=lambda: now + timedelta(days=40))
    (view,) = Contacts(later).views()
    assert JournalList(later).count(view.filter) == 0
