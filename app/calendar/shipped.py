"""The calendar data the program is shipped with; an office edits its own copy in the settings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from app.calendar.records import ExtraHoliday, MovedDay

_FOLDER = Path(__file__).parents[2] / "resources" / "holidays"


def shipped_moved_days() -> tuple[MovedDay, ...]:
    """The moved working days known when this version was made, in order of the day off."""
    rows = json.loads((_FOLDER / "moved_days.json").read_text(encoding="utf-8"))
    return tuple(
        sorted(MovedDay(date.fromisoformat(row["day_off"]), date.fromisoformat(row["worked_on"])) for row in rows)
    )


def shipped_extra_holidays() -> tuple[ExtraHoliday, ...]:
    """Public holidays given by law for once that the `holidays` package does not know yet, in order."""
    rows = json.loads((_FOLDER / "extra_holidays.json").read_text(encoding="utf-8"))
    return tuple(sorted(ExtraHoliday(date.fromisoformat(row["day"]), row["name"]) for row in rows))
