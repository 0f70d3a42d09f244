"""What the journal is filtered by: periods, and the fields below the row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.contacts.records import ContactFilter, Outcome
from app.core import periods as core_periods
from app.core.i18n import Translator
from app.directory.records import EmployeeRecord, TopicRecord
from ui.contacts import periods
from ui.contacts.filters import Filters
from ui.contacts.periods import Period, named, shown
from ui.kit.desk import Desk

TODAY = date(2026, 11, 20)


@pytest.fixture
def filters(qtbot: QtBot, desk: Desk) -> Iterator[Filters]:
    filters = Filters(desk)
    qtbot.addWidget(filters)
    filters.set_choices([TopicRecord(id=3, name="Rēķini")], [EmployeeRecord(id=5, name="Ilze Kalniņa")])
    filters.show()
    yield filters


@pytest.mark.parametrize(
    ("key", "first", "text"),
    [
        (core_periods.TODAY, date(2026, 11, 20), "20.11.2026."),
        (core_periods.WEEK, date(2026, 11, 16), "16.11.–20.11.2026."),
        (core_periods.MONTH, date(2026, 11, 1), "01.11.–20.11.2026."),
        (core_periods.QUARTER, date(2026, 10, 1), "01.10.–20.11.2026."),
    ],
)
def test_a_named_period_ends_today_and_is_known_again(key: str, first: date, text: str, tr: Translator) -> None:
    period = Period(key)
    assert period.span(TODAY) == (first, TODAY)
    assert tr(shown(period, TODAY)) == text
    assert named(key, None, None) == period
    assert named("", first, TODAY) == Period(periods.OWN, first, TODAY)


def test_own_periods_may_be_open_or_cross_years(tr: Translator) -> None:
    first, last = date(2025, 12, 1), date(2026, 1, 31)
    assert tr(shown(Period(periods.OWN, first, last), TODAY)) == "01.12.2025.–31.01.2026."
    assert tr(shown(Period(periods.OWN, first), TODAY)) == "no 01.12.2025."
    assert tr(shown(Period(periods.OWN, None, last), TODAY)) == "līdz 31.01.2026."
    assert tr(shown(Period(), TODAY)) == "Viss laiks"
    assert named("", first, last) == Period(periods.OWN, first, last)
    assert named("", None, None) == Period()


def test_a_named_period_is_part_of_the_filter(filters: Filters) -> None:
    filters.set_filter(ContactFilter(period="month"))
    chosen = filters.filter("all")
    assert chosen.period == "month"
    assert chosen.last_day == filters._today()
    filters.set_filter(ContactFilter(first_day=chosen.first_day, last_day=chosen.last_day))
    assert filters.filter("all").period == ""


def test_a_filter_comes_back_as_it_was_set(filters: Filters) -> None:
    chosen = ContactFilter(
        tab="open",
        text="rēķ",
        channel="email",
        first_day=date(2026, 3, 1),
        last_day=date(2026, 3, 31),
        topic_id=3,
        handler_id=5,
        outcome=Outcome.CALLBACK,
        client_id=9,
        annulled=True,
    )
    filters.set_filter(chosen)
    assert filters.filter("open") == chosen
    assert filters.period.text() == "01.03.–31.03.2026."
    filters.clear()
    assert filters.filter("all") == ContactFilter()


def test_choosing_tells_at_once_and_typing_after_a_moment(qtbot: QtBot, filters: Filters) -> None:
    with qtbot.waitSignal(filters.changed):
        filters.channel._choose("email")
    assert filters.channel.text() == "E-pasts"
    told: list[int] = []
    filters.changed.connect(lambda: told.append(1))
    filters.write("šķ")
    assert told == []
    qtbot.waitUntil(lambda: told == [1])
    filters.write("")
    qtbot.waitUntil(lambda: not filters.waiting)
    assert told == [1]


def test_own_days_are_asked_for_and_put_in_order(filters: Filters) -> None:
    filters._period_chosen(periods.OWN)
    assert filters.more.isVisible()
    assert filters.first_day.isVisible()
    filters.first_day.set_value(date(2026, 11, 10))
    filters.last_day.set_value(date(2026, 11, 2))
    filters.last_day.line.editingFinished.emit()
    found = filters.filter("all")
    assert (found.first_day, found.last_day) == (date(2026, 11, 2), date(2026, 11, 10))
    filters._period_chosen(core_periods.MONTH)
    assert not filters.first_day.isVisible()
    assert filters.filter("all").first_day == date(2026, 11, 1)


def test_the_menu_offers_every_period_and_marks_the_present_one(filters: Filters) -> None:
    menu = filters.period.make_menu()
    assert [action.text() for action in menu.actions()] == [
        "Šodien", "Šonedēļ", "Šomēnes", "Ceturksnis", "No–līdz", "Viss laiks",
    ]  # fmt: skip
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Viss laiks"]


def test_only_the_channels_of_the_office_are_offered(filters: Filters) -> None:
    filters.set_channels(["phone", "email", "unknown"])
    assert [action.text() for action in filters.channel.make_menu().actions()] == [
        "Visi kanāli", "Tālrunis", "E-pasts",
    ]  # fmt: skip
