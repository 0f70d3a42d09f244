from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest

from app.calendar.records import ExtraHoliday, MovedDay
from app.calendar.shipped import shipped_moved_days
from app.core.db import engine_for
from app.core.office_calendar import closing_time, office_calendar
from app.core.office_settings import OfficeSettings
from app.core.permissions import Actor, Role
from app.core.profiles import profile
from app.core.settings import EXTRA_HOLIDAYS, FOLLOWS_MOVED_DAYS, MOVED_DAYS, WORKING_HOURS, WorkingHours
from app.office import Office


@pytest.fixture
def settings(database: str) -> Iterator[OfficeSettings]:
    engine = engine_for(database)
    yield OfficeSettings(Office(engine, Actor("anna", "Anna", frozenset({Role.ADMINISTRATOR}))))
    engine.dispose()


def test_moved_days_are_worked_only_by_an_office_that_follows_them(settings: OfficeSettings) -> None:
    settings.seed_from_profile(profile("aad"))
    day_off = shipped_moved_days()[0].day_off
    assert office_calendar(settings).is_working_day(day_off)
    settings.set(FOLLOWS_MOVED_DAYS, True)
    assert not office_calendar(settings).is_working_day(day_off)


def test_an_office_begins_with_the_shipped_days_and_what_it_takes_out_stays_out(settings: OfficeSettings) -> None:
    settings.seed_from_profile(profile("vpv"))
    shipped = shipped_moved_days()[0]
    assert office_calendar(settings).is_working_day(shipped.worked_on)
    settings.set(MOVED_DAYS, (MovedDay(shipped.day_off, date(2030, 1, 5)),))
    calendar = office_calendar(settings)
    assert not calendar.is_working_day(shipped.day_off)
    assert not calendar.is_working_day(shipped.worked_on)
    assert calendar.is_working_day(date(2030, 1, 5))
    settings.set(MOVED_DAYS, ())
    assert office_calendar(settings).is_working_day(shipped.day_off)


def test_a_holiday_the_office_adds_is_a_day_off(settings: OfficeSettings) -> None:
    settings.set(EXTRA_HOLIDAYS, (ExtraHoliday(date(2026, 11, 20), "Dziesmu svētki"),))
    assert office_calendar(settings).holiday(date(2026, 11, 20)) == "Dziesmu svētki"


@pytest.mark.parametrize(
    ("day", "closes"),
    [
        (date(2026, 11, 20), time(17)),
        (date(2026, 12, 23), time(16)),
        (date(2026, 11, 21), None),
        (date(2026, 12, 24), None),
    ],
)
def test_the_office_closes_an_hour_earlier_before_a_holiday(
    settings: OfficeSettings, day: date, closes: time | None
) -> None:
    assert closing_time(settings, office_calendar(settings), day) == closes


def test_the_last_of_two_stretches_closes_the_day(settings: OfficeSettings) -> None:
    settings.set(WORKING_HOURS, (WorkingHours(5, "13:00", "18:30"), WorkingHours(5, "08:00", "12:00")))
    assert closing_time(settings, office_calendar(settings), date(2026, 11, 20)) == time(18, 30)
