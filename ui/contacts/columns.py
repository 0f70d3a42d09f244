"""The journal's columns, and how a contact becomes a row of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from app.contacts.records import RESTRICTED, ContactRow
from app.core import dates, moments
from app.core.i18n import C_, N_, Message, Translator
from app.core.phones import show_phone
from ui.contacts.words import CHANNEL_ICONS, channel_name, chip_of, is_overdue
from ui.kit.table import Cell, Column, Row

#: More of a question than this never fits a cell.
_LONGEST = 240

COLUMNS: tuple[Column, ...] = (
    Column("at", N_("Time"), 98),
    Column("channel", N_("Channel"), 34, icon_only=True),
    Column("client_name", N_("Client"), 148),
    Column("subject", N_("Question"), 190, fills=True),
    Column("due_at", N_("Due"), 122, gives_way=1),
    Column("status", N_("Status"), 132),
    Column("number", N_("No."), 92, hidden=True, gives_way=5),
    Column("phone", N_("Phone"), 110, hidden=True, gives_way=6),
    Column("address", N_("Address"), 170, hidden=True, gives_way=4),
    Column("topic", N_("Topic"), 150, hidden=True, gives_way=3),
    Column("handler_name", N_("Responsible"), 140, hidden=True, gives_way=7),
    Column("registered_name", C_("column", "Registered by"), 140, hidden=True, gives_way=2),
)

_EMPTY = Cell()
#: Cells that hundreds of rows share are made once: a page of rows is presented in half the time.
_repeated = lru_cache(maxsize=2000)(Cell)


@lru_cache(maxsize=100)
def _channel_cell(say: Translator, _language: str, channel: str) -> Cell:
    return Cell(say(channel_name(channel)), icon=CHANNEL_ICONS.get(channel, "chat"), icon_only=True)


@lru_cache(maxsize=100)
def _chip_cell(say: Translator, _language: str, kind: str, icon: str, status: str, context: str | None) -> Cell:
    return Cell(say(Message(status, context=context)), icon=icon, chip=kind)


@dataclass(frozen=True)
class Presenter:
    """Turns contacts into rows, in workers as well; ``now`` decides what is today and what is overdue."""

    words: Translator
    clock: Callable[[], datetime]

    def row(self, contact: ContactRow, now: datetime) -> Row:
        """One contact; the cells stand in the order of COLUMNS."""
        say = self.words
        due = self._due(contact, now)
        kind, icon, status = chip_of(contact, now)
        chip = _chip_cell(say, say.language, kind, icon, status.text, status.context)
        channel = _channel_cell(say, say.language, contact.channel)
        mark = say(RESTRICTED) if contact.restricted else ""
        asked = mark if contact.masked else _one_line(contact.subject or contact.topic)
        urgent = due.tone != "text2" and contact.is_open
        client = contact.client_name or ("–" if contact.masked else say(C_("client", "Anonymous")))
        cells = (
            Cell(moments.in_table(contact.at, now, say.language) if contact.has_time else self._day(contact, now),
                 tone="text2"),
            channel,
            Cell(client, icon="lock_closed" if contact.restricted else "", strong=urgent,
                 tone="text" if contact.client_name else "text2"),
            Cell(asked, tone="text2" if contact.masked else "text"),
            due,
            chip,
            Cell(contact.number, tone="text2"),
            Cell(show_phone(contact.phone)),
            Cell(_one_line(contact.address)),
            _repeated(_one_line(contact.topic)),
            _repeated(contact.handler_name),
            _repeated(contact.registered_name),
        )  # fmt: skip
        term = say(N_("due {when}", when=due.text[:1].lower() + due.text[1:])) if due.text else ""
        who = (mark,) if contact.masked else (client, mark, asked)
        spoken = ", ".join(filter(None, (cells[0].text, channel.text, *who, chip.text, term)))
        return Row(contact.id, cells, spoken)

    def _day(self, contact: ContactRow, now: datetime) -> str:
        day, today = moments.riga_date(contact.at), moments.riga_date(now)
        return dates.in_table(day, today, self.words.language)

    def _due(self, contact: ContactRow, now: datetime) -> Cell:
        """The term: near ones with their hour, the rest as a date; an overdue one is red as well."""
        if contact.due_at is None or not contact.is_open:
            return _EMPTY
        days = (moments.riga_date(contact.due_at) - moments.riga_date(now)).days
        if -1 <= days <= 1:
            text = self.words(moments.when(contact.due_at, now))
            text = text[:1].upper() + text[1:]
        else:
            text = moments.in_table(contact.due_at, now, self.words.language)
        tone = "bad" if is_overdue(contact, now) else "text" if days == 0 else "text2"
        return Cell(text, tone=tone)


def _one_line(text: str) -> str:
    return " ".join(text[:_LONGEST].split())
