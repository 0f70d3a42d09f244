"""A short table edited in place as in a spreadsheet: typing, F3 or a double click begins, Enter and Tab end.

Alt+↑↓ changes the order, Del takes away; Tab beside a cell's editor leaves the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.core.i18n import Message, Speak
from ui.kit.choice import ChoiceBox
from ui.kit.fields import Option
from ui.kit.look import Look
from ui.kit.paint import focus_frame
from ui.kit.texts import Speaking

ROW, HEAD = 36, 34
_SIDE, _BAR, _TICK = 10, 3, 16
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class GridColumn:
    """A column. ``options`` makes its editor a choice; a ``flag`` is a tick that Space or a click turns."""

    key: str
    title: Message
    width: int
    fills: bool = False
    editable: bool = True
    flag: bool = False
    options: Callable[[], Sequence[Option]] | None = None


@dataclass(frozen=True)
class GridRow:
    """What stands in a row, by column key; a ``quiet`` one is not in use."""

    cells: Mapping[str, str | bool]
    quiet: bool = False
    values: Mapping[str, object] = field(default_factory=dict)


class GridModel(QAbstractTableModel):
    """Rows as told by the owner; what a person changes is only asked for."""

    asked = Signal(int, str, object)

    def __init__(self, columns: Sequence[GridColumn], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[GridRow] = []
        self.titles = [""] * len(self.columns)

    def show(self, rows: Sequence[GridRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def follow(self, rows: Sequence[GridRow]) -> None:
        """Show what has become of the same rows; one is added or missing only at the end. An open editor stays."""
        before, after = len(self.rows), len(rows)
        if after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            del self.rows[after:]
            self.endRemoveRows()
        elif after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self.rows += rows[before:]
            self.endInsertRows()
        self.rows = list(rows)
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(after - 1, len(self.columns) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        cell = row.cells.get(column.key, "")
        if role == Qt.ItemDataRole.EditRole:
            return row.values.get(column.key, cell)
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(cell, bool):
            return self.titles[index.column()] if cell else "–"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "" if isinstance(cell, bool) else cell
        if role == Qt.ItemDataRole.ToolTipRole:
            return None if isinstance(cell, bool) else cell
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        self.asked.emit(index.row(), self.columns[index.column()].key, value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        column = self.columns[index.column()]
        return flags | Qt.ItemFlag.ItemIsEditable if column.editable and not column.flag else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return "" if role == Qt.ItemDataRole.AccessibleTextRole else None
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.titles[section] if role in shown else None


class _Cells(QStyledItemDelegate):
    """Paints the cells and makes their editors."""

    ended = Signal(int, bool)
    """An edit ended by Enter or Tab: which way the mark goes, and whether it was Tab."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self.look = look
        self._filled: QWidget | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = self.look, QRect(option.rect)
        model = index.model()
        assert isinstance(model, GridModel)
        row, column = model.rows[index.row()], model.columns[index.column()]
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, look.colour("sel"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.colour("line"))
        if chosen and index.column() == 0:
            painter.fillRect(QRect(box.left(), box.top() + 7, _BAR, box.height() - 15), look.colour("accent"))
        view = self.parent()
        assert isinstance(view, QTableView)
        if chosen and view.hasFocus() and view.currentIndex() == index and column.editable:
            painter.setPen(QPen(look.colour("accent"), 1))
            painter.drawRect(box.adjusted(_BAR + 1, 2, -3, -4))
        cell = row.cells.get(column.key, "")
        if cell is True:
            side = look.px(_TICK)
            tick = look.icon("checkmark", _TICK, "text3" if row.quiet else "accent_text", on=view, filled=True)
            painter.drawPixmap(box.left() + look.px(_SIDE), box.center().y() - side // 2, tick)
        elif cell:
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("text3" if row.quiet else "text"))
            room = box.adjusted(look.px(_SIDE), 0, -look.px(6), 0)
            line = str(cell).replace("\n", " ")
            text = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, GridModel)
        options = model.columns[index.column()].options
        if options is None:
            return super().createEditor(parent, option, index)
        box = ChoiceBox(self.look, parent)
        box.set_options(options())
        return box

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab keep what is written and go on."""
        if isinstance(editor, QWidget) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            back = event.key() == Qt.Key.Key_Backtab
            if tab or (event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier):
                if isinstance(editor, ChoiceBox) and not tab:
                    editor.keyPressEvent(event)
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.ended.emit(-1 if back else 1, tab)
                return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Only once: what is being typed is not overwritten when the rows are shown anew."""
        if editor is self._filled:
            return
        self._filled = editor
        if isinstance(editor, ChoiceBox):
            editor.choose(index.data(Qt.ItemDataRole.EditRole))
            editor.line.selectAll()
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceBox):
            editor.settle()
            option = editor.option()
            if option is not None or not editor.currentText().strip():
                model.setData(index, option.value if option else None)
        else:
            super().setModelData(editor, model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(QRect(option.rect).adjusted(1, 1, -1, -2))


class Grid(Speaking, QTableView):
    """The table. What a person wants is told by signals; the owner does it and shows the rows anew."""

    asked = Signal(int, str, object)
    """A cell of a row (by key) is to hold another text or value."""
    moved = Signal(int, int)
    """Alt+↑ or Alt+↓ on a row."""
    removed = Signal(int)
    """Del on a row."""
    opened = Signal(int)
    """Enter or F3 on a row of which nothing is changed in place."""
    pasted = Signal(str)
    """Ctrl+V: the clipboard's text."""
    row_wanted = Signal()
    """The writing went on past the last cell (only with ``flows``)."""
    _past_end = Signal()

    def __init__(self, look: Look, words: Speak, columns: Sequence[GridColumn], *, flows: bool = False) -> None:
        """With ``flows`` rows are written one after another: Enter and Tab open the next cell."""
        super().__init__()
        self.look, self.words, self._flows = look, words, flows
        self.sheet = GridModel(columns, self)
        # Later, when the editor is closed: the owner may show other rows at once.
        self.sheet.asked.connect(self.asked, Qt.ConnectionType.QueuedConnection)
        for at, column in enumerate(columns):
            self.say(partial(self._set_title, at), column.title)
        self.setModel(self.sheet)
        # After the last cell's text, which is asked for later too.
        self._past_end.connect(self.row_wanted, Qt.ConnectionType.QueuedConnection)
        cells = _Cells(look, self)
        cells.ended.connect(self._go_on)
        self.setItemDelegate(cells)
        self._set_up()
        self.doubleClicked.connect(self.edit_cell)
        self.clicked.connect(self._turn)
        self._dress()
        look.changed.connect(self._dress)

    def show_rows(self, rows: Sequence[GridRow], chosen: int | None = None) -> None:
        """Show these rows; the marked cell stays where it was, or moves to the row ``chosen``."""
        at = self.currentIndex()
        row, column = (at.row(), at.column()) if at.isValid() else (0, 0)
        if self._flows:
            self.sheet.follow(rows)
        else:
            self.sheet.show(rows)
        if rows:
            wanted = row if chosen is None else chosen
            self.setCurrentIndex(self.sheet.index(max(0, min(wanted, len(rows) - 1)), column))
        self._fit_height()

    def sizeHint(self) -> QSize:
        """A few rows; the layout gives more where there is room."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def row(self) -> int:
        """The marked row, or -1."""
        return self.currentIndex().row() if self.currentIndex().isValid() else -1

    def edit_cell(self, index: QModelIndex | None = None) -> None:
        """Begin to change a cell, or else the first that can be changed in the marked row."""
        at = index if index is not None else self.currentIndex()
        if not at.isValid():
            return
        if not self.sheet.flags(at) & Qt.ItemFlag.ItemIsEditable:
            columns = (n for n, column in enumerate(self.sheet.columns) if column.editable and not column.flag)
            first = next(columns, -1)
            if first < 0:
                self.opened.emit(at.row())
                return
            at = self.sheet.index(at.row(), first)
            self.setCurrentIndex(at)
        self.edit(at, QAbstractItemView.EditTrigger.AllEditTriggers, None)  # type: ignore[call-overload]

    def _write(self, event: QKeyEvent) -> bool:
        """Begin to write into the marked cell with a letter; False where it cannot be written into."""
        if self._flows and self.row() < 0:
            self.row_wanted.emit()
        at = self.currentIndex()
        if not at.isValid() or not self.sheet.flags(at) & Qt.ItemFlag.ItemIsEditable:
            return False
        if self.indexWidget(at) is None:
            self.edit_cell(at)
        editor = self.indexWidget(at)
        if editor is not None:
            QApplication.sendEvent(editor, QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
        return editor is not None

    def _go_on(self, step: int, tab: bool) -> None:
        """An edit ended: the next cell, opened where rows are written one after another."""
        if not (tab or self._flows):
            return
        columns = [at for at, each in enumerate(self.sheet.columns) if each.editable and not each.flag]
        here = self.currentIndex()
        at = here.row() * len(columns) + columns.index(here.column()) + step
        if at >= len(columns) * len(self.sheet.rows):
            if self._flows:
                self._past_end.emit()
        elif at >= 0:
            self.setCurrentIndex(self.sheet.index(at // len(columns), columns[at % len(columns)]))
            if self._flows:
                self.edit_cell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        row = self.row()
        if key == Qt.Key.Key_F3:
            self.edit_cell()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(row, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete and row >= 0:
            self.removed.emit(row)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif key == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._turn(self.currentIndex())
        elif key in _ENTER and row >= 0 and not event.modifiers():
            self.edit_cell()
        elif not (_is_letter(event) and self._write(event)):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            focus_frame(painter, self.viewport().rect(), self.look)
            painter.end()

    def _set_title(self, at: int, title: str) -> None:
        self.sheet.titles[at] = title
        self.sheet.headerDataChanged.emit(Qt.Orientation.Horizontal, at, at)

    def _turn(self, index: QModelIndex) -> None:
        column = self.sheet.columns[index.column()]
        if column.flag and column.editable:
            present = self.sheet.rows[index.row()].cells.get(column.key)
            self.asked.emit(index.row(), column.key, not present)

    def _fit_columns(self) -> None:
        look, room = self.look, self.viewport().width()
        fixed = sum(look.px(column.width) for column in self.sheet.columns if not column.fills)
        filling = max(1, sum(column.fills for column in self.sheet.columns))
        for at, column in enumerate(self.sheet.columns):
            width = look.px(column.width)
            self.setColumnWidth(at, max(width, (room - fixed) // filling) if column.fills else width)

    def _fit_height(self) -> None:
        rows = max(1, len(self.sheet.rows))
        self.setMinimumHeight(self.look.px(HEAD) + min(rows, 3) * self.look.px(ROW) + 4)

    def _dress(self) -> None:
        self.setFont(self.look.font())
        self.horizontalHeader().setFont(self.look.font("caption_strong"))
        self.horizontalHeader().setFixedHeight(self.look.px(HEAD))
        self.verticalHeader().setMinimumSectionSize(self.look.px(ROW))
        self.verticalHeader().setDefaultSectionSize(self.look.px(ROW))
        self._fit_columns()
        self._fit_height()

    def _set_up(self) -> None:
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(24)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


def _is_letter(event: QKeyEvent) -> bool:
    """Whether a key writes something; AltGr is Ctrl+Alt on Windows and writes too."""
    held = event.modifiers()
    control = bool(held & Qt.KeyboardModifier.ControlModifier)
    alone = control != bool(held & Qt.KeyboardModifier.AltModifier)
    return bool(event.text()) and event.text().isprintable() and not alone
