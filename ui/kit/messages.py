"""Messages from calm to loud: toasts that pass, bars that stay above the content (design.md 4.7)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import N_, Message, Translator
from ui.kit.buttons import Button, IconButton
from ui.kit.labels import IconLabel, LeadText
from ui.kit.look import Look
from ui.kit.paint import rounded
from ui.kit.texts import Speaking

#: How long a toast stays, in milliseconds.
TOAST_MS = 6000
#: How many past toasts are kept for F1.
REMEMBERED = 20

#: What a form says whose save failed for want of a connection, as soon as there is one again.
CAN_SAVE = N_("The connection to the database is back. You can save.")

_ICONS = {"info": "info", "warn": "warning", "bad": "error_circle"}

Action = tuple[Message, Callable[[], None]]


class Bar(Speaking, QFrame):
    """One message above the content; it pushes it down and takes no focus."""

    closed = Signal()

    def __init__(
        self,
        look: Look,
        words: Translator,
        level: str,
        lead: Message | None,
        text: Message,
        *,
        actions: tuple[Action, ...] = (),
        closable: bool = True,
        stacked: bool = False,
    ) -> None:
        """``stacked`` puts the actions below the text, where the place is narrow."""
        super().__init__()
        self.look, self.words = look, words
        self._lead, self._text = lead, text
        self.buttons: list[Button] = []
        self.close_button: IconButton | None = None
        self._level = level
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(12)
        icon = IconLabel(look, _ICONS[level], 16, level, filled=True)
        row.addWidget(icon)
        self._label = LeadText(look)
        below = QHBoxLayout()
        if stacked and actions:
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(self._label)
            column.addLayout(below)
            row.addLayout(column, 1)
        else:
            row.addWidget(self._label, 1)
        for name, call in actions:
            button = Button(look)
            self.say(button.setText, name)
            button.clicked.connect(call)
            self.buttons.append(button)
            (below if stacked else row).addWidget(button)
        if stacked and actions:
            below.addStretch(1)
        if closable:
            close = IconButton(look, "dismiss")
            self.say(close.set_name, N_("Close"))
            close.clicked.connect(self.closed)
            row.addWidget(close)
            self.close_button = close
        self.retranslate()

    def retranslate(self) -> None:
        lead = self.words(self._lead) + " " if self._lead else ""
        self._label.set_lead(lead, self.words(self._text))
        self.setAccessibleName(lead + self.words(self._text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 6, self.look.colour(f"{self._level}_bg"), self.look.colour("line"))
        painter.end()

    def first_button(self) -> QWidget | None:
        """Where the keyboard stands when it comes to this message; None where there is nothing to press."""
        return next((button for button in (*self.buttons, self.close_button) if button is not None), None)

    def announce(self) -> None:
        """Let screen readers speak it."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


class BarArea(QWidget):
    """Where bars stand: one under another, each under a key, so that a cause has one bar."""

    def __init__(self, look: Look, words: Translator, *, stacked: bool = False) -> None:
        super().__init__()
        self.look, self.words = look, words
        self._stacked = stacked
        self._bars: dict[str, Bar] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_bar(
        self,
        key: str,
        level: str,
        text: Message,
        *,
        lead: Message | None = None,
        actions: tuple[Action, ...] = (),
        closable: bool = True,
    ) -> Bar:
        """Show a message of ``level`` info, warn or bad; it replaces the one with the same ``key``."""
        self.close_bar(key)
        bar = Bar(
            self.look,
            self.words,
            level,
            lead,
            text,
            actions=actions,
            closable=closable,
            stacked=self._stacked,
        )
        bar.closed.connect(lambda: self.close_bar(key))
        self._bars[key] = bar
        self._column.addWidget(bar)
        self.show()
        bar.announce()
        return bar

    def close_bar(self, key: str) -> None:
        """Take a message away; nothing happens where there is none."""
        bar = self._bars.pop(key, None)
        if bar is not None:
            bar.hide()
            bar.deleteLater()
        self.setVisible(bool(self._bars))

    def bars(self) -> dict[str, Bar]:
        """The messages shown, by key."""
        return dict(self._bars)


class Toast(Speaking, QFrame):
    """The one passing message at the bottom, in inverse colours; it stays while mouse or keyboard is on it."""

    def __init__(self, look: Look, words: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.look, self.words = Inverse(look), words
        self.history: list[Message] = []
        self._call: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(10)
        row.addWidget(IconLabel(self.look, "checkmark_circle", 16, "ok", filled=True))
        self._label = InkLabel(self.look)
        row.addWidget(self._label)
        self._button = Button(self.look, "quiet")
        self._button.clicked.connect(self._act)
        row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=TOAST_MS)
        self._timer.timeout.connect(self._pass)
        self.hide()

    def tell(
        self, text: Message, action: Message | None = None, call: Callable[[], None] | None = None, key: str = ""
    ) -> None:
        """Show ``text``, with a button that does ``call`` where there is one."""
        self.history = [*self.history, text][-REMEMBERED:]
        self._call = call
        self.say(self._set_text, text)
        self._button.setVisible(action is not None)
        if action is not None:
            self._button.set_key(key)
            self.say(self._button.setText, action)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def place(self) -> None:
        """Stand at the bottom centre of the window."""
        window = self.parentWidget()
        assert window is not None
        around = window.rect()
        self.adjustSize()
        width = min(self.sizeHint().width(), around.width() - 24)
        height = self.sizeHint().height()
        self.setGeometry((around.width() - width) // 2, around.height() - height - 16, width, height)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 6, self.look.colour("layer"), self.look.colour("line"))
        painter.end()

    def _set_text(self, text: str) -> None:
        self._label.setText(text)
        self.setAccessibleName(text)

    def _pass(self) -> None:
        if self._button.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _act(self) -> None:
        self.hide()
        if self._call is not None:
            self._call()


class InkLabel(QLabel):
    """A line of plain text in the colour of a look that is not the window's."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font("body"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.look.colour("text"))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class Inverse(Look):
    """The other theme's colours in the same sizes: what floats above the window."""

    def __init__(self, base: Look) -> None:
        super().__init__(parent=base)
        self._base = base
        base.changed.connect(self.changed)

    @property
    def is_dark(self) -> bool:
        return not self._base.is_dark

    def font(self, role: str = "body") -> QFont:
        return self._base.font(role)

    def px(self, pixels: float) -> int:
        return self._base.px(pixels)

    def moves(self, widget: QWidget) -> bool:
        return self._base.moves(widget)
