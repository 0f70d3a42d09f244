"""Gathers what waits for a person from every register that has due things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.core.due import Counter, Due, DueRow
from app.core.office_calendar import office_calendar
from app.core.office_settings import OfficeSettings
from app.core.permissions import Role
from app.directory.service import Directory
from app.office import Office
from app.registers import REGISTERS
from app.today.notices import Notices, notices


@dataclass(frozen=True)
class Picture:
    """All that Šodien shows, as it was at ``now``."""

    now: datetime
    due: Due
    notices: Notices
    #: Whether there is a unit whose work the person may look at.
    has_unit: bool = False


class Today:
    """What a person has to do now. Raises Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def picture(self, settings: OfficeSettings, *, unit: bool = False) -> Picture:
        """Everything at once, for one look: the person's own work, or that of all their ``unit``."""
        told = notices(self._office, settings, office_calendar(settings))
        has_unit = self.has_unit()
        return Picture(self._office.clock(), self.due(unit=unit and has_unit), told, has_unit)

    def has_unit(self) -> bool:
        """Whether the person is a head with a unit of their own (design.md 6.1)."""
        if Role.HEAD not in self._office.actor.roles:
            return False
        me = Directory(self._office).my_employee()
        return me is not None and bool(me.unit)

    def due(self, *, unit: bool = False) -> Due:
        """Everything due, overdue first, then by time; what has no time comes last."""
        rows: list[DueRow] = []
        counters: list[Counter] = []
        total = 0
        for register in REGISTERS:
            if register.has_due:
                found: Due = register.load("due").due(self._office, unit=unit)
                rows.extend(found.rows)
                counters.extend(found.counters)
                total += found.total
        now = self._office.clock()
        rows.sort(key=lambda row: (not row.overdue, row.due_at is None, row.due_at or now))
        return Due(tuple(rows), tuple(counters), total)
