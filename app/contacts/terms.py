"""By when a colleague is to have done what is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from app.calendar.working_days import Calendar
from app.contacts.tables import Contact
from app.core.moments import riga_date, to_utc
from app.core.office_calendar import closing_time, office_calendar
from app.core.office_settings import OfficeSettings
from app.core.work import View
from app.directory.service import topic_days_in
from app.office import Office

#: When the office closes where it has set no hours.
_CLOSES = time(17)


@dataclass(frozen=True)
class Terms:
    """The office's working days and when they end."""

    settings: OfficeSettings
    calendar: Calendar

    def of_task(self, view: View, contact: Contact, topic_id: int | None) -> datetime | None:
        """The contact's own term while it is ahead; else what its topic usually takes, or none."""
        if contact.is_open and contact.due_at is not None and contact.due_at >= view.now:
            return contact.due_at
        days = topic_days_in(view, topic_id) if topic_id is not None else None
        if days is None:
            return None
        day = self.calendar.add_working_days(riga_date(view.now), days)
        return to_utc(day, self._closing(day))

    def _closing(self, day: date) -> time:
        return closing_time(self.settings, self.calendar, day) or _CLOSES


def terms_of(office: Office) -> Terms:
    """The terms an office works by. Raises Unavailable."""
    settings = OfficeSettings(office)
    return Terms(settings, office_calendar(settings))
