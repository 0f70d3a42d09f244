"""Longer text: grows from two lines to four, Tab leaves it, „//rek” becomes a whole sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.kit.fields import Field
from ui.kit.look import Look
from ui.kit.paint import focus_in_error

_ABBREVIATION = re.compile(r"//([^\W_]+)$")
_FRAME = 14
_EXPANDING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEVER_OURS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TextArea(QPlainTextEdit):
    """Several lines of plain text between ``low`` and ``high`` lines tall, then it scrolls."""

    def __init__(self, look: Look, low: int = 2, high: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._lines = (low, high)
        self._snippets: dict[str, str] = {}
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(3, 3, 3, 3)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        look.changed.connect(self._fit)
        self._fit()

    def set_snippets(self, snippets: Mapping[str, str]) -> None:
        """The abbreviations (without „//”) and their texts; space, Enter or leaving the field expands them."""
        self._snippets = {key.casefold(): text for key, text in snippets.items()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Expand abbreviations; leave Ctrl+Enter to the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _NEVER_OURS:
            event.ignore()
            return
        if event.key() in _EXPANDING and self._expand() and event.key() != Qt.Key.Key_Space:
            return  # this Enter asked for the text, not for a new line
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tab expands too, and moves on."""
        self._expand()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapping changes with the width, and with it the height."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Paint the focus of an area in error, around its text."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint:
            painter = QPainter(self)
            focus_in_error(painter, self, self.look)
            painter.end()
        return done

    def changeEvent(self, event: QEvent) -> None:
        """A larger font needs a taller box."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_lines"):
            self._fit()

    def _expand(self) -> bool:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        found = _ABBREVIATION.search(before)
        text = self._snippets.get(found[1].casefold()) if found else None
        if found is None or text is None or cursor.hasSelection():
            return False
        cursor.movePosition(cursor.MoveOperation.Left, cursor.MoveMode.KeepAnchor, len(found[0]))
        cursor.insertText(text)
        return True

    def _fit(self) -> None:
        low, high = self._lines
        lines = int(self.document().size().height())
        shown = min(high, max(low, lines))
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > high else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        height = shown * self.fontMetrics().lineSpacing() + self.look.px(_FRAME) + 4
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)


class AreaField(Field):
    """A text area with its label; Enter makes a new line here."""

    def __init__(self, look: Look, low: int = 2, high: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.area = TextArea(look, low, high)
        self._place(self.area)
        self._filling = False
        self.area.textChanged.connect(self._changed)

    def set_placeholder(self, text: str) -> None:
        """A quiet example inside while empty."""
        self.area.setPlaceholderText(text)

    def set_snippets(self, snippets: Mapping[str, str]) -> None:
        """See :meth:`TextArea.set_snippets`."""
        self.area.set_snippets(snippets)

    def value(self) -> str:
        """The text, without blank space around it."""
        return self.area.toPlainText().strip()

    def set_value(self, value: object) -> None:
        """Fill in the text; None empties it."""
        self._filling = True
        self.area.setPlainText("" if value is None else str(value))
        self._filling = False
        self.set_error("")

    def _changed(self) -> None:
        if not self._filling:
            self.edited.emit()
