"""A line whose letters nobody sees; what is typed is kept exactly as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.line_fields import LineField
from ui.kit.look import Look


class PasswordField(LineField):
    """A password. It is in no draft, and neither spaces nor capitals are touched."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)

    def value(self) -> str:
        """The password as typed."""
        return self.line.text()

    def draft(self) -> object:
        """Nothing: a password is never kept."""
        return None

    def refuse(self, text: str) -> None:
        """Say what is wrong and mark everything typed, so that the next letter replaces it."""
        self.set_error(text)
        self.line.setFocus()
        self.line.selectAll()
