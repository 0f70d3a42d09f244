"""A list of the directory with its filter, its detail, and what can be done with the record chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, Message
from app.core.permissions import DIRECTORY_EDIT
from ui.directory.detail import Detail
from ui.directory.form import RecordSheet
from ui.directory.kinds import Kind
from ui.kit.desk import Desk
from ui.kit.line_fields import LineEdit
from ui.kit.list_pane import ListPane
from ui.kit.page_state import PageState
from ui.kit.sheet import Sheet
from ui.kit.short_list import ShortList
from ui.kit.stack import Stack
from ui.kit.table_view import TableView
from ui.kit.undo import Act, push_act

#: Notices of change are gathered so long.
SWARM_MS = 50
NOTHING_FOUND = N_("Nothing matches this filter.")


class RecordPane(ListPane):
    """One list. Subclasses make the list widget, read what it shows and know the record chosen in it."""

    table: ShortList | TableView

    def __init__(self, desk: Desk, kind: Kind[Any]) -> None:
        super().__init__(desk)
        self.kind = kind
        self.key, self.title, self.icon = kind.key, kind.title, kind.icon
        self.may_edit = desk.office.may(DIRECTORY_EDIT)
        self.new = kind.new if self.may_edit else None
        self._begun = False
        self.shown_record: Any = None
        self._unfinished: dict[int, Mapping[str, object]] = {}
        self.filter = LineEdit(self.look, icon="search", key="Ctrl+F")
        self.filter.installEventFilter(self)
        self.say(self.filter.setPlaceholderText, kind.placeholder)
        self.say(self.filter.setAccessibleName, kind.placeholder)
        self.line = QWidget()
        self.line_row = QHBoxLayout(self.line)
        self.line_row.setContentsMargins(0, 0, 0, 0)
        self.line_row.setSpacing(8)
        self.line_row.addWidget(self.filter, 1)
        self.detail: Detail = self._make_detail()
        self.nothing = PageState(self.look, desk.words)
        self.nothing.button.clicked.connect(self._way_on)
        self.stack = Stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._soon = QTimer(self, singleShot=True, interval=SWARM_MS)
        self._soon.timeout.connect(self.reload)
        desk.bridge.changed.connect(self._changed)
        self._make_actions()

    def put_list(self, view: ShortList | TableView) -> None:
        """The list of the subclass; called once, when it is made."""
        self.table = view
        self.say(view.setAccessibleName, self.kind.title)
        view.opened.connect(self.open_chosen)
        view.chosen.connect(self.show_record)
        view.typed.connect(self._type_on)
        self.stack.addWidget(view)
        self.stack.addWidget(self.nothing)
        self.setFocusProxy(view)

    # What a subclass says.

    def record(self) -> Any:
        """The record chosen, or None."""
        raise NotImplementedError

    def is_filtered(self) -> bool:
        """Whether a filter may be why there are no rows."""
        return bool(self.filter.text())

    def clear_filter(self) -> None:
        """Show everything."""
        self.filter.clear()

    def is_reading(self) -> bool:
        """Whether the list is still on its way."""
        raise NotImplementedError

    def seek(self, record: int) -> None:
        """Choose a record somebody asked for, as soon as it is known."""
        raise NotImplementedError

    def when_settled(self, call: Callable[[], None]) -> None:
        """Do something with the chosen record, as soon as the list shows what was asked for last."""
        call()

    # ListPane.

    def begin(self) -> None:
        if not self._begun:
            self._begun = True
            self.reload()

    def arrive(self) -> None:
        """The list takes the keyboard: arrows move, letters filter."""
        empty = self.stack.currentWidget() is self.nothing and self.nothing.button.isVisible()
        (self.nothing.button if empty else self.table).setFocus()

    def panes(self) -> Iterable[QWidget]:
        detail = (self.detail.callout,) if self.detail.isVisible() else ()
        return (self.filter, self.table, *detail)

    def focus_filter(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def has_detail(self) -> bool:
        return self.record() is not None

    def show_target(self, **target: object) -> bool:
        record = target.get(self.kind.target)
        if target.get("tab", self.key) != self.key or (record is None and "tab" not in target):
            return False
        if isinstance(record, int):
            self.begin()
            self.seek(record)
        return True

    @property
    def waiting(self) -> bool:
        """Whether something is about to be read."""
        return self._soon.isActive()

    # What can be done.

    def new_record(self) -> None:
        """Ctrl+N: an empty sheet."""
        if self.may_edit:
            self._open_sheet(None)

    def change_record(self) -> None:
        """Enter: the sheet of the record chosen."""
        self.when_settled(self._change)

    def hide_record(self) -> None:
        """Del: offer the record no more, or a hidden one again; it can be undone."""
        self.when_settled(self._hide)

    def show_history(self) -> None:
        """Ctrl+H: what was done to the record chosen, and by whom."""
        self.when_settled(self._show_history)

    def copy_told(self) -> None:
        """Ctrl+C: what the client is told, to the clipboard."""
        self.when_settled(self._copy)

    def open_chosen(self, _record: int = 0) -> None:
        """Enter: change what stands beside the list; where there is no room, show it in a sheet first."""
        self.when_settled(self._open)

    def _change(self) -> None:
        record = self.record()
        if record is not None and self.may_edit:
            self._open_sheet(record)

    def _hide(self) -> None:
        record = self.record()
        if record is None or not self.may_edit:
            return
        kind, hidden = self.kind, not record.hidden
        name = N_("Hidden: {name}", name=record.name) if hidden else N_("Shown again: {name}", name=record.name)
        act = Act(name, partial(kind.hide, record.id, not hidden), partial(kind.hide, record.id, hidden))
        self.desk.tasks.run(act.redo, lambda _none: self._done(act), owner=self)

    def _show_history(self) -> None:
        from ui.history.records import open_record_history  # noqa: PLC0415 - loaded when somebody asks

        record = self.record()
        if record is not None and record.id is not None:
            open_record_history(self.desk, self.kind.subject, record.id, record.name)

    def _copy(self) -> None:
        if self.record() is not None:
            self.detail.callout.copy()
            self.desk.shell.toast(N_("Copied"))

    def _open(self) -> None:
        record = self.record()
        if self.detail.isVisible():
            self._change()
        elif record is not None:
            self._show_alone(record)

    def _show_alone(self, record: Any) -> None:
        sheet = Sheet(self.look, self.desk.words)
        detail = self._make_detail()
        detail.hide_wanted.connect(self.desk.shell.close_sheet)
        detail.addActions(self.actions())
        self._fill_detail(detail, record)
        sheet.body.addWidget(detail, 1)
        self.desk.shell.open_sheet(sheet)
        detail.callout.setFocus()

    def eventFilter(self, watched: QObject, event: object) -> bool:
        """↓ and Enter go from the filter box into the list, Esc empties it."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.arrive()
                return True
            if key == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    # Showing.

    def show_record(self, _record: int = 0) -> None:
        """Show the record chosen beside the list."""
        self.shown_record = record = self.record()
        if record is not None:
            self._fill_detail(self.detail, record)
        self.chosen.emit()

    def show_list(self, count: int) -> None:
        """The list, or why it has no rows."""
        if not count:
            if self.is_filtered():
                self.nothing.tell("search", NOTHING_FOUND, N_("Clear the filter"))
            else:
                self.nothing.tell("contact_card", self.kind.empty, self.kind.new if self.may_edit else None)
        front = self.nothing if not count and not self.is_reading() else self.table
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.stack.setCurrentWidget(front)
        if had_focus:
            self.arrive()

    def _fill_detail(self, detail: Detail, record: Any) -> None:
        kind = self.kind
        told, facts = kind.told(record), kind.facts(record)
        detail.show_record(record.name, kind.about(record), told, facts, hidden=record.hidden)

    def _make_detail(self) -> Detail:
        detail = Detail(self.look, self.desk.words, editable=self.may_edit)
        detail.change_wanted.connect(self.change_record)
        detail.hide_wanted.connect(self.hide_record)
        detail.history_wanted.connect(self.show_history)
        return detail

    def _way_on(self) -> None:
        if self.is_filtered():
            self.clear_filter()
        else:
            self.new_record()

    def _type_on(self, letter: str) -> None:
        self.filter.setFocus()
        self.filter.setText(self.filter.text() + letter)

    def _changed(self, changes: Changes) -> None:
        if changes.register == "directory" and self._begun and not self._soon.isActive():
            self._soon.start()

    # Sheets.

    def _open_sheet(self, record: Any) -> None:
        sheet = self.kind.sheet(record)
        key = record.id if record is not None else 0
        unfinished = self._unfinished.pop(key, None)
        if unfinished is not None:
            sheet.restore(unfinished)
        sheet.kept.connect(partial(self._kept, record))
        sheet.closed.connect(lambda: self._left(sheet, key))
        self.desk.shell.open_sheet(sheet)

    def _left(self, sheet: RecordSheet[Any], key: int) -> None:
        if sheet.unfinished is not None:
            self._unfinished[key] = sheet.unfinished
            self.desk.shell.toast(N_("Draft kept"))

    def _kept(self, before: Any, record_id: int) -> None:
        self.seek(record_id)
        job = partial(self.kind.read, record_id)
        self.desk.tasks.run(job, partial(self._remember, before), owner=self)

    def _remember(self, before: Any, after: Any) -> None:
        kind, name = self.kind, N_("Saved: {name}", name=after.name)
        if before is None:
            act = Act(name, partial(kind.take_away, after, True), partial(kind.take_away, after, False))
        else:
            act = Act(name, partial(kind.put_back, before), partial(kind.put_back, after))
        self._done(act)

    def _done(self, act: Act) -> None:
        push_act(self.desk, act)
        self.reload()

    # Keys.

    def _make_actions(self) -> None:
        self._action(N_("Copy what to tell the client"), "Ctrl+C", self.copy_told)
        self._action(N_("History"), "Ctrl+H", self.show_history)
        if self.may_edit:
            self._action(N_("Hide or show again"), "Del", self.hide_record)

    def _action(self, name: Message, keys: str, call: Callable[[], None]) -> None:
        action = QAction(self)
        self.say(action.setText, name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: call())
        self.addAction(action)
