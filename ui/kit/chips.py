"""Chips (icon and word, never colour alone) and badges (counts), painted alike in lists and as widgets."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.look import Look
from ui.kit.paint import badge_size, paint_badge, rounded

KINDS = ("ok", "warn", "bad", "info", "mute", "plum")
_HEIGHT, _SIDE, _ICON, _GAP = 22, 9, 14, 5


def chip_size(look: Look, text: str, icon: str) -> QSize:
    """The room a chip needs."""
    width = QFontMetrics(look.font("caption_strong")).horizontalAdvance(text) + 2 * look.px(_SIDE)
    if icon:
        width += look.px(_ICON) + look.px(_GAP) - look.px(2)
    return QSize(width, look.px(_HEIGHT))


def paint_chip(
    painter: QPainter, room: QRect, look: Look, *, kind: str, text: str, icon: str, on: QWidget
) -> None:
    """Paint a chip at the left middle of ``room``; the word is elided where the room is too narrow."""
    size = chip_size(look, text, icon)
    width = min(size.width(), room.width())
    box = QRectF(room.left(), room.center().y() + 1 - size.height() / 2, width, size.height())
    painter.save()
    ink = look.colour(kind)
    edge = ink if look.high_contrast else None
    rounded(painter, box, box.height() / 2, look.colour(f"{kind}_bg"), edge)
    left = box.left() + look.px(_SIDE)
    if icon:
        pixmap = look.icon(icon, _ICON, kind, on=on)
        left -= look.px(2)
        painter.drawPixmap(QPointF(left, box.center().y() - look.px(_ICON) / 2), pixmap)
        left += look.px(_ICON) + look.px(_GAP)
    painter.setFont(look.font("caption_strong"))
    painter.setPen(ink)
    words = QRectF(left, box.top(), box.right() - left - look.px(_SIDE) + 2, box.height())
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, elided)
    painter.restore()


class Chip(QLabel):
    """A chip as a widget; its text is what a reader says."""

    def __init__(self, look: Look, kind: str = "mute", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._kind = kind
        self._icon = icon
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)

    def set_state(self, kind: str, icon: str, text: str) -> None:
        """Show another state."""
        self._kind = kind
        self._icon = icon
        self.setText(text)
        self._dress()

    def sizeHint(self) -> QSize:
        """As wide as icon and word."""
        return chip_size(self.look, self.text(), self._icon)

    def minimumSizeHint(self) -> QSize:
        """A chip may be elided down to its icon and a letter or two."""
        return QSize(min(self.look.px(48), self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as lists do."""
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self.look, kind=self._kind, text=self.text(), icon=self._icon, on=self)
        painter.end()

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class Badge(QLabel):
    """A count in a pill; hidden while there is nothing to count."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._active = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_count(self, count: int, *, active: bool = False) -> None:
        """Show ``count``; 0 hides the badge."""
        self._active = active
        self.setText(str(count))
        # Shown only where it was hidden before: a badge that has no parent yet must not become a window.
        if count > 0 and self.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            self.show()
        elif count <= 0:
            self.hide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the number."""
        return badge_size(self.look, self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self.look, self.text(), active=self._active)
        painter.end()
