"""The fields of the entry sheet, laid out in one column or two, in a place that scrolls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from app.contacts.records import Channel, Outcome
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.settings import CHANNELS, ENTER_MOVES_ON, ChannelOption
from ui.contacts.entry_cards import service_lines
from ui.contacts.entry_caret import caret, set_caret
from ui.contacts.entry_client import ClientPart
from ui.contacts.entry_lists import Lists
from ui.contacts.entry_more import NAMES as MORE_NAMES
from ui.contacts.entry_more import MorePart
from ui.contacts.entry_outcome import OutcomePart
from ui.contacts.entry_part import GAP
from ui.contacts.entry_service import ServiceNote
from ui.contacts.words import CHANNEL_ICONS
from ui.kit.buttons import Button
from ui.kit.channels import ChannelField
from ui.kit.choice import ChoiceField
from ui.kit.desk import Desk
from ui.kit.fields import Field, Option
from ui.kit.form import EntryForm
from ui.kit.scroll import Scroll
from ui.kit.text_area import AreaField
from ui.kit.texts import Speaking

#: What a field shows that an entry says nothing about.
DEFAULTS: Mapping[str, object] = {
    "channel": str(Channel.PHONE),
    "outcome": str(Outcome.ANSWERED),
    "incoming": True,
    "language": "lv",
    "speakers_only": True,
    "named": (),
}
_SKIPPED_WHEN_FILLED = frozenset({"phone", "address", "email", "due_date", "due_time"})


class EntryBody(Speaking, Scroll):
    """``scope`` is the sheet: there Enter, Ctrl+Enter, Esc and Alt+digit are heard."""

    typed = Signal()
    """A person changed something."""
    rules_touched = Signal()
    """Something was chosen or finished that the organisation's rules may have a word on."""

    def __init__(self, desk: Desk, scope: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self.lists = Lists()
        self._inner = inner = QWidget(self)
        self.setWidget(inner)
        self.channel = ChannelField(self.look, scope, inner)
        self.client = ClientPart(desk, inner)
        self.topic = ChoiceField(self.look, free=True, parent=inner)
        self.question = AreaField(self.look, parent=inner)
        self.outcome = OutcomePart(desk, inner)
        self.service: ServiceNote | None = None
        self._more: MorePart | None = None
        self._checked: date | None = None
        self.more_button = Button(self.look, "quiet", icon="chevron_down", key="Alt+V", parent=inner)
        self._lay_out(inner)
        self.form = EntryForm(scope, enter_moves_on=desk.local.get(ENTER_MOVES_ON))
        self._take_fields()
        self._name()
        self._connect()
        self.show_channels(self.known_channels())
        self.show_more(False)

    def retranslate(self) -> None:
        self._tell_services()

    @property
    def more(self) -> MorePart:
        """What is rarely needed; made when it is first asked for, as it would double the time that F2 takes."""
        if self._more is None:
            self._more = self._make_more()
        return self._more

    def set_lists(self, lists: Lists) -> None:
        """Offer what the office has."""
        self.lists = lists
        self.show_channels(lists.channels)
        self.topic.set_options([Option(topic.id, topic.name) for topic in lists.topics])
        self.question.set_snippets(lists.snippets)
        for part in (self.client, self.outcome, self._more):
            if part is not None:
                part.set_lists(lists)
        self._topic_settled()

    def show_channels(self, channels: tuple[ChannelOption, ...]) -> None:
        """The office's channels in its order, under its names (C1); one that an entry has stays in sight."""
        present = self.channel.value()
        shown = [channel for channel in channels if channel.enabled or channel.code == present]
        self.channel.set_options(
            [Option(item.code, item.label, CHANNEL_ICONS.get(item.code, "")) for item in shown]
        )
        self.channel.set_hint(f"Alt+1 … Alt+{len(shown)}" if len(shown) > 1 else "")
        self.channel.set_value(present)

    def set_columns(self, columns: int) -> None:
        """One column, or two side by side."""
        across = QBoxLayout.Direction.LeftToRight if columns == 2 else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across)
        self._columns.setSpacing(24 if columns == 2 else GAP)
        self._columns.setStretch(0, 1 if columns == 2 else 0)

    def show_values(self, values: Mapping[str, object], client_id: int | None) -> None:
        """Fill every field; what is not among ``values`` is as in a new contact."""
        if self._more is None and any(_is_told(values, name) for name in MORE_NAMES):
            self._more = self._make_more()
        names = self.form.values()
        if values.get("channel") not in (None, self.channel.value()):
            self.channel.set_value(values["channel"])
            if self.channel.value() is None and self.lists.channels:
                self._show_channel(str(values["channel"]))
        self.client.keep_phone(str(values.get("phone") or ""))
        self.form.set_values({name: values.get(name, DEFAULTS.get(name)) for name in names if name != "channel"})
        self.client.set_client(client_id, str(values.get("client") or ""))
        self.client.row_taken = None
        self.outcome.set_task_kept(bool(values.get("task")))
        self.outcome.set_language(str(values.get("language") or "lv"))
        self._tell_services()
        self._show_checked(None)
        self.refresh()

    def refresh(self) -> None:
        """Show what belongs to what is chosen."""
        self.outcome.refresh()
        if self._more is not None:
            self._more.refresh()
        self._show_email()

    def show_more(self, unfolded: bool) -> None:
        """Unfold what is rarely needed, or fold it."""
        if unfolded or self._more is not None:
            self.more.setVisible(unfolded)
        self.more_button.set_icon("chevron_up" if unfolded else "chevron_down")
        self._show_email()

    def toggle_more(self) -> None:
        """Alt+V."""
        unfold = not self._is_unfolded
        self.show_more(unfold)
        if unfold:
            self.form.focus("at_date")

    def card_text(self) -> str:
        """What is to be read out to the client now; "" for nothing."""
        more = self._more.card if self._more is not None else None
        return self.outcome.card_text() or (more.text() if more is not None and more.isVisible() else "")

    def tab_stops(self) -> list[QWidget]:
        """Where Tab stops, as the eye goes: cards and buttons are among the fields."""
        after: dict[str, QWidget] = {
            "speakers_only": self.outcome.card,
            "institution": self.outcome.public_card,
            "due_time": self.more_button,
        }
        if self._more is not None:
            after["language"] = self._more.card
        stops: list[QWidget] = []
        for name in self.form.values():
            if name != "channel":  # Alt+digit works anywhere
                stops.append(self.form.field(name).focus_target())
            if name in after:
                stops.append(after[name])
        return stops

    def show_card(self) -> None:
        """Bring what is to be read out into sight."""
        for card in (self.outcome.card, self.outcome.public_card):
            if card.isVisible():
                self.ensureWidgetVisible(card, 0, 8)

    def place(self) -> tuple[str, int] | None:
        """The field with the keyboard, and where in its text; None for none of them."""
        field = self._focused()
        if field is None:
            return None
        name = next(name for name in self.form.values() if self.form.field(name) is field)
        return name, caret(field.focus_target())

    def go_to(self, name: str, at: int) -> bool:
        """Put the keyboard back to a place; False where the field is not shown now."""
        field = self.form.field(name) if name in self.form.values() else None
        if field is None or not field.isVisibleTo(self):
            return False
        self.form.focus(name)
        set_caret(field.focus_target(), at)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bars that come take of the height, and what is to be corrected must stay in sight."""
        super().resizeEvent(event)
        self._show_bad()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content has grown, perhaps by the line that says what is wrong."""
        heard = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize and watched is self.widget():
            self._show_bad()
        return heard

    def _show_bad(self) -> None:
        field = self._focused()
        if field is not None and field.error():
            self.ensureWidgetVisible(field, 0, 4)

    def _focused(self) -> Field | None:
        above = QApplication.focusWidget()
        while above is not None and not isinstance(above, Field):
            above = above.parentWidget()
        return above if above is not None and self.isAncestorOf(above) else None

    def advise_in_writing(self) -> None:
        """End the contact by asking for the question in writing (C12)."""
        self.outcome.choose(str(Outcome.ADVISED_IN_WRITING))

    def reveal(self, name: str) -> None:
        """Make sure that a field can be seen."""
        if name in MORE_NAMES or name == "email":
            self.show_more(True)

    def _show_channel(self, code: str) -> None:
        """A channel that the office has switched off since stays with the contacts that have it."""
        switched_off = next((item for item in self.lists.channels if item.code == code), ChannelOption(code, code))
        shown = [item for item in self.lists.channels if item.enabled]
        options = [
            Option(item.code, item.label, CHANNEL_ICONS.get(item.code, "")) for item in (*shown, switched_off)
        ]
        self.channel.set_options(options)
        self.channel.set_value(code)

    def _show_email(self) -> None:
        wanted = self.channel.value() == Channel.EMAIL or self._is_unfolded
        self.client.email.setVisible(wanted)

    def _topic_settled(self) -> None:
        topic = self.lists.topic(self.topic.value())
        self.outcome.default_days = topic.default_days if topic else None
        self._tell_services()
        if topic is not None:
            self.outcome.propose(topic.specialist_id)

    def _tell_services(self) -> None:
        """What the office does in this matter, below the topic (C21)."""
        lines = service_lines(self.lists.services_of(self.topic.value()), self.words)
        if self.service is None and lines:
            self.service = ServiceNote(self.look)
            self._left.insertWidget(self._left.indexOf(self.topic) + 1, self.service)
        if self.service is not None:
            self.service.show_lines(lines)

    def known_channels(self) -> tuple[ChannelOption, ...]:
        """The office's channels, or the usual ones while its settings cannot be read."""
        try:
            return self.desk.settings.get(CHANNELS)
        except UserError:
            return CHANNELS.default

    def _lay_out(self, inner: QWidget) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, inner)
        self._columns.setContentsMargins(0, 0, 6, 4)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(GAP)
            self._columns.addLayout(column, 1)
        left.addWidget(self.channel)
        left.addWidget(self.client)
        left.addWidget(self.topic)
        right.addWidget(self.question)
        right.addWidget(self.outcome)
        right.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._left, self._right = left, right
        for column in (left, right):
            column.addStretch(1)

    def _take_fields(self) -> None:
        fields = {
            "channel": self.channel,
            **self.client.fields,
            "topic": self.topic,
            "question": self.question,
            **self.outcome.fields,
        }
        self._take(fields)

    def _take(self, fields: Mapping[str, Field]) -> None:
        for name, field in fields.items():
            self.form.add(name, field, skip_filled=name in _SKIPPED_WHEN_FILLED)
            field.edited.connect(self.typed)

    def _make_more(self) -> MorePart:
        more = MorePart(self.desk, self._inner)
        more.hide()
        self._right.insertWidget(self._right.indexOf(self.more_button) + 1, more)
        self._take(more.fields)
        more.set_lists(self.lists)
        more.show_checked(self._checked)
        self.form.set_values({name: DEFAULTS.get(name) for name in more.fields})
        more.language_changed.connect(self.outcome.set_language)
        more.language_changed.connect(self.rules_touched)
        return more

    @property
    def _is_unfolded(self) -> bool:
        return self._more is not None and self._more.isVisibleTo(self)

    def _show_checked(self, checked: date | None) -> None:
        self._checked = checked
        if self._more is not None:
            self._more.show_checked(checked)

    def _name(self) -> None:
        self.say(self.channel.set_label, N_("Channel"))
        self.say(self.topic.set_label, N_("Topic"))
        self.say(self.question.set_label, N_("Question"))
        self.say(self.more_button.setText, N_("More"))

    def _connect(self) -> None:
        self.channel.edited.connect(self._show_email)
        self.channel.edited.connect(self.rules_touched)
        self.client.taken.connect(lambda: self.form.focus("topic"))
        self.client.taken.connect(self._client_taken)
        self.client.phone.line.editingFinished.connect(self.rules_touched)
        self.topic.picked.connect(self._topic_settled)
        self.topic.box.line.editingFinished.connect(self._topic_settled)
        self.outcome.changed.connect(self.rules_touched)
        self.more_button.clicked.connect(self.toggle_more)

    def _client_taken(self) -> None:
        row = self.client.row_taken
        self._show_checked(row.checked_on if row else None)
        self.rules_touched.emit()


def _is_told(values: Mapping[str, object], name: str) -> bool:
    """Whether a field holds something else than in a new contact."""
    return values.get(name) not in (None, "", DEFAULTS.get(name, False))
