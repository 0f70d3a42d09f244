"""A list of cards on the page of people: its filters, its detail, and what can be done with the card chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.cards.records import CardDetail, CardFilter, CardRow, Kind, State, Which
from app.cards.service import Cards
from app.core.changes import Changes
from app.core.errors import UserError
from app.core.i18n import N_, Message, Translator
from app.core.permissions import CARDS_ISSUE
from app.directory.service import Directory
from app.office import Office
from ui.cards.actions import CardActions
from ui.cards.detail import CardView, bare_detail
from ui.cards.list_rows import COLUMNS, MIXED, WHICH, key_of, rows_of
from ui.cards.words import Terms, read_terms
from ui.kit.desk import Desk
from ui.kit.drop_button import DropButton
from ui.kit.fields import Option
from ui.kit.line_fields import LineEdit
from ui.kit.list_pane import ListPane
from ui.kit.page_state import PageState
from ui.kit.sheet import Sheet
from ui.kit.short_list import ShortList
from ui.kit.stack import Stack
from ui.kit.table import Row
from ui.kit.tasks import Task

#: What is typed, and notices of change, are gathered so long.
SETTLE_MS, SWARM_MS = 120, 50


@dataclass(frozen=True)
class Listed:
    """A list as it was read: the rows as records, and ready to be painted; units to filter by."""

    records: tuple[CardRow, ...]
    rows: tuple[Row, ...]
    terms: Terms
    units: tuple[tuple[int, str], ...]


class CardsPane(ListPane):
    """Cards of some kinds, or the lost ones of every kind."""

    def __init__(
        self, desk: Desk, key: str, title: Message, kinds: frozenset[Kind], empty: Message, *, lost: bool = False
    ) -> None:
        super().__init__(desk)
        self.key, self.title, self.kinds, self._empty, self._lost = key, title, kinds, empty, lost
        self.icon = "contact_card"
        self.records: dict[int, CardRow] = {}
        self.terms: Terms | None = None
        self._begun = False
        self._sought = 0
        self._known: CardDetail | None = None
        self._reading: Task | None = None
        self._asking: Task | None = None
        self._make_filters()
        self.list = ShortList(self.look, desk.words, MIXED if len(kinds) > 1 else COLUMNS)
        self.say(self.list.setAccessibleName, title)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _card: self.open_chosen())
        self.list.typed.connect(self._type_on)
        self.nothing = PageState(self.look, desk.words)
        self.nothing.button.clicked.connect(self.clear_filters)
        self.stack = Stack()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.setFocusProxy(self.list)
        self.detail: CardView = CardView(self.look, desk.words)
        self.deeds = CardActions(self)
        self.deeds.done.connect(self.reload)
        self._soon = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._soon.timeout.connect(self.reload)
        self._swarm = QTimer(self, singleShot=True, interval=SWARM_MS)
        self._swarm.timeout.connect(self.reload)
        desk.bridge.changed.connect(self._changed)

    # ListPane.

    def begin(self) -> None:
        if not self._begun:
            self._begun = True
            self.reload()

    def arrive(self) -> None:
        """The list takes the keyboard: arrows move, letters filter."""
        empty = self.stack.currentWidget() is self.nothing and self.nothing.button.isVisible()
        (self.nothing.button if empty else self.list).setFocus()

    def reload(self) -> None:
        self._soon.stop()
        self._swarm.stop()
        if self._reading is not None:
            self._reading.cancel()
        read = partial(_read, self.desk, self.filters())
        self._reading = self.desk.tasks.run(read, self._take, self._failed, owner=self)

    def panes(self) -> Iterable[QWidget]:
        detail = (self.detail.first_stop(),) if self.detail.isVisible() else ()
        return (self.filter, self.list, *detail)

    def focus_filter(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def has_detail(self) -> bool:
        return self.card() is not None

    def print_now(self) -> None:
        """Ctrl+P: the card chosen, where it can be printed."""
        self.deeds.print_card()

    def export(self) -> None:
        """Ctrl+E: the list as it is filtered."""
        from ui.kit.list_export import ask_export  # noqa: PLC0415 - loaded when somebody exports

        if self.desk.office.may(CARDS_ISSUE):
            ask_export(self.desk, self, self.title, partial(write_cards, self.desk.office, self.filters()))

    def show_target(self, **target: object) -> bool:
        """``card`` chooses a card of ours by its id; ``which`` narrows the list ("lacking")."""
        if target.get("tab") != self.key:
            return False
        which = target.get("which")
        self.filter.clear()
        self.unit.set_value(None)
        if not self._lost:
            self.which.set_value(which if which in {code for code, _name in WHICH} else "all")
        card = target.get("card")
        self._sought = card if isinstance(card, int) else 0
        self._begun = True
        self.reload()
        return True

    def retranslate(self) -> None:
        self._name_filters(())
        if self._begun:
            self.reload()

    @property
    def waiting(self) -> bool:
        """Whether something is on its way or about to be read."""
        timers = self._soon.isActive() or self._swarm.isActive()
        return timers or self._reading is not None or self._asking is not None

    # What is chosen.

    def card(self) -> CardRow | None:
        """The card chosen, or who lacks one."""
        return self.records.get(self.list.chosen_id())

    def filters(self) -> CardFilter:
        """What the list is narrowed to."""
        unit = self.unit.value()
        which: Which = "lost" if self._lost else self.which.value()  # type: ignore[assignment]
        return CardFilter(self.kinds, self.filter.text().strip(), which, unit if isinstance(unit, int) else None)

    def is_filtered(self) -> bool:
        """Whether a filter may be why there are no rows."""
        narrowed = not self._lost and self.which.value() != "all"
        return bool(self.filter.text().strip()) or narrowed or self.unit.value() is not None

    def clear_filters(self) -> None:
        """Show everything."""
        self.filter.clear()
        self.unit.set_value(None)
        self.which.set_value("all")
        self.reload()
        self.list.setFocus()

    def open_chosen(self) -> None:
        """Enter: issue what is lacking or begun; else show the card, in a sheet where it does not stand beside."""
        row = self.card()
        if row is None or self.deeds.open_unissued(row):
            return
        if self.detail.isVisible():
            self.detail.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        sheet = Sheet(self.look, self.desk.words)
        view = CardView(self.look, self.desk.words)
        self._fill(view, row)
        view.offer(self.deeds.offered())
        sheet.body.addWidget(view, 1)
        self.desk.shell.open_sheet(sheet)
        view.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↓ and Enter go from the filter box into the list, Esc empties it."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._soon.isActive():
                    self.reload()
                self.arrive()
                return True
            if key == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    # Reading and showing.

    def _take(self, listed: Listed) -> None:
        self._reading = None
        self.records = {key_of(row): row for row in listed.records}
        self.terms = listed.terms
        self._name_filters(listed.units)
        self.list.set_rows(listed.rows)
        # What was annulled stays listed, but nobody counts it among the cards.
        self.counted.emit(sum(row.state != State.ANNULLED for row in listed.records))
        if self._sought and self.list.choose(self._sought):
            self._sought = 0
        self._show_list(bool(listed.rows))
        self._chosen(self.list.chosen_id())

    def _show_list(self, filled: bool) -> None:
        if not filled and self.filters() == CardFilter(self.kinds, which="lacking"):
            self.nothing.tell("checkmark_circle", N_("Nobody lacks a card here."), N_("Clear the filter"))
        elif not filled and self.is_filtered():
            self.nothing.tell("search", N_("Nothing matches this filter."), N_("Clear the filter"))
        elif not filled:
            self.nothing.tell(self.icon, self._empty)
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.stack.setCurrentWidget(self.list if filled else self.nothing)
        if had_focus:
            self.arrive()

    def _chosen(self, _card: int) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        self._known = None
        row = self.card()
        self.deeds.follow(row)
        if row is not None:
            self._show_detail(row)
            self._ask(row)
        self.chosen.emit()

    def _ask(self, row: CardRow) -> None:
        """Read what the list does not know: the card before it, and for those who issue cards its course."""
        if row.id is None:
            return
        read = partial(Cards(self.desk.office).card, row.id)
        self._asking = self.desk.tasks.run(read, self._answered, self._failed, owner=self)

    def _answered(self, detail: CardDetail) -> None:
        self._asking, self._known = None, detail
        row = self.card()
        if row is not None and row.id == detail.row.id:
            self._show_detail(row)

    def _show_detail(self, row: CardRow) -> None:
        self._fill(self.detail, row)
        self.detail.offer(self.deeds.offered())

    def _fill(self, view: CardView, row: CardRow) -> None:
        if self.terms is not None:
            known = self._known
            view.show_card(
                row, known if known is not None and known.row.id == row.id else bare_detail(row), self.terms
            )

    def _failed(self, error: Exception) -> None:
        self._reading = self._asking = None
        if isinstance(error, UserError):
            self.nothing.tell("warning", error.message)
            self.stack.setCurrentWidget(self.nothing)
        else:
            self.desk.shell.show_trouble(error)

    def _changed(self, changes: Changes) -> None:
        if changes.register in ("cards", "directory", "settings") and self._begun and not self._swarm.isActive():
            self._swarm.start()

    # Filters.

    def _make_filters(self) -> None:
        self.filter = LineEdit(self.look, icon="search", key="Ctrl+F")
        self.filter.installEventFilter(self)
        self.filter.textChanged.connect(lambda _text: self._soon.start())
        self.say(self.filter.setPlaceholderText, N_("Name, post, number…"))
        self.say(self.filter.setAccessibleName, N_("Name, post, number…"))
        self.unit, self.which = DropButton(self.look), DropButton(self.look)
        self.say(self.unit.set_name, N_("Unit"))
        self.say(self.which.set_name, N_("State"))
        self._units: Mapping[int, str] = {}
        self.which.set_value("all")
        for button in (self.unit, self.which):
            button.chosen.connect(lambda _value: self.reload())
        self.line = QWidget()
        row = QHBoxLayout(self.line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.unit)
        row.addWidget(self.which)
        self.which.setVisible(not self._lost)
        self._name_filters(())

    def _name_filters(self, units: tuple[tuple[int, str], ...]) -> None:
        words: Translator = self.desk.words
        self._units = dict(units) or self._units
        every = [Option(None, words(N_("All units")))]
        self.unit.set_options(every + [Option(unit, name) for unit, name in self._units.items()])
        self.unit.setVisible(bool(self._units))
        self.which.set_options([Option(code, words(name)) for code, name in WHICH])

    def _type_on(self, letter: str) -> None:
        self.filter.setFocus()
        self.filter.setText(self.filter.text() + letter)


def write_cards(office: Office, wanted: CardFilter, path: Path) -> int:
    """Write the cards that ``wanted`` leaves as an Excel file; how many. Called in workers."""
    from app.cards.export import export_cards  # noqa: PLC0415 - the library for Excel files is slow to load

    return export_cards(office, path, "xlsx", Translator("lv"), wanted)


def _read(desk: Desk, wanted: CardFilter) -> Listed:
    terms = read_terms(desk.office, desk.settings)
    records = tuple(Cards(desk.office).cards(wanted))
    rows = rows_of(records, terms, desk.words, mixed=len(wanted.kinds) > 1)
    units = tuple((unit.id, unit.name) for unit in Directory(desk.office).units() if unit.id is not None)
    return Listed(records, tuple(rows), terms, units)
