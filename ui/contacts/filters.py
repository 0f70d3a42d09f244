"""What the journal is filtered by: the row above the list, and what opens below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from app.contacts.records import CHANNEL_NAMES, OUTCOME_NAMES, Channel, ContactFilter
from app.core.i18n import C_, N_, Message
from app.core.moments import riga_date
from app.core.periods import NAMES
from app.directory.records import EmployeeRecord, TopicRecord
from ui.contacts import periods
from ui.contacts.periods import Period
from ui.kit.buttons import Button
from ui.kit.checks import CheckField
from ui.kit.choice import ChoiceField
from ui.kit.day_fields import date_field
from ui.kit.desk import Desk
from ui.kit.drop_button import DropButton
from ui.kit.fields import Option
from ui.kit.line_fields import LineEdit
from ui.kit.texts import Speaking

#: So long after the last letter the search begins.
DEBOUNCE_MS = 120
#: Below this width the fields below the row stand in two lines.
_NARROW = 900
_SEARCH_WIDTH = 310


class SearchLine(LineEdit):
    """The box of Ctrl+F. ↓ and Enter go on to the list, Esc empties it first."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.left.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Filters(Speaking, QWidget):
    """The filter of the journal as widgets. ``changed`` comes when a list should be read anew."""

    changed = Signal()
    left = Signal()
    """The person goes on to the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self._rest = ContactFilter()
        self._applied = ContactFilter(tab="")
        self._period = Period()
        self._channels: Sequence[str] = tuple(Channel)
        self._hint: Message | None = None
        self._soon = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._soon.timeout.connect(self._now)
        self.line = SearchLine(self.look, icon="search", key="Ctrl+F")
        self.line.textEdited.connect(lambda _text: self._soon.start())
        self.line.left.connect(self._leave)
        self.channel = DropButton(self.look)
        self.channel.set_least_width(124)
        self.channel.set_value("")
        self.channel.chosen.connect(lambda _value: self._now())
        self.period = DropButton(self.look)
        self.period.set_least_width(166)
        self.period.set_value(periods.ALL)
        self.period.chosen.connect(self._period_chosen)
        self.more_button = Button(self.look, "quiet", icon="filter")
        self.more_button.setCheckable(True)
        self.more_button.toggled.connect(self._show_more)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        for widget in (self.line, self.channel, self.period, self.more_button):
            self.row.addWidget(widget)
        self.row.setStretchFactor(self.line, 1)
        self.client = Button(self.look, icon="dismiss")
        self.client.clicked.connect(self._forget_client)
        self.client.hide()
        self.more = QWidget()
        self._build_more()
        self.more.hide()
        column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.row)
        column.addWidget(self.client, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.more)
        self._say_all()
        self.retranslate()

    # What the page asks.

    def filter(self, tab: str) -> ContactFilter:
        """The filter as it stands."""
        first, last = self._period.span(self._today())
        return replace(
            self._rest,
            tab=tab,
            text=self.line.text().strip(),
            channel=str(self.channel.value() or ""),
            period=self._period.key if self._period.key in NAMES else "",
            first_day=first,
            last_day=last,
            topic_id=_number(self.topic.value()),
            handler_id=_number(self.handler.value()),
            outcome=str(self.outcome.value() or ""),
            annulled=bool(self.annulled.value()),
            restricted=bool(self.restricted.value()),
        )

    def set_filter(self, chosen: ContactFilter) -> None:
        """Show a filter; nothing is told."""
        self._soon.stop()
        self._rest = replace(ContactFilter(), client_id=chosen.client_id, import_id=chosen.import_id)
        self.line.setText(chosen.text)
        self.channel.set_value(chosen.channel)
        self._period = periods.named(chosen.period, chosen.first_day, chosen.last_day)
        self.first_day.set_value(self._period.first)
        self.last_day.set_value(self._period.last)
        self.topic.set_value(chosen.topic_id)
        self.handler.set_value(chosen.handler_id)
        self.outcome.set_value(chosen.outcome)
        self.annulled.set_value(chosen.annulled)
        self.restricted.set_value(chosen.restricted)
        self.client.setVisible(chosen.client_id is not None or chosen.import_id is not None)
        self._show_period()
        self._mark_more()
        self._applied = self.filter("")

    def set_client_name(self, name: str) -> None:
        """Whose contacts alone are listed, where the filter names a client."""
        self.say(self.client.setText, N_("Only: {name}", name=name))

    @property
    def is_set(self) -> bool:
        """Whether anything at all is filtered by."""
        return self.filter("") != ContactFilter(tab="")

    def write(self, text: str) -> None:
        """Take letters typed in the list."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.deselect()
        self.line.end(False)
        self.line.insert(text)
        self._soon.start()

    def set_choices(self, topics: Sequence[TopicRecord], people: Sequence[EmployeeRecord]) -> None:
        """What the topic and the responsible person may be."""
        chosen = self._rest, self.topic.value(), self.handler.value()
        self.topic.set_options([Option(topic.id, topic.name) for topic in topics])
        self.handler.set_options([Option(person.id, person.name) for person in people])
        self.topic.set_value(chosen[1])
        self.handler.set_value(chosen[2])

    def set_channels(self, codes: Sequence[str]) -> None:
        """The channels this office uses."""
        self._channels = [code for code in codes if code in set(Channel)]
        self.retranslate()

    def fit(self, width: int) -> None:
        """Lay out for a window of this width."""
        wide = width >= 1200
        limit = self.look.px(_SEARCH_WIDTH) if wide else 16_777_215
        self.line.setMaximumWidth(limit)
        short = width < _NARROW
        self._place_hint(N_("Client, phone, address…") if short else N_("Client, phone, address, word…"))
        direction = QBoxLayout.Direction.TopToBottom if short else QBoxLayout.Direction.LeftToRight
        self._more_row.setDirection(direction)

    def retranslate(self) -> None:
        say = self.words
        all_channels = Option("", say(N_("All channels")))
        named = [Option(code, say(CHANNEL_NAMES[Channel(code)])) for code in self._channels]
        self.channel.set_options([all_channels, *named])
        self.period.set_options([Option(key, say(name)) for key, name in periods.NAMES.items()])
        self.outcome.set_options([Option(code, say(name)) for code, name in OUTCOME_NAMES.items()])
        self._show_period()

    # Building.

    def _build_more(self) -> None:
        look = self.look
        self.topic, self.handler, self.outcome = ChoiceField(look), ChoiceField(look), ChoiceField(look)
        self.first_day, self.last_day = date_field(self.desk), date_field(self.desk)
        self.annulled, self.restricted = CheckField(look), CheckField(look)
        self.clear_button = Button(look, "quiet", icon="dismiss")
        self.clear_button.clicked.connect(self.clear)
        choices, days = QHBoxLayout(), QHBoxLayout()
        for row, fields in (
            (choices, (self.topic, self.handler, self.outcome)),
            (days, (self.first_day, self.last_day)),
        ):
            row.setSpacing(8)
            for field in fields:
                row.addWidget(field, 1)
                field.edited.connect(self._field_edited)
        for widget in (self.annulled, self.restricted, self.clear_button):
            days.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        days.addStretch(1)
        for check in (self.annulled, self.restricted):
            check.edited.connect(self._now)
        for field in (self.topic, self.handler, self.outcome):
            field.picked.connect(lambda _value: self._now())
            field.box.line.editingFinished.connect(self._now)
        for day in (self.first_day, self.last_day):
            day.line.editingFinished.connect(self._days_given)
        self._more_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.more)
        self._more_row.setContentsMargins(0, 0, 0, 0)
        self._more_row.setSpacing(8)
        self._more_row.addLayout(choices, 1)
        self._more_row.addLayout(days)
        self.more.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _say_all(self) -> None:
        self.say(self.line.setAccessibleName, N_("Search in the journal"))
        self.say(self.channel.set_name, N_("Channel"))
        self.say(self.period.set_name, N_("Period"))
        self.say(self.more_button.setText, C_("button", "Filter"))
        self.say(self.topic.set_label, N_("Topic"))
        self.say(self.handler.set_label, N_("Responsible"))
        self.say(self.outcome.set_label, N_("Outcome"))
        self.say(self.first_day.set_label, C_("day", "From"))
        self.say(self.last_day.set_label, C_("day", "To"))
        self.say(self.annulled.set_label, C_("filter", "Annulled"))
        self.say(self.restricted.set_label, C_("filter", "Restricted"))
        self.say(self.clear_button.setText, N_("Clear the filter"))

    def _place_hint(self, text: Message) -> None:
        if text != self._hint:
            self._hint = text
            self.say(self.line.setPlaceholderText, text)

    # What a person does.

    def clear(self) -> None:
        """Filter by nothing."""
        self.set_filter(ContactFilter())
        self.changed.emit()

    def _now(self) -> None:
        self._soon.stop()
        self._mark_more()
        present = self.filter("")
        if present != self._applied:
            self._applied = present
            self.changed.emit()

    def _forget_client(self) -> None:
        self.set_filter(replace(self.filter(""), client_id=None, import_id=None))
        self.changed.emit()

    @property
    def waiting(self) -> bool:
        """Whether somebody is still typing."""
        return self._soon.isActive()

    def flush(self) -> None:
        """Search for what is typed so far, without waiting."""
        if self._soon.isActive():
            self._now()

    def _leave(self) -> None:
        self.flush()
        self.left.emit()

    def _field_edited(self) -> None:
        """A field that was emptied filters no more."""
        if all(
            field.is_empty() or field.value() is not None for field in (self.topic, self.handler, self.outcome)
        ):
            self._soon.start()

    def _period_chosen(self, key: object) -> None:
        if key == periods.OWN:
            first, last = self._period.span(self._today())
            self._period = Period(periods.OWN, first, last)
            self.first_day.set_value(first)
            self.last_day.set_value(last)
            self.more_button.setChecked(True)
            self._show_period()
            self.first_day.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._period = Period(str(key))
            self._show_period()
        self._now()

    def _days_given(self) -> None:
        if self._period.key == periods.OWN:
            first, last = self.first_day.value(), self.last_day.value()
            if first and last and first > last:
                first, last = last, first
            self._period = Period(periods.OWN, first, last)
            self._show_period()
            self._now()

    def _show_more(self, on: bool) -> None:
        self.more.setVisible(on)
        if on and self.more_button.hasFocus():
            self.topic.focus_target().setFocus(Qt.FocusReason.TabFocusReason)

    def _show_period(self) -> None:
        own = self._period.key == periods.OWN
        self.first_day.setVisible(own)
        self.last_day.setVisible(own)
        self.period.set_value(self._period.key)
        self.period.set_shown(self.words(periods.shown(self._period, self._today())))

    def _mark_more(self) -> None:
        """The button stays marked while something below it filters."""
        below = self.topic, self.handler, self.outcome
        filters = any(field.value() for field in (*below, self.annulled, self.restricted))
        self.more_button.set_kind("plain" if filters else "quiet")

    def _today(self) -> date:
        return riga_date(self.desk.office.clock())


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
