"""Terms and holidays: working hours, the terms counted in them, moved days and further holidays."""

from __future__ import annotations

from functools import partial
from typing import Any

from app.calendar.working_days import WEEKDAYS
from app.core.i18n import N_
from app.core.settings import PAGE_LABELS, WORKING_HOURS, Page, WorkingHours
from app.directory.policy import parse_spans, show_spans
from ui.kit.desk import Desk
from ui.kit.week import WeekFields
from ui.settings.calendar_lists import ExtraHolidaysList, MovedDaysList
from ui.settings.hours import from_hours, to_hours
from ui.settings.section import OptionsSection, options_of


class TermsSection(OptionsSection):
    """Everything the office counts its days by."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PAGE_LABELS[Page.TERMS])
        self._hours: tuple[WorkingHours, ...] = ()
        self.heading(WORKING_HOURS.label)
        self.week = WeekFields(self.look, self.words, WEEKDAYS, parse=parse_spans, show=show_spans)
        self.week.left.connect(self._keep_hours)
        self.column.addWidget(self.week)
        self.heading(N_("Terms"))
        self.add_options(options_of(Page.TERMS))
        self.lists = (MovedDaysList(desk), ExtraHolidaysList(desk))
        for each in self.lists:
            self.heading(each.name)
            each.grid.setMinimumHeight(self.look.px(180))
            self.column.addWidget(each)

    def reload(self) -> None:
        super().reload()
        for each in self.lists:
            each.reload()
        read = partial(self.desk.settings.get, WORKING_HOURS)
        self.desk.tasks.run(read, self._show_hours, self.desk.shell.show_trouble, owner=self)

    def _show_hours(self, hours: Any) -> None:
        if hours != self._hours:
            self._hours = hours
            self.week.set_value(from_hours(hours))

    def _keep_hours(self) -> None:
        hours = to_hours(self.week.value())
        if hours != self._hours:
            self.keeper.keep(WORKING_HOURS, hours, self._hours)
            self._hours = hours
