"""The pane on the left: one list, one focus stop, arrows move, Enter opens (design.md 3)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, Message, Translator
from ui.kit.labels import Rule
from ui.kit.look import Look
from ui.kit.paint import badge_size, focus_frame, paint_badge, rounded
from ui.kit.texts import Speaking
from ui.shell.user_button import UserButton

FULL_WIDTH = 202
NARROW_WIDTH = 62
ROW = 36
_GAP = 2


@dataclass(frozen=True)
class Entry:
    """One page in the pane."""

    key: str
    title: Message
    icon: str
    shortcut: str


Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractListModel):
    """The pages; None is the gap above those that stand at the bottom."""

    def __init__(self, entries: tuple[Entry | None, ...], words: Translator) -> None:
        super().__init__()
        self.entries = entries
        self.badges: dict[str, int] = {}
        self._words = words

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.entries[index.row()] else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if entry is None:
            return None
        title = self._words(entry.title)
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{title} ({entry.shortcut})"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            badge = self.badges.get(entry.key, 0)
            return f"{title}, {badge}" if badge else title
        return None

    def say_again(self) -> None:
        """The language, or a badge, changed."""
        self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))


class _Delegate(QStyledItemDelegate):
    def __init__(self, pane: Navigation) -> None:
        super().__init__(pane)
        self._pane = pane

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        pane = self._pane
        row = pane.look.px(ROW) + _GAP
        if pane.model.entries[index.row()] is not None:
            return QSize(0, row)
        free = pane.list.viewport().height() - row * (len(pane.model.entries) - 1)
        return QSize(0, max(_GAP, free))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pane, look = self._pane, self._pane.look
        entry = pane.model.entries[index.row()]
        if entry is None:
            return
        row = QRect(option.rect)
        row.setHeight(row.height() - _GAP)
        state = option.state
        chosen = entry.key == pane.current
        painter.save()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, QRectF(row), 4, look.colour("nav_sel" if chosen else "hover"), None)
        if chosen:
            bar = QRectF(row.left(), row.top() + row.height() * 0.28, 3, row.height() * 0.44)
            rounded(painter, bar, 1.5, look.colour("accent"), None)
        side = look.px(20)
        left = row.left() + look.px(13)
        tone = "accent_text" if chosen else "text"
        icon = look.icon(entry.icon, 20, tone, on=pane, filled=chosen)
        painter.drawPixmap(QPointF(left, row.center().y() - side / 2 + 1), icon)
        if not pane.narrow:
            self._words(painter, row, left + side + look.px(8), entry, chosen)
        if pane.list.hasFocus() and pane.list.currentIndex() == index:
            focus_frame(painter, row, look)
        painter.restore()

    def _words(self, painter: QPainter, row: QRect, left: int, entry: Entry, chosen: bool) -> None:
        pane, look = self._pane, self._pane.look
        badge = pane.model.badges.get(entry.key, 0)
        right = row.right() - look.px(8)
        if badge:
            size = badge_size(look, str(badge))
            box = QRect(
                right - size.width(), row.center().y() - size.height() // 2 + 1, size.width(), size.height()
            )
            paint_badge(painter, box, look, str(badge), active=False)
            right = box.left() - look.px(6)
        painter.setFont(look.font("strong" if chosen else "body"))
        painter.setPen(look.colour("text"))
        room = QRect(left, row.top(), right - left, row.height())
        text = painter.fontMetrics().elidedText(pane.words(entry.title), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


class _List(QListView):
    opened = Signal(QModelIndex)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # the gap takes what is left

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class Navigation(Speaking, QFrame):
    """The pages there are, and who is working. ``opened`` tells the key of the page wanted."""

    opened = Signal(str)

    def __init__(self, look: Look, words: Translator, entries: tuple[Entry | None, ...], user: UserButton) -> None:
        super().__init__()
        self.look, self.words = look, words
        self.current = ""
        self.narrow = False
        self.setProperty("surface", "page")
        self.model = _Model(entries, words)
        self.list = _List()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("surface", "page")
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(self._open)
        self.say(self.list.setAccessibleName, N_("Pages"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addWidget(self.list, 1)
        column.addWidget(Rule())
        self.user = user
        column.addWidget(user)
        self.set_narrow(False)
        look.changed.connect(lambda: self.set_narrow(self.narrow))

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only."""
        self.narrow = narrow
        self.setFixedWidth(self.look.px(NARROW_WIDTH if narrow else FULL_WIDTH))
        self.user.set_narrow(narrow)
        self.list.doItemsLayout()

    def set_current(self, key: str) -> None:
        """Mark the page that is open."""
        self.current = key
        for row, entry in enumerate(self.model.entries):
            if entry is not None and entry.key == key:
                self.list.setCurrentIndex(self.model.index(row))
        self.list.viewport().update()

    def set_badge(self, key: str, count: int) -> None:
        """How many things wait on a page; 0 shows none."""
        if self.model.badges.get(key, 0) != count:
            self.model.badges[key] = count
            self.model.say_again()

    def retranslate(self) -> None:
        self.model.say_again()

    def panes(self) -> QWidget:
        """Where F6 goes."""
        return self.list

    def _open(self, index: QModelIndex) -> None:
        entry = self.model.entries[index.row()] if index.isValid() else None
        if entry is not None:
            self.opened.emit(entry.key)
