"""A staff change as the window's undo knows it: taken back, and carried out again."""

from __future__ import annotations

from app.core.i18n import Message
from app.directory.records import StaffChange, StaffStep
from app.directory.staff_events import StaffEvents
from ui.kit.undo import Act


def staff_act(name: Message, events: StaffEvents, change: StaffChange, step: StaffStep) -> Act:
    """The act for a ``change`` that has just been carried out."""
    course = _Course(events, change, step)
    return Act(name, course.take_back, course.go_on)


class _Course:
    def __init__(self, events: StaffEvents, change: StaffChange, step: StaffStep) -> None:
        self._events, self._change, self._step = events, change, step

    def take_back(self) -> None:
        self._events.take_back(self._step)

    def go_on(self) -> None:
        _event, step = self._events.enter(self._step.before.id or 0, self._change)
        if step is not None:
            self._step = step
