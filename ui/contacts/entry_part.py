"""What the parts of the entry sheet have in common, and a field of segments that tells of its digit."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core import dates
from app.core.date_entry import parse_date, parse_time
from app.core.i18n import Message
from app.core.moments import riga_date
from ui.contacts.entry_lists import Lists
from ui.kit.desk import Desk
from ui.kit.fields import Field
from ui.kit.parsed_fields import DateField, TimeField
from ui.kit.segmented import SegmentedField
from ui.kit.texts import Speaking

GAP = 6


class DigitField(SegmentedField):
    """Segments after whose digit the sheet decides where to go on."""

    settled = Signal()

    def _chosen(self, _value: object, by_digit: bool) -> None:
        self.edited.emit()
        if by_digit:
            self.settled.emit()


class Part(Speaking, QWidget):
    """Some fields of the sheet, one under another, in the order that Tab takes."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        # Made inside their place from the start: each move to another parent would dress everything anew.
        super().__init__(parent)
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self.lists = Lists()
        self.fields: dict[str, Field] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)

    def set_lists(self, lists: Lists) -> None:
        """Offer what the office has."""
        self.lists = lists
        self.retranslate()

    def own(self, name: str, field: Field, label: Message) -> None:
        """Name and label a field; where it stands is the part's own business."""
        self.fields[name] = field
        self.say(field.set_label, label)

    def row(self, *fields: Field, stretch: bool = True) -> QWidget:
        """Short fields side by side."""
        line = QWidget(self)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        for field in fields:
            across.addWidget(field)
        if stretch:
            across.addStretch(1)
        return line

    def today(self) -> date:
        """The day it is in Riga."""
        return riga_date(self.desk.office.clock())

    def date_field(self, *, ahead: bool) -> DateField:
        """A day as people type it."""

        def read(text: str) -> date:
            return parse_date(text, self.today(), self.lists.calendar.add_working_days, ahead=ahead)

        return DateField(self.look, self.words, read, dates.full, self.today, parent=self)

    def time_field(self) -> TimeField:
        """A time of day."""
        return TimeField(self.look, self.words, parse_time, dates.clock, parent=self)
