"""Long lists: a table over ids, whose rows are fetched in pages beside the window (performance.md 2).

The model holds the ids of all rows in their order and a few pages of rows ready to be painted. Whatever takes time
in proportion to the list is done in a worker; an answer that somebody no longer waits for is dropped.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from app.core.i18n import Message
from app.core.ids import Ids
from ui.kit.tasks import Task, Tasks

#: How many rows are fetched at once: two pages are a screenful, and a jump waits for no more than that.
PAGE = 32
#: How many rows a list begins with, before all of it is known.
FIRST = 128
#: How many pages are kept.
KEPT_PAGES = 128
#: How many pages may be on their way at once; while somebody drags the scroll bar, older wishes are forgotten.
IN_FLIGHT = 2
#: How long a step waits for its rows, in milliseconds, before the view is painted without them and once more.
PATIENCE_MS = 30
CELL = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


# Not frozen: thousands are made while somebody scrolls, and a frozen one takes three times as long to make.
@dataclass(slots=True)
class Cell:
    """What stands in one cell. ``chip`` is a kind of chip; an ``icon`` alone has its words in ``text`` as well.

    Before a text an ``icon`` only points out what the row as it is spoken says in words.
    """

    text: str = ""
    icon: str = ""
    chip: str = ""
    tone: str = "text"
    strong: bool = False
    icon_only: bool = False


@dataclass(slots=True)
class TwoLines(Cell):
    """A cell with a quiet second line."""

    second: str = ""


def spoken_cell(cell: Cell) -> str:
    """A cell as a reader says it."""
    return f"{cell.text}, {cell.second}" if isinstance(cell, TwoLines) and cell.second else cell.text


class Row(NamedTuple):
    """One row ready to be painted; ``spoken`` is the whole row for screen readers."""

    id: int
    cells: tuple[Cell, ...]
    spoken: str


@dataclass(frozen=True)
class Column:
    """A column: ``width`` in px at 100 % text; the ``fills`` one takes what is left.

    Where a window is too narrow, the columns that have a number in ``gives_way`` go, the lowest first. A list
    stands by a column only where it ``sorts``.
    """

    key: str
    title: Message
    width: int
    fills: bool = False
    hidden: bool = False
    gives_way: int = 0
    icon_only: bool = False
    sorts: bool = True


class Source(Protocol):
    """What a list shows, in which order. All three are called in workers, at the same time."""

    def first(self, limit: int) -> Sequence[Row]:
        """The first rows."""

    def ids(self) -> Ids:
        """The ids of all rows."""

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        """These rows; one that is gone may be missing."""


@dataclass(frozen=True)
class Loaded:
    """A whole list from a worker: its ids, where the record looked for stands (-1: not there), rows on screen."""

    ids: Ids
    at: int
    pages: dict[int, tuple[Row | None, ...]]


_ROOT = QModelIndex()
_NOTHING: tuple[Row | None, ...] = ()


class WindowedModel(QAbstractTableModel):
    """Shows a Source. The view tells which rows it shows; all others may be forgotten."""

    begun = Signal()
    """The first rows of a new list are there."""
    loaded = Signal(int)
    """The whole list is known; the row at which the ``kept`` record stands, or -1."""
    failed = Signal(object)

    def __init__(self, tasks: Tasks, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.columns = tuple(columns)
        self._titles = [""] * len(self.columns)
        self._source: Source | None = None
        self._ids: Ids = Ids()
        self._pages: OrderedDict[int, tuple[Row | None, ...]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: dict[int, Task] = {}
        self._near: tuple[int, ...] = ()
        self._prompt = True
        self._loading: Task | None = None
        self.is_whole = True
        self.kept = 0
        """The record that whoever looks at the list wants to find again when all of it is known."""
        self._ask_soon = QTimer(self, singleShot=True, interval=0)
        self._ask_soon.timeout.connect(self._ask)

    # What the page asks for.

    def load(self, source: Source) -> None:
        """Show another list: its first rows as soon as they are there, then all."""
        self._source = source
        self._begin(
            self._tasks.run(
                lambda: tuple(source.first(FIRST)),
                lambda rows: self._take_first(source, rows),
                self._fail,
                owner=self,
            )
        )

    def refresh(self, top: int = 0, shown: int = FIRST) -> None:
        """Read the same list again; on screen it changes at once, when all that is shown there has come.

        ``top`` is the first row shown and ``shown`` how many are.
        """
        source, find = self._source, self.kept
        if source is None:
            return
        before = self.row_of(find)
        rows = range(top, top + shown)

        def job() -> Loaded:
            ids = source.ids()
            at = position(ids, find, before)
            shift = at - before if at >= 0 and before in rows else 0
            pages = {page: _page(source, ids, page) for page in _pages_of(rows, shift, len(ids))}
            return Loaded(ids, at, pages)

        self._begin(self._tasks.run(job, self._take_all, self._fail, owner=self))

    def clear(self) -> None:
        """Show nothing."""
        self._begin(None)
        self._source = None
        self._reset(Ids(), {}, whole=True)

    # What the view asks for.

    @property
    def is_loading(self) -> bool:
        """Whether the list itself, not only some rows of it, is still on its way."""
        return self._loading is not None

    @property
    def busy(self) -> bool:
        """Whether anything is on its way, or about to be asked for."""
        return self.is_loading or bool(self._asked) or bool(self._wanted) or self._ask_soon.isActive()

    def row_id(self, row: int) -> int:
        """The id of the record in a row; 0 where there is none."""
        return self._ids[row] if 0 <= row < len(self._ids) else 0

    def row_of(self, record: int) -> int:
        """Where a record stands among the rows kept in memory; -1 if it is not among them."""
        if not record:
            return -1
        for page, rows in self._pages.items():
            for at, row in enumerate(rows):
                if row is not None and row.id == record:
                    return page * PAGE + at
        return -1

    def row_at(self, row: int) -> Row | None:
        """The row, or None while it is on its way."""
        page = row // PAGE
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return None
        at = row % PAGE
        return rows[at] if at < len(rows) else None

    def look_ahead(self, top: int, shown: int) -> None:
        """Fetch what is on screen, then the rows beside it, so that a step up or down waits for nothing."""
        last = len(self._ids) - 1
        near = range(max(0, top - shown) // PAGE, min(top + 2 * shown, last) // PAGE + 1)
        self._near = tuple(near)
        for row in (min(top + shown, last), top):
            if 0 <= row <= last:
                self.row_at(row)
        self._ask_wanted()
        self._await(range(max(0, top) // PAGE, min(top + shown, last) // PAGE + 1))
        self._ask_soon.start()  # for the rows beside: whoever prepares them takes time from painting these

    def set_titles(self, titles: Sequence[str]) -> None:
        """The headings, in the order of the columns."""
        self._titles = list(titles)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._titles) - 1)

    # QAbstractTableModel.

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _TOLD or not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return row.spoken
        cell = row.cells[index.column()]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_cell(cell)
        return "" if role == Qt.ItemDataRole.DisplayRole and cell.icon_only else cell.text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            # Readers find even a hidden header; a number there would only be noise.
            return "" if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._titles[section]
        return None

    # Answers.

    def _begin(self, task: Task | None) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = task

    def _take_first(self, source: Source, rows: tuple[Row, ...]) -> None:
        self._loading = None
        pages: dict[int, tuple[Row | None, ...]] = {
            at // PAGE: rows[at : at + PAGE] for at in range(0, len(rows), PAGE)
        }
        self._reset(Ids.of(row.id for row in rows), pages, whole=len(rows) < FIRST)
        self.begun.emit()
        if self.is_loading:
            return  # whoever heard it asked for another list
        if self.is_whole:
            self.loaded.emit(self.row_of(self.kept))
            return
        find = self.kept

        def job() -> Loaded:
            ids = source.ids()
            return Loaded(ids, position(ids, find), {})

        self._begin(self._tasks.run(job, self._take_rest, self._fail, owner=self))

    def _take_rest(self, answer: Loaded) -> None:
        self._loading = None
        before = len(self._ids)
        if answer.ids[:before] == self._ids and len(answer.ids) > before:
            self.beginInsertRows(_ROOT, before, len(answer.ids) - 1)
            self._ids = answer.ids
            self.endInsertRows()
        elif answer.ids != self._ids:
            self._reset(answer.ids, {}, whole=True)
        self.is_whole = True
        self.loaded.emit(answer.at)

    def _take_all(self, answer: Loaded) -> None:
        self._loading = None
        self._reset(answer.ids, answer.pages, whole=True)
        self.loaded.emit(answer.at)

    def _reset(self, ids: Ids, pages: dict[int, tuple[Row | None, ...]], *, whole: bool) -> None:
        self.beginResetModel()
        self._forget_wishes()
        self._ids = ids
        self._pages = OrderedDict(pages)
        self.is_whole = whole
        self.endResetModel()

    def _fail(self, error: Exception) -> None:
        self._loading = None
        self.failed.emit(error)

    # Pages.

    def _forget_wishes(self) -> None:
        for task in self._asked.values():
            task.cancel()
        self._asked.clear()
        self._wanted.clear()
        self._near = ()

    def _want(self, page: int) -> None:
        if page in self._asked:
            return
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        while len(self._wanted) > 2 * IN_FLIGHT:
            self._wanted.popitem(last=False)
        self._ask_soon.start()

    def _ask_wanted(self) -> None:
        source = self._source
        while source is not None and self._wanted and len(self._asked) < IN_FLIGHT:
            page = self._wanted.popitem()[0]
            self._asked[page] = self._ask_for(source, page)

    def _ask(self) -> None:
        self._ask_wanted()
        source = self._source
        if source is not None and not self._asked and not self.is_loading:
            for page in self._near:
                if page not in self._pages:
                    self._asked[page] = self._ask_for(source, page)
                    return

    def _await(self, pages: range) -> None:
        """Have the rows of a step there before it is painted, unless the database has just been slow."""
        for page in pages:
            if self._prompt and (task := self._asked.get(page)) is not None:
                self._prompt = task.join(PATIENCE_MS)

    def _ask_for(self, source: Source, page: int) -> Task:
        ids = self._ids
        return self._tasks.run(
            lambda: _page(source, ids, page),
            lambda rows: self._take_page(page, rows),
            lambda error: self._fail_page(page, error),
            owner=self,
        )

    def _take_page(self, page: int, rows: tuple[Row | None, ...]) -> None:
        del self._asked[page]
        self._prompt = True
        self._pages[page] = rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        first = page * PAGE
        last = min(first + PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self._ask()

    def _fail_page(self, page: int, error: Exception) -> None:
        # Kept as empty rows: asking again at every repaint would only repeat the trouble.
        self._take_page(page, _NOTHING)
        self.failed.emit(error)


_TOLD = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, CELL})


def _pages_of(rows: range, shift: int, count: int) -> range:
    """The pages that the rows on screen will stand in, once the list has moved by ``shift``."""
    first = min(max(0, rows.start + shift), max(0, count - 1))
    last = min(max(0, rows.stop + shift), max(0, count - 1))
    return range(first // PAGE, last // PAGE + 1) if count else range(0)


def _page(source: Source, ids: Ids, page: int) -> tuple[Row | None, ...]:
    wanted = ids[page * PAGE : (page + 1) * PAGE]
    found = {row.id: row for row in source.rows(wanted)}
    return tuple(found.get(record) for record in wanted)


def position(ids: Ids, record: int, near: int = -1) -> int:
    """Where ``record`` stands, or -1; looked for around ``near`` first."""
    return ids.find(record, near, PAGE) if record else -1
