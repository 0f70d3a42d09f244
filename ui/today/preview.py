"""The record of a row of Šodien, shown beside the list with Space (design.md 6.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.core.due import DueRow
from app.core.i18n import N_
from ui.kit.buttons import IconButton
from ui.kit.desk import Desk
from ui.kit.labels import Rule, Text
from ui.kit.previewer import Previewer
from ui.kit.stack import Stack
from ui.kit.texts import Speaking

#: The record of a row is read once the person stays on it so long.
STAY_MS = 60
WIDTH = 364


class Preview(Speaking, QFrame):
    """Shows what the register of a row has to show of it; ``modules`` are theirs, by the page a row leads to."""

    def __init__(self, desk: Desk, modules: Mapping[str, str], leave: Callable[[], None]) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self._modules = modules
        self._known: dict[str, Previewer] = {}
        self._row: DueRow | None = None
        self._stay = QTimer(self, singleShot=True, interval=STAY_MS)
        self._stay.timeout.connect(self._read)
        self.setProperty("surface", "card")
        self.nothing = Text(self.look, "body", "text2", wrap=True)
        self.nothing.setContentsMargins(16, 12, 16, 12)
        self.say(self.nothing.setText, N_("There is nothing to preview here. Enter opens it."))
        self.stack = Stack()
        self.stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head(leave))
        column.addWidget(Rule())
        column.addWidget(self.stack, 1)
        self.hide()

    def show_row(self, row: DueRow) -> bool:
        """Show the record of a row now; whether there is anything to show of it."""
        self._stay.stop()
        self._row = row
        previewer = self._previewer(row.page)
        shown = previewer is not None and previewer.show(row.target)
        pane = previewer.pane if previewer is not None and shown else self.nothing
        self.stack.setCurrentWidget(pane)
        self.setFocusProxy(pane)
        return shown

    def follow(self, row: DueRow) -> None:
        """The list went on to another row: show it once the person stays there."""
        self._row = row
        self._stay.start()

    def _read(self) -> None:
        if self._row is not None and self.isVisible():
            self.show_row(self._row)

    def _previewer(self, page: str) -> Previewer | None:
        if page not in self._known and page in self._modules:
            previewer: Previewer = import_module(self._modules[page]).previewer(self.desk)
            self._known[page] = previewer
            self.stack.addWidget(previewer.pane)
        return self._known.get(page)

    def _head(self, leave: Callable[[], None]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 2, 8, 2)
        title = Text(self.look, "section")
        self.say(title.setText, N_("Preview"))
        cross = IconButton(self.look, "dismiss")
        cross.set_key("Esc")
        self.say(cross.set_name, N_("Close"))
        cross.clicked.connect(leave)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(cross)
        return row
