"""Step 5: the staff, pasted from a spreadsheet or written row by row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.core.i18n import N_, Message
from app.directory.records import EmployeeRecord
from ui.first_run.staff import COLUMNS, Row, employee, fault, read_rows
from ui.first_run.step import Step, Surroundings
from ui.kit.buttons import Button
from ui.kit.grid import Grid, GridColumn, GridRow
from ui.kit.labels import Text

_TITLES: tuple[tuple[str, Message, int], ...] = (
    ("name", N_("Name and surname"), 120),
    ("job_title", N_("Job title"), 90),
    ("unit", N_("Unit"), 84),
    ("phone", N_("Phone"), 94),
    ("email", N_("E-mail"), 90),
    ("place", N_("Place"), 68),
)


class EmployeesStep(Step):
    """A table that takes what is copied in Excel."""

    key = "employees"
    title = N_("Employees")
    about = N_("Copy the rows in Excel and paste them here with Ctrl+V, or add them one by one.")
    can_wait = True

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.rows: list[Row] = []
        columns = [
            GridColumn(key, title, width, fills=key not in ("phone", "place")) for key, title, width in _TITLES
        ]
        self.grid = Grid(self.look, self.words, columns, flows=True)
        self.say(self.grid.setAccessibleName, self.title)
        self.grid.asked.connect(self._change)
        self.grid.removed.connect(self._remove)
        self.grid.pasted.connect(self.paste)
        self.grid.row_wanted.connect(self._row_wanted)
        self.column.addWidget(self.grid, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.add = Button(self.look, icon="add")
        self.say(self.add.setText, N_("Add a row"))
        self.add.clicked.connect(self._add_row)
        paste = Button(self.look, icon="clipboard_task", key="Ctrl+V")
        self.say(paste.setText, N_("Paste"))
        paste.clicked.connect(lambda: self.paste(QGuiApplication.clipboard().text()))
        hint = Text(self.look, "caption", "text3")
        self.say(hint.setText, N_("Type into a cell; Del takes a row away."))
        buttons.addWidget(self.add)
        buttons.addWidget(paste)
        buttons.addStretch(1)
        buttons.addWidget(hint)
        self.column.addLayout(buttons)
        self.told = Text(self.look, "caption", "bad", wrap=True)
        self.told.hide()
        self.column.addWidget(self.told)

    def keep(self) -> dict[str, Any]:
        return {"rows": [row for row in self.rows if any(row.values())]}

    def fill(self, kept: Mapping[str, Any]) -> None:
        rows = kept.get("rows", [])
        self.rows = [
            {key: str(row[key]) for key in COLUMNS if row.get(key)} for row in rows if isinstance(row, dict)
        ]
        self._show()

    def focus_first(self) -> None:
        (self.grid if self.rows else self.add).setFocus()

    def check(self) -> dict[str, Message]:
        for at, row in enumerate(self.rows, 1):
            wrong = fault(row) if any(row.values()) else None
            if wrong is not None:
                return {"": N_("Row {number}: {why}", number=at, why=wrong)}
        return {}

    def employees(self) -> tuple[EmployeeRecord, ...]:
        """Everybody whose row can be kept."""
        return tuple(employee(row) for row in self.rows if fault(row) is None)

    def paste(self, text: str) -> None:
        """Add the people of a pasted text; those already there by name are not doubled."""
        known = {row.get("name") for row in self.rows}
        found = [row for row in read_rows(text) if row["name"] not in known]
        self.rows += found
        self._show(len(self.rows) - 1 if found else None)
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter beside a cell goes on, and so does Ctrl+Enter in the table."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def _add_row(self) -> None:
        """An empty row at the end, ready for typing; one that waits there already is taken."""
        if not self.rows or any(self.rows[-1].values()):
            self.rows.append({})
        self._show()
        self.grid.setFocus()
        first = self.grid.sheet.index(len(self.rows) - 1, 0)
        self.grid.setCurrentIndex(first)
        self.grid.edit_cell(first)

    def _row_wanted(self) -> None:
        """Past the last cell comes a new row, unless nothing was written into the last one."""
        if not self.rows or any(self.rows[-1].values()):
            self._add_row()

    def _change(self, at: int, key: str, value: object) -> None:
        self.rows[at] = {**self.rows[at], key: " ".join(str(value).split())}
        self._show()
        self.edited.emit()

    def _remove(self, at: int) -> None:
        del self.rows[at]
        self._show()
        self.edited.emit()

    def _show(self, chosen: int | None = None) -> None:
        self.grid.show_rows([GridRow({key: row.get(key, "") for key in COLUMNS}) for row in self.rows], chosen)
        wrong = self.check().get("")
        self.told.setVisible(wrong is not None)
        if wrong is not None:
            self.say(self.told.setText, wrong)
