"""The card with the journal's list: tabs, table, what stands there when it is empty, and the line below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.contacts.records import Tab
from app.core.i18n import C_, N_, Message
from app.core.numbers import NBSP
from ui.contacts.columns import COLUMNS
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.labels import ElidedText, Rule, Text
from ui.kit.page_state import PageState
from ui.kit.stack import Stack
from ui.kit.table import WindowedModel
from ui.kit.table_view import TableView
from ui.kit.tabs import Tabs
from ui.kit.texts import Speaking

TABS: Mapping[Tab, Message] = {
    Tab.ALL: C_("tab", "All"),
    Tab.OPEN: C_("tab", "Open"),
    Tab.CALLBACKS: C_("tab", "To call back"),
    Tab.OVERDUE: C_("tab", "Overdue"),
    Tab.MINE: C_("tab", "Mine"),
}
_HINTS: tuple[tuple[str, Message], ...] = (
    ("↑↓", C_("key", "move")),
    ("Enter", C_("key", "open")),
    ("F2", C_("key", "new contact")),
    ("F6", C_("key", "to details")),
)
#: Lower windows have no room for the line below the list.
LOW = 480


class ListCard(Speaking, QFrame):
    """Shows the list; the page says what is in it."""

    new_wanted = Signal()
    clear_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self.setProperty("surface", "card")
        self.model = WindowedModel(desk.tasks, COLUMNS, self)
        self.table = TableView(
            self.look, self.words, self.model, desk.local, name="contacts", person=desk.office.actor.account
        )
        self.say(self.table.setAccessibleName, N_("Contact journal"))
        self.tabs = Tabs(self.look)
        self.state = PageState(self.look, self.words)
        self.state.button.clicked.connect(self._act)
        self._state = ""
        self.stack = Stack()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.state)
        self.count, self.hints = Text(self.look, "caption", "text2"), ElidedText(self.look, "caption", "text2")
        self.footer = QWidget()
        self._build()
        self.setFocusProxy(self.table)
        self.model.begun.connect(self.tell_count)
        self.model.loaded.connect(lambda _at: self.tell_count())
        self.table.chosen.connect(lambda _record: self.tell_count())
        self.retranslate()
        self.tabs.set_value(Tab.ALL)

    def retranslate(self) -> None:
        say = self.words
        self.tabs.set_options([Option(tab, say(name)) for tab, name in TABS.items()])
        self.hints.setText(" · ".join(f"{key} {say(name)}" for key, name in _HINTS))
        self.tell_count()

    def tell_count(self) -> None:
        """„Ieraksti: 312 · atlasīti: 1”."""
        count = f"{self.model.rowCount():,}".replace(",", NBSP)
        if not self.model.is_whole:
            count += "…"
        chosen = 1 if self.table.currentIndex().isValid() else 0
        self.count.setText(self.words(N_("Records: {count} · selected: {chosen}", count=count, chosen=chosen)))

    def show_list(self) -> None:
        """Show the table."""
        self._put(self.table)
        self._state = ""

    def show_empty(self, *, filtered: bool) -> None:
        """Say why there are no rows."""
        if filtered:
            self.state.tell("filter", N_("Nothing matches this filter."), N_("Clear the filter"))
        else:
            text = N_("The contact journal is empty. Press F2 when a client calls.")
            self.state.tell("chat_multiple", text, N_("New contact"), "F2")
        self._state = "filtered" if filtered else "empty"
        self._put(self.state)

    def show_trouble(self, text: Message) -> None:
        """Say why the list could not be read."""
        self.state.tell("warning", text, N_("Try again"))
        self._state = "trouble"
        self._put(self.state)

    def fit(self, width: int, height: int) -> None:
        """Lay out for a window of this size."""
        self.footer.setVisible(height >= LOW)
        self.hints.setVisible(width >= 1200)

    def _put(self, widget: QWidget) -> None:
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.stack.setCurrentWidget(widget)
        target = self.table if widget is self.table else self.state.button
        self.setFocusProxy(target)
        if had_focus and not self.tabs.isAncestorOf(self.window().focusWidget() or self):
            target.setFocus()

    def _act(self) -> None:
        wanted = {"filtered": self.clear_wanted, "empty": self.new_wanted, "trouble": self.retry_wanted}
        wanted[self._state].emit()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(6, 0, 6, 0)
        tabs.addWidget(self.tabs)
        column.addLayout(tabs)
        column.addWidget(Rule())
        column.addWidget(self.stack, 1)
        foot = QVBoxLayout(self.footer)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(Rule())
        line = QHBoxLayout()
        line.setContentsMargins(14, 5, 14, 5)
        line.addWidget(self.count)
        line.addStretch(1)
        line.addWidget(self.hints)
        foot.addLayout(line)
        column.addWidget(self.footer)
