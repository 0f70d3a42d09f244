"""A list of the office as a table: changed in place, put in order, hidden; every change can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_, Message
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.grid import Grid, GridColumn, GridRow
from ui.kit.labels import Text
from ui.kit.tasks import Task
from ui.kit.texts import Speaking
from ui.settings.keeping import Keeper

R = TypeVar("R")
SHOWN = "shown"


class ListEditor(Speaking, QWidget, Generic[R]):
    """The table of records of one kind. Subclasses say what a row shows and how a change is saved."""

    columns: Sequence[GridColumn]
    name: Message
    #: What a new row must have before it is saved.
    required: tuple[str, ...] = ("name",)
    hint: Message = N_("Type or F3 to change, Del hides.")
    can_add = True
    #: The table of the records, where they have a history (Ctrl+H).
    subject = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self.keeper = Keeper(desk, self)
        self.keeper.changed.connect(self._saved)
        self.keeper.refused.connect(lambda _setting, text: self.tell(text))
        self.records: list[R] = []
        self._new: dict[str, Any] | None = None
        self._go_to: Callable[[R], bool] | None = None
        self._reading: Task | None = None
        self._is_saved = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.grid = Grid(self.look, self.words, self.columns)
        self.say(self.grid.setAccessibleName, self.name)
        self.grid.asked.connect(self._asked)
        self.grid.moved.connect(self._moved)
        self.grid.removed.connect(self._removed)
        column.addWidget(self.grid, 1)
        self.told = Text(self.look, "caption", "bad", wrap=True)
        self.told.hide()
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.add = Button(self.look, icon="add")
        self.say(self.add.setText, N_("Add a row"))
        self.add.clicked.connect(self.begin_new)
        row.addWidget(self.add)
        if self.subject:
            row.addWidget(self._history_button())
        row.addStretch(1)
        keys = Text(self.look, "caption", "text3")
        self.say(keys.setText, self.hint)
        row.addWidget(keys)
        column.addLayout(row)
        self.add.setVisible(self.can_add)

    def _history_button(self) -> Button:
        action = QAction(self)
        self.say(action.setText, N_("History"))
        action.setShortcut(QKeySequence("Ctrl+H"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self.show_history)
        self.addAction(action)
        button = Button(self.look, "quiet", icon="clock", key="Ctrl+H")
        self.say(button.setText, N_("History"))
        button.clicked.connect(self.show_history)
        return button

    def show_history(self) -> None:
        """Ctrl+H: what was done to the record of the row, and by whom."""
        from ui.history.records import open_record_history  # noqa: PLC0415 - loaded when somebody asks

        at = self.grid.currentIndex().row()
        if 0 <= at < len(self.records):
            record: Any = self.records[at]
            open_record_history(self.desk, self.subject, record.id, record.name)

    # What a subclass says.

    def read(self) -> list[R]:
        """The records, read in a worker."""
        raise NotImplementedError

    def row_of(self, record: R) -> GridRow:
        """What stands in a row."""
        raise NotImplementedError

    def make(self, old: R | None, values: Mapping[str, Any]) -> R:
        """The record with these values. Raises UserError."""
        raise NotImplementedError

    def save(self, old: R | None, new: R) -> None:
        """Keep it, with a way back."""
        raise NotImplementedError

    def drop(self, record: R) -> None:
        """Del: offer it no more, or again."""

    def reorder(self, at: int, by: int) -> None:
        """Alt+↑↓."""

    # The rest is the same for all.

    def reload(self) -> None:
        """Read and show everything again; of several readings under way only the last begun is shown."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self.desk.tasks.run(self.read, self._show_read, self.desk.shell.show_trouble, owner=self)

    def _saved(self) -> None:
        """Only what is read after saving has the record that is to be marked."""
        self._is_saved = True
        self.reload()

    def _show_read(self, records: list[R]) -> None:
        self._reading = None
        self._show(records)
        if self._is_saved:
            self._go_to, self._is_saved = None, False

    def begin_new(self) -> None:
        """An empty row at the end, ready for typing."""
        if self._new is None:
            self._new = {}
        self._show(self.records)
        last = len(self.records)
        self.grid.setFocus()
        self.grid.setCurrentIndex(self.grid.sheet.index(last, 0))
        self.grid.edit_cell()

    def follow(self, is_it: Callable[[R], bool]) -> None:
        """Mark that record when the list is read next."""
        self._go_to = is_it

    def retranslate(self) -> None:
        self._show(self.records)

    def _show(self, records: list[R]) -> None:
        self.records = records
        rows = [self.row_of(record) for record in records]
        if self._new is not None:
            rows.append(GridRow({key: str(value) for key, value in self._new.items() if value is not None}))
        chosen = None
        if self._go_to is not None:
            chosen = next((at for at, record in enumerate(records) if self._go_to(record)), None)
        self.grid.show_rows(rows, chosen)

    def _asked(self, at: int, key: str, value: object) -> None:
        self.told.hide()
        if key == SHOWN:
            self._removed(at)
            return
        old = self.records[at] if at < len(self.records) else None
        try:
            if old is None:
                self._change_new(key, value)
            else:
                self.save(old, self.make(old, {**self._values(old), key: value}))
        except UserError as error:
            self.tell(error.message)

    def _change_new(self, key: str, value: object) -> None:
        self._new = {**(self._new or {}), key: value}
        if all(str(self._new.get(name, "")).strip() for name in self.required):
            new = self.make(None, self._new)
            self._new = None
            self.save(None, new)
        else:
            self._show(self.records)
            column = next(n for n, each in enumerate(self.columns) if not self._new.get(each.key))
            self.grid.setCurrentIndex(self.grid.sheet.index(len(self.records), column))
            self.grid.edit_cell()

    def tell(self, text: Message) -> None:
        """Say under the table what is wrong."""
        self.say(self.told.setText, text)
        self.told.show()

    def _values(self, record: R) -> dict[str, Any]:
        row = self.row_of(record)
        return {**row.cells, **row.values}

    def _moved(self, at: int, by: int) -> None:
        if 0 <= at < len(self.records) and 0 <= at + by < len(self.records):
            self.reorder(at, by)

    def _removed(self, at: int) -> None:
        if at < len(self.records):
            self.drop(self.records[at])
        else:
            self._new = None
            self._show(self.records)
