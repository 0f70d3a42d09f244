"""Who is working: initials, name and post; opens the menu of what concerns only this person."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.kit.look import Look
from ui.kit.paint import focus_frame, rounded

_HEIGHT = 40
_DISC = 28


class UserButton(QPushButton):
    """A disc with initials, the name, and below it what the person is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._name = ""
        self._post = ""
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFlat(True)
        look.changed.connect(self.updateGeometry)

    def set_person(self, name: str, post: str) -> None:
        """Show another person."""
        self._name, self._post = name, post
        self.setAccessibleName(f"{name}, {post}" if post else name)
        self.setToolTip(name)
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the disc only."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(48), self.look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self.look
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            rounded(painter, QRectF(self.rect()), 4, look.colour("hover"), None)
        side = look.px(_DISC)
        left = (self.width() - side) // 2 if self._narrow else look.px(4)
        disc = QRectF(left, (self.height() - side) / 2, side, side)
        rounded(painter, disc, side / 2, look.colour("accent"), None)
        painter.setPen(look.colour("on_accent"))
        painter.setFont(look.font("caption_strong"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, _initials(self._name))
        if not self._narrow:
            self._words(painter, round(disc.right()) + look.px(8))
        if self.hasFocus():
            focus_frame(painter, self.rect(), look)
        painter.end()

    def _words(self, painter: QPainter, left: int) -> None:
        look = self.look
        width = self.width() - left - 4
        half = self.height() // 2
        lines = ((self._name, "caption_strong", "text"), (self._post, "caption", "text2"))
        for at, (text, role, tone) in enumerate(lines):
            painter.setFont(look.font(role))
            painter.setPen(look.colour(tone))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            flags = Qt.AlignmentFlag.AlignLeft
            flags |= Qt.AlignmentFlag.AlignBottom if at == 0 else Qt.AlignmentFlag.AlignTop
            painter.drawText(QRect(left, at * half, width, half), flags, shown)


def _initials(name: str) -> str:
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()
