"""A person on the staff, found while one types: the staff may be thousands."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from ui.kit.desk import Desk
from ui.kit.fields import Field
from ui.kit.lookup import LookupLine
from ui.kit.suggestions import LookupRow
from ui.kit.texts import Speaking

#: So many are offered at once.
OFFERED = 8


class Person(NamedTuple):
    """Somebody chosen: number and name."""

    id: int
    name: str


class PersonField(Speaking, Field):
    """Holds a Person or None; a text that names nobody is told, never taken for somebody."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent)
        self.desk, self.words = desk, desk.words
        self.line = LookupLine(desk.look, icon="person")
        self._chosen: Person | None = None
        self._place(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.taken.connect(self._take)
        self.line.passed.connect(self.done)
        self.line.search_requested.connect(self._search)

    def value(self) -> Person | None:
        """Who is chosen."""
        return self._chosen

    def number(self) -> int | None:
        """The number of who is chosen."""
        return self._chosen.id if self._chosen else None

    def draft(self) -> object:
        """Who is chosen, or the text that names nobody yet."""
        return self._chosen or self.line.text().strip() or None

    def set_value(self, value: object) -> None:
        """Show a Person; a text stands as typed."""
        self.line.close_popup()
        self._chosen = value if isinstance(value, Person) else None
        self.line.setText(self._chosen.name if self._chosen else str(value or ""))
        self.line.setCursorPosition(0)
        self.set_error("")

    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not self.line.text().strip()

    def problem(self) -> str:
        """Set where a text is left that names nobody."""
        return self.words(N_("Choose from the list.")) if self._chosen is None and not self.is_empty() else ""

    def _typed(self) -> None:
        self._chosen = None
        self.edited.emit()

    def _take(self, row: LookupRow) -> None:
        if isinstance(row.value, int):
            self._chosen = Person(row.value, row.title)
        self.line.setCursorPosition(0)
        self.edited.emit()
        self.done.emit()

    def _search(self, text: str) -> None:
        find = partial(Directory(self.desk.office).find_employees, text, OFFERED)
        self.desk.tasks.run(find, partial(self._answer, text), lambda _error: self._answer(text, []), owner=self)

    def _answer(self, text: str, found: list[EmployeeRecord]) -> None:
        rows = [LookupRow(each.id, each.name, each.job_title, "person") for each in found]
        self.line.show_results(text, rows)


def person_of(number: int | None, name: str) -> Person | None:
    """What a record says, as the field holds it."""
    return Person(number, name) if number is not None else None
