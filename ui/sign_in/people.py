"""The tiles of the sign-in card: one list, one focus stop; letters find a name, arrows move, Enter takes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.identity import Login
from ui.kit.look import Look
from ui.kit.paint import focus_frame, rounded
from ui.kit.suggestions import is_match

ROW = 44
_DISC, _GAP = 28, 10
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PeopleModel(QAbstractListModel):
    """Who may sign in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.people: tuple[Login, ...] = ()

    def show(self, people: Sequence[Login]) -> None:
        """Show these."""
        self.beginResetModel()
        self.people = tuple(people)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return self.people[index.row()].name if index.isValid() and role in shown else None


class _Tile(QStyledItemDelegate):
    """A disc with initials and the name; the chosen one has a tint and a bar."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self.look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self.look.px(160), self.look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = self.look, QRect(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, QRectF(box), 4, look.colour("sel" if chosen else "hover"), None)
        if chosen:
            bar = QRectF(box.left() + 2, box.top() + look.px(12), 3, box.height() - 2 * look.px(12))
            rounded(painter, bar, 1.5, look.colour("accent"), None)
        name = str(index.data())
        side = look.px(_DISC)
        disc = QRectF(box.left() + look.px(12), box.top() + (box.height() - side) / 2, side, side)
        rounded(painter, disc, side / 2, look.colour("accent"), None)
        painter.setPen(look.colour("on_accent"))
        painter.setFont(look.font("caption_strong"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials(name))
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("strong" if chosen else "body"))
        words = box.adjusted(round(disc.right()) - box.left() + look.px(_GAP), 0, -look.px(8), 0)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class PeopleList(QListView):
    """The people of the office by name."""

    taken = Signal()
    """Enter or a click: this is the person."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._typed, self._since = "", QElapsedTimer()
        self.names = PeopleModel(self)
        self.setModel(self.names)
        self.setItemDelegate(_Tile(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda _index: self.taken.emit())
        look.changed.connect(self.doItemsLayout)

    def show_people(self, people: Sequence[Login], chosen: str) -> None:
        """Show these; the person with the login ``chosen``, or the first, is marked."""
        self.names.show(people)
        logins = [person.login for person in people]
        at = logins.index(chosen) if chosen in logins else 0
        self.setCurrentIndex(self.names.index(at))

    def person(self) -> Login | None:
        """Who is marked."""
        index = self.currentIndex()
        return self.names.people[index.row()] if index.isValid() else None

    def step(self, by: int) -> None:
        """Mark the next or the one before, as ↑ and ↓ in the password line do."""
        at = max(0, min(len(self.names.people) - 1, self.currentIndex().row() + by))
        self.setCurrentIndex(self.names.index(at))

    def set_rows(self, most: int) -> None:
        """Be as tall as the people need, but not more than ``most`` rows."""
        rows = min(most, max(1, len(self.names.people)))
        self.setFixedHeight(rows * self.look.px(ROW) + 4)

    def keyboardSearch(self, text: str) -> None:
        """Letters typed quickly after one another find a name by the beginning of any of its words."""
        if not self._since.isValid() or self._since.elapsed() > QApplication.keyboardInputInterval():
            self._typed = ""
        self._since.start()
        self._typed += text
        for at, person in enumerate(self.names.people):
            if is_match(self._typed, person.name):
                self.setCurrentIndex(self.names.index(at))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the password."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.person() is not None:
            self.taken.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: object) -> None:
        """Show the frame of the keyboard."""
        super().paintEvent(event)  # type: ignore[arg-type]
        if self.hasFocus():
            painter = QPainter(self.viewport())
            focus_frame(painter, self.visualRect(self.currentIndex()), self.look)
            painter.end()


def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()
