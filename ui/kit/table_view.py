"""The view of long lists: keys, sorting, and columns that each person arranges (design.md 4.2, 5.7)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView

from app.core.i18n import N_, Message, Speak
from app.core.local_settings import LocalSettings
from app.core.settings import ROW_DENSITY
from ui.kit.look import Look
from ui.kit.table import WindowedModel
from ui.kit.table_columns import Columns
from ui.kit.table_delegate import TableDelegate, TableHeader, frame_when_focused
from ui.kit.texts import Speaking

HEIGHTS = {"dense": 32, "normal": 40, "tall": 44}
#: How much higher rows of two lines are.
SECOND_LINE = 12
DENSITIES: tuple[tuple[str, Message], ...] = (
    ("dense", N_("Dense rows")),
    ("normal", N_("Normal rows")),
    ("tall", N_("Tall rows")),
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_MIDDLE = QAbstractItemView.ScrollHint.PositionAtCenter
_WHOLE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class TableView(Speaking, QTableView):
    """A list with one row chosen. ``name`` is the list's key, ``person`` whose arrangement is remembered.

    With ``two_lines`` the rows have room for cells of two lines.
    """

    opened = Signal(int)
    """Enter or a double click on a record."""
    chosen = Signal(int)
    """Another record is the chosen one; 0: none."""
    typed = Signal(str)
    """A letter was typed; it belongs into the filter box."""
    missing = Signal(int)
    """The record sought is not in the list."""
    sort_wanted = Signal(str, bool)
    """A column, and whether descending."""
    shown = Signal()
    """The first rows of all are on the screen."""

    def __init__(
        self,
        look: Look,
        words: Speak,
        model: WindowedModel,
        local: LocalSettings,
        *,
        name: str,
        person: str = "",
        two_lines: bool = False,
    ) -> None:
        super().__init__()
        self.look, self.words = look, words
        self._second_line = SECOND_LINE if two_lines else 0
        self.rows = model
        self._local, self._name = local, name
        self._sought = 0
        self._top = 0
        self._old_row = -1
        self._is_shown = False
        self.menu_actions: tuple[QAction, ...] = ()
        """What the context menu of a row offers above the columns."""
        self.painter = TableDelegate(look, self)
        self.head = TableHeader(look, self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.setItemDelegate(self.painter)
        self._set_up()
        self.columns = Columns(self.head, model.columns, look, local, f"columns.{person}.{name}")
        self.columns.arranged.connect(self._arranged)
        model.modelAboutToBeReset.connect(self._remember_place)
        model.begun.connect(self._settle)
        model.loaded.connect(self._restore)
        self.verticalScrollBar().valueChanged.connect(lambda top: model.look_ahead(top, self._visible_rows()))
        self.head.sectionClicked.connect(self._sort_by)
        self.head.customContextMenuRequested.connect(self._head_menu)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.row_id(index.row())))
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.retranslate()
        self._dress()
        self._arranged()
        look.changed.connect(self._dress)

    def retranslate(self) -> None:
        self.rows.set_titles([self.words(column.title) for column in self.rows.columns])

    def set_sorted(self, key: str, descending: bool) -> None:
        """Show by which column the list stands."""
        keys = [column.key for column in self.rows.columns]
        self.head.set_sorted(keys.index(key) if key in keys else -1, descending)

    def chosen_id(self) -> int:
        """The record chosen; 0: none."""
        return self.rows.kept

    def choose_row(self, row: int, *, middle: bool = False) -> None:
        """Choose the record in a row."""
        index = self.rows.index(row, self.painter.first_column)
        self.selectionModel().setCurrentIndex(index, _WHOLE_ROW)
        if middle:
            self.scrollTo(index, _MIDDLE)

    def seek(self, record: int) -> None:
        """Choose this record as soon as the list that is about to be loaded is known; or say it is ``missing``."""
        self._sought = self.rows.kept = record

    def refresh(self) -> None:
        """Read the list again; choice and place stay."""
        self.rows.refresh(max(0, self._first_row()), self._visible_rows())

    def set_density(self, density: str) -> None:
        """Rows of another height, remembered for this list."""
        self._local.set(ROW_DENSITY, density, self._name)
        self._dress()

    def make_menu(self, *, of_row: bool) -> QMenu:
        """The menu of columns, sorting and row height, below what can be done with the chosen row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.menu_actions if of_row else ():
            if action.isEnabled() and action.isVisible():
                menu.addAction(action)
        menu.addSeparator()
        self._fill_menu(menu)
        return menu

    # Keys and events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER and not modifiers:
            if self.chosen_id():
                self.opened.emit(self.chosen_id())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not modifiers & ~Qt.KeyboardModifier.ControlModifier:
            self._go(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1)
        elif _is_typed(text, modifiers):
            self.typed.emit(text)
        elif text and text.isprintable() and not modifiers:
            event.ignore()  # a space would else select cells
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.make_menu(of_row=by_keys or self.indexAt(event.pos()).isValid()).popup(at)

    def _head_menu(self, at: QPoint) -> None:
        self.make_menu(of_row=False).popup(self.head.mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit(self.viewport().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        frame_when_focused(painter, self, self.look)
        painter.end()
        if not self._is_shown and self.rows.rowCount():
            self._is_shown = True
            self.shown.emit()

    # The choice through reloads.

    def _remember_place(self) -> None:
        self._top = max(0, self._first_row())
        self._old_row = self.currentIndex().row()

    def _settle(self) -> None:
        """The first rows of a new list: the chosen record if it is among them, else the first."""
        row = self.rows.row_of(self.rows.kept)
        if row >= 0:
            sought, self._sought = self._sought, 0
            self.choose_row(row)
            if sought:
                self.chosen.emit(sought)
        elif self._sought and not self.rows.is_whole:
            self._put_in_place(0)
        elif self.rows.rowCount():
            self._put_in_place(0)
            self.choose_row(0)
            self._tell_missing()
        else:
            self._announce(0)
            self._tell_missing()

    def _restore(self, at: int) -> None:
        """The whole list: nothing seems to move."""
        count = self.rows.rowCount()
        if self._sought and at >= 0:
            self._sought = 0
            self.choose_row(at, middle=True)
            self.chosen.emit(self.rows.kept)
            return
        if not count:
            self._announce(0)
        elif not self.currentIndex().isValid():
            shown = self._top <= self._old_row < self._top + self._visible_rows()
            row = at if at >= 0 else min(max(self._old_row, 0), count - 1)
            self._put_in_place(self._top + (row - self._old_row if at >= 0 and shown else 0))
            self.setAutoScroll(shown or at < 0)
            self.choose_row(row)
            self.setAutoScroll(True)
        self._tell_missing()

    def _tell_missing(self) -> None:
        sought, self._sought = self._sought, 0
        if sought:
            self.missing.emit(sought)

    def _put_in_place(self, top: int) -> None:
        self.updateGeometries()
        self.verticalScrollBar().setValue(top)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._announce(self.rows.row_id(current.row()) if current.isValid() else 0)

    def _announce(self, record: int) -> None:
        if record != self.rows.kept:
            self.rows.kept = record
            self.chosen.emit(record)

    def _first_row(self) -> int:
        return self.rowAt(0)

    def _visible_rows(self) -> int:
        return self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) + 1

    def _go(self, row: int) -> None:
        if row >= 0:
            self.choose_row(row)

    # Columns, sorting, height.

    def _sort_by(self, logical: int) -> None:
        if not self.rows.columns[logical].sorts:
            return
        descending = not self.head.descending if logical == self.head.sorted_by else False
        self.sort_wanted.emit(self.rows.columns[logical].key, descending)

    def _fill_menu(self, menu: QMenu) -> None:
        say = self.words
        sorting = menu.addMenu(say(N_("Sort by")))
        for logical, column in enumerate(self.rows.columns):
            if not column.sorts:
                continue
            action = sorting.addAction(say(column.title), partial(self._sort_by, logical))
            action.setCheckable(True)
            action.setChecked(logical == self.head.sorted_by)
        shown = menu.addMenu(say(N_("Columns…")))
        for column in self.rows.columns:
            action = shown.addAction(say(column.title))
            action.setCheckable(True)
            action.setChecked(not self.columns.is_hidden(column))
            action.toggled.connect(lambda on, one=column: self.columns.hide(one, not on))
        shown.addSeparator()
        shown.addAction(say(N_("Restore the default")), self.columns.restore)
        heights = menu.addMenu(say(N_("Row height")))
        group = QActionGroup(heights)
        for key, name in DENSITIES:
            action = heights.addAction(say(name), partial(self.set_density, key))
            action.setCheckable(True)
            action.setChecked(key == self._local.get(ROW_DENSITY, self._name))
            group.addAction(action)

    def _arranged(self) -> None:
        self.columns.fit(self.viewport().width())
        shown = self.columns.shown()
        self.painter.first_column, self.painter.last_column = shown[0], shown[-1]
        self.viewport().update()

    def _dress(self) -> None:
        header = self.verticalHeader()
        height = self.look.px(HEIGHTS[self._local.get(ROW_DENSITY, self._name)] + self._second_line)
        header.setMinimumSectionSize(height)
        header.setDefaultSectionSize(height)
        self.setFont(self.look.font("body"))
        if hasattr(self, "columns"):
            self.columns.fit(self.viewport().width())

    def _set_up(self) -> None:
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)


def _is_typed(text: str, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether a key writes a letter; right Alt writes letters and comes as Ctrl+Alt on Windows."""
    plain = modifiers & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.GroupSwitchModifier
    return (
        bool(text)
        and text.isprintable()
        and not text.isspace()
        and plain in (Qt.KeyboardModifier.NoModifier, _ALT_GR)
    )
