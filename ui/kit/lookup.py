"""Search as you type: the line asks, somebody answers later, the answer is shown below if it still fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.fields import Field
from ui.kit.line_fields import LineEdit
from ui.kit.look import Look
from ui.kit.suggestions import LookupRow, Offers

DEBOUNCE_MS = 120
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say ``text`` without moving the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class LookupLine(LineEdit):
    """↑↓ move in the list, Enter takes, Tab keeps the text as typed, Esc closes the list first.

    Enter pressed before the answer has come takes the first row of that answer.
    """

    search_requested = Signal(str)
    taken = Signal(object)
    """The LookupRow taken; the line already shows its title."""
    passed = Signal()
    """Enter was pressed ahead of an answer that turned out empty."""

    def __init__(self, look: Look, *, icon: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, icon=icon, key=key, parent=parent)
        self.popup = Offers(look, self)
        self.popup.taken.connect(self._take)
        self._awaited: str | None = None
        self._take_first = False
        self._pause = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)

    def show_results(self, query: str, rows: Sequence[LookupRow]) -> None:
        """The answer to ``query``; dropped if the line has moved on to another text or been left."""
        if query != self._awaited:
            return
        self._awaited = None
        if self._take_first:
            self._take_first = False
            if rows:
                self._take(rows[0])
            else:
                self.passed.emit()
            return
        self.popup.show_rows(rows, query)
        self._announce()

    def close_popup(self) -> None:
        """Close the list and expect no answer."""
        self._pause.stop()
        self._awaited = None
        self._take_first = False
        self.popup.hide()

    def event(self, event: QEvent) -> bool:
        """Esc is ours while the list is open, whatever shortcut the window has for it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.popup.isVisible()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if not self._handled(Qt.Key(event.key()), event.modifiers()):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps the text and closes the list."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_popup()
        super().focusOutEvent(event)

    def _handled(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        shown = self.popup.isVisible()
        if key in _STEPS and shown:
            self.popup.move_by(_STEPS[key])
            self._announce()
        elif key in _ENTER and self._awaited is not None:
            self._take_first = True
            if self._pause.isActive():
                self._pause.stop()
                self._ask()
        elif key in _ENTER and (row := self.popup.current()):
            self._take(row)
        elif key == Qt.Key.Key_Escape and shown:
            self.close_popup()
        else:
            return False
        return True

    def _typed(self) -> None:
        text = self.text().strip()
        if text:
            self._awaited = text
            self._take_first = False
            self._pause.start()
        else:
            self.close_popup()

    def _ask(self) -> None:
        if self._awaited is not None:
            self.search_requested.emit(self._awaited)

    def _take(self, row: LookupRow) -> None:
        self.close_popup()
        self.setText(row.title)
        self.taken.emit(row)

    def _announce(self) -> None:
        if row := self.popup.current():
            announce(self, f"{row.title}, {row.detail}" if row.detail else row.title)


class LookupField(Field):
    """The line with its label. After a row is taken the form moves on, unless the page moved the focus itself."""

    taken = Signal(object)

    def __init__(self, look: Look, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.line = LookupLine(look, icon=icon)
        self.search_requested = self.line.search_requested
        self.show_results = self.line.show_results
        self._chosen: LookupRow | None = None
        self._place(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.taken.connect(self._take)
        self.line.passed.connect(self.done)

    def set_placeholder(self, text: str) -> None:
        """A quiet example inside while empty."""
        self.line.setPlaceholderText(text)

    def value(self) -> str:
        """The text; see :meth:`chosen` for the row behind it."""
        return self.line.text().strip()

    def set_value(self, value: object) -> None:
        """Fill in a text that stands for no row."""
        self._chosen = None
        self.line.close_popup()
        self.line.setText("" if value is None else str(value))
        self.set_error("")

    def chosen(self) -> LookupRow | None:
        """The row taken, until the text is edited again."""
        return self._chosen

    def set_chosen(self, row: LookupRow) -> None:
        """Fill in a row without a search."""
        self.set_value(row.title)
        self._chosen = row

    def _typed(self) -> None:
        self._chosen = None
        self.edited.emit()

    def _take(self, row: LookupRow) -> None:
        self._chosen = row
        self.edited.emit()
        self.taken.emit(row)
        self.done.emit()
