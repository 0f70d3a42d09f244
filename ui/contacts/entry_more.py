"""What is rarely needed: time, direction, language, duration, flags of C22 and C23, notes, who sees it.

Alt+V unfolds it.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.contacts.records import LANGUAGE_NAMES, RESTRICTED, Channel, ContactFields
from app.core import dates
from app.core.i18n import N_, Translator
from ui.contacts.entry_lists import Lists
from ui.contacts.entry_part import Part
from ui.contacts.entry_values import day_and_time
from ui.contacts.named_field import NamedField
from ui.kit.callout import CalloutCard
from ui.kit.checks import CheckField, RadioField
from ui.kit.choice import ChoiceField
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.parsed_fields import NumberField
from ui.kit.text_area import AreaField

#: Languages that clients speak, by ISO 639-1 code.
#: The fields here; the sheet knows them before they are made.
_FLAGS = "identity_shown", "entry_help", "recording_told", "client_checked"
NAMES = ("at_date", "at_time", "minutes", "incoming", "language", *_FLAGS, "notes", "restricted", "named")
_SEEN_BY = N_("Only those who work on it, the heads of unit and the employees named here see what it is about.")
#: Read out in the state language, whatever the screen speaks (C12, AAD 4.5).
_READ_OUT = N_("Consultations are given in the state language. Please submit your question in writing.")


class MorePart(Part):
    """``language_changed`` tells the language chosen."""

    language_changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        look = self.look
        self.at_date, self.at_time = self.date_field(ahead=False), self.time_field()
        self.minutes = NumberField(look, self.words, 0, 1440, parent=self)
        self.incoming = RadioField(look, side_by_side=True, parent=self)
        self.language = ChoiceField(look, parent=self)
        self.card = CalloutCard(look, parent=self)
        self.checks = {
            "identity_shown": (CheckField(look, parent=self), N_("Identity document shown (no copy)")),
            "entry_help": (CheckField(look, parent=self), N_("Needs help to enter the premises")),
            "recording_told": (CheckField(look, parent=self), N_("Told that the call is recorded")),
            "client_checked": (CheckField(look, parent=self), N_("Phone and e-mail checked with the client")),
        }
        self.notes = AreaField(look, parent=self)
        self.restricted = CheckField(look, parent=self)
        self.named = NamedField(look, self.words, parent=self)
        self.own("at_date", self.at_date, N_("Contact date"))
        self.own("at_time", self.at_time, N_("Contact time"))
        self.own("minutes", self.minutes, N_("Duration, min"))
        self.own("incoming", self.incoming, N_("Direction"))
        self.own("language", self.language, N_("Client's language"))
        for name, (check, label) in self.checks.items():
            self.own(name, check, label)
        self.own("notes", self.notes, N_("Notes"))
        self.own("restricted", self.restricted, RESTRICTED)
        self.own("named", self.named, N_("Who else may see it"))
        self.column.addWidget(self.row(self.at_date, self.at_time, self.minutes))
        for widget in (self.incoming, self.language, self.card):
            self.column.addWidget(widget)
        for check, _label in self.checks.values():
            self.column.addWidget(check)
        for field in (self.notes, self.restricted, self.named):
            self.column.addWidget(field)
        self.restricted.edited.connect(self.refresh)
        self.language.edited.connect(self._language_chosen)
        self.say(self.card.set_title, N_("Read out to the client"))
        self.say(self.card.set_hint, N_("Ctrl+C copies"))
        self.card.set_lines([("", Translator("lv")(_READ_OUT))])
        self.retranslate()

    def retranslate(self) -> None:
        """Offer the languages and directions in the language now spoken."""
        words = self.words
        self.language.set_options([Option(code, words(name)) for code, name in LANGUAGE_NAMES.items()])
        self.language.set_unknown_text(words(N_("Choose from the list.")))
        self.named.set_unknown_text(words(N_("Choose from the list.")))
        self.named.set_placeholder(words(N_("Add an employee")))
        self.named.set_help(words(_SEEN_BY))
        self.incoming.set_options([Option(True, words(N_("Incoming"))), Option(False, words(N_("Outgoing")))])
        self.refresh()

    def set_lists(self, lists: Lists) -> None:
        """Know who speaks what."""
        super().set_lists(lists)
        self.notes.set_snippets(lists.snippets)
        self.named.set_options([Option(who.id, who.name) for who in lists.employees])

    def refresh(self) -> None:
        """Say who speaks the client's language, or what to read out where nobody does; ask who may see it."""
        self.named.setVisible(self.restricted.value())
        language = str(self.language.value() or "lv")
        names = ", ".join(who.name for who in self.lists.speakers(language)) if language != "lv" else ""
        self.language.set_help(self.words(N_("Spoken by: {names}", names=names)) if names else "")
        self.card.setVisible(language != "lv" and not names)

    def show_checked(self, checked: date | None) -> None:
        """When the client's phone and e-mail were checked last (AAD pielikums 4.3)."""
        text = N_("Last time: {date}", date=dates.full(checked)) if checked else None
        self.checks["client_checked"][0].set_help(self.words(text) if text else "")

    def _language_chosen(self) -> None:
        self.refresh()
        if code := self.language.value():
            self.language_changed.emit(str(code))


def is_telling(fields: ContactFields, opened_at: datetime) -> bool:
    """Whether something here is not as it usually is, so that it should be in sight."""
    flags = fields.identity_shown or fields.entry_help or fields.recording_told or fields.restricted
    flags = flags or not fields.incoming
    told = fields.language != "lv" or fields.duration_s is not None or bool(fields.notes)
    hidden_email = bool(fields.email) and fields.channel != Channel.EMAIL
    return flags or told or hidden_email or day_and_time(fields.at) != day_and_time(opened_at)
