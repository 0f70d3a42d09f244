"""How the cells of a table are painted: text, icon or chip; selection is a tint and a bar, not colour alone."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.kit.chips import chip_size, paint_chip
from ui.kit.look import Look
from ui.kit.paint import focus_frame
from ui.kit.table import CELL, Cell, Index, TwoLines, WindowedModel

_SIDE, _BAR, _ICON, _CHIP_LEFT = 10, 3, 17, 8
_ICON_GAP = 5
_LINE_GAP = 2
_ARROW = 14


class TableDelegate(QStyledItemDelegate):
    """Paints the cells of a WindowedModel."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.look = look
        self._view = view
        #: The leftmost column on screen, which carries the bar of the selected row.
        self.first_column = 0
        self.last_column = 0
        self._fonts: dict[str, tuple[QFont, QFontMetrics]] = {}
        look.changed.connect(self._fonts.clear)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        look = self.look
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, look.colour("sel"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.colour("line"))
        if selected:
            self._mark(painter, box, index.column())
        cell = index.data(CELL)
        if cell is None:
            self._placeholder(painter, box)
        elif cell.chip:
            room = box.adjusted(look.px(_CHIP_LEFT), 0, -look.px(4), -1)
            paint_chip(painter, room, look, kind=cell.chip, text=cell.text, icon=cell.icon, on=self._view)
        elif cell.icon_only:
            side = look.px(_ICON)
            place = QPointF(box.left() + (box.width() - side) / 2, box.top() + (box.height() - side) / 2)
            painter.drawPixmap(place, look.icon(cell.icon, _ICON, "text2", on=self._view))
        else:
            self._text(painter, box, cell)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tell the whole text of a cell that is cut short, or the words of an icon."""
        cell = index.data(CELL) if index.isValid() else None
        if event.type() != QEvent.Type.ToolTip or cell is None or not self._is_cut(cell, option.rect):
            QToolTip.hideText()
            return True
        # Tooltips take what looks like markup for markup.
        text = "\n".join((cell.text, cell.second)) if isinstance(cell, TwoLines) else cell.text
        QToolTip.showText(event.globalPos(), f"<p style='white-space:pre-wrap'>{escape(text)}</p>", view)
        return True

    def _is_cut(self, cell: Cell, box: QRect) -> bool:
        if cell.icon_only:
            return True
        if cell.chip:
            return chip_size(self.look, cell.text, cell.icon).width() > box.width() - self.look.px(_CHIP_LEFT + 4)
        room = box.width() - 2 * self.look.px(_SIDE) - (self._icon_room if cell.icon else 0)
        if isinstance(cell, TwoLines) and self._font("caption")[1].horizontalAdvance(cell.second) > room:
            return True
        return self._font(_role(cell))[1].horizontalAdvance(cell.text) > room

    def _text(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        if isinstance(cell, TwoLines) and cell.second:
            self._two_lines(painter, box, cell)
        else:
            self._one_line(painter, box, cell)

    def _one_line(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        side = self.look.px(_SIDE)
        room = box.adjusted(side, 0, -side, -1)
        if cell.icon:
            self._icon(painter, room, cell)
            room.setLeft(room.left() + self._icon_room)
        painter.setFont(self._font(_role(cell))[0])
        painter.setPen(self.look.colour(cell.tone))
        text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

    def _two_lines(self, painter: QPainter, box: QRect, cell: TwoLines) -> None:
        look = self.look
        side, gap = look.px(_SIDE), look.px(_LINE_GAP)
        (font, first), (small, second) = self._font(_role(cell)), self._font("caption")
        top = box.top() + (box.height() - 1 - first.height() - gap - second.height()) // 2
        room = QRect(box.left() + side, top, box.width() - 2 * side, first.height())
        painter.setFont(font)
        painter.setPen(look.colour(cell.tone))
        painter.drawText(room, 0, first.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width()))
        room.setRect(room.left(), room.bottom() + 1 + gap, room.width(), second.height())
        painter.setFont(small)
        painter.setPen(look.colour("text2"))
        painter.drawText(room, 0, second.elidedText(cell.second, Qt.TextElideMode.ElideRight, room.width()))

    @property
    def _icon_room(self) -> int:
        return self.look.px(_ICON + _ICON_GAP)

    def _icon(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        top = room.top() + (room.height() - self.look.px(_ICON)) / 2
        painter.drawPixmap(QPointF(room.left(), top), self.look.icon(cell.icon, _ICON, "text2", on=self._view))

    def _placeholder(self, painter: QPainter, box: QRect) -> None:
        """A quiet stroke where a text will come; square, because it is seen for a blink and must be quick."""
        look = self.look
        stroke = QRect(box.left() + look.px(_SIDE), box.center().y(), box.width() * 2 // 5, look.px(6))
        painter.fillRect(stroke.translated(0, -look.px(3)), look.colour("line"))

    def _mark(self, painter: QPainter, box: QRect, column: int) -> None:
        look = self.look
        accent = look.colour("accent")
        if self._view.hasFocus():
            painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), accent)
            painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), accent)
            if column == self.last_column:
                painter.fillRect(QRect(box.right(), box.top(), 1, box.height()), accent)
        if column == self.first_column:
            inset = 0 if self._view.hasFocus() else look.px(6)
            bar = QRectF(box.left(), box.top() + inset, look.px(_BAR), box.height() - 2 * inset)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(bar, 1.5, 1.5)
            painter.restore()

    def _font(self, role: str) -> tuple[QFont, QFontMetrics]:
        """A role's font and its measures, kept: hundreds of cells ask for them in one painting."""
        kept = self._fonts.get(role)
        if kept is None:
            font = self.look.font(role)
            kept = self._fonts[role] = font, QFontMetrics(font)
        return kept


def _role(cell: Cell) -> str:
    return "strong" if cell.strong else "body"


class TableHeader(QHeaderView):
    """Headings with our own arrow beside the word of the column the list is sorted by."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.look = look
        self.sorted_by = -1
        self.descending = True
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._dress()
        look.changed.connect(self._dress)

    def set_sorted(self, column: int, descending: bool) -> None:
        """Show by which column the list stands."""
        self.sorted_by, self.descending = column, descending
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        look = self.look
        painter.save()
        painter.fillRect(rect, look.colour("layer"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line"))
        model = self.model()
        if isinstance(model, WindowedModel) and not model.columns[logical].icon_only:
            self._words(painter, rect, logical, str(model.headerData(logical, Qt.Orientation.Horizontal) or ""))
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, logical: int, title: str) -> None:
        look = self.look
        arrow = look.px(_ARROW) + look.px(5) if logical == self.sorted_by else 0
        room = rect.adjusted(look.px(_SIDE), 0, -look.px(4) - arrow, 0)
        painter.setFont(self.font())
        painter.setPen(look.colour("text2"))
        text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        if arrow:
            name = "arrow_down" if self.descending else "arrow_up"
            left = room.left() + painter.fontMetrics().horizontalAdvance(text) + look.px(5)
            place = QPoint(left, rect.center().y() - look.px(_ARROW) // 2 + 1)
            painter.drawPixmap(place, look.icon(name, _ARROW, "text2", on=self))

    def _dress(self) -> None:
        self.setFont(self.look.font("caption_strong"))
        self.setFixedHeight(self.look.px(34))
        self.viewport().update()


def frame_when_focused(painter: QPainter, view: QAbstractItemView, look: Look) -> None:
    """The focus of a table without rows is seen at its edge."""
    if view.hasFocus() and not view.currentIndex().isValid():
        focus_frame(painter, view.viewport().rect(), look)
