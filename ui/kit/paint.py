"""Small things that several widgets paint alike: key caps, focus frames, badges, rounded boxes."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.kit.look import Look

CAP_HEIGHT = 18


def rounded(painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, edge: QColor | None) -> None:
    """A rounded box whose 1 px edge lies inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
    inset = 0.5 if edge is not None else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_frame(painter: QPainter, rect: QRect, look: Look, radius: float = 4, tone: str = "accent") -> None:
    """The 2 px frame inside a control that has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour(tone), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)


def focus_in_error(painter: QPainter, control: QWidget, look: Look) -> None:
    """The focus frame of a control in error, inside the frame that says so; both are seen (design.md 5.6)."""
    if control.property("bad") and control.hasFocus():
        focus_frame(painter, control.rect().adjusted(3, 3, -3, -3), look, 2)


def keycap_size(look: Look, keys: str) -> QSize:
    """How much room a key cap with this text takes."""
    metrics = QFontMetrics(look.font("keycap"))
    height = look.px(CAP_HEIGHT)
    return QSize(max(height, metrics.horizontalAdvance(keys) + 2 * look.px(7)), height)


def paint_keycap(painter: QPainter, rect: QRect, look: Look, keys: str, *, ink: QColor, edge: QColor) -> None:
    """A key's name in a small frame."""
    painter.save()
    rounded(painter, QRectF(rect), 3, None, edge)
    painter.setFont(look.font("keycap"))
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()


def badge_size(look: Look, text: str) -> QSize:
    """How much room a count takes."""
    metrics = QFontMetrics(look.font("keycap"))
    height = look.px(16)
    return QSize(max(look.px(24), metrics.horizontalAdvance(text) + 2 * look.px(7)), height)


def paint_badge(painter: QPainter, rect: QRect, look: Look, text: str, *, active: bool = False) -> None:
    """A count in a pill; ``active`` where it belongs to the chosen tab."""
    painter.save()
    fill, ink = ("accent_soft", "accent_text") if active else ("mute_bg", "text2")
    edge = look.colour("text") if look.high_contrast else None
    rounded(painter, QRectF(rect), rect.height() / 2, look.colour(fill), edge)
    painter.setFont(look.font("keycap"))
    painter.setPen(look.colour(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
