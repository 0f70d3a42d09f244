"""Short lists in rows of two lines, all of whose rows are in memory: what is to be done, people, institutions.

Lists that may grow without end are :mod:`ui.kit.table`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.core.i18n import Speak
from ui.kit.look import Look
from ui.kit.table import CELL, Cell, Column, Index, Row, spoken_cell
from ui.kit.table_delegate import TableDelegate, TableHeader, frame_when_focused
from ui.kit.texts import Speaking

ROW = 48
_SIDE, _ICON, _GAP = 10, 16, 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ROOT = QModelIndex()


@dataclass(slots=True)
class Link(Cell):
    """A cell that names what a click on it, or Enter on the row, does."""


class ShortModel(QAbstractTableModel):
    """Rows that are all there."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()
        self._titles = [""] * len(self.columns)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def set_titles(self, titles: Sequence[str]) -> None:
        """The headings, in the order of the columns."""
        self._titles = list(titles)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._titles) - 1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        cell = row.cells[index.column()]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken if index.column() == 0 else spoken_cell(cell)
        return cell.text if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return "" if role == Qt.ItemDataRole.AccessibleTextRole else None
        told = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._titles[section] if told else None


class ShortList(Speaking, QTableView):
    """One row is chosen; it stays chosen when the rows are read again."""

    opened = Signal(int)
    """Enter or a double click on a record, or a click on its link."""
    chosen = Signal(int)
    """Another record is the chosen one; 0: none."""
    typed = Signal(str)
    """A letter was typed; it belongs into the filter box, where there is one."""

    def __init__(self, look: Look, words: Speak, columns: Sequence[Column], *, headed: bool = True) -> None:
        super().__init__()
        self.look, self.words = look, words
        self.rows = ShortModel(columns)
        self._chosen = 0
        self.painter = _Delegate(look, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.painter)
        self.head = _Header(look, self)
        self.head.setVisible(headed)
        self.setHorizontalHeader(self.head)
        self._set_up()
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._id_at(index.row())))
        self.retranslate()
        self._dress()
        look.changed.connect(self._dress)

    def retranslate(self) -> None:
        self.rows.set_titles([self.words(column.title) for column in self.rows.columns])

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the chosen record stays chosen, and if it is gone, the one now in its place is."""
        keep, at = self._chosen, self.currentIndex().row()
        top = self.verticalScrollBar().value()
        self.rows.set_rows(rows)
        found = next((i for i, row in enumerate(rows) if row.id == keep), min(max(at, 0), len(rows) - 1))
        self.verticalScrollBar().setValue(top)
        if rows:
            self.choose_row(found)
        else:
            self._announce(0)

    def chosen_id(self) -> int:
        """The record chosen; 0: none."""
        return self._chosen

    def choose_row(self, row: int) -> None:
        """Choose the record in a row."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.rows.index(row, self.painter.first_column), flags)

    def choose(self, record: int) -> bool:
        """Choose a record; whether it is in the list."""
        at = next((i for i, row in enumerate(self.rows.rows) if row.id == record), -1)
        if at >= 0:
            self.choose_row(at)
        return at >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER and not modifiers:
            if self._chosen:
                self.opened.emit(self._chosen)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.rows:
            self.choose_row(0 if key == Qt.Key.Key_Home else len(self.rows.rows) - 1)
        elif _is_typed(text, modifiers):
            self.typed.emit(text)
        elif text and text.isprintable() and not modifiers:
            event.ignore()  # a space would else select cells
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        on_link = self._is_link(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_link else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._is_link(event.position().toPoint()):
            self.opened.emit(self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        frame_when_focused(painter, self, self.look)
        painter.end()

    def _is_link(self, at: QPoint) -> bool:
        index = self.indexAt(at)
        return index.isValid() and isinstance(index.data(CELL), Link)

    def _id_at(self, row: int) -> int:
        return self.rows.rows[row].id if 0 <= row < len(self.rows.rows) else 0

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._announce(self._id_at(current.row()))

    def _announce(self, record: int) -> None:
        if record != self._chosen:
            self._chosen = record
            self.chosen.emit(record)

    def _fit(self) -> None:
        """The filling column takes what is left; where that is too little, others give way."""
        columns = self.rows.columns
        room = self.viewport().width()
        shown = list(columns)
        for column in sorted((one for one in columns if one.gives_way), key=lambda one: one.gives_way):
            if sum(self.look.px(one.width) for one in shown) <= room:
                break
            shown.remove(column)
        taken = sum(self.look.px(one.width) for one in shown if not one.fills)
        for at, column in enumerate(columns):
            self.setColumnHidden(at, column not in shown)
            if column.fills:
                self.setColumnWidth(at, max(room - taken, self.look.px(80)))
            elif column in shown:
                self.setColumnWidth(at, self.look.px(column.width))
        self.painter.first_column = columns.index(shown[0])
        self.painter.last_column = columns.index(shown[-1])

    def _dress(self) -> None:
        header = self.verticalHeader()
        header.setMinimumSectionSize(self.look.px(ROW))
        header.setDefaultSectionSize(self.look.px(ROW))
        self.setFont(self.look.font("body"))
        self._fit()

    def _set_up(self) -> None:
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class _Header(TableHeader):
    """The headings of a list that nobody rearranges."""

    def __init__(self, look: Look, view: ShortList) -> None:
        super().__init__(look, view)
        self.setSectionsMovable(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        look = self.look
        painter.save()
        painter.fillRect(rect, look.colour("layer"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line"))
        self._words(painter, rect, logical, str(self.model().headerData(logical, Qt.Orientation.Horizontal)))
        painter.restore()


class _Delegate(TableDelegate):
    """Paints links besides what every table has."""

    def _text(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        if isinstance(cell, Link):
            self._link(painter, box, cell)
        else:
            super()._text(painter, box, cell)

    def _is_cut(self, cell: Cell, box: QRect) -> bool:
        return not isinstance(cell, Link) and super()._is_cut(cell, box)

    def _link(self, painter: QPainter, box: QRect, cell: Link) -> None:
        look = self.look
        left = box.left() + look.px(_SIDE)
        middle = box.center().y()
        side = look.px(_ICON)
        icon = look.icon(cell.icon, _ICON, "accent_text", on=self._view)
        painter.drawPixmap(QPointF(left, middle - side / 2), icon)
        room = box.adjusted(look.px(_SIDE) + side + look.px(_GAP), 0, -look.px(4), -1)
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("accent_text"))
        text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


def _is_typed(text: str, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether a key writes a letter; right Alt writes letters and comes as Ctrl+Alt on Windows."""
    plain = modifiers & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.GroupSwitchModifier
    writes = plain in (Qt.KeyboardModifier.NoModifier, _ALT_GR)
    return bool(text) and text.isprintable() and not text.isspace() and writes
