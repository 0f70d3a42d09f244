"""Ctrl+K: one place to find a record, a page or an action by a few letters (design.md 3, mock-up 21)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, Message, Translator
from ui.kit.labels import Rule, Text
from ui.kit.look import Look
from ui.kit.paint import keycap_size, paint_keycap, rounded
from ui.kit.suggestions import paint_matches
from ui.kit.tasks import Task, Tasks
from ui.kit.texts import Speaking

WIDTH, HEIGHT = 718, 468
DEBOUNCE_MS = 120
ROW, HEADING = 31, 26
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Hit:
    """Something found: what to show and what Enter does. ``also`` is what Ctrl+Enter does."""

    icon: str
    title: str
    about: str
    open: Callable[[], None]
    key: str = ""
    also: Callable[[], None] | None = None


@dataclass(frozen=True)
class Source:
    """A group of the palette. ``find`` runs beside the window and may be slow; it gets the typed text."""

    name: Message
    find: Callable[[str], Sequence[Hit]]
    #: Whether ``find`` only looks at what is in memory, so that it answers at once.
    quick: bool = False


class Palette(Speaking, QFrame):
    """The search over everything; it lies over the window until Esc."""

    closed = Signal()

    def __init__(self, look: Look, words: Translator, tasks: Tasks, sources: Iterable[Source], window: QWidget):
        super().__init__(window)
        self.look, self.words = look, words
        self._tasks = tasks
        self._sources = tuple(sources)
        self._found: dict[int, Sequence[Hit]] = {}
        self._running: dict[int, Task] = {}
        self._moved = False
        self._wanted: bool | None = None
        self._wait = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._wait.timeout.connect(self._search)
        self.panel = QFrame(self)
        self.panel.setProperty("surface", "card")
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(14, 14, 14, 8)
        column.setSpacing(8)
        self.field = QLineEdit()
        self.say(self.field.setAccessibleName, N_("Search everywhere"))
        self.say(self.field.setPlaceholderText, N_("Name, phone, number, action…"))
        self.field.setFont(look.font("body"))
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_HitDelegate(self))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.say(self.list.setAccessibleName, N_("What was found"))
        self.list.itemClicked.connect(self._clicked)
        column.addWidget(self.list, 1)
        self.nothing = Text(look, "body", "text2")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.say(self.nothing.setText, N_("Nothing was found."))
        self.nothing.hide()
        column.addWidget(self.nothing, 1)
        column.addWidget(Rule())
        foot = Text(look, "caption", "text2", wrap=True)
        self.say(foot.setText, N_("↑↓ choose · Enter open · Ctrl+Enter new contact with this client · Esc close"))
        column.addWidget(foot)
        self.place()
        self._search()

    def place(self) -> None:
        """Cover the window, the panel near its top."""
        window = self.parentWidget()
        assert window is not None
        self.setGeometry(window.rect())
        width = min(self.look.px(WIDTH), self.width() - 32)
        height = min(self.look.px(HEIGHT), self.height() - 32)
        top = min(52, (self.height() - height) // 2)
        self.panel.setGeometry((self.width() - width) // 2, top, width, height)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and self._key(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 36))
        painter.end()

    def leave(self) -> None:
        """Close without doing anything."""
        for task in self._running.values():
            task.cancel()
        self.closed.emit()

    def hits(self) -> list[Hit]:
        """What is shown, in order."""
        return [hit for row in range(self.list.count()) if (hit := self._hit(row)) is not None]

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(also=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            return False
        return True

    def _search(self) -> None:
        self._wait.stop()
        text = self.field.text().strip()
        for task in self._running.values():
            task.cancel()
        self._running.clear()
        self._found.clear()
        self._moved = False
        for at, source in enumerate(self._sources):
            if source.quick:
                self._found[at] = source.find(text)
            elif len(text) >= 2:
                job, done = partial(source.find, text), partial(self._arrived, at)
                self._running[at] = self._tasks.run(job, done, owner=self)
        self._show()

    def _arrived(self, at: int, hits: Sequence[Hit]) -> None:
        self._running.pop(at, None)
        self._found[at] = hits
        self._show()
        if self._wanted is not None and not self._running:
            self._take(also=self._wanted)

    def _show(self) -> None:
        """The first hit is chosen, or what the arrows chose since the search began."""
        chosen = self._hit(self.list.currentRow()) if self._moved else None
        self.list.clear()
        for at, source in enumerate(self._sources):
            self._show_group(source, self._found.get(at, ()))
        rows = [row for row in range(self.list.count()) if self._hit(row) is not None]
        kept = [row for row in rows if self._hit(row) is chosen]
        self.list.setCurrentRow((kept or rows or [-1])[0])
        nothing = not (rows or self._running)
        self.list.setVisible(not nothing)
        self.nothing.setVisible(nothing)

    def _show_group(self, source: Source, hits: Sequence[Hit]) -> None:
        if hits:
            heading = QListWidgetItem(self.words(source.name))
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(heading)
        for hit in hits:
            item = QListWidgetItem(hit.title)
            item.setData(Qt.ItemDataRole.UserRole, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title}, {hit.about}")
            self.list.addItem(item)

    def _hit(self, row: int) -> Hit | None:
        item = self.list.item(row) if row >= 0 else None
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Hit) else None

    def _typed(self) -> None:
        self._wanted = None
        self._wait.start()

    def _move(self, step: int) -> None:
        self._moved = True
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count() and self._hit(row) is None:
            row += step
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)

    def _clicked(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self._take(also=False)

    def _take(self, *, also: bool) -> None:
        """Do what is chosen; Enter ahead of the answers waits for them."""
        if self._wait.isActive():
            self._search()
        if self._running and not self._moved:
            self._wanted = also
            return
        self._wanted = None
        hit = self._hit(self.list.currentRow())
        if hit is None or (also and hit.also is None):
            return
        self.leave()
        (hit.also or hit.open)() if also else hit.open()


class _HitDelegate(QStyledItemDelegate):
    """Draws a heading, or an icon, a title with the matched letters strong, and what is said about it."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._palette = palette

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        hit = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, self._palette.look.px(ROW if hit is not None else HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._palette.look
        row: QRect = option.rect
        hit = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if not isinstance(hit, Hit):
            painter.setFont(look.font("caption_strong"))
            painter.setPen(look.colour("text2"))
            painter.drawText(row.adjusted(10, 4, 0, 0), Qt.AlignmentFlag.AlignVCenter, index.data())
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            rounded(painter, QRectF(row), 4, look.colour("sel"), None)
        self._paint_hit(painter, row, hit)
        painter.restore()

    def _paint_hit(self, painter: QPainter, row: QRect, hit: Hit) -> None:
        look, query = self._palette.look, self._palette.field.text()
        side = look.px(17)
        painter.drawPixmap(
            row.left() + 10, row.center().y() - side // 2, look.icon(hit.icon, 17, "text2", on=self._palette)
        )
        right = row.right() - 8
        if hit.key:
            cap = keycap_size(look, hit.key)
            box = QRect(right - cap.width(), row.center().y() - cap.height() // 2 + 1, cap.width(), cap.height())
            paint_keycap(painter, box, look, hit.key, ink=look.colour("text2"), edge=look.colour("line2"))
            right = box.left() - 8
        room = QRect(row.left() + 10 + side + 12, row.top(), 0, row.height())
        room.setRight(right)
        used = paint_matches(painter, room, look, hit.title, query, role="body", ink=look.colour("text"))
        room.setLeft(room.left() + used + 12)
        if room.width() > look.px(40):
            paint_matches(painter, room, look, hit.about, query, role="caption", ink=look.colour("text2"))
