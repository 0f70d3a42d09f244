"""Two people changed the same fields: both values side by side, a choice for each (design.md 4.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from app.contacts.records import CHANNEL_NAMES, LANGUAGE_NAMES, OUTCOME_NAMES, RESTRICTED, ContactFields
from app.core import moments
from app.core.errors import Conflict, Difference
from app.core.i18n import N_, Message, Speak
from app.core.phones import show_phone
from ui.contacts.entry_state import Entry
from ui.kit.checks import RadioButton
from ui.kit.desk import Desk
from ui.kit.labels import Text
from ui.kit.texts import Speaking

#: Numbers that go with the name beside them, whichever is chosen.
_GOES_WITH: Mapping[str, str] = {
    "client_id": "client_name",
    "topic_id": "topic",
    "referred_id": "referred_name",
    "institution_id": "institution",
}
FIELD_NAMES: Mapping[str, Message] = {
    "at": N_("Contact date"),
    "channel": N_("Channel"),
    "incoming": N_("Direction"),
    "client_name": N_("Client"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "address": N_("Address or contract No."),
    "topic": N_("Topic"),
    "subject": N_("Question"),
    "notes": N_("Notes"),
    "outcome": N_("Outcome"),
    "due_at": N_("Due date"),
    "referred_name": N_("Handed to"),
    "task_for_colleague": N_("Task for the colleague"),
    "reason": N_("Reason"),
    "institution": N_("Institution"),
    "offered_channel": N_("Channel offered"),
    "duration_s": N_("Duration, min"),
    "language": N_("Client's language"),
    "identity_shown": N_("Identity document shown (no copy)"),
    "entry_help": N_("Needs help to enter the premises"),
    "recording_told": N_("Told that the call is recorded"),
    "restricted": RESTRICTED,
    "named": N_("Who else may see it"),
}
_LONGEST = 300
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SIDES = {Qt.Key.Key_Left: 0, Qt.Key.Key_Right: 1}


def rebased(entry: Entry, conflict: Conflict) -> None:
    """Let the entry start from what is stored now, so that saving it again keeps mine."""
    assert entry.base is not None
    theirs: dict[str, Any] = {difference.field: difference.theirs for difference in conflict.differences}
    entry.base = replace(entry.base, **theirs)
    entry.version = conflict.version
    entry.merged_with = conflict.by


class CompareView(Speaking, QWidget):
    """Only the fields that differ, mine and theirs, with a radio button above each value.

    Up and Down go from field to field, Left and Right choose; Tab stops once at each field (:meth:`stops`).
    """

    reached = Signal(object)
    """The widgets of the choice that the keyboard came to; the last matters most."""

    def __init__(self, desk: Desk, conflict: Conflict) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self.setProperty("surface", "clear")
        self.conflict = conflict
        self.choices: dict[str, tuple[RadioButton, RadioButton]] = {}
        self._parts: dict[str, tuple[QWidget, ...]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        for difference in conflict.differences:
            if difference.field not in _GOES_WITH:
                self._add(grid, difference)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self.retranslate()

    def chosen(self, mine: ContactFields) -> ContactFields:
        """``mine`` with theirs where theirs was chosen."""
        theirs: dict[str, Any] = {
            difference.field: difference.theirs
            for difference in self.conflict.differences
            if (pair := self.choices.get(_GOES_WITH.get(difference.field, difference.field)))
            and pair[1].isChecked()
        }
        return replace(mine, **theirs)

    def stops(self) -> list[QWidget]:
        """The button of each field that is chosen now."""
        return [pair[1] if pair[1].isChecked() else pair[0] for pair in self.choices.values()]

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        for stop in self.stops()[:1]:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the arrows before the buttons, whose own way ends at each pair."""
        names = (name for name, pair in self.choices.items() if watched in pair)
        name = next(names, None)
        if name is None:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit(self._parts[name])
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._moved(name, event)
        return False

    def _moved(self, name: str, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if key in _SIDES:
            button: QWidget = self.choices[name][_SIDES[key]]
            self.choices[name][_SIDES[key]].setChecked(True)
        elif key in _UP_DOWN:
            stops = self.stops()
            to = list(self.choices).index(name) + _UP_DOWN[key]
            button = stops[max(0, min(to, len(stops) - 1))]
        else:
            return False
        button.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def retranslate(self) -> None:
        """Write whose values they are."""
        at = datetime.fromisoformat(self.conflict.at)
        theirs = f"{self.conflict.by}, {self.words(moments.when(at, self.desk.office.clock()))}"
        for mine_button, their_button in self.choices.values():
            mine_button.setText(self.words(N_("Yours")))
            their_button.setText(theirs)

    def _add(self, grid: QGridLayout, difference: Difference) -> None:
        row = grid.rowCount()
        label = Text(self.look, "caption_strong", "text2")
        self.say(label.setText, FIELD_NAMES.get(difference.field, N_("Record")))
        grid.addWidget(label, row, 0, 1, 2)
        buttons = QButtonGroup(self)
        pair = RadioButton(self.look), RadioButton(self.look)
        texts: list[QWidget] = []
        for column, (button, value) in enumerate(zip(pair, (difference.mine, difference.theirs), strict=True)):
            buttons.addButton(button)
            button.installEventFilter(self)
            grid.addWidget(button, row + 1, column)
            text = Text(self.look, wrap=True)
            text.setText(shown(difference.field, value, self.words))
            text.setContentsMargins(self.look.px(32), 0, 0, 12)
            grid.addWidget(text, row + 2, column, Qt.AlignmentFlag.AlignTop)
            texts.append(text)
        pair[0].setChecked(True)
        self.choices[difference.field] = pair
        self._parts[difference.field] = (*texts, label, *pair)


def shown(field: str, value: object, words: Speak) -> str:
    """A value of a record as people read it; „–” for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return words(N_("Yes") if value else N_("No"))
    if isinstance(value, datetime):
        here = moments.to_riga(value)
        return f"{here:%d.%m.%Y.} {here.hour}:{here:%M}"
    if field == "duration_s" and isinstance(value, int):
        return str(round(value / 60))
    text = words(N_("Employees: {count}", count=len(value))) if isinstance(value, tuple) else str(value)
    if field == "phone" and text.startswith("+"):
        return show_phone(text)
    names: dict[str, Mapping[str, Message]] = {
        "channel": {str(code): name for code, name in CHANNEL_NAMES.items()},
        "offered_channel": {str(code): name for code, name in CHANNEL_NAMES.items()},
        "outcome": {str(code): name for code, name in OUTCOME_NAMES.items()},
        "language": LANGUAGE_NAMES,
    }
    name = names.get(field, {}).get(text)
    return words(name) if name else text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
