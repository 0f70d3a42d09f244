"""The office's working hours: a line for each day of the week, as people write hours (8-12, 13-17)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.i18n import Message, Translator
from ui.kit.look import Look
from ui.kit.parsed_fields import ParsedField
from ui.kit.texts import Speaking

Spans = tuple[tuple[time, time], ...]
Week = dict[int, Spans]
_COLUMNS = 4


class WeekFields(Speaking, QWidget):
    """Seven lines; an empty one is a closed day. ``parse`` and ``show`` know how hours are written."""

    edited = Signal()
    left = Signal()
    """A line was left with other hours than before."""

    def __init__(
        self,
        look: Look,
        words: Translator,
        days: tuple[Message, ...],
        *,
        parse: Callable[[str], Spans],
        show: Callable[[Spans], str],
    ) -> None:
        super().__init__()
        self.look, self.words = look, words
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.fields: list[ParsedField] = []
        self._before: Week = {}
        for at, day in enumerate(days):
            field = ParsedField(look, words, parse, show)
            self.say(partial(_set_label, field), day)
            field.edited.connect(self.edited)
            field.line.editingFinished.connect(self._left)
            grid.addWidget(field, at // _COLUMNS, at % _COLUMNS)
            self.fields.append(field)

    def value(self) -> Week:
        """The hours by ISO weekday; what cannot be read is left out."""
        return {at: field.value() for at, field in enumerate(self.fields, 1) if field.value()}

    def set_value(self, week: Week) -> None:
        """Fill the lines."""
        for at, field in enumerate(self.fields, 1):
            field.set_value(week.get(at) or None)
        self._before = self.value()

    def has_problem(self) -> bool:
        """Whether a line holds what cannot be read."""
        for field in self.fields:
            field.commit()
        return any(field.problem() for field in self.fields)

    def _left(self) -> None:
        if any(field.problem() for field in self.fields):
            return
        if self.value() != self._before:
            self._before = self.value()
            self.left.emit()


def _set_label(field: ParsedField, day: str) -> None:
    field.set_label(day[:1].upper() + day[1:])
