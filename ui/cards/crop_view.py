"""A picture with a 3 : 4 frame over it, moved and sized by keys or mouse."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.i18n import N_, Translator
from ui.cards.crop_frame import COARSE, FINE, Frame
from ui.kit.look import Look
from ui.kit.paint import focus_frame, rounded
from ui.kit.texts import Speaking

#: The side of a corner that can be pulled, and what one key or one notch of the wheel changes the size by.
HANDLE, GROWTH = 12, 1.05
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LARGER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_SMALLER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))


class CropView(Speaking, QWidget):
    """One stop of Tab. Arrows move the frame by 1 % (with Shift 10 %), + and − size it; a mouse drags it."""

    changed = Signal()

    def __init__(self, look: Look, words: Translator) -> None:
        super().__init__()
        self.look, self.words = look, words
        self.frame: Frame | None = None
        self._picture = QImage()
        self._held: tuple[int, int] | None = None
        self._last: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def show_picture(self, picture: QImage, frame: Frame) -> None:
        """Show a picture; the frame is in the pixels of the file, which may have more than the picture here."""
        self._picture, self.frame = picture, frame
        self._tell()

    def clear(self) -> None:
        """Show none."""
        self._picture, self.frame = QImage(), None
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(420), self.look.px(380))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(200), self.look.px(160))

    def retranslate(self) -> None:
        if self.frame is None:
            self.setAccessibleName(self.words(N_("Picture to cut")))
            return
        x, y, width, height = self.frame.pixels()
        self.setAccessibleName(
            self.words(
                N_("Cut-out {width} × {height} pixels, from {x}, {y}", width=width, height=height, x=x, y=y)
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        frame, key = self.frame, Qt.Key(event.key())
        if frame is None or event.modifiers() & _OTHERS:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            coarse = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._put(frame.stepped(*_ARROWS[key], COARSE if coarse else FINE))
        elif key in _LARGER:
            self._put(frame.scaled(GROWTH))
        elif key in _SMALLER:
            self._put(frame.scaled(1 / GROWTH))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.frame is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._held = self._corner_at(event.position())
        if self._held is not None or self._box().contains(event.position()):
            self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.frame is None:
            return
        if self._last is None:
            self._point(event.position())
            return
        by = (event.position() - self._last) / self._scale()
        self._last = event.position()
        if self._held is not None:
            self._put(self.frame.pulled(self._held, by.x(), by.y()))
        else:
            self._put(self.frame.moved(by.x(), by.y()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._last = self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.frame is None:
            event.ignore()
            return
        self._put(self.frame.scaled(GROWTH if event.angleDelta().y() > 0 else 1 / GROWTH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rounded(painter, QRectF(self.rect()), 6, self.look.colour("layer2"), None)
        if self.frame is not None:
            self._paint_picture(painter)
        if self.hasFocus():
            focus_frame(painter, self.rect(), self.look, 6)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        place, box = self._place(), self._box()
        painter.drawImage(place, self._picture)
        shade = QPainterPath()
        shade.addRect(place)
        shade.addRect(box)  # what is inside both is left out
        painter.fillPath(shade, QColor(0, 0, 0, 130))
        # White on black shows on any picture.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((Qt.GlobalColor.black, 3), (Qt.GlobalColor.white, 1)):
            painter.setPen(QPen(colour, width))
            painter.drawRect(box)
        side = self.look.px(HANDLE)
        painter.setPen(QPen(Qt.GlobalColor.black, 1))
        painter.setBrush(Qt.GlobalColor.white)
        for corner in _CORNERS:
            middle = self._corner(corner)
            painter.drawRect(QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side))

    def _scale(self) -> float:
        """Logical px on the screen for a pixel of the file."""
        assert self.frame is not None
        room = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        return max(1e-6, min(room.width() / self.frame.size[0], room.height() / self.frame.size[1]))

    def _place(self) -> QRectF:
        """Where the picture stands."""
        assert self.frame is not None
        scale = self._scale()
        place = QRectF(0, 0, self.frame.size[0] * scale, self.frame.size[1] * scale)
        place.moveCenter(QRectF(self.rect()).center())
        return place

    def _box(self) -> QRectF:
        """Where the frame stands."""
        assert self.frame is not None
        place, scale, frame = self._place(), self._scale(), self.frame
        left, top = place.left() + frame.x * scale, place.top() + frame.y * scale
        return QRectF(left, top, frame.width * scale, frame.height * scale)

    def _corner(self, corner: tuple[int, int]) -> QPointF:
        box = self._box()
        return QPointF(box.right() if corner[0] else box.left(), box.bottom() if corner[1] else box.top())

    def _corner_at(self, at: QPointF) -> tuple[int, int] | None:
        reach = self.look.px(HANDLE)
        near = (corner for corner in _CORNERS if (self._corner(corner) - at).manhattanLength() <= reach)
        return next(near, None)

    def _point(self, at: QPointF) -> None:
        corner = self._corner_at(at)
        if corner is not None:
            slants = (Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeBDiagCursor)
            self.setCursor(slants[corner[0] != corner[1]])
        else:
            inside = self._box().contains(at)
            self.setCursor(Qt.CursorShape.SizeAllCursor if inside else Qt.CursorShape.ArrowCursor)

    def _put(self, frame: Frame) -> None:
        if frame != self.frame:
            self.frame = frame
            self._tell()

    def _tell(self) -> None:
        self.retranslate()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()
        self.changed.emit()
