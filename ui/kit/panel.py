"""A panel over the whole window, for what is done in one go: print, export, read a file in (mock-up 22)."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import N_, Message, Translator
from ui.kit.buttons import IconButton
from ui.kit.labels import Text, card
from ui.kit.look import Look
from ui.kit.messages import Action, Bar
from ui.kit.scroll import bring_into_view
from ui.kit.texts import Speaking

#: What is left of the window around a panel, in px.
AROUND = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Panel(Speaking, QWidget):
    """Covers the window and darkens it; Tab stays inside, Esc closes, the keyboard returns to where it was.

    It goes by itself when something else in the window takes the keyboard: F2 works from anywhere.
    """

    closed = Signal()

    def __init__(self, look: Look, words: Translator, width: int, height: int) -> None:
        super().__init__()
        self.look, self.words = look, words
        self._size = (width, height)
        self._opener: QWidget | None = None
        self._open = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = card("card", self)
        self.card.setObjectName("panel")
        self.title = Text(look, "pane")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.message = PanelMessage(look, words)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def open_over(self, content: QWidget) -> None:
        """Show the panel over ``content``, usually all of a window."""
        self._opener = QApplication.focusWidget()
        # Qt keeps Tab inside a sub-window by itself.
        self.setParent(content, Qt.WindowType.SubWindow)
        content.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        self.focus_first()
        self._open = True

    def focus_first(self) -> None:
        """Put the keyboard where it begins."""

    def leave(self) -> None:
        """Close without doing anything more; the keyboard returns to where it was."""
        self._close(give_back=True)

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key of this panel says; False if it is none. Called for keys nothing inside had a use for."""
        del event
        return False

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is the panel's own although the window has a shortcut of that name."""
        return event.key() == Qt.Key.Key_Escape and not event.modifiers()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.wants(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.leave()
        elif not self.key(event):
            event.ignore()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 60))
        painter.end()

    def _place(self) -> None:
        content = self.parentWidget()
        if content is None:
            return
        self.setGeometry(content.rect())
        width = min(self.look.px(self._size[0]), self.width() - 2 * AROUND)
        height = min(self.look.px(self._size[1]), self.height() - 2 * AROUND)
        self.card.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not self._open or new is None:
            return
        if self.isAncestorOf(new):
            bring_into_view(new)
            return
        # A file dialog is a window of its own; it comes back here.
        if new.window() is self.window():
            self._close(give_back=False)

    def _close(self, *, give_back: bool) -> None:
        if not self._open:
            return
        self._open = False
        opener = self._opener
        content = self.parentWidget()
        if content is not None:
            content.removeEventFilter(self)
        self.hide()
        self.closed.emit()
        self.deleteLater()
        if give_back and opener is not None and shiboken6.isValid(opener) and opener.isVisible():
            opener.setFocus(Qt.FocusReason.PopupFocusReason)


class PanelMessage(QWidget):
    """The one message inside a panel: trouble in place, with what can be done about it."""

    def __init__(self, look: Look, words: Translator) -> None:
        super().__init__()
        self.look, self.words = look, words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.bar: Bar | None = None
        self.hide()

    def tell(self, level: str, text: Message, actions: tuple[Action, ...] = ()) -> None:
        """Show it instead of the last one, and let readers speak it."""
        self.clear()
        self.bar = Bar(self.look, self.words, level, None, text, actions=actions, closable=False, stacked=True)
        self._column.addWidget(self.bar)
        self.show()
        self.bar.announce()

    def clear(self) -> None:
        """Take it away."""
        bar, self.bar = self.bar, None
        if bar is not None:
            bar.hide()
            self._column.removeWidget(bar)
            bar.deleteLater()
        self.hide()

    def text(self) -> str:
        """What it says now; "" for nothing."""
        return self.bar.accessibleName() if self.bar is not None else ""


def titled(panel: Panel) -> QHBoxLayout:
    """The row with a panel's title and its closing cross."""
    row = QHBoxLayout()
    row.addWidget(panel.title, 1)
    cross = IconButton(panel.look, "dismiss")
    cross.set_key("Esc")
    cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    panel.say(cross.set_name, N_("Close"))
    cross.clicked.connect(panel.leave)
    row.addWidget(cross)
    return row


def is_enter(event: QKeyEvent) -> bool:
    """Enter on either side of the keyboard, alone."""
    return event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
