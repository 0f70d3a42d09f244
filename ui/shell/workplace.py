"""A signed-in person's window content: navigation, pages made when first opened, bars, one side sheet, toasts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import UserError
from app.core.i18n import N_, Message
from app.core.permissions import DIRECTORY_SEE, ROLE_NAMES, Role
from app.core.settings import LAST_PAGE
from ui.kit.messages import Action, Bar, BarArea, Toast
from ui.kit.sheet import WIDE_WINDOW, Sheet, SheetHost
from ui.kit.stack import Stack
from ui.kit.texts import Speaking
from ui.kit.undo import Act
from ui.registers import PAGES, PageEntry
from ui.shell.badges import Badges
from ui.shell.history import History
from ui.shell.navigation import Entry, Navigation
from ui.shell.palette import Palette
from ui.shell.sources import sources
from ui.shell.user_button import UserButton
from ui.shell.user_menu import UserMenu

if TYPE_CHECKING:
    from app.directory.records import EmployeeRecord
    from ui.kit.desk import Desk
    from ui.kit.page import Page
    from ui.kit.panel import Panel
    from ui.kit.progress import ProgressRow

UNDO = N_("Undo")


class Workplace(Speaking, QWidget):
    """What a person works in between signing in and leaving. Implements ui.kit.desk.Shell."""

    lock_wanted = Signal()
    language_wanted = Signal(str)
    theme_wanted = Signal(str)
    text_size_wanted = Signal(int)
    restore_wanted = Signal(object)
    unexpected = Signal(object)

    def __init__(self, make_desk: Callable[[Workplace], Desk], *, pages: tuple[PageEntry, ...] = PAGES) -> None:
        super().__init__()
        self.desk = desk = make_desk(self)
        self.look, self.words = desk.look, desk.words
        self._entries = {entry.key: entry for entry in pages}
        self.pages: dict[str, Page] = {}
        self.history = History()
        self.search: Palette | None = None
        self._rows: list[ProgressRow] = []
        self.user = UserButton(self.look)
        named = [Entry(entry.key, entry.title, entry.icon, entry.shortcut) for entry in pages]
        entries = (*named[:-1], None, named[-1])  # the settings stand at the bottom
        self.navigation = Navigation(self.look, self.words, entries, self.user)
        self.navigation.opened.connect(self.open_page)
        self.bars = BarArea(self.look, self.words)
        self.stack = Stack()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        self.column = column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bars)
        # A sheet stands over the page alone: what the bars tell is seen beside it.
        self.area = QWidget()
        page = QVBoxLayout(self.area)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.stack)
        column.addWidget(self.area, 1)
        row.addLayout(column, 1)
        self.sheets = SheetHost(self.area)
        self.message = Toast(self.look, self.words, self)
        self.badges = Badges(desk, self.navigation)
        self._bind_keys()
        self._post = ""
        self._show_person()
        self._read_post()
        desk.bridge.changed.connect(self._read_post)

    # What a screen may ask of the window (ui.kit.desk.Shell).

    def open_page(self, key: str, **target: object) -> None:
        """Go to a page and show ``target`` there."""
        self._show_page(key, target)
        self.history.visit(key, target)

    def open_sheet(self, sheet: Sheet) -> None:
        """Show a side sheet over the page."""
        self.sheets.open(sheet)

    def sheet(self) -> Sheet | None:
        """The side sheet that is open, if one is."""
        return self.sheets.sheet

    def close_sheet(self) -> None:
        """Take the side sheet away."""
        self.sheets.close()

    def open_panel(self, panel: Panel) -> None:
        """Show a panel over everything."""
        panel.open_over(self)

    def show_row(self, row: ProgressRow) -> None:
        """Keep the row of a long piece of work above the content until it ends."""
        row.setContentsMargins(18, 8, 20, 0)
        self.column.insertWidget(0, row)
        self._rows.append(row)
        row.ended.connect(partial(self._drop_row, row))

    def new_contact(self, **prefilled: Any) -> None:
        """F2: begin a contact."""
        from ui.contacts.entry import open_entry  # noqa: PLC0415 - the entry is loaded when first needed

        open_entry(self.desk, **prefilled)

    def toast(
        self, text: Message, action: Message | None = None, call: Callable[[], None] | None = None, key: str = ""
    ) -> None:
        """Say something that passes."""
        self.message.tell(text, action, call, key)

    def bar(
        self,
        key: str,
        level: str,
        text: Message,
        *,
        lead: Message | None = None,
        actions: tuple[Action, ...] = (),
        closable: bool = True,
    ) -> None:
        """Say something that stays above the content."""
        self.bars.show_bar(key, level, text, lead=lead, actions=actions, closable=closable)

    def close_bar(self, key: str) -> None:
        """Take that away."""
        self.bars.close_bar(key)

    def use_language(self, language: str) -> None:
        """Speak another language from now on."""
        self.language_wanted.emit(language)

    def use_theme(self, theme: str) -> None:
        """Wear other colours from now on."""
        self.theme_wanted.emit(theme)

    def use_text_size(self, percent: int) -> None:
        """Write larger or smaller from now on."""
        self.text_size_wanted.emit(percent)

    def restore_copy(self, copy: Path) -> None:
        """Ask for the office to be closed and to begin again from a copy."""
        self.restore_wanted.emit(copy)

    def show_trouble(self, error: Exception) -> None:
        """Known trouble in words; the rest is our fault and told as such."""
        if isinstance(error, UserError):
            self.bar("trouble", "bad", error.message)
        else:
            self.unexpected.emit(error)

    # The rest is the window's own business.

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self.pages.get(self.navigation.current)

    def search_everywhere(self) -> None:
        """Ctrl+K."""
        if self.search is not None:
            return
        opener = QApplication.focusWidget()
        self.search = Palette(self.look, self.desk.words, self.desk.tasks, sources(self.desk, self), self)
        self.search.closed.connect(partial(self._close_palette, opener))
        self.search.show()
        self.search.field.setFocus()

    def leave_search(self) -> None:
        """Close the palette, if it is open."""
        if self.search is not None:
            self.search.leave()

    def undo(self) -> None:
        """Ctrl+Z outside a text field."""
        self._move(self.desk.undo.undo, N_("Undone: {what}"))

    def redo(self) -> None:
        """Ctrl+Y outside a text field."""
        self._move(self.desk.undo.redo, N_("Done again: {what}"))

    def retranslate(self) -> None:
        self._show_person()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.navigation.set_narrow(self.width() < WIDE_WINDOW)
        if self.message.isVisible():
            self.message.place()
        if self.search is not None:
            self.search.place()
        super().resizeEvent(event)

    def _move(self, call: Callable[[], Act | None], text: Message) -> None:
        try:
            act = call()
        except Exception as error:
            self.show_trouble(error)
            return
        if act is not None:
            self.toast(Message(text.text, {"what": act.name}))

    def _show_page(self, key: str, target: dict[str, object]) -> None:
        page = self.pages.get(key)
        if page is None:
            page = self._entries[key].make(self.desk)
            page.search_wanted.connect(self.search_everywhere)
            self.pages[key] = page
            self.stack.addWidget(page)
        self.navigation.set_current(key)
        self.stack.setCurrentWidget(page)
        self.desk.local.set(LAST_PAGE, key)
        if target:
            page.show_target(**target)
        page.arrive()

    def _back(self) -> None:
        self._travel(self.history.back())

    def _forward(self) -> None:
        self._travel(self.history.forward())

    def _travel(self, place: tuple[str, dict[str, object]] | None) -> None:
        if place is not None:
            self._show_page(*place)

    def _close_palette(self, opener: QWidget | None) -> None:
        if self.search is not None:
            self.search.hide()
            self.search.deleteLater()
            self.search = None
        if opener is not None and shiboken6.isValid(opener):
            opener.setFocus()

    def _reload(self) -> None:
        if self.page is not None:
            self.page.reload()

    def _bind_keys(self) -> None:
        bindings: tuple[tuple[Message, str, Callable[[], object]], ...] = (
            (N_("New contact"), "F2", self.new_contact),
            (N_("Search everywhere"), "Ctrl+K", self.search_everywhere),
            (UNDO, "Ctrl+Z", self.undo),
            (N_("Redo"), "Ctrl+Y", self.redo),
            (N_("Back"), "Alt+Left", self._back),
            (N_("Forward"), "Alt+Right", self._forward),
            (N_("Reload"), "F5", self._reload),
            (N_("Next pane"), "F6", lambda: self._next_pane(1)),
            (N_("Previous pane"), "Shift+F6", lambda: self._next_pane(-1)),
        )
        for name, keys, call in bindings:
            self._bind(name, keys, call)
        self._make_user_menu(self._bind(N_("Change user"), "Ctrl+L", self.lock_wanted.emit))
        for entry in self._entries.values():
            self._bind(entry.title, entry.shortcut, partial(self.open_page, entry.key))

    def _bind(self, name: Message, keys: str, call: Callable[[], object]) -> QAction:
        action = QAction(self)
        self.say(action.setText, name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: call())
        self.addAction(action)
        return action

    def _drop_row(self, row: ProgressRow) -> None:
        self._rows.remove(row)
        row.deleteLater()

    def _next_pane(self, step: int) -> None:
        page = self.page
        stops = [row.stop_button for row in reversed(self._rows) if row.stop_button.isEnabled()]
        bars = [bar for bar in self.bars.bars().values() if bar.first_button() is not None]
        panes: list[QWidget] = [self.navigation.list, *stops, *bars, *(page.panes() if page else ())]
        sheet = self.sheets.sheet
        if sheet is not None:
            panes.append(sheet)
        panes = [pane for pane in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = (i for i, pane in enumerate(panes) if focus and (focus is pane or pane.isAncestorOf(focus)))
        at = next(here, -step)
        target = panes[(at + step) % len(panes)]
        if target is sheet and sheet is not None:
            sheet.focus_first()
        elif isinstance(target, Bar) and (button := target.first_button()) is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make_user_menu(self, lock: QAction) -> None:
        menu = UserMenu(self.look, self.desk.words, lock, self)
        menu.language_wanted.connect(self.language_wanted)
        menu.theme_wanted.connect(self.theme_wanted)
        menu.about_wanted.connect(partial(self.open_page, "settings", section="about"))
        self.user.setMenu(menu)

    def _show_person(self) -> None:
        actor = self.desk.office.actor
        roles = [self.words(ROLE_NAMES[role]) for role in Role if role in actor.roles]
        self.user.set_person(actor.name, self._post or (roles[0] if roles else ""))

    def _read_post(self, changes: Changes | None = None) -> None:
        """The person's post, where the directory has it; else they are what their role is."""
        if (changes is None or changes.register == "directory") and self.desk.office.may(DIRECTORY_SEE):
            from app.directory.service import Directory  # noqa: PLC0415 - the first page comes before the post

            self.desk.tasks.run(
                Directory(self.desk.office).my_employee, self._take_post, lambda _error: None, owner=self
            )

    def _take_post(self, me: EmployeeRecord | None) -> None:
        self._post = me.job_title if me is not None else ""
        self._show_person()
