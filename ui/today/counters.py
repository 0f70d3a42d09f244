"""The numbers at the head of Šodien: cards that open the list they count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.core.due import Counter
from app.core.i18n import Speak
from ui.kit.look import Look
from ui.kit.paint import focus_frame, rounded

_HEIGHT, _SIDE, _TILE, _ICON, _GAP = 66, 14, 36, 20, 12


class CounterCard(QAbstractButton):
    """How many, of what, and the most urgent of them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.counter: Counter | None = None
        self._count, self._name, self._about = "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self.updateGeometry)

    def show_counter(self, counter: Counter, words: Speak) -> None:
        """Show this number."""
        self.counter = counter
        self._count, self._name = str(counter.count), words(counter.name)
        self._about = words(counter.about) if counter.about else ""
        told = f"{self._name}: {self._count}"
        self.setAccessibleName(f"{told}, {self._about}" if self._about else told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(200), self.look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(150), self.look.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
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
        if self.counter is None:
            return
        look = self.look
        painter = QPainter(self)
        face = "press" if self.isDown() else "hover" if self.underMouse() else "layer"
        rounded(painter, QRectF(self.rect()), 8, look.colour(face), look.colour("line"))
        tone = self.counter.tone if self.counter.count else "mute"
        side = look.px(_TILE)
        tile = QRectF(look.px(_SIDE), (self.height() - side) / 2, side, side)
        rounded(painter, tile, 6, look.colour(f"{tone}_bg"), None)
        inset = (side - look.px(_ICON)) / 2
        painter.drawPixmap(
            tile.topLeft() + QPointF(inset, inset), look.icon(self.counter.icon, _ICON, tone, on=self)
        )
        self._words(painter, round(tile.right()) + look.px(_GAP))
        if self.hasFocus():
            focus_frame(painter, self.rect(), look, 8)
        painter.end()

    def _words(self, painter: QPainter, left: int) -> None:
        look = self.look
        number, name, about = (QFontMetrics(look.font(role)) for role in ("title", "strong", "caption"))
        height = number.height() + (about.height() if self._about else 0)
        top = (self.height() - height) // 2
        room = self.width() - left - look.px(_GAP)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("title"))
        base = top + number.ascent()
        painter.drawText(QPointF(left, base), self._count)
        after = left + number.horizontalAdvance(self._count) + look.px(10)
        painter.setFont(look.font("strong"))
        painter.drawText(
            QPointF(after, base), name.elidedText(self._name, Qt.TextElideMode.ElideRight, left + room - after)
        )
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text2"))
        below = QRect(left, top + number.height(), room, about.height())
        painter.drawText(below, 0, about.elidedText(self._about, Qt.TextElideMode.ElideRight, room))


class Counters(QWidget):
    """The cards in a row; ``opened`` tells the one that was pressed."""

    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.cards: list[CounterCard] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self.hide()

    def show_counters(self, counters: Sequence[Counter], words: Speak) -> None:
        """Show these; the keyboard stays where it is."""
        while len(self.cards) < len(counters):
            self._add()
        for card, counter in zip(self.cards, counters, strict=False):
            card.show_counter(counter, words)
        for at, card in enumerate(self.cards):
            card.setVisible(at < len(counters))
        self.setVisible(bool(counters))

    def _add(self) -> None:
        card = CounterCard(self.look)
        card.clicked.connect(lambda: self.opened.emit(card.counter))
        self.cards.append(card)
        self._row.addWidget(card)
