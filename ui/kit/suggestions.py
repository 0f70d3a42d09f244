"""The list under a line while one types: the line keeps the keyboard, matched letters are strong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.core.latvian import fold
from app.core.latvian import words as query_words
from ui.kit.labels import strong_span
from ui.kit.look import Look

_WORD = re.compile(r"[^\W_]+")
_ROW, _TALL_ROW, _SIDE, _MOST = 32, 46, 12, 8
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class LookupRow:
    """A suggestion: the value taken, its title, a quieter second line, an icon."""

    value: object
    title: str
    detail: str = ""
    icon: str = ""


def is_match(query: str, text: str) -> bool:
    """Whether every word of ``query`` begins a word of ``text``, marks and case apart, in any order."""
    there = query_words(text)
    return all(any(word.startswith(asked) for word in there) for asked in query_words(query))


def matched_spans(query: str, text: str) -> list[tuple[int, int]]:
    """Where in ``text`` the words of ``query`` matched, as (start, length)."""
    asked = query_words(query)
    spans = [
        (found.start(), length)
        for found in _WORD.finditer(text)
        if (length := max((_matched_letters(found[0], word) for word in asked), default=0))
    ]
    return spans or _matched_digits("".join(asked), text)


def _matched_letters(word: str, asked: str) -> int:
    if not fold(word).startswith(asked):
        return 0
    return next((n for n in range(1, len(word) + 1) if len(fold(word[:n])) >= len(asked)), len(word))


def _matched_digits(asked: str, text: str) -> list[tuple[int, int]]:
    """A number matches through the blanks between its groups."""
    places = [at for at, letter in enumerate(text) if letter.isdigit()]
    start = "".join(text[at] for at in places).find(asked) if asked.isdigit() else -1
    if start < 0:
        return []
    first, last = places[start], places[start + len(asked) - 1]
    return [(first, last - first + 1)]


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[LookupRow] = []

    def fill(self, rows: Sequence[LookupRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {row.detail}" if row.detail else row.title
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, look: Look, model: _Rows, view: QListView) -> None:
        super().__init__(view)
        self.look = look
        self._model = model
        self._view = view
        self.query = ""

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        tall = bool(self._model.rows[index.row()].detail)
        return QSize(0, self.look.px(_TALL_ROW if tall else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._model.rows[index.row()]
        look = self.look
        place: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, look.colour("sel"))
            painter.fillRect(QRect(place.left(), place.top() + 6, 3, place.height() - 12), look.colour("accent"))
        left = place.left() + look.px(_SIDE)
        if row.icon:
            side = look.px(17)
            at = QPoint(left, place.center().y() + 1 - side // 2)
            painter.drawPixmap(at, look.icon(row.icon, 17, "text2", on=self._view))
            left += side + look.px(8)
        width = place.right() - left - look.px(8)
        if row.detail:
            half = place.height() // 2
            upper = QRect(left, place.top() + look.px(4), width, half - look.px(4))
            lower = QRect(left, place.top() + half, width, half - look.px(4))
            self._line(painter, upper, row.title, "body")
            self._line(painter, lower, row.detail, "caption")
        else:
            self._line(painter, QRect(left, place.top(), width, place.height()), row.title, "body")
        painter.restore()

    def _line(self, painter: QPainter, room: QRect, text: str, role: str) -> None:
        ink = self.look.colour("text" if role == "body" else "text2")
        paint_matches(painter, room, self.look, text, self.query, role=role, ink=ink)


def paint_matches(
    painter: QPainter, room: QRect, look: Look, text: str, query: str, *, role: str, ink: QColor
) -> int:
    """Paint ``text`` in ``room``, elided, with what matches ``query`` strong; the width it took in px."""
    font = look.font(role)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    strong = "strong" if role == "body" else "caption_strong"
    layout = QTextLayout(shown, font)
    layout.setFormats([strong_span(look, start, length, strong) for start, length in matched_spans(query, shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width() + 40)
    layout.endLayout()
    painter.setPen(ink)
    painter.setClipRect(room)
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))
    painter.setClipping(False)
    return round(line.naturalTextWidth())


class Suggestions(QFrame):
    """The popup. It never takes the keyboard; its owner tells it to move and asks what is chosen."""

    taken = Signal(object)
    """A row was taken with the mouse (LookupRow)."""

    def __init__(self, look: Look, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.ToolTip)
        self.look = look
        self._owner = owner
        self.setProperty("surface", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view = QListView()
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self._rows = _Rows(self)
        self.view.setModel(self._rows)
        self._painter = _Painter(look, self._rows, self.view)
        self.view.setItemDelegate(self._painter)
        self.view.clicked.connect(self._clicked)
        self.view.entered.connect(self.view.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.view)

    def show_rows(self, rows: Sequence[LookupRow], query: str, chosen: int = 0) -> None:
        """Show these rows under the owner, row ``chosen`` ready to be taken (-1 for none); no rows hide it."""
        self._painter.query = query
        self._rows.fill(rows)
        if not rows:
            self.hide()
            return
        self._choose(chosen)
        self._put_in_place()
        if not self.isVisible():
            self._owner.window().installEventFilter(self)
            self.show()

    def rows(self) -> list[LookupRow]:
        """What is shown."""
        return list(self._rows.rows) if self.isVisible() else []

    def current(self) -> LookupRow | None:
        """The row ready to be taken."""
        at = self.view.currentIndex().row()
        return self._rows.rows[at] if self.isVisible() and 0 <= at < len(self._rows.rows) else None

    def move_by(self, step: int) -> None:
        """Move the choice; it goes round at the ends."""
        self._choose((max(self.view.currentIndex().row(), -1 if step > 0 else 0) + step) % len(self._rows.rows))

    def hide(self) -> None:
        """Close without taking anything."""
        self._owner.window().removeEventFilter(self)
        super().hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when the window below moves, is resized or is left."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowDeactivate, QEvent.Type.Hide):
            self.hide()
        return super().eventFilter(watched, event)

    def _choose(self, row: int) -> None:
        self.view.setCurrentIndex(self._rows.index(row, 0) if row >= 0 else QModelIndex())

    def _clicked(self, index: QModelIndex) -> None:
        row = self._rows.rows[index.row()]
        self.hide()
        self.taken.emit(row)

    def _put_in_place(self) -> None:
        owner = self._owner
        heights = [self.view.sizeHintForRow(at) for at in range(min(len(self._rows.rows), _MOST))]
        height = sum(heights) + 4
        fits = len(self._rows.rows) <= _MOST
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.view.setVerticalScrollBarPolicy(bar)
        below = owner.mapToGlobal(QPoint(0, owner.height() + 2))
        screen = owner.screen().availableGeometry()
        if below.y() + height > screen.bottom():
            below.setY(max(screen.top(), below.y() - owner.height() - 4 - height))
        self.setGeometry(below.x(), below.y(), owner.width(), height)


class Offers(QObject):
    """The list below ``owner``, whose window is made when there is first something to show: most never do."""

    taken = Signal(object)
    """A row was taken with the mouse (LookupRow)."""

    def __init__(self, look: Look, owner: QWidget) -> None:
        super().__init__(owner)
        self._look, self._owner = look, owner
        self._shown: Suggestions | None = None

    @property
    def view(self) -> QListView:
        """The list on the screen."""
        return self._made().view

    def show_rows(self, rows: Sequence[LookupRow], query: str, chosen: int = 0) -> None:
        """See :meth:`Suggestions.show_rows`."""
        if rows or self._shown is not None:
            self._made().show_rows(rows, query, chosen)

    def rows(self) -> list[LookupRow]:
        """What is shown."""
        return self._shown.rows() if self._shown is not None else []

    def current(self) -> LookupRow | None:
        """The row ready to be taken."""
        return self._shown.current() if self._shown is not None else None

    def move_by(self, step: int) -> None:
        """Move the choice; it goes round at the ends."""
        self._made().move_by(step)

    def hide(self) -> None:
        """Close without taking anything."""
        if self._shown is not None:
            self._shown.hide()

    def isVisible(self) -> bool:
        """Whether the list is open."""
        return self._shown is not None and self._shown.isVisible()

    def _made(self) -> Suggestions:
        if self._shown is None:
            self._shown = Suggestions(self._look, self._owner)
            self._shown.taken.connect(self.taken)
        return self._shown
