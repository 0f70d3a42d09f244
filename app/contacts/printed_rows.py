"""Contacts in words for paper and export: numbers, times, channels and states as an office writes them."""

from __future__ import annotations

from datetime import date, datetime

from app.contacts.records import CHANNEL_NAMES, RESTRICTED, STATUS_NAMES, Channel, ContactRow, Status
from app.core import dates
from app.core.i18n import C_, N_, Message, Translator
from app.core.moments import to_riga
from app.core.office_settings import OfficeSettings
from app.core.settings import CHANNELS, NUMBER_PATTERN
from app.office import Office

ANONYMOUS = N_("Anonymous")
OVERDUE = C_("status", "Overdue")
#: What stands before an overdue contact's state, so that it is seen in black and white too.
MARK = "! "


class RowWords:
    """Puts contacts into words; ``year`` is the one that dates leave out (0: none)."""

    def __init__(self, office: Office, tr: Translator, year: int = 0) -> None:
        settings = OfficeSettings(office)
        self._tr = tr
        self._year = year
        self._now = office.clock()
        self._pattern = settings.get(NUMBER_PATTERN)
        self._channels = {option.code: option.label for option in settings.get(CHANNELS)}

    def number(self, row: ContactRow) -> str:
        """The number as the office writes it."""
        year, _, seq = row.number.partition("-")
        return self._pattern.replace("{year}", year).replace("{number}", seq)

    def at(self, row: ContactRow) -> str:
        """`20.11. 10:31`; the day alone where no time was told."""
        return self.moment(row.at, timed=row.has_time)

    def day(self, row: ContactRow) -> date:
        """The day of the contact on Riga's calendar."""
        return to_riga(row.at).date()

    def moment(self, at: datetime, *, timed: bool = True) -> str:
        """A moment as a table of paper shows it."""
        local = to_riga(at)
        day = dates.short(local) if local.year == self._year else dates.full(local)
        return f"{day} {dates.clock(local.time())}" if timed else day

    def channel(self, code: str) -> str:
        """The office's own word for the channel; in another language than Latvian the usual one."""
        if self._tr.language == "lv" and code in self._channels:
            return self._channels[code]
        return self._tr(CHANNEL_NAMES[Channel(code)]) if code in set(Channel) else code

    def client(self, row: ContactRow) -> str:
        """The client's name, or that there is none, or that it is not told."""
        if row.masked:
            return self._tr(RESTRICTED)
        return row.client_name or self._tr(ANONYMOUS)

    def due(self, row: ContactRow) -> str:
        """By when an open contact is due: a call to the minute, other work to the day."""
        if row.due_at is None or not row.is_open:
            return ""
        return self.moment(row.due_at, timed=row.status == Status.CALLBACK)

    def result(self, row: ContactRow) -> str:
        """What came of the contact, or that it is overdue."""
        if row.is_open and row.due_at is not None and row.due_at < self._now:
            return MARK + self._tr(OVERDUE)
        return self.status(row.status)

    def status(self, code: str) -> str:
        """The state in words."""
        known: dict[str, Message] = {status.value: name for status, name in STATUS_NAMES.items()}
        return self._tr(known[code]) if code in known else code


def short_name(name: str) -> str:
    """„I. Kalniņa”: the given names as initials; names of one word, or cut short already, stay."""
    given, _, surname = name.rpartition(" ")
    if not given or surname.endswith(".") or not all(word[:1].isalpha() for word in given.split()):
        return name
    return " ".join([*(f"{word[0]}." for word in given.split()), surname])
