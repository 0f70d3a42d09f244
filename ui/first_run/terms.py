"""Step 6: when the office works, and by which calendar its terms are counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.calendar.working_days import WEEKDAYS
from app.core.i18n import N_, Message
from app.core.settings import (
    CALLBACK_DAYS,
    FOLLOWS_MOVED_DAYS,
    WORKING_HOURS,
    Setting,
)
from app.directory.policy import parse_spans, show_spans
from ui.first_run.step import Step, Surroundings
from ui.kit.checks import CheckField
from ui.kit.labels import Text
from ui.kit.parsed_fields import NumberField
from ui.kit.week import WeekFields
from ui.settings.hours import from_hours, to_hours


class TermsStep(Step):
    """Working hours by day, days to call back in, and moved working days."""

    key = "terms"
    title = N_("Terms and working hours")
    about = N_("Terms are counted in these days. Leave a line empty where the office is closed.")
    can_wait = True

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._touched = False
        heading = Text(self.look, "section")
        self.say(heading.setText, WORKING_HOURS.label)
        self.column.addWidget(heading)
        self.week = WeekFields(self.look, self.words, WEEKDAYS, parse=parse_spans, show=show_spans)
        for at, field in enumerate(self.week.fields, 1):
            self.form.add(f"day{at}", field)
        self.column.addWidget(self.week)
        self.days = NumberField(self.look, self.words, CALLBACK_DAYS.minimum, CALLBACK_DAYS.maximum)
        self.days.set_control_width(230)
        self._add("callback_days", self.days, CALLBACK_DAYS.label)
        self.column.addWidget(self.days)
        self.moved = CheckField(self.look)
        self._add("follows_moved_days", self.moved, FOLLOWS_MOVED_DAYS.label)
        self.say(self.moved.set_help, FOLLOWS_MOVED_DAYS.help or FOLLOWS_MOVED_DAYS.label)
        self.column.addWidget(self.moved)
        self.column.addStretch(1)
        self.week.set_value(from_hours(WORKING_HOURS.default))
        self.days.set_value(CALLBACK_DAYS.default)
        for each in (*self.week.fields, self.days, self.moved):
            each.edited.connect(self._touch)
        self.form.order_tabs()

    def keep(self) -> dict[str, Any]:
        week = {f"day{at}": field.line.text() for at, field in enumerate(self.week.fields, 1)}
        return {**week, "callback_days": self.days.line.text(), "follows_moved_days": self.moved.value()}

    def fill(self, kept: Mapping[str, Any]) -> None:
        super().fill(kept)
        self._touched = bool(kept)

    def arrive(self) -> None:
        """The profile's document may set the term; a state body follows the order on moved days."""
        profile = self.around.profile
        if profile is None or self._touched:
            return
        callback = next(term for term in profile.terms if term.kind == "callback")
        self.days.set_value(callback.span.value.amount)
        self.moved.set_value(profile.kind == "institution")

    def check(self) -> dict[str, Message]:
        for field in (*self.week.fields, self.days):
            if field.problem():
                field.set_error(field.problem())
                return {"": N_("Correct the marked line.")}
        if not self.week.value():
            return {"": N_("Write the hours of at least one day.")}
        return {}

    def settings(self) -> dict[Setting[Any], Any]:
        chosen: dict[Setting[Any], Any] = {
            FOLLOWS_MOVED_DAYS: self.moved.value(),
        }
        if self.week.value():
            chosen[WORKING_HOURS] = to_hours(self.week.value())
        if self.days.value():
            chosen[CALLBACK_DAYS] = self.days.value()
        return chosen

    def _touch(self) -> None:
        self._touched = True
