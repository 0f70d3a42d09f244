"""Darbinieki un apliecības: several lists behind tabs, each a pane of its own (design.md 6.6, mock-up 07)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, Message
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.labels import Rule, card
from ui.kit.list_pane import ListPane
from ui.kit.page import Page
from ui.kit.stack import Stack
from ui.kit.tabs import Tabs
from ui.registers import PEOPLE_PANES

#: Below this page width the detail does not stand beside the list; Enter opens it.
ROOM_FOR_DETAIL = 930
DETAIL_WIDTH = 364
#: The tabs as they stand; a pane that is not named here comes last.
PANE_ORDER = ("employees", "staff_id", "name_card", "lost", "institutions", "services")


class DirectoryPage(Page):
    """Hosts the panes and knows none of them by name; what is in front has the page's keys."""

    title_text = N_("Employees and cards")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        found = [pane for name in PEOPLE_PANES for pane in import_module(name).panes(desk)]
        self.lists: dict[str, ListPane] = {pane.key: pane for pane in sorted(found, key=_place)}
        self.here = next(iter(self.lists.values()))
        self._counts: dict[str, int] = {}
        self.new_button = self.add_primary(self.title_text, self.here.icon, "Ctrl+N")
        self.new_button.clicked.connect(self.new_record)
        self.tabs = Tabs(self.look)
        self.tabs.chosen.connect(lambda key: self.show_pane(str(key)))
        self._lines, self._stack, self._details = Stack(), Stack(), Stack()
        self.detail_card = card()
        self._lay_out()
        for pane in self.lists.values():
            self._take_in(pane)
        self._action(N_("Filter"), "Ctrl+F", self.focus_filter)
        self._new = self._action(N_("New record"), "Ctrl+N", self.new_record)
        self._print = self._action(N_("Print"), "Ctrl+P", self.print_now)
        self._export = self._action(N_("Export"), "Ctrl+E", self.export)
        self._here_actions: list[QAction] = []
        # What stands behind is read when the list in front has come: it only tells how many there are.
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._begin_rest)
        self.look.changed.connect(self._show_detail)
        self.retranslate()
        self._bring(self.here)

    # Page.

    def show_target(self, **target: object) -> None:
        """The first pane that says it is its matter comes to the front."""
        for pane in self.lists.values():
            if pane.show_target(**target):
                self.show_pane(pane.key)
                return

    def arrive(self) -> None:
        self.here.arrive()

    def reload(self) -> None:
        self.here.reload()

    def panes(self) -> Iterable[QWidget]:
        return self.here.panes()

    def retranslate(self) -> None:
        words = self.desk.words
        self.tabs.set_options([Option(key, words(pane.title)) for key, pane in self.lists.items()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_detail()

    @property
    def waiting(self) -> bool:
        """Whether something is about to be read."""
        return self._rest.isActive()

    # What can be done.

    def show_pane(self, key: str) -> None:
        """Bring a list to the front."""
        if self.lists[key] is not self.here:
            self._bring(self.lists[key])

    def new_record(self) -> None:
        """Ctrl+N: an empty sheet of the list in front."""
        if self.here.new is not None:
            self.here.new_record()

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.here.focus_filter()

    def print_now(self) -> None:
        """Ctrl+P: what the list in front prints."""
        self.here.print_now()

    def export(self) -> None:
        """Ctrl+E: the list in front as a file."""
        self.here.export()

    # The pane in front.

    def _bring(self, pane: ListPane) -> None:
        self.here = pane
        self.tabs.set_value(pane.key)
        for stack, widget in ((self._lines, pane.line), (self._stack, pane), (self._details, pane.detail)):
            stack.setCurrentWidget(widget)
        self.new_button.setVisible(pane.new is not None)
        if pane.new is not None:
            self.say(self.new_button.setText, pane.new)
            self.new_button.set_icon(pane.icon)
        for action in self._here_actions:
            self.removeAction(action)
        self._here_actions = pane.actions()
        # The detail stands outside the pane, and its keys are to work there too.
        self.addActions(self._here_actions)
        self._new.setEnabled(pane.new is not None)
        self._print.setEnabled(type(pane).print_now is not ListPane.print_now)
        self._export.setEnabled(type(pane).export is not ListPane.export)
        pane.begin()
        self._show_detail()

    def _begin_rest(self) -> None:
        for pane in self.lists.values():
            pane.begin()

    def _counted(self, key: str, count: int) -> None:
        self._counts[key] = count
        self.tabs.set_counts(self._counts)
        if len(self._counts) == 1:
            self._rest.start()

    def _show_detail(self) -> None:
        beside = self.width() >= self.look.px(ROOM_FOR_DETAIL)
        self.detail_card.setFixedWidth(self.look.px(DETAIL_WIDTH))
        self.detail_card.setVisible(beside and self.here.has_detail())

    # Laying out.

    def _take_in(self, pane: ListPane) -> None:
        self._lines.addWidget(pane.line)
        self._stack.addWidget(pane)
        self._details.addWidget(pane.detail)
        pane.counted.connect(partial(self._counted, pane.key))
        pane.chosen.connect(self._show_detail)

    def _lay_out(self) -> None:
        self.body.addWidget(self._lines)
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(7, 0, 8, 0)
        head.addWidget(self.tabs)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._stack, 1)
        inside = QVBoxLayout(self.detail_card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._details)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(frame, 1)
        row.addWidget(self.detail_card)
        self.body.addLayout(row, 1)

    def _action(self, name: Message, keys: str, call: Callable[[], None]) -> QAction:
        action = QAction(self)
        self.say(action.setText, name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: call())
        self.addAction(action)
        return action


def _place(pane: ListPane) -> int:
    return PANE_ORDER.index(pane.key) if pane.key in PANE_ORDER else len(PANE_ORDER)


def make_page(desk: Desk) -> DirectoryPage:
    """The page for one signed-in person."""
    return DirectoryPage(desk)
