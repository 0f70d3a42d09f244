"""A button that looks like a field and opens a menu: one of a few things to filter by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from ui.kit.fields import Option
from ui.kit.look import Look
from ui.kit.paint import focus_frame, rounded

_HEIGHT, _SIDE, _CHEVRON = 32, 11, 14
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class DropButton(QPushButton):
    """Shows what is chosen; Enter, Space, Alt+↓ and a click open the menu, ↑↓ go to the next thing at once."""

    chosen = Signal(object)
    """The value a person chose."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._options: list[Option] = []
        self._value: object = None
        self._shown = ""
        self._name = ""
        self._least = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.clicked.connect(self.open_menu)
        self._dress()
        look.changed.connect(self._dress)

    def set_name(self, name: str) -> None:
        """What is chosen here, for readers: „Kanāls”."""
        self._name = name
        self._tell()

    def set_least_width(self, pixels: int) -> None:
        """At least this wide, at 100 % text, so that the row does not jump."""
        self._least = pixels
        self.updateGeometry()

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; the choice stays."""
        self._options = list(options)
        self._tell()

    def value(self) -> object:
        """What is chosen."""
        return self._value

    def set_value(self, value: object) -> None:
        """Choose without telling."""
        self._value = value
        self._tell()

    def set_shown(self, text: str) -> None:
        """Say this instead of the words of the choice; "" says those."""
        self._shown = text
        self._tell()

    def open_menu(self) -> None:
        """Show the choices."""
        self.make_menu().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def make_menu(self) -> QMenu:
        """The choices, the present one marked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for option in self._options:
            action = menu.addAction(option.text.replace("&", "&&"), partial(self._choose, option.value))
            action.setCheckable(True)
            action.setChecked(option.value == self._value)
            group.addAction(action)
            if option.value == self._value:
                menu.setActiveAction(action)
        menu.setMinimumWidth(self.width())
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_F4 or (alt and key in _STEPS) or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
        elif key in _STEPS and self._options:
            values = [option.value for option in self._options]
            at = values.index(self._value) + _STEPS[key] if self._value in values else 0
            self._choose(values[max(0, min(at, len(values) - 1))])
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        least = self.minimumSizeHint()
        return QSize(max(least.width(), self.look.px(self._least)), least.height())

    def minimumSizeHint(self) -> QSize:
        """What the words need."""
        look = self.look
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(words + look.px(2 * _SIDE + _CHEVRON + 10), look.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self.look
        fill = "press" if self.isDown() else "hover" if self.underMouse() else "field"
        rounded(painter, QRectF(self.rect()), 4, look.colour(fill), look.colour("line2"))
        painter.setPen(QPen(look.colour("ctl_edge"), 1))
        bottom = self.height() - 0.5
        painter.drawLine(QPointF(3.5, bottom), QPointF(self.width() - 3.5, bottom))
        painter.setFont(self.font())
        painter.setPen(look.colour("text"))
        room = QRect(look.px(_SIDE), 0, self.width() - look.px(2 * _SIDE + _CHEVRON), self.height())
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        side = look.px(_CHEVRON)
        place = QPointF(self.width() - side - look.px(9), (self.height() - side) / 2)
        painter.drawPixmap(place, look.icon("chevron_down", _CHEVRON, "text2", on=self))
        if self.hasFocus():
            focus_frame(painter, self.rect(), look)
        painter.end()

    def _choose(self, value: object) -> None:
        if value != self._value:
            self.set_value(value)
        self.chosen.emit(value)

    def _tell(self) -> None:
        words = next((option.text for option in self._options if option.value == self._value), "")
        self.setText(self._shown or words)
        self.setAccessibleName(f"{self._name}: {self.text()}" if self._name else self.text())
        self.updateGeometry()
        self.update()

    def _dress(self) -> None:
        self.setFont(self.look.font("body"))
        self.updateGeometry()
