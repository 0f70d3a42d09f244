"""The journal's actions with their keys; they are in the palette, in „…” and in the list's menu as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from app.contacts.periods import resolved
from app.contacts.records import ContactDetail, Status
from app.contacts.register_parameters import parameters_of
from app.core.i18n import C_, N_, Message
from app.core.moments import riga_date

if TYPE_CHECKING:
    from ui.contacts.page import JournalPage

_PRIMARY_KEYS = ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S")


class PageActions(QObject):
    """Makes the actions and follows the chosen contact with them."""

    def __init__(self, page: JournalPage) -> None:
        super().__init__(page)
        self._page = page
        self._all: list[QAction] = []
        self.find = self._add(N_("Search in the journal"), self._find, "Ctrl+F")
        self.new = self._add(N_("New contact"), page.begin_contact, "Ctrl+N")
        self.print_action = self._add(N_("Print the journal"), self.print_register, "Ctrl+P")
        self.export_action = self._add(N_("Export the journal"), self.export, "Ctrl+E")
        self.primary = self._add(N_("Next step"), self._for_contact(page.detail.do_primary), *_PRIMARY_KEYS)
        self.call_back = self._add(N_("Called back"), self._for_contact(page.detail.open_callback), "Alt+Z")
        self.hand_over = self._add(N_("Hand over…"), self._for_contact(page.detail.open_hand_over), "Alt+N")
        self.edit = self._add(C_("button", "Edit"), self._edit)
        self.copy = self._add(N_("Copy as new"), self._copy, "Ctrl+D")
        self.annul = self._add(C_("button", "Annul"), self._for_contact(self._annul, opens=False), "Del")
        self.restore = self._add(N_("Take the annulment back"), self._for_contact(self._restore, opens=False))
        self.checked = self._add(N_("Client data checked"), self._for_contact(self._stamp, opens=False))
        self.history = self._add(N_("History"), self._for_contact(self._history, opens=False), "Ctrl+H")
        self.slip = self._add(N_("Print the referral slip"), lambda: self._print("referral_slip"))
        self.submission = self._add(N_("Print the submission form"), lambda: self._print("submission_form"))
        self.follow(None)

    def all(self) -> list[QAction]:
        """Every action that can be done now."""
        return [action for action in self._all if action.isVisible()]

    def for_menu(self) -> tuple[QAction | None, ...]:
        """What „…” offers; None makes a line."""
        return (
            self.edit, self.copy, self.checked, self.history, None,
            self.slip, self.submission, None, self.annul, self.restore,
        )  # fmt: skip

    def for_contact(self) -> tuple[QAction, ...]:
        """What the menu of a row offers."""
        return (self.call_back, self.hand_over, self.edit, self.copy, self.history, self.annul, self.restore)

    def follow(self, detail: ContactDetail | None) -> None:
        """Show and allow what fits the contact."""
        row = detail.row if detail else None
        mine = detail is not None and detail.may_edit
        kept = row is not None and row.kept
        open_call = row is not None and row.kept and row.is_open and row.status == Status.CALLBACK
        self.call_back.setVisible(open_call)
        told = row is not None and not row.masked
        for action in (self.copy, self.submission):
            action.setVisible(told)
        self.history.setVisible(row is not None)
        for action in (self.hand_over, self.edit, self.annul):
            action.setVisible(kept)
        self.restore.setVisible(row is not None and not row.kept)
        # A restricted contact says nothing of the client, not even that they were spoken to today.
        known = detail is not None and detail.fields.client_id is not None and not detail.fields.restricted
        self.checked.setVisible(kept and known)
        self.slip.setVisible(row is not None and row.status in (Status.REFERRED, Status.HANDED))
        for action in (self.call_back, self.hand_over, self.edit, self.annul, self.restore):
            action.setEnabled(mine or detail is None)

    def print_register(self) -> None:
        """Ctrl+P: the list as it is filtered and sorted."""
        page = self._page
        today = riga_date(page.desk.office.clock())
        page.print_wanted.emit("contact_register", parameters_of(resolved(page.filter(), today), page.sort))

    def export(self) -> None:
        """Ctrl+E: the same as a file."""
        self._page.export_wanted.emit(self._page.filter(), self._page.sort)

    def _add(self, name: Message, call: Callable[[], object], *keys: str) -> QAction:
        page = self._page
        action = QAction(page)
        page.say(action.setText, name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: call())
        page.addAction(action)
        self._all.append(action)
        return action

    def _for_contact(self, call: Callable[[], None], *, opens: bool = True) -> Callable[[], None]:
        """``call`` for the chosen contact; with ``opens`` the detail is shown first."""

        def do() -> None:
            self._page.with_contact(lambda: self._shown(call) if opens else call())

        return do

    def _shown(self, call: Callable[[], None]) -> None:
        if not self._page.detail.isVisible():
            self._page.open_detail()
        call()

    def _find(self) -> None:
        self._page.close_detail()
        self._page.filters.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._page.filters.line.selectAll()

    def _edit(self) -> None:
        from ui.contacts.entry import open_edit  # noqa: PLC0415 - the entry is loaded when first needed

        row = self._page.detail.row
        if row is not None:
            open_edit(self._page.desk, row.id)

    def _history(self) -> None:
        from ui.contacts.history import open_history  # noqa: PLC0415 - the same

        row = self._page.detail.row
        if row is not None:
            open_history(self._page.desk, row.id, row.number)

    def _copy(self) -> None:
        chosen = self._page.table.chosen_id()
        if chosen:
            self._page.desk.shell.new_contact(copy_of=chosen)

    def _annul(self) -> None:
        detail = self._page.detail.known
        if detail is not None and detail.detail.row.kept:
            self._page.deeds.annul(detail.detail.row)

    def _restore(self) -> None:
        row = self._page.detail.row
        if row is not None and not row.kept:
            self._page.deeds.restore(row)

    def _stamp(self) -> None:
        known = self._page.detail.known
        if known is not None and known.detail.fields.client_id is not None:
            self._page.deeds.stamp_checked(known.detail.fields.client_id)

    def _print(self, key: str) -> None:
        row = self._page.detail.row
        if row is not None:
            self._page.print_wanted.emit(key, {"contact": str(row.id)})
