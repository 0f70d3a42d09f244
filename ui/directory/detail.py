"""Everything about one record of the directory, beside the list or, in a narrow window, in a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.i18n import N_, Message, Translator
from ui.directory.words import Line
from ui.kit.buttons import Button
from ui.kit.callout import CalloutCard
from ui.kit.deeds import Deed
from ui.kit.labels import Text
from ui.kit.look import Look
from ui.kit.texts import Speaking


class Detail(Speaking, QWidget):
    """Name, the card to read aloud, facts, and what can be done."""

    change_wanted = Signal()
    hide_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, look: Look, words: Translator, *, editable: bool) -> None:
        super().__init__()
        self.look, self.words = look, words
        self.hide_button: Button | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 12)
        outer.setSpacing(8)
        inside = QWidget()
        inside.setProperty("surface", "clear")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(18, 16, 18, 8)
        self._column.setSpacing(4)
        self.name = Text(look, "pane", wrap=True)
        self._about = Text(look, "body", "text2", wrap=True)
        self.callout = CalloutCard(look)
        self.say(self.callout.set_title, N_("Tell the client"))
        self.say(self.callout.set_hint, N_("Ctrl+C copies"))
        self._facts: list[tuple[Text, Text]] = []
        self._column.addWidget(self.name)
        self._column.addWidget(self._about)
        self._column.addSpacing(8)
        self._column.addWidget(self.callout)
        self._column.addSpacing(8)
        self._deeds = QVBoxLayout()
        self._deeds.setSpacing(0)
        self._column.addLayout(self._deeds)
        history = Button(look, "quiet", icon="clock", key="Ctrl+H")
        self.say(history.setText, N_("History"))
        history.clicked.connect(self.history_wanted)
        self._column.addWidget(history, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        outer.addWidget(area, 1)
        if editable:
            outer.addLayout(self._buttons())

    def set_deeds(self, deeds: Sequence[Deed], call: Callable[[Deed], None]) -> None:
        """What else can be done with the record; called once."""
        for deed in deeds:
            button = Button(self.look, "quiet", icon=deed.icon, key=deed.keys)
            self.say(button.setText, deed.name)
            button.clicked.connect(partial(call, deed))
            self._deeds.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_record(
        self, name: str, about: str, told: Sequence[Line], facts: Sequence[tuple[Message, str]], *, hidden: bool
    ) -> None:
        """Show one record."""
        self.name.setText(name)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.callout.set_lines(told)
        shown = [(label, value) for label, value in facts if value]
        while len(self._facts) < len(shown):
            self._add_fact()
        for at, (label, value) in enumerate(self._facts):
            here = at < len(shown)
            label.setVisible(here)
            value.setVisible(here)
            if here:
                label.setText(self.words(shown[at][0]))
                value.setText(shown[at][1])
        if self.hide_button is not None:
            self.say(self.hide_button.setText, N_("Show again") if hidden else N_("Hide"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys written in the buttons work here too."""
        if self.hide_button is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.change_wanted.emit()
        elif self.hide_button is not None and event.key() == Qt.Key.Key_Delete:
            self.hide_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _add_fact(self) -> None:
        label, value = Text(self.look, "caption", "text2"), Text(self.look, wrap=True)
        label.setContentsMargins(0, 6, 0, 0)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        at = self._column.count() - 1
        self._column.insertWidget(at, label)
        self._column.insertWidget(at + 1, value)
        self._facts.append((label, value))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(8)
        change = Button(self.look, icon="edit", key="Enter")
        self.say(change.setText, N_("Change"))
        change.clicked.connect(self.change_wanted)
        self.hide_button = Button(self.look, "quiet", key="Del")
        self.say(self.hide_button.setText, N_("Hide"))
        self.hide_button.clicked.connect(self.hide_wanted)
        row.addWidget(change)
        row.addWidget(self.hide_button)
        row.addStretch(1)
        return row
