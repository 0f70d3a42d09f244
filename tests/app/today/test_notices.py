from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from app.core.i18n import Translator
from app.core.office_calendar import office_calendar
from app.core.office_settings import OfficeSettings
from app.core.permissions import Actor, Role
from app.core.settings import ORGANIZATION_NAME, WORKING_HOURS, WorkingHours
from app.office import Office
from app.office_backup import make_copy
from app.today import notices
from tests.app.contacts.samples import NOW, hire

lv = Translator("lv")


@pytest.fixture
def settings(office: Office) -> OfficeSettings:
    return OfficeSettings(office)


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 12, 15), None),
        (date(2026, 12, 16), notices.ShortDay(date(2026, 12, 23), time(16))),
        (date(2026, 12, 23), notices.ShortDay(date(2026, 12, 23), time(16), is_today=True)),
    ],
)
def test_a_shortened_day_is_told_a_week_ahead_with_its_closing_time(
    settings: OfficeSettings, today: date, found: notices.ShortDay | None
) -> None:
    assert notices.short_day(settings, office_calendar(settings), today) == found


def test_a_shortened_day_without_hours_tells_no_closing_time(settings: OfficeSettings) -> None:
    settings.set(WORKING_HOURS, (WorkingHours(1, "08:00", "18:00"),))
    found = notices.short_day(settings, office_calendar(settings), date(2026, 12, 22))
    assert found == notices.ShortDay(date(2026, 12, 23), None)


@pytest.mark.parametrize(("days", "overdue"), [(7, False), (8, True)])
def test_a_copy_is_overdue_after_a_week(days: int, overdue: bool) -> None:
    assert notices.copy_told(NOW - timedelta(days=days), NOW).is_overdue is overdue


def test_an_office_without_a_copy_is_overdue() -> None:
    assert notices.copy_told(None, NOW) == notices.CopyTold(None)


def test_the_administrator_is_told_of_the_last_copy_and_nobody_else(
    office: Office, settings: OfficeSettings, tmp_path: Path
) -> None:
    calendar = office_calendar(settings)
    assert notices.notices(office, settings, calendar).copy == notices.CopyTold(None)
    make_copy(office, tmp_path)
    told = notices.notices(office, settings, calendar).copy
    assert told is not None
    assert told.last is not None
    assert not told.is_overdue
    clerk = replace(office, actor=Actor("dace", "Dace", frozenset({Role.CLERK})))
    assert notices.notices(clerk, settings, calendar).copy is None


def test_what_is_not_set_up_is_named_until_it_is(office: Office, settings: OfficeSettings) -> None:
    calendar = office_calendar(settings)
    before = [lv(name) for name in notices.notices(office, settings, calendar).missing]
    assert lv(ORGANIZATION_NAME.label) in before
    assert before[-2:] == ["Darbinieki", "Tēmas"]
    settings.set(ORGANIZATION_NAME, "SIA „Bērzaines komunālserviss”")
    hire(office, "Raivis Šķēle")
    after = [lv(name) for name in notices.notices(office, settings, calendar).missing]
    assert set(before) - set(after) == {lv(ORGANIZATION_NAME.label), "Darbinieki"}


def test_one_who_cannot_change_settings_is_not_told_what_is_missing(
    office: Office, settings: OfficeSettings
) -> None:
    clerk = replace(office, actor=Actor("dace", "Dace", frozenset({Role.CLERK})))
    assert notices.notices(clerk, settings, office_calendar(settings)).missing == ()
