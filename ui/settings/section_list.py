"""The list of settings pages at the left; arrows show a page, Enter goes into it (mock-up 23)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.look import Look
from ui.kit.paint import focus_frame, rounded
from ui.kit.table import Index

ROW = 35


class _Name(QStyledItemDelegate):
    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self.look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self.look.px(120), self.look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = self.look, QRect(option.rect).adjusted(0, 0, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, QRectF(box), 4, look.colour("sel" if chosen else "hover"), None)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("strong" if chosen else "body"))
        words = box.adjusted(look.px(12), 0, -look.px(6), 0)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class SectionList(QListView):
    """One focus stop."""

    shown = Signal(int)
    entered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.names = QStringListModel([], self)
        self.setModel(self.names)
        self.setItemDelegate(_Name(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentRowChanged.connect(self._moved)
        look.changed.connect(self.doItemsLayout)

    def set_names(self, names: Sequence[str]) -> None:
        """Show these; the marked row stays."""
        at = max(0, self.currentIndex().row())
        self.selectionModel().blockSignals(True)
        self.names.setStringList(list(names))
        self.setCurrentIndex(self.names.index(at))
        self.selectionModel().blockSignals(False)

    def choose(self, at: int) -> None:
        """Mark a page."""
        self.setCurrentIndex(self.names.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and → go into the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right) and not event.modifiers():
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            focus_frame(painter, self.visualRect(self.currentIndex()), self.look)
            painter.end()

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.shown.emit(current.row())
