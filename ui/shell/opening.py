"""What stands in the window until the database answers: a quiet sentence, or what is wrong and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, Message, Translator
from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Text
from ui.kit.look import Look
from ui.kit.texts import Speaking


class Opening(Speaking, QWidget):
    """A centred sentence; with trouble also the ways out of it."""

    again = Signal()
    elsewhere = Signal()

    def __init__(self, look: Look, words: Translator) -> None:
        super().__init__()
        self.look, self.words = look, words
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        self._icon = IconLabel(look, "", 32, "warn")
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._text = Text(look, "body", "text2", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setMaximumWidth(look.px(520))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._text, 6)
        row.addStretch(1)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self._again = Button(look, "primary")
        self.say(self._again.setText, N_("Try again"))
        self._again.clicked.connect(self.again)
        self._elsewhere = Button(look)
        self.say(self._elsewhere.setText, N_("Choose another database…"))
        self._elsewhere.clicked.connect(self.elsewhere)
        buttons.addStretch(1)
        buttons.addWidget(self._elsewhere)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(3)
        self.wait()

    @property
    def told(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def wait(self) -> None:
        """The database is being opened."""
        self.say(self._text.setText, N_("Opening…"))
        for part in (self._icon, self._again, self._elsewhere):
            part.hide()

    def trouble(self, message: Message) -> None:
        """It could not be opened."""
        self.say(self._text.setText, message)
        self._icon.set_icon("warning", "warn", filled=True)
        for part in (self._icon, self._again, self._elsewhere):
            part.show()
        self._again.setFocus()
