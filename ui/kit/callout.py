"""A card to read aloud from: „Nosauciet klientam”, with an accent bar at its left. Ctrl+C copies it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.labels import IconLabel, LeadText, Text
from ui.kit.look import Look
from ui.kit.paint import focus_frame

_BAR, _RADIUS = 3, 6


class CalloutCard(QFrame):
    """Title and lines; each line is (strong beginning, rest)."""

    copied = Signal()

    def __init__(self, look: Look, icon: str = "chat", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._title = Text(look, "strong", "accent_text")
        self._hint = Text(look, "caption", "text2")
        self._lines: list[LeadText] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 8, 12, 8)
        self._column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(IconLabel(look, icon, 16, "accent_text"))
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self._hint)
        self._column.addLayout(top)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        look.changed.connect(self.update)

    def set_title(self, title: str) -> None:
        """What the card is for; also its name for readers."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_hint(self, hint: str) -> None:
        """A quiet word at the right, „Ctrl+C kopēt”."""
        self._hint.setText(hint)

    def set_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these lines."""
        while len(self._lines) < len(lines):
            line = LeadText(self.look, self)
            self._lines.append(line)
            self._column.addWidget(line)
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(lines))
            line.set_lead(*(lines[at] if at < len(lines) else ("", "")))
        self.setAccessibleDescription(self.text())

    def text(self) -> str:
        """What is copied."""
        return "\n".join(line.text() for line in self._lines if line.text())

    def copy(self) -> None:
        """Put the lines on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self.copied.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the soft box with its bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.fillPath(path, self.look.colour("accent_soft"))
        painter.setClipPath(path)
        painter.fillRect(0, 0, _BAR, self.height(), self.look.colour("accent"))
        painter.setClipping(False)
        if self.hasFocus():
            focus_frame(painter, self.rect(), self.look, _RADIUS)
        painter.end()
