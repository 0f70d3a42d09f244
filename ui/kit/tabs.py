"""Tabs with counts above a list: one stop for Tab, arrows go from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.kit.fields import Option
from ui.kit.look import Look
from ui.kit.paint import badge_size, focus_frame, paint_badge

_HEIGHT, _SIDE, _GAP, _LINE, _LEAST = 36, 8, 8, 2, 48
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


@dataclass
class _Room:
    words: int
    badge: int


class TabButton(QAbstractButton):
    """One tab: its word, how many, and a line below while it is the open one."""

    def __init__(self, look: Look, owner: Tabs) -> None:
        super().__init__(owner)
        self.look = look
        self._owner = owner
        self.count: int | None = None
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int | None) -> None:
        """How many records the tab holds; None while that is not known."""
        self.count = count
        name = self.text() if count is None else f"{self.text()}: {count}"
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        room = self._room()
        badge = self.look.px(_GAP) + room.badge if room.badge else 0
        return QSize(2 * self.look.px(_SIDE) + room.words + badge, self.look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The beginning of the word: where all tabs have no room the counts go, then the ends of long words."""
        words = min(self._room().words, self.look.px(_LEAST))
        return QSize(2 * self.look.px(_SIDE) + words, self.look.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._owner.step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self.look
        on = self.isChecked()
        painter.setFont(look.font("strong" if on else "body"))
        painter.setPen(look.colour("text" if on or self.underMouse() else "text2"))
        room = self._room()
        words = QRect(look.px(_SIDE), 0, min(room.words, self.width() - 2 * look.px(_SIDE)), self.height())
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        if self.count and self.width() >= self.sizeHint().width():
            size = badge_size(look, str(self.count))
            top = (self.height() - size.height()) // 2
            box = QRect(words.right() + 1 + look.px(_GAP), top, size.width(), size.height())
            paint_badge(painter, box, look, str(self.count), active=on)
        if on:
            line = QRect(0, self.height() - look.px(_LINE), self.width(), look.px(_LINE))
            painter.fillRect(line, look.colour("accent"))
        if self.hasFocus():
            focus_frame(painter, self.rect().adjusted(0, 2, 0, -3), look)
        painter.end()

    def _room(self) -> _Room:
        # Measured strong, so that choosing moves nothing.
        words = QFontMetrics(self.look.font("strong")).horizontalAdvance(self.text()) + 1
        return _Room(words, badge_size(self.look, str(self.count)).width() if self.count else 0)


class Tabs(QWidget):
    """The tabs in a row."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.buttons: dict[object, TabButton] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        look.changed.connect(self._dress)

    def set_options(self, options: Sequence[Option]) -> None:
        """The tabs; called again with the same values it only says them anew."""
        for option in options:
            button = self.buttons.get(option.value)
            if button is None:
                button = self.buttons[option.value] = TabButton(self.look, self)
                button.clicked.connect(lambda _on=False, value=option.value: self._choose(value))
                self._group.addButton(button)
                self._row.insertWidget(self._row.count() - 1, button)
            button.setText(option.text)
            button.set_count(button.count)
        self._aim()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How many records each tab holds."""
        for value, button in self.buttons.items():
            button.set_count(counts.get(str(value)))

    def value(self) -> object:
        """The open tab."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), None)

    def set_value(self, value: object) -> None:
        """Open a tab without telling."""
        self.buttons[value].setChecked(True)
        self._aim()

    def step(self, by: int) -> None:
        """Open the next tab, or the last one."""
        values = list(self.buttons)
        at = next((i for i, value in enumerate(values) if self.buttons[value].isChecked()), 0)
        self._choose(values[max(0, min(at + by, len(values) - 1))])
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, value: object) -> None:
        self.set_value(value)
        self.chosen.emit(value)

    def _aim(self) -> None:
        for button in self.buttons.values():
            on = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
            if on:
                self.setFocusProxy(button)

    def _dress(self) -> None:
        for button in self.buttons.values():
            button.updateGeometry()
            button.update()
