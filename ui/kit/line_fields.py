"""A line of text, and the field made of it."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.fields import Field
from ui.kit.look import Look
from ui.kit.paint import focus_in_error, keycap_size, paint_keycap

_ICON = 16


class LineEdit(QLineEdit):
    """A line with room for an icon at its left and a key cap at its right (while it is empty)."""

    def __init__(self, look: Look, *, icon: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._icon = icon
        self._key = key
        self._dress()
        look.changed.connect(self._dress)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C with nothing marked is left to the form, which may have a card to copy."""
        if event.matches(QKeySequence.StandardKey.Copy) and not self.hasSelectedText():
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, then icon and key cap over it."""
        super().paintEvent(event)
        if not (self._icon or self._key or self.property("bad")):
            return
        painter = QPainter(self)
        look = self.look
        focus_in_error(painter, self, look)
        if self._icon:
            side = look.px(_ICON)
            painter.drawPixmap(
                look.px(10), (self.height() - side) // 2, look.icon(self._icon, _ICON, "text2", on=self)
            )
        if self._key and not self.text():
            size = keycap_size(look, self._key)
            box = self.rect()
            box.setSize(size)
            box.moveCenter(self.rect().center())
            box.moveRight(self.width() - look.px(8))
            paint_keycap(painter, box, look, self._key, ink=look.colour("text2"), edge=look.colour("line2"))
        painter.end()

    def _dress(self) -> None:
        left = self.look.px(_ICON + 8) if self._icon else 0
        right = keycap_size(self.look, self._key).width() if self._key else 0
        self.setTextMargins(left, 0, right, 0)
        self.setFont(self.look.font())


class LineField(Field):
    """One line of text; surrounding spaces are not kept. „Too long” is the form's to say, never cut silently."""

    def __init__(self, look: Look, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.line = LineEdit(look, icon=icon)
        self._place(self.line)
        self.line.textEdited.connect(self.edited)

    def set_placeholder(self, text: str) -> None:
        """A quiet example inside while empty."""
        self.line.setPlaceholderText(text)

    def value(self) -> str:
        """The text."""
        return self.line.text().strip()

    def set_value(self, value: object) -> None:
        """Fill in the text; None empties it."""
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)
        self.set_error("")
