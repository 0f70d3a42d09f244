"""The records of the calendar: what the office may edit and what it is told of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.core.i18n import N_, Message


@dataclass(frozen=True, order=True)
class MovedDay:
    """A working day moved by the government's order (Darba likums 133(4)): free on one day, worked on another."""

    day_off: date
    worked_on: date


@dataclass(frozen=True, order=True)
class ExtraHoliday:
    """A public holiday given by law for once, such as the closing day of the Song Festival."""

    day: date
    name: str


class DayKind(Enum):
    """What a calendar day is to the office."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MOVED_OFF = "moved_off"
    MOVED_IN = "moved_in"

    @property
    def is_working(self) -> bool:
        """Whether the office works on such a day."""
        return self in {DayKind.WORKING, DayKind.MOVED_IN}


KIND_LABELS = {
    DayKind.WORKING: N_("Working day"),
    DayKind.WEEKEND: N_("Weekend"),
    DayKind.HOLIDAY: N_("Public holiday"),
    DayKind.MOVED_OFF: N_("Day off (moved working day)"),
    DayKind.MOVED_IN: N_("Moved working day"),
}


@dataclass(frozen=True)
class Day:
    """One day of a term: what it is, one hour shorter or not, and which working day of the term it is.

    ``name`` is the holiday's name (or ""); ``count`` is None for days that do not count.
    """

    date: date
    kind: DayKind
    shortened: bool = False
    name: str = ""
    count: int | None = None


@dataclass(frozen=True)
class Suggestion:
    """A working day instead of a day off, and the text that offers it."""

    day: date
    message: Message
