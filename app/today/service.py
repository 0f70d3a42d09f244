"""Gathers what waits for a person from every register that has due things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.core.due import Counter, Due, DueRow
from app.core.office_calendar import office_calendar
from app.core.office_settings import OfficeSettings
from app.office import Office
from app.registers import REGISTERS
from app.today.notices import Notices, notices


@dataclass(frozen=True)
class Picture:
    """All that Šodien shows, as it was at ``now``."""

    now: datetime
    due: Due
    notices: Notices


class Today:
    """What a person has to do now. Raises Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def picture(self, settings: OfficeSettings) -> Picture:
        """Everything at once, for one look from the screen."""
        told = notices(self._office, settings, office_calendar(settings))
        return Picture(self._office.clock(), self.due(), told)

    def due(self) -> Due:
        """Everything due, overdue first, then by time; what has no time comes last."""
        rows: list[DueRow] = []
        counters: list[Counter] = []
        total = 0
        for register in REGISTERS:
            if register.has_due:
                found: Due = register.load("due").due(self._office)
                rows.extend(found.rows)
                counters.extend(found.counters)
                total += found.total
        now = self._office.clock()
        rows.sort(key=lambda row: (not row.overdue, row.due_at is None, row.due_at or now))
        return Due(tuple(rows), tuple(counters), total)
