"""Darbinieki: whom a client may be sent to, people and institutions (design.md 6.6, mock-up 07)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, Message
from app.core.permissions import DIRECTORY_EDIT
from ui.directory.detail import WIDTH, Detail
from ui.directory.form import RecordSheet
from ui.directory.kinds import Kind, kinds
from ui.kit.checks import CheckBox
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.labels import Rule, card
from ui.kit.line_fields import LineEdit
from ui.kit.page import Page
from ui.kit.page_state import PageState
from ui.kit.sheet import Sheet
from ui.kit.short_list import ShortList
from ui.kit.stack import Stack
from ui.kit.suggestions import is_match
from ui.kit.tabs import Tabs
from ui.kit.tasks import Task
from ui.kit.undo import Act

#: Below this page width the detail does not stand beside the list; Enter opens it.
ROOM_FOR_DETAIL = 930
SWARM_MS = 50
_NOTHING_FOUND = N_("Nothing matches this filter.")


@dataclass
class _Tab:
    """One list on the page and what it holds now."""

    kind: Kind[Any]
    list: ShortList
    records: dict[int, Any] = field(default_factory=dict)
    sought: int = 0


class DirectoryPage(Page):
    """Two lists with a filter and a detail beside them."""

    title_text = N_("Employees")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.may_edit = desk.office.may(DIRECTORY_EDIT)
        self._reading: Task | None = None
        self._unfinished: dict[tuple[str, int], Mapping[str, object]] = {}
        self._tabs = {kind.key: _Tab(kind, self._make_list(kind)) for kind in kinds(desk)}
        self._here = next(iter(self._tabs.values()))
        if self.may_edit:
            self.new_button = self.add_primary(self._here.kind.new, self._here.kind.icon, "Ctrl+N")
            self.new_button.clicked.connect(self.new_record)
        self.filter = LineEdit(self.look, icon="search", key="Ctrl+F")
        self.filter.textChanged.connect(self._fill)
        self.filter.installEventFilter(self)
        self.hidden_too = CheckBox(self.look)
        self.say(self.hidden_too.setText, N_("Show hidden"))
        self.hidden_too.toggled.connect(self._fill)
        self.tabs = Tabs(self.look)
        self.tabs.chosen.connect(self._tab_chosen)
        self.detail = Detail(self.look, desk.words, editable=self.may_edit)
        self.detail.setProperty("surface", "card")
        self.detail.setFixedWidth(self.look.px(WIDTH))
        self._wire(self.detail)
        self.nothing = PageState(self.look, desk.words)
        self.nothing.button.clicked.connect(self._way_on)
        self._lay_out()
        self._make_actions()
        self._name_tabs()
        self.tabs.set_value(self._here.kind.key)
        self._show_tab()
        self._soon = QTimer(self, singleShot=True, interval=SWARM_MS)
        self._soon.timeout.connect(self.reload)
        desk.bridge.changed.connect(self._changed)
        self.reload()

    # Page.

    def show_target(self, **target: object) -> None:
        """``record`` chooses a person, ``institution`` an institution; ``tab`` opens a list."""
        tab = target.get("tab") or ("institutions" if "institution" in target else "employees")
        if tab in self._tabs:
            self.tabs.set_value(tab)
            self._tab_chosen(tab)
        record = target.get("institution" if self._here.kind.key == "institutions" else "record")
        if isinstance(record, int):
            self.filter.clear()
            self._here.sought = record
            self._seek()

    def arrive(self) -> None:
        """The list takes the keyboard: arrows move, letters filter."""
        self._here.list.setFocus()

    def reload(self) -> None:
        """Read everything again, beside the window."""
        if self._reading is not None:
            self._reading.cancel()
        listed = [(key, tab.kind) for key, tab in self._tabs.items()]
        self._reading = self.desk.tasks.run(
            lambda: {key: kind.all() for key, kind in listed}, self._take, self._failed, owner=self
        )

    def panes(self) -> Iterable[QWidget]:
        detail = (self.detail.callout,) if self.detail.isVisible() else ()
        return (self.filter, self._here.list, *detail)

    def retranslate(self) -> None:
        self._name_tabs()
        self._fill()

    # What can be done.

    def new_record(self) -> None:
        """Ctrl+N: an empty sheet."""
        if self.may_edit:
            self._open_sheet(None)

    def change_record(self) -> None:
        """Enter: the sheet of the record chosen."""
        record = self._chosen()
        if record is not None and self.may_edit:
            self._open_sheet(record)

    def hide_record(self) -> None:
        """Del: offer the record no more, or a hidden one again; it can be undone."""
        record = self._chosen()
        if record is None or not self.may_edit:
            return
        kind, hidden = self._here.kind, not record.hidden
        name = N_("Hidden: {name}", name=record.name) if hidden else N_("Shown again: {name}", name=record.name)
        act = Act(name, partial(kind.hide, record.id, not hidden), partial(kind.hide, record.id, hidden))
        self.desk.tasks.run(act.redo, lambda _none: self._done(act), owner=self)

    def copy_told(self) -> None:
        """Ctrl+C: what the client is told, to the clipboard."""
        if self._chosen() is not None:
            self.detail.callout.copy()
            self.desk.shell.toast(N_("Copied"))

    def eventFilter(self, watched: object, event: object) -> bool:
        """↓ and Enter go from the filter box into the list, Esc empties it."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._here.list.setFocus()
                return True
            if key == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_detail()

    # Reading and filling.

    def _take(self, read: Mapping[str, list[Any]]) -> None:
        self._reading = None
        for key, records in read.items():
            self._tabs[key].records = {record.id: record for record in records}
        self._fill()
        self._seek()

    def _fill(self, _changed: object = None) -> None:
        text, hidden = self.filter.text(), self.hidden_too.isChecked()
        for tab in self._tabs.values():
            shown = [
                record
                for record in tab.records.values()
                if (hidden or not record.hidden) and is_match(text, tab.kind.sought(record))
            ]
            tab.list.set_rows([tab.kind.row(record) for record in shown])
        self.tabs.set_counts({key: len(tab.list.rows.rows) for key, tab in self._tabs.items()})
        self._show_list()
        self._show_record()

    def _seek(self) -> None:
        """Choose the record somebody asked for, as soon as it is known."""
        tab = self._here
        if not tab.sought or tab.sought not in tab.records:
            return
        sought, tab.sought = tab.sought, 0
        if tab.records[sought].hidden:
            self.hidden_too.setChecked(True)
        tab.list.choose(sought)

    def _show_list(self) -> None:
        tab = self._here
        empty = not tab.list.rows.rows
        if empty:
            filtered = bool(self.filter.text()) and bool(tab.records)
            if filtered:
                self.nothing.tell("search", _NOTHING_FOUND, N_("Clear the filter"))
            else:
                self.nothing.tell("contact_card", tab.kind.empty, tab.kind.new if self.may_edit else None)
        self.stack.setCurrentWidget(self.nothing if empty and self._reading is None else tab.list)

    def _way_on(self) -> None:
        if self.filter.text():
            self.filter.clear()
        else:
            self.new_record()

    def _chosen(self) -> Any:
        return self._here.records.get(self._here.list.chosen_id())

    def _show_record(self, _record: int = 0) -> None:
        record = self._chosen()
        self._show_detail()
        if record is not None:
            self._fill_detail(self.detail, record)

    def _fill_detail(self, detail: Detail, record: Any) -> None:
        kind = self._here.kind
        told, facts = kind.told(record), kind.facts(record)
        detail.show_record(record.name, kind.about(record), told, facts, hidden=record.hidden)

    def _show_detail(self) -> None:
        beside = self.width() >= self.look.px(ROOM_FOR_DETAIL)
        self.detail.setVisible(beside and self._chosen() is not None)

    def _failed(self, error: Exception) -> None:
        self._reading = None
        self.desk.shell.show_trouble(error)

    def _changed(self, changes: Changes) -> None:
        if changes.register == "directory" and not self._soon.isActive():
            self._soon.start()

    # Sheets.

    def _open_chosen(self, _record: int) -> None:
        if self.detail.isVisible():
            self.change_record()
            return
        record = self._chosen()
        if record is None:
            return
        sheet = Sheet(self.look, self.desk.words)
        detail = Detail(self.look, self.desk.words, editable=self.may_edit)
        self._wire(detail)
        detail.hide_wanted.connect(self.desk.shell.close_sheet)
        self._fill_detail(detail, record)
        sheet.body.addWidget(detail, 1)
        self.desk.shell.open_sheet(sheet)
        detail.callout.setFocus()

    def _open_sheet(self, record: Any) -> None:
        kind = self._here.kind
        sheet = kind.sheet(record)
        key = (kind.key, record.id if record is not None else 0)
        unfinished = self._unfinished.pop(key, None)
        if unfinished is not None:
            sheet.restore(unfinished)
        sheet.kept.connect(lambda record_id: self._kept(kind, record, record_id))
        sheet.closed.connect(lambda: self._left(sheet, key))
        self.desk.shell.open_sheet(sheet)

    def _left(self, sheet: RecordSheet[Any], key: tuple[str, int]) -> None:
        if sheet.unfinished is not None:
            self._unfinished[key] = sheet.unfinished
            self.desk.shell.toast(N_("Draft kept"))

    def _kept(self, kind: Kind[Any], before: Any, record_id: int) -> None:
        self._tabs[kind.key].sought = record_id
        self.desk.tasks.run(kind.all, lambda records: self._remember(kind, before, record_id, records), owner=self)

    def _remember(self, kind: Kind[Any], before: Any, record_id: int, records: list[Any]) -> None:
        after = next(record for record in records if record.id == record_id)
        name = N_("Saved: {name}", name=after.name)
        if before is None:
            act = Act(name, partial(kind.hide, record_id, True), partial(kind.hide, record_id, False))
        else:
            act = Act(name, partial(kind.put_back, before), partial(kind.put_back, after))
        self._done(act)

    def _done(self, act: Act) -> None:
        self.desk.undo.push(act)
        self.desk.shell.toast(act.name, N_("Undo"), self._undo, "Ctrl+Z")
        self.reload()

    def _undo(self) -> None:
        try:
            self.desk.undo.undo()
        except Exception as error:
            self.desk.shell.show_trouble(error)

    # Laying out.

    def _make_list(self, kind: Kind[Any]) -> ShortList:
        view = ShortList(self.look, self.desk.words, kind.columns)
        self.say(view.setAccessibleName, kind.title)
        view.opened.connect(self._open_chosen)
        view.chosen.connect(self._show_record)
        view.typed.connect(self._type_on)
        return view

    def _wire(self, detail: Detail) -> None:
        detail.change_wanted.connect(self.change_record)
        detail.hide_wanted.connect(self.hide_record)

    def _type_on(self, letter: str) -> None:
        self.filter.setFocus()
        self.filter.setText(self.filter.text() + letter)

    def _tab_chosen(self, key: object) -> None:
        self._here = self._tabs[str(key)]
        self._show_tab()
        self._fill()

    def _show_tab(self) -> None:
        kind = self._here.kind
        self.say(self.filter.setPlaceholderText, kind.placeholder)
        self.say(self.filter.setAccessibleName, kind.placeholder)
        if self.may_edit:
            self.say(self.new_button.setText, kind.new)
            self.new_button.set_icon(kind.icon)
        self.stack.setCurrentWidget(self._here.list)

    def _name_tabs(self) -> None:
        words = self.desk.words
        self.tabs.set_options([Option(key, words(tab.kind.title)) for key, tab in self._tabs.items()])

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.filter, 1)
        line.addWidget(self.hidden_too)
        self.body.addLayout(line)
        self.hidden_too.setVisible(self.may_edit)
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(7, 0, 8, 0)
        head.addWidget(self.tabs)
        column.addLayout(head)
        column.addWidget(Rule())
        self.stack = Stack()
        for tab in self._tabs.values():
            self.stack.addWidget(tab.list)
        self.stack.addWidget(self.nothing)
        column.addWidget(self.stack, 1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(frame, 1)
        row.addWidget(self.detail)
        self.body.addLayout(row, 1)

    def _make_actions(self) -> None:
        anywhere = Qt.ShortcutContext.WindowShortcut
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self._action(N_("Filter"), "Ctrl+F", self.filter.setFocus, anywhere)
        self._action(N_("Copy what to tell the client"), "Ctrl+C", self.copy_told, here)
        if self.may_edit:
            self._action(N_("New record"), "Ctrl+N", self.new_record, anywhere)
            self._action(N_("Hide or show again"), "Del", self.hide_record, here)

    def _action(self, name: Message, keys: str, call: Callable[[], None], context: Qt.ShortcutContext) -> None:
        action = QAction(self)
        self.say(action.setText, name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(context)
        action.triggered.connect(lambda _checked=False: call())
        self.addAction(action)


def make_page(desk: Desk) -> DirectoryPage:
    """The page for one signed-in person."""
    return DirectoryPage(desk)
