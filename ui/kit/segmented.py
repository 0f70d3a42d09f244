"""One of up to eight, all in sight: numbered segments, chosen by digit or arrow."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui.kit.fields import Field, Option
from ui.kit.look import Look
from ui.kit.paint import focus_frame, keycap_size, paint_keycap

_HEIGHT, _SIDE, _GAP, _ICON, _RADIUS = 34, 9, 7, 16, 4
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Segment(QRadioButton):
    """One segment: its digit in a cap, an icon where there is one, its words."""

    def __init__(self, look: Look, owner: Segmented) -> None:
        super().__init__(owner)
        self.look = look
        self._owner = owner
        self.digit = ""
        self.icon_name = ""
        # Asked for again with every layout, while it seldom changes.
        self._measured: tuple[object, QSize] = (None, QSize())
        self.corners = (False, False, False, False)
        """Which corners are the group's own, and so round: top left, top right, bottom right, bottom left."""

    def sizeHint(self) -> QSize:
        """Measured with strong words, so that choosing moves nothing."""
        look = self.look
        shown = (self.text(), self.digit, bool(self.icon_name), look.text_size)
        if shown != self._measured[0]:
            words = QFontMetrics(look.font("strong")).horizontalAdvance(self.text())
            icon = look.px(_ICON) + look.px(_GAP) if self.icon_name else 0
            cap = keycap_size(look, self.digit).width() + look.px(_GAP)
            self._measured = shown, QSize(2 * look.px(_SIDE) + cap + icon + words + 2, look.px(_HEIGHT))
        return self._measured[1]

    def hitButton(self, pos: object) -> bool:
        """Anywhere in the segment."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows choose; Enter is the form's."""
        if not self._owner.key_chose(event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the segment in its state."""
        painter = QPainter(self)
        look = self.look
        on = self.isChecked()
        ink = "on_accent" if on else "text" if self.isEnabled() else "off"
        fill = ("accent" if self.isEnabled() else "off") if on else ("hover" if self.underMouse() else "layer")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour(fill))
        painter.setPen(QPen(look.colour("accent" if on else "line2"), 1))
        painter.drawPath(_outline(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self.corners))
        self._words(painter, ink, on)
        if self.hasFocus():
            focus_frame(painter, self.rect(), look)
            if on:
                focus_frame(painter, self.rect().adjusted(2, 2, -2, -2), look, 3, "on_accent")
        painter.end()

    def _words(self, painter: QPainter, ink: str, on: bool) -> None:
        look = self.look
        colour = look.colour(ink)
        cap = keycap_size(look, self.digit)
        left = max(look.px(_SIDE), (self.width() - self.sizeHint().width()) // 2 + look.px(_SIDE))
        box = QRect(left, (self.height() - cap.height()) // 2, cap.width(), cap.height())
        paint_keycap(painter, box, look, self.digit, ink=colour, edge=colour if on else look.colour("line2"))
        left += cap.width() + look.px(_GAP)
        if self.icon_name:
            place = QPointF(left, (self.height() - look.px(_ICON)) / 2)
            painter.drawPixmap(place, look.icon(self.icon_name, _ICON, ink, on=self))
            left += look.px(_ICON) + look.px(_GAP)
        painter.setFont(look.font("strong" if on else "body"))
        painter.setPen(colour)
        room = QRect(left, 0, self.width() - left - 2, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())


def _widest_row(widths: Sequence[int], columns: int) -> int:
    return max(sum(widths[first : first + columns]) for first in range(0, len(widths), columns))


def _outline(box: QRectF, corners: tuple[bool, bool, bool, bool]) -> QPainterPath:
    """The edge, clockwise from the top left; each corner square or an arc."""
    path = QPainterPath()
    places = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
    inward = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    for at, (place, (right, down), is_round) in enumerate(zip(places, inward, corners, strict=True)):
        if not is_round:
            path.lineTo(place) if at else path.moveTo(place)
            continue
        far = QPointF(place.x() + right * 2 * _RADIUS, place.y() + down * 2 * _RADIUS)
        arc = QRectF(place, far).normalized()
        start = 180 - 90 * at
        if at == 0:
            path.arcMoveTo(arc, start)
        path.arcTo(arc, start, -90)
    path.closeSubpath()
    return path


class Segmented(QWidget):
    """The segments, in one row where they fit, else in as many as they need."""

    chosen = Signal(object, bool)
    """The value a person chose, and whether by its digit (then the work goes on in the next field)."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._options: list[Option] = []
        self._segments: list[Segment] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda at: self._choose(at, by_digit=False))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._arrange)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these, numbered from 1 or by their digits; with the same values only words and icons change."""
        if [option.value for option in options] != [option.value for option in self._options]:
            self._rebuild(len(options))
        self._options = list(options)
        for at, (segment, option) in enumerate(zip(self._segments, options, strict=True)):
            segment.setText(option.text)
            segment.icon_name = option.icon
            segment.digit = option.digit or str(at + 1)
        self._arrange()

    def value(self) -> object:
        """The value chosen, or None."""
        at = self._group.checkedId()
        return self._options[at].value if at >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose; an unknown value chooses nothing. Nothing is sent."""
        self._group.setExclusive(False)
        for segment, option in zip(self._segments, self._options, strict=True):
            segment.setChecked(option.value == value)
        self._group.setExclusive(True)
        self._aim()

    def segments(self) -> list[Segment]:
        """The segments in order."""
        return list(self._segments)

    def key_chose(self, event: QKeyEvent) -> bool:
        """Whether this key chose a segment: its digit, or an arrow."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if key in _STEPS and self._segments:
            at = max(0, self._group.checkedId() + _STEPS[key])
            self._choose(min(at, len(self._segments) - 1), by_digit=False)
            return True
        for at, segment in enumerate(self._segments):
            if event.text() == segment.digit:
                self._choose(at, by_digit=True)
                return True
        return False

    def sizeHint(self) -> QSize:
        """All in one row."""
        width = sum(segment.sizeHint().width() for segment in self._segments)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        """One below another, at the worst."""
        widest = max((segment.sizeHint().width() for segment in self._segments), default=0)
        return QSize(widest, self.look.px(_HEIGHT))

    def heightForWidth(self, width: int) -> int:
        """As many rows as this width asks for."""
        rows = ceil(len(self._segments) / self._columns(width)) if self._segments else 1
        return rows * self.look.px(_HEIGHT) - (rows - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out the rows again."""
        super().resizeEvent(event)
        self._arrange()

    def _columns(self, width: int) -> int:
        widths = [segment.sizeHint().width() for segment in self._segments]
        count = len(widths)
        if sum(widths) <= width:
            return count
        rows = 2
        while rows < count and _widest_row(widths, ceil(count / rows)) > width:
            rows += 1
        return max(1, ceil(count / rows))

    def _arrange(self) -> None:
        if not self._segments:
            return
        columns = self._columns(self.width())
        height = self.look.px(_HEIGHT)
        for first in range(0, len(self._segments), columns):
            row = self._segments[first : first + columns]
            top, bottom = first == 0, first + columns >= len(self._segments)
            widths = self._widths(row, columns)
            left = 0
            for segment, width in zip(row, widths, strict=True):
                segment.setGeometry(left, first // columns * (height - 1), width, height)
                start, end = segment is row[0], segment is row[-1]
                segment.corners = (top and start, top and end, bottom and end, bottom and start)
                segment.update()
                left += width - 1
        self._lift_checked()
        needed = self.heightForWidth(self.width())
        if self.minimumHeight() != needed:
            self.setFixedHeight(needed)
        self.updateGeometry()

    def _lift_checked(self) -> None:
        """The chosen segment's edge lies over its neighbours'."""
        if (button := self._group.checkedButton()) is not None:
            button.raise_()

    def _widths(self, row: list[Segment], columns: int) -> list[int]:
        """Rows make even columns where they can, else each shares its spare room out. Edges overlap by 1 px."""
        total = self.width() + columns - 1
        widest = max(segment.sizeHint().width() for segment in self._segments)
        if columns < len(self._segments) and widest * columns <= total:
            return [total // columns + (1 if at < total % columns else 0) for at in range(len(row))]
        wanted = [segment.sizeHint().width() for segment in row]
        count = len(row)
        spare = max(0, self.width() + count - 1 - sum(wanted))
        return [width + spare // count + (1 if at < spare % count else 0) for at, width in enumerate(wanted)]

    def _choose(self, at: int, *, by_digit: bool) -> None:
        segment = self._segments[at]
        segment.setChecked(True)
        self._aim()
        if self.isAncestorOf(self.window().focusWidget() or self):
            segment.setFocus()
        self.chosen.emit(self._options[at].value, by_digit)

    def _rebuild(self, count: int) -> None:
        for segment in self._segments:
            self._group.removeButton(segment)
            segment.hide()
            segment.deleteLater()
        self._segments = [Segment(self.look, self) for _ in range(count)]
        for at, segment in enumerate(self._segments):
            self._group.addButton(segment, at)
            segment.show()
        self._aim()

    def _aim(self) -> None:
        self._lift_checked()
        button = self._group.checkedButton() or (self._segments[0] if self._segments else None)
        if button is not None:
            self.setFocusProxy(button)


class SegmentedField(Field):
    """Segments with their label."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.segments = Segmented(look)
        self._place(self.segments)
        self.segments.chosen.connect(self._chosen)

    def set_label(self, label: str) -> None:
        """The name above, which is the group's name for readers too."""
        super().set_label(label)
        self.segments.setAccessibleName(label.replace("&", ""))

    def set_options(self, options: Sequence[Option]) -> None:
        """See :meth:`Segmented.set_options`; segments made anew stand in Tab's way where the old ones stood."""
        before = self.segments.segments()
        self.segments.set_options(options)
        if self.segments.segments() != before:
            self.order_tabs()

    def value(self) -> object:
        """The value chosen, or None."""
        return self.segments.value()

    def set_value(self, value: object) -> None:
        """Choose without telling."""
        self.segments.set_value(value)
        self.set_error("")

    def _chosen(self, _value: object, by_digit: bool) -> None:
        self.edited.emit()
        if by_digit:
            self.done.emit()
