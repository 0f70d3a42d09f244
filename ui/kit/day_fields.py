"""Fields for days and times, read as people type them."""

from __future__ import annotations

from datetime import date

from app.calendar.working_days import Calendar
from app.core import dates
from app.core.date_entry import parse_date, parse_time
from app.core.moments import riga_date
from ui.kit.desk import Desk
from ui.kit.parsed_fields import DateField, TimeField


def date_field(desk: Desk, *, ahead: bool = False) -> DateField:
    """A day; with ``ahead`` one without a year is the next such day."""

    def today() -> date:
        return riga_date(desk.office.clock())

    def parse(text: str) -> date:
        return parse_date(text, today(), Calendar().add_working_days, ahead=ahead)

    return DateField(desk.look, desk.words, parse, dates.full, today)


def time_field(desk: Desk) -> TimeField:
    """A time of day."""
    return TimeField(desk.look, desk.words, parse_time, dates.clock)
