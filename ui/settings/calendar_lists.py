"""Moved working days and holidays given by law for once: tables of dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from app.calendar.records import ExtraHoliday, MovedDay
from app.calendar.working_days import Calendar
from app.core.date_entry import parse_date
from app.core.dates import full
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.moments import riga_date
from app.core.settings import EXTRA_HOLIDAYS, MOVED_DAYS, Setting
from ui.kit.grid import GridColumn, GridRow
from ui.settings.list_editor import ListEditor

R = TypeVar("R", MovedDay, ExtraHoliday)


class _DaysList(ListEditor[R]):
    """Records of one option of the office, in order of their dates."""

    setting: Setting[Any]
    hint = N_("Type or F3 to change, Del takes away.")

    def read(self) -> list[R]:
        return list(self.desk.settings.get(self.setting))

    def save(self, old: R | None, new: R) -> None:
        others: list[R] = [each for each in self.records if each is not old]
        self.follow(new.__eq__)
        others.append(new)
        self._keep(others)

    def drop(self, record: R) -> None:
        self._keep([each for each in self.records if each is not record])

    def _keep(self, records: Sequence[R]) -> None:
        self.keeper.keep(self.setting, tuple(sorted(set(records))), tuple(self.records))

    def _day(self, text: object) -> date:
        return parse_date(str(text), riga_date(self.desk.office.clock()), Calendar().add_working_days)


class MovedDaysList(_DaysList[MovedDay]):
    """Which day is free, and on which day it is worked instead."""

    name = MOVED_DAYS.label
    setting = MOVED_DAYS
    required = ("off", "worked")
    columns = (
        GridColumn("off", N_("Day off"), 150, fills=True),
        GridColumn("worked", N_("Worked instead"), 150, fills=True),
    )

    def row_of(self, record: MovedDay) -> GridRow:
        return GridRow({"off": full(record.day_off), "worked": full(record.worked_on)})

    def make(self, old: MovedDay | None, values: Mapping[str, Any]) -> MovedDay:
        moved = MovedDay(self._day(values["off"]), self._day(values["worked"]))
        if moved.day_off == moved.worked_on:
            raise UserError(N_("A day cannot be moved onto itself."))
        return moved


class ExtraHolidaysList(_DaysList[ExtraHoliday]):
    """Holidays that the yearly calendar does not know."""

    name = EXTRA_HOLIDAYS.label
    setting = EXTRA_HOLIDAYS
    required = ("day", "name")
    columns = (
        GridColumn("day", N_("Day"), 120),
        GridColumn("name", N_("Name"), 200, fills=True),
    )

    def row_of(self, record: ExtraHoliday) -> GridRow:
        return GridRow({"day": full(record.day), "name": record.name})

    def make(self, old: ExtraHoliday | None, values: Mapping[str, Any]) -> ExtraHoliday:
        return ExtraHoliday(self._day(values["day"]), " ".join(str(values["name"]).split()))
