"""All of the kit on one page, in the states people meet: for looking at, and for the clipping test."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_, Message
from ui.kit.buttons import Button, IconButton
from ui.kit.callout import CalloutCard
from ui.kit.channels import ChannelField
from ui.kit.checks import CheckField, RadioField
from ui.kit.chips import Badge, Chip
from ui.kit.choice import ChoiceField
from ui.kit.fields import Field, Option
from ui.kit.labels import LeadText, Rule, Text, card
from ui.kit.line_fields import LineEdit, LineField
from ui.kit.look import Look
from ui.kit.lookup import LookupField
from ui.kit.parsed_fields import DateField
from ui.kit.segmented import SegmentedField
from ui.kit.text_area import AreaField

CHANNELS = (
    Option("phone", "Tālrunis", "call"),
    Option("in_person", "Klātienē", "person"),
    Option("email", "E-pasts", "mail"),
    Option("post", "Pasts", "mailbox"),
    Option("instant_message", "WhatsApp", "chat"),
    Option("e_address", "E-adrese", "building_government"),
)
OUTCOMES = tuple(
    Option(at, text)
    for at, text in enumerate(
        ("Atbildēts", "Jāatzvana", "Nodots", "Sūdzība", "Ierosinājums", "Iesniegums", "Pieraksts", "Cits")
    )
)
CHIPS = (
    ("ok", "checkmark_circle", "Atbildēts"),
    ("warn", "call", "Jāatzvana"),
    ("info", "arrow_forward", "Nodots"),
    ("mute", "clock", "Procesā"),
    ("bad", "warning", "Nokavēts"),
    ("plum", "chat", "Sūdzība"),
    ("info", "lightbulb", "Ierosinājums"),
)


def plain_words(message: Message) -> str:
    """The msgid itself."""
    return message.text.format(**message.params)


def read_date(text: str) -> date:
    """Only so much of a date as the gallery needs."""
    try:
        day, month, year = (int(part) for part in text.rstrip(".").split("."))
        return date(year, month, day)
    except ValueError:
        raise UserError(N_("Šāda datuma nav.")) from None


def show_date(day: date) -> str:
    """As in forms and on paper."""
    return f"{day:%d.%m.%Y}."


class Gallery(QWidget):
    """Two columns of cards."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 12, 20, 12)
        grid.setSpacing(10)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(10)
        for part in (self._buttons(), self._fields(), self._chips(), self._marks()):
            left.addWidget(part)
        left.addStretch(1)
        right.addWidget(self._sheet())
        right.addStretch(1)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)

    def _card(self, title: str) -> tuple[QFrame, QVBoxLayout]:
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        head = Text(self.look, "strong", "text2")
        head.setText(title)
        column.addWidget(head)
        return frame, column

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _button(self, text: str, kind: str, icon: str = "", key: str = "") -> Button:
        button = Button(self.look, kind, icon=icon, key=key)
        button.setText(text)
        return button

    def _buttons(self) -> QFrame:
        frame, column = self._card("Pogas")
        column.addLayout(
            self._row(
                self._button("Saglabāt", "primary", key="Ctrl+Enter"),
                self._button("Drukāt", "plain", "print"),
                self._button("Atcelt", "quiet", key="Esc"),
                self._button("Dzēst", "danger", "dismiss"),
            )
        )
        self.focused = self._button("Fokuss (Tab)", "plain")
        off = self._button("Nav pieejams", "plain")
        off.set_off("Šo darbību var veikt: lēmuma pieņēmējs.")
        busy = self._button("Saglabāt", "primary", key="Ctrl+Enter")
        busy.set_busy_text("Saglabā…")
        busy.set_busy(True)
        close = IconButton(self.look, "dismiss")
        close.set_key("Esc")
        close.set_name("Aizvērt")
        column.addLayout(self._row(self.focused, off, busy, close))
        return frame

    def _line(self, label: str, value: str = "") -> LineField:
        field = LineField(self.look)
        field.set_label(label)
        field.set_value(value)
        return field

    def _fields(self) -> QFrame:
        frame, column = self._card("Lauki")
        name = self._line("&Vārds, uzvārds", "Ārija Šķēle")
        name.set_required()
        helped = self._line("Ar palīgtekstu", "26 000 4")
        helped.set_help("8 cipari; ārvalstu numuru sāciet ar +")
        wrong = DateField(self.look, plain_words, read_date, show_date, lambda: date(2026, 11, 20))
        wrong.set_label("Ar kļūdu")
        wrong.set_value("31.02.2026.")
        wrong.commit()
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in (name, helped, wrong):
            row.addWidget(field, 1)
        column.addLayout(row)
        search = LineEdit(self.look, icon="search", key="Ctrl+F")
        search.setPlaceholderText("Klients, tālrunis, adrese, vārds…")
        column.addWidget(search)
        tick = CheckField(self.look)
        tick.set_label("Enter pāriet uz nākamo lauku")
        tick.set_value(True)
        empty = CheckField(self.look)
        empty.set_label("Blīvas rindas")
        column.addLayout(self._row(tick, empty))
        radio = RadioField(self.look, side_by_side=True)
        radio.set_label("Valoda")
        radio.set_options((Option("lv", "Latviešu"), Option("en", "English")))
        radio.set_value("lv")
        column.addWidget(radio)
        return frame

    def _chips(self) -> QFrame:
        frame, column = self._card("Stāvokļi: ikona + vārds, nekad tikai krāsa")
        for some in (CHIPS[:4], CHIPS[4:]):
            chips = []
            for kind, icon, text in some:
                chip = Chip(self.look)
                chip.set_state(kind, icon, text)
                chips.append(chip)
            column.addLayout(self._row(*chips))
        badge, active = Badge(self.look), Badge(self.look)
        badge.set_count(4)
        active.set_count(312, active=True)
        column.addLayout(self._row(badge, active))
        return frame

    def _marks(self) -> QFrame:
        frame, column = self._card("Teksts ar izceltu sākumu")
        lead = LeadText(self.look)
        lead.set_lead("Ieraksts mainīts.", " Šo ierakstu 10:39 mainīja Dace Bērziņa. Jūsu izmaiņas nav pazudušas.")
        column.addWidget(lead)
        return frame

    def _sheet(self) -> QFrame:
        look = self.look
        frame, column = self._card("Jauna saziņa")
        channel = ChannelField(look, frame)
        channel.set_label("Kanāls")
        channel.set_hint("Alt+1 … Alt+6")
        channel.set_options(CHANNELS)
        channel.set_value("phone")
        client = LookupField(look, icon="person")
        client.set_label("Klients vai tālrunis")
        client.set_value("Bērziņa Dzintra")
        phone = self._line("Tālrunis", "26 000 417")
        address = self._line("Adrese vai līguma Nr.", "Ozolu iela 7-3, Bērzaine")
        pair = QHBoxLayout()
        pair.setSpacing(10)
        pair.addWidget(phone, 2)
        pair.addWidget(address, 3)
        question = AreaField(look)
        question.set_label("Jautājums")
        question.set_value("Trešdien nav iztukšots dzeltenais konteiners. Vai būs atkārtots reiss šonedēļ?")
        outcome = SegmentedField(look)
        outcome.set_label("Iznākums")
        outcome.set_hint("1–4")
        outcome.set_options(OUTCOMES[:4])
        outcome.set_value(2)
        long_outcome = SegmentedField(look)
        long_outcome.set_label("Iznākums (astoņi)")
        long_outcome.set_options(OUTCOMES)
        long_outcome.set_value(0)
        to = ChoiceField(look)
        to.set_label("Kam nodots")
        to.set_options((Option(1, "Raivis Šķēle – maršrutu dispečers"), Option(2, "Dace Bērziņa – grāmatvede")))
        to.set_value(1)
        callout = CalloutCard(look)
        callout.set_title("Nosauciet klientam")
        callout.set_hint("Ctrl+C kopēt")
        callout.set_lines(
            (
                ("Raivis Šķēle", ", maršrutu dispečers"),
                ("63 000 214", " · 2. stāvs, 207. kabinets"),
                ("", "Pieņem: pirmdien 8:00–12:00, ceturtdien 13:00–17:00"),
            )
        )
        first: tuple[Field, ...] = (channel, client)
        for field in first:
            column.addWidget(field)
        column.addLayout(pair)
        for part in (to, question, outcome, long_outcome, callout, Rule()):
            column.addWidget(part)
        save = self._button("Saglabāt", "primary", key="Ctrl+Enter")
        column.addLayout(self._row(QLabel(""), self._button("Atcelt", "quiet", key="Esc"), save))
        return frame
