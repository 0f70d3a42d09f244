"""The side sheet of the quick entry: several entries beside one another, one of them in front (design.md 6.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from app.contacts.records import ContactDraft, ContactFields, Saved
from app.core import dates
from app.core.errors import Conflict, UserError
from app.core.i18n import N_, NN_, Message
from app.core.moments import to_riga
from app.core.settings import USUAL_CHANNEL
from ui.contacts.entry_conflict import CompareView, rebased
from ui.contacts.entry_drafts import EntryDrafts
from ui.contacts.entry_frame import EntryFrame
from ui.contacts.entry_lists import Lists, load_lists
from ui.contacts.entry_more import is_telling
from ui.contacts.entry_saving import EntrySaving
from ui.contacts.entry_state import Entry
from ui.contacts.entry_values import error_place, to_fields, to_values
from ui.contacts.entry_watch import EntryWatch
from ui.kit.desk import Desk
from ui.kit.messages import CAN_SAVE, Action


class EntrySheet(EntryFrame):
    """Writing contacts. What is in front lives in the fields, the others wait as :class:`Entry`."""

    saved = Signal(object, object)
    """(Entry, Saved), before the sheet goes on to the next entry or closes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.entry = Entry(desk.office.clock())
        self.entries: list[Entry] = [self.entry]
        self._lists: Lists | None = None
        self._waiting: list[Callable[[], None]] = []
        self.drafts = EntryDrafts(desk, self)
        self.saving = EntrySaving(desk, self)
        self.watch = EntryWatch(desk, self.bars, self)
        self._connect()
        self.entry.values = {"channel": desk.local.get(USUAL_CHANNEL)}
        self._show(self.entry)
        desk.tasks.run(partial(load_lists, desk.office, desk.settings), self._listed, self._not_listed, owner=self)

    # What is written here.

    def begin(self, values: Mapping[str, object] | None = None, client_id: int | None = None) -> None:
        """Begin another contact; one that holds nothing yet gives way to it."""
        if self.saving.busy:
            return
        entry = Entry(self.desk.office.clock(), client_id=client_id)
        entry.values = {"channel": self.desk.local.get(USUAL_CHANNEL), **(values or {})}
        if values:
            self._when_listed(partial(self._add, entry))
        else:
            self._add(entry)

    def edit(self, draft: ContactDraft, number: str) -> None:
        """Change a contact that stands already; one that is open here just comes to the front."""

        def add() -> None:
            entry = Entry(draft.fields.at, contact_id=draft.contact_id, number=number)
            entry.version, entry.base, entry.client_id = draft.version, draft.base, draft.fields.client_id
            entry.values = to_values(draft.fields, self.page.lists)
            same = next((each for each in self.entries if each.contact_id == entry.contact_id), None)
            if same is None:
                self._add(entry)
            else:
                self._bring(self.entries.index(same))

        self._when_listed(add)

    def resume(self, entry: Entry) -> None:
        """Go on with an entry that was left."""

        def add() -> None:
            known = next((at for at, each in enumerate(self.entries) if each.request == entry.request), None)
            if known is None:
                self._add(entry)
            else:
                self._bring(known)

        self.bars.close_bar("unfinished")
        self._when_listed(add)

    def offer_unfinished(self) -> None:
        """After a crash or a close: what was left may be continued (design.md 4.5)."""
        known = {entry.request for entry in self.entries}
        left = [entry for entry in self.drafts.unfinished() if entry.request not in known]
        if not left:
            return
        newest = left[0]
        time = dates.clock(to_riga(newest.kept_at or newest.opened_at).time())
        text = N_("There is an unfinished entry ({time}, {name}).", time=time, name=newest.name or "–")
        actions = (
            (N_("Continue"), partial(self.resume, newest)),
            (N_("Start new"), partial(self._discard, newest)),
        )
        self.bars.show_bar("unfinished", "info", text, actions=actions)

    def fields(self) -> ContactFields:
        """What the entry in front tells."""
        entry = self.entry
        return to_fields(
            self.form.draft(),
            entry.opened_at,
            self.page.lists,
            entry.base,
            self.page.client.client_id(),
        )

    # What the window asks of a sheet.

    def focus_first(self) -> None:
        if self.comparing is not None:
            self.comparing.focus_first()
        else:
            self.form.focus("client" if self.entry.contact_id is None else "question")

    def leave(self) -> None:
        """Close and keep what is typed; nothing is asked."""
        if self.saving.busy:
            return
        if self.comparing is not None:
            self.end_compare()
            self.focus_first()
            return
        self._snapshot()
        kept = [entry for entry in self.entries if not entry.is_empty]
        for entry in self.entries:
            self.drafts.keep(entry)
        self.drafts.flush()
        self.closed.emit()
        if kept:
            last = self.entry if self.entry in kept else kept[-1]
            reopen = partial(self._reopen, self.desk, last.request)
            self.desk.shell.toast(N_("Draft kept"), N_("Open"), reopen, key="F2")

    @staticmethod
    def _reopen(desk: Desk, key: str) -> None:
        desk.shell.new_contact(draft_key=key)

    # Moving between entries.

    def _add(self, entry: Entry) -> None:
        self._park()
        if self.entry.is_empty:
            self.drafts.drop(self.entry)
            self.entries.remove(self.entry)
        self.entries.append(entry)
        self._show(entry)

    def _bring(self, at: int) -> None:
        if self.saving.busy or self.entries[at] is self.entry:
            return
        self._park()
        self._show(self.entries[at])

    def _next(self) -> None:
        self._bring((self.entries.index(self.entry) + 1) % len(self.entries))

    def _show(self, entry: Entry) -> None:
        self.end_compare()
        self.entry = entry
        self.bars.close_bar("save")
        self.page.show_values(entry.values, entry.client_id)
        self.page.show_more(is_telling(self.fields(), entry.opened_at))
        self.watch.follow(entry, self.fields)
        self._name()
        self.show_kept(self.entry.kept_at, self.drafts.trouble)
        if entry.left_at is None or not self.page.go_to(*entry.left_at):
            self.focus_first()

    def _park(self) -> None:
        self._snapshot()
        self.entry.left_at = self.page.place()

    def _snapshot(self) -> None:
        self.entry.values = self.form.draft()
        self.entry.client_id = self.page.client.client_id()

    def _name(self) -> None:
        new = self.entry.contact_id is None
        title = N_("New contact") if new else N_("Contact No. {number}", number=self.entry.number)
        self.say(self.title.setText, title)
        self.setAccessibleName(self.title.text())
        self.chips.show_names(
            [entry.name or entry.number for entry in self.entries], self.entries.index(self.entry)
        )

    def _discard(self, entry: Entry) -> None:
        self.bars.close_bar("unfinished")
        self.drafts.drop(entry)
        self.drafts.flush()

        def take_back() -> None:
            self.drafts.keep(entry)
            self.resume(entry)

        self.desk.shell.toast(N_("Draft deleted"), N_("Undo"), take_back)
        self.offer_unfinished()
        self.focus_first()

    # Drafts and lists.

    def _typed(self) -> None:
        self.entry.touched = True
        self._snapshot()
        self.drafts.keep(self.entry)
        self.show_kept(self.entry.kept_at, self.drafts.trouble)
        self._name()
        self.watch.typed()

    def _listed(self, lists: Lists) -> None:
        self._lists = lists
        self.page.set_lists(lists)
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()

    def _not_listed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.desk.shell.show_trouble(error)
        self._listed(Lists(channels=self.page.known_channels()))

    def _when_listed(self, call: Callable[[], None]) -> None:
        if self._lists is None:
            self._waiting.append(call)
        else:
            call()

    # Saving.

    def _submit(self) -> None:
        if self.comparing is not None:
            self._save_chosen(self.comparing)
            return
        self._save()

    def _save(self, *, keep_mine: bool = False) -> None:
        if self.saving.busy:
            return
        self._snapshot()
        self.bars.close_bar("save")
        self.saving.save(self.entry, self.fields(), keep_mine=keep_mine)

    def _saved(self, entry: Entry, saved: Saved) -> None:
        self.drafts.drop(entry)
        self.drafts.flush()
        self.entries.remove(entry)
        self.saved.emit(entry, saved)
        if self.entries:
            self._show(self.entries[-1])
        else:
            self.closed.emit()

    def _invalid(self, errors: Mapping[str, Message]) -> None:
        outcome = self.page.outcome.outcome.value()
        placed = {error_place(name, outcome): self.words(text) for name, text in errors.items()}
        for name in placed:
            self.page.reveal(name)
        left_over = self.form.show_errors(placed)
        if left_over:
            self._tell(Message("{text}", {"text": " ".join(left_over.values())}))
        else:
            self._refused(len(placed))

    def _refused(self, count: int) -> None:
        self._tell(NN_("Correct {count} field.", "Correct {count} fields.", count))

    def _failed(self, error: UserError) -> None:
        self._tell(error.message, ((N_("Try again"), self.form.submit),))

    def _offer_again(self) -> None:
        if "save" in self.bars.bars():
            self.bars.show_bar("save", "info", CAN_SAVE, actions=((N_("Save"), self.form.submit),))

    def _tell(self, text: Message, actions: tuple[Action, ...] = ()) -> None:
        self.bars.show_bar("save", "bad", text, actions=actions)

    def _conflicted(self, conflict: Conflict) -> None:
        actions = (
            (N_("Compare"), partial(self.compare, conflict)),
            (N_("Keep mine"), partial(self._keep_mine, conflict)),
        )
        self.bars.close_bar("changed")
        self.bars.show_bar("save", "warn", conflict.message, lead=N_("The record was changed."), actions=actions)

    def _keep_mine(self, conflict: Conflict) -> None:
        rebased(self.entry, conflict)
        if self.comparing is not None:
            self.end_compare()
            self.focus_first()
        self._save()

    def _save_chosen(self, compare: CompareView) -> None:
        chosen = compare.chosen(self.fields())
        rebased(self.entry, compare.conflict)
        self.end_compare()
        self.page.show_values(to_values(chosen, self.page.lists), chosen.client_id)
        self.focus_first()
        self._save()

    def _go_on(self, name: str) -> None:
        if name:
            self.form.focus(name)
            # The cards take their places only after this.
            QTimer.singleShot(0, self, self.page.show_card)
        else:
            self.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _copy(self) -> None:
        if text := self.page.card_text():
            QGuiApplication.clipboard().setText(text)
            self.desk.shell.toast(N_("Copied"))

    def _mind_rules(self) -> None:
        if self._lists is not None:
            self.watch.mind_rules(self._lists)

    def _take_due(self, at: datetime) -> None:
        self.page.outcome.set_due(at)
        self._typed()
        self._mind_rules()

    def _open_similar(self, contact_id: int) -> None:
        self.desk.shell.open_page("contacts", record=contact_id)

    def _connect(self) -> None:
        self.form.submitted.connect(self._submit)
        self.form.refused.connect(self._refused)
        self.form.left.connect(self.leave)
        self.form.copy_requested.connect(self._copy)
        self.page.typed.connect(self._typed)
        self.page.rules_touched.connect(self._mind_rules)
        self.page.outcome.chosen.connect(self._go_on)
        self.saving.busy_changed.connect(self.set_busy)
        self.saving.saved.connect(self._saved)
        self.saving.invalid.connect(self._invalid)
        self.saving.conflicted.connect(self._conflicted)
        self.saving.failed.connect(self._failed)
        self.saving.possible_again.connect(self._offer_again)
        self.watch.save_wanted.connect(self.form.submit)
        self.watch.open_wanted.connect(self._open_similar)
        self.watch.due_proposed.connect(self._take_due)
        self.watch.in_writing.connect(self.page.advise_in_writing)
        self.chips.chosen.connect(self._bring)
        self.save_button.clicked.connect(self.form.submit)
        self.cancel_button.clicked.connect(self.leave)
        for keys, call in (("Ctrl+Tab", self._next), ("Alt+V", self.page.toggle_more)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)
