"""„Mani darbi”: what is due, in rows of two lines, each with its term and what Enter does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core import moments
from app.core.due import DueRow
from app.core.i18n import C_, N_, Message, Translator
from ui.kit.buttons import Button
from ui.kit.fields import Option
from ui.kit.labels import Rule, Text, card
from ui.kit.look import Look
from ui.kit.page_state import PageState
from ui.kit.segmented import Segmented
from ui.kit.short_list import Link, ShortList
from ui.kit.stack import Stack
from ui.kit.table import Cell, Column, Row, TwoLines
from ui.kit.texts import Speaking

COLUMNS = (
    Column("term", N_("Term"), 124),
    Column("what", N_("What to do"), 300, fills=True),
    Column("action", N_("Action"), 136),
)


def term_chip(row: DueRow, now: datetime, words: Translator) -> Cell:
    """Overdue, the time today, the day later on, or that no term was set."""
    if row.due_at is None:
        return Cell(words(C_("chip", "No term")), chip="mute")
    if row.overdue:
        return Cell(words(C_("chip", "Overdue")), "warning", "bad")
    today = moments.riga_date(row.due_at) == moments.riga_date(now)
    shown = moments.in_table(row.due_at, now, words.language)
    return Cell(shown, "clock", "warn" if today else "mute")


class WorkList(Speaking, QWidget):
    """The card with the list; ``opened`` tells the row whose action is wanted."""

    opened = Signal(object)
    chosen = Signal(object)
    """The row the keyboard is on is another one, or was read again; None: there is none."""
    all_wanted = Signal()
    unit_wanted = Signal(bool)
    """A head wants to see the work of the whole unit, or their own again."""
    others_wanted = Signal()
    """What is left belongs to colleagues: show it."""

    def __init__(self, look: Look, words: Translator, *, lists: bool) -> None:
        """``lists``: whether the person may see the lists that the rows come from."""
        super().__init__()
        self.look = look
        self.words: Translator = words
        self._rows: tuple[DueRow, ...] = ()
        self._now: datetime | None = None
        self._total = 0
        self._lists, self._others = lists, False
        self._numbers: dict[str, int] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = card()
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Rule())
        self.list = ShortList(look, words, COLUMNS, headed=False)
        self.say(self.list.setAccessibleName, C_("today", "My work"))
        self.list.opened.connect(self._open)
        self.list.chosen.connect(lambda _number: self.chosen.emit(self.row()))
        self.done = PageState(look, words)
        self.done.button.clicked.connect(self.others_wanted)
        self.stack = Stack()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.done)
        self.stack.setMinimumHeight(look.px(3 * 48))
        column.addWidget(self.stack, 1)
        self._tell_done()

    def show_rows(self, rows: Sequence[DueRow], total: int, now: datetime, *, others: bool) -> None:
        """Show these, as they stand at ``now``; ``others``: whether colleagues still have something to do."""
        self._rows, self._total, self._now = tuple(rows), total, now
        self._others = others
        self._tell_done()
        self._fill()

    def retranslate(self) -> None:
        self._name_choices()
        if self._now is not None:
            self._fill()

    def offer_unit(self, offered: bool) -> None:
        """Whether the work of a whole unit can be asked for."""
        self.whose.setVisible(offered)

    def row(self) -> DueRow | None:
        """The row the keyboard is on."""
        return self._row_of(self.list.chosen_id())

    def step(self, rows: int) -> None:
        """Go so many rows down, or up, as far as there are any."""
        at = self.list.currentIndex().row() + rows
        if 0 <= at < len(self._rows):
            self.list.choose_row(at)

    def go_to_first(self) -> None:
        """Put the keyboard on the first row."""
        if self._rows:
            self.list.choose_row(0)
            self.list.scrollToTop()
        empty = self.stack.currentWidget() is self.done
        (self.done.button if empty and self._others else self.list).setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 comes to: the list, or what stands in its place, and whose work it is."""
        return self.list, self.done.button, self.whose

    def _tell_done(self) -> None:
        if self._others:
            text = N_("Everything is done for you today. Colleagues still have work to do.")
            self.done.tell("checkmark_circle", text, N_("Show all"))
        else:
            self.done.tell("checkmark_circle", N_("Everything is done for today."))

    def _fill(self) -> None:
        assert self._now is not None
        self._count.setText(str(self._total) if self._total else "")
        self.list.set_rows([self._row(row, self._now) for row in self._rows])
        self.chosen.emit(self.row())
        self.stack.setCurrentWidget(self.list if self._rows else self.done)
        # One „show all” at a time: the head's lists one's own, the other everybody's.
        self.show_all.setVisible(self._lists and (bool(self._rows) or not self._others))

    def _row(self, row: DueRow, now: datetime) -> Row:
        words = self.words
        about = " · ".join(words(part) if isinstance(part, Message) else part for part in row.about)
        term = term_chip(row, now, words)
        action = words(row.action)
        spoken = ", ".join(filter(None, (term.text, row.title, about, action)))
        return Row(self._number(row), (term, TwoLines(row.title, second=about), Link(action, row.icon)), spoken)

    def _number(self, row: DueRow) -> int:
        """A number that stays the row's own when the list is read again."""
        key = f"{row.page} {sorted(row.target.items())}"
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def _open(self, number: int) -> None:
        wanted = self._row_of(number)
        if wanted is not None:
            self.opened.emit(wanted)

    def _row_of(self, number: int) -> DueRow | None:
        return next((row for row in self._rows if self._number(row) == number), None)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 2, 8, 2)
        row.setSpacing(8)
        title = Text(self.look, "section")
        self.say(title.setText, C_("today", "My work"))
        self._count = Text(self.look, "caption", "text2")
        self.show_all = Button(self.look, "quiet")
        self.say(self.show_all.setText, N_("Show all"))
        self.show_all.clicked.connect(self.all_wanted)
        if not self._lists:
            self.show_all.hide()
        self.whose = Segmented(self.look)
        self.say(self.whose.setAccessibleName, C_("today", "Whose work"))
        self._name_choices()
        self.whose.set_value(False)
        self.whose.hide()
        self.whose.chosen.connect(lambda unit, _by_digit: self.unit_wanted.emit(bool(unit)))
        row.addWidget(title)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.whose)
        row.addWidget(self.show_all)
        return row

    def _name_choices(self) -> None:
        names = ((False, C_("today", "Mine")), (True, C_("today", "My unit")))
        self.whose.set_options([Option(value, self.words(name)) for value, name in names])
