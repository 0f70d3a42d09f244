"""What stands where a list would be: nothing yet, nothing found, or what went wrong (design.md 4.10)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import Message, Speak
from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Text
from ui.kit.look import Look
from ui.kit.texts import Speaking


class PageState(Speaking, QWidget):
    """An icon, a sentence, and one action; ``button`` is told to whoever acts on it."""

    def __init__(self, look: Look, words: Speak) -> None:
        super().__init__()
        self.look, self.words = look, words
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(10)
        self._icon = IconLabel(look, "info", 32, "text3")
        self.text = Text(look, "strong", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = Button(look)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)

    def tell(self, icon: str, text: Message, action: Message | None = None, key: str = "") -> None:
        """Show this; without an ``action`` there is no button."""
        self._icon.set_icon(icon)
        self.say(self.text.setText, text)
        self.button.setVisible(action is not None)
        if action is not None:
            self.button.set_key(key)
            self.say(self.button.setText, action)
