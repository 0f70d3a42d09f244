"""A small table to read: plain texts in rows and columns, held whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ui.kit.look import Look

ROW, HEADER = 30, 34
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PlainModel(QAbstractTableModel):
    """Rows of texts under titles."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.titles: tuple[str, ...] = ()
        self.rows: Sequence[Sequence[str]] = ()

    def fill(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.titles, self.rows = tuple(titles), rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self.rows[index.row()][index.column()]
        return " ".join(text.split()) if role == Qt.ItemDataRole.DisplayRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return ""  # a hidden header still speaks to screen readers
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        if role == Qt.ItemDataRole.FontRole:
            return QFont(self.look.font("caption_strong"))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class PlainTable(QTableView):
    """Read with the arrows; Ctrl+C copies the rows chosen, or all. Tab leaves it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.content = PlainModel(look)
        self.setModel(self.content)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self._dress()
        look.changed.connect(self._dress)

    def fill(self, titles: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """Show these rows; ``widths`` in px at 100 % text, the last column takes what is left."""
        self.content.fill(titles, rows)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, self.look.px(width))
        self.horizontalHeader().setStretchLastSection(True)

    def copy(self) -> None:
        """Put the chosen rows, or all where none is, on the clipboard, with tabs between the columns."""
        chosen = sorted({index.row() for index in self.selectedIndexes()}) or range(len(self.content.rows))
        lines = ("\t".join(" ".join(text.split()) for text in self.content.rows[row]) for row in chosen)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setFont(self.look.font())
        self.verticalHeader().setDefaultSectionSize(self.look.px(ROW))
        self.horizontalHeader().setFixedHeight(self.look.px(HEADER))
