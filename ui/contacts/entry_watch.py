"""What the sheet notices while one types: a likely duplicate, a rule to mind, somebody else at the same record."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.contacts import hints
from app.contacts.records import ContactDetail, ContactFields, ContactRow
from app.contacts.service import Contacts
from app.core import dates
from app.core.changes import Changes
from app.core.i18n import N_
from app.core.moments import to_riga, when
from ui.contacts.entry_lists import Lists
from ui.contacts.entry_state import Entry
from ui.kit.desk import Desk
from ui.kit.messages import Action, BarArea

#: How long typing rests before the journal is asked for something similar, in milliseconds.
PAUSE_MS = 500
_HINTS = ("phone", "due_at", "language")


class EntryWatch(QObject):
    """Shows its findings as bars; none of them ever blocks a save (design.md 4.9)."""

    due_proposed = Signal(object)
    in_writing = Signal()
    save_wanted = Signal()
    open_wanted = Signal(int)

    def __init__(self, desk: Desk, bars: BarArea, owner: QObject) -> None:
        super().__init__(owner)
        self._desk, self._bars = desk, bars
        self._entry: Entry | None = None
        self._fields: Callable[[], ContactFields] | None = None
        self._shown: dict[str, object] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look_for_similar)
        desk.bridge.changed.connect(self._changed)

    def follow(self, entry: Entry, fields: Callable[[], ContactFields]) -> None:
        """Watch this entry from now on; ``fields`` tells what it holds."""
        self._entry, self._fields = entry, fields
        self._pause.stop()
        for key in ("similar", "changed", *_HINTS):
            self._bars.close_bar(key)
        self._shown.clear()
        self._look_at_stored()  # an entry that waited in the background, or overnight as a draft

    def typed(self) -> None:
        """Something was typed: look when typing rests."""
        self._pause.start()

    def mind_rules(self, lists: Lists) -> None:
        """Say at once what the organisation's rules ask to mind."""
        if lists.profile is None or self._fields is None:
            return
        now = self._desk.office.clock()
        warned = hints.warnings(self._fields(), now, lists.calendar, lists.profile, lists.callback_days)
        found = {hint.field: hint for hint in warned}
        for key in _HINTS:
            self._show_hint(key, found.get(key))

    def _show_hint(self, key: str, hint: hints.Hint | None) -> None:
        if hint is None:
            self._shown.pop(key, None)
            self._bars.close_bar(key)
            return
        if self._shown.get(key) == hint.message:
            return  # shown already, or closed by the person
        self._shown[key] = hint.message
        actions: tuple[Action, ...] = ()
        if hint.better is not None:
            actions = ((N_("Use"), partial(self.due_proposed.emit, hint.better)),)
        elif key == "language":
            actions = ((N_("Advised to write"), self.in_writing.emit),)
        self._bars.show_bar(key, "warn", hint.message, actions=actions)

    def _look_for_similar(self) -> None:
        entry, fields = self._entry, self._fields
        if entry is None or fields is None or entry.is_empty:
            return
        job = partial(Contacts(self._desk.office).similar_today, fields(), entry.contact_id)
        self._desk.tasks.run(job, partial(self._similar, entry), lambda _error: None, owner=self)

    def _similar(self, entry: Entry, row: ContactRow | None) -> None:
        if entry is not self._entry:
            return
        if row is None:
            self._shown.pop("similar", None)
            self._bars.close_bar("similar")
            return
        if self._shown.get("similar") == row.id:
            return
        self._shown["similar"] = row.id
        clock = dates.clock(to_riga(row.at).time())
        text = N_("There is a similar record today: No. {number}, {time}.", number=row.number, time=clock)
        actions = (
            (N_("Open"), partial(self.open_wanted.emit, row.id)),
            (N_("Save anyway"), self.save_wanted.emit),
        )
        self._bars.show_bar("similar", "warn", text, actions=actions)

    def _changed(self, changes: Changes) -> None:
        entry = self._entry
        if entry is None or changes.register != "contacts":
            return
        if not changes.ids or entry.contact_id in changes.ids:  # without numbers it may be any
            self._look_at_stored()

    def _look_at_stored(self) -> None:
        entry = self._entry
        if entry is not None and entry.contact_id is not None:
            job = partial(Contacts(self._desk.office).detail, entry.contact_id)
            self._desk.tasks.run(job, partial(self._changed_by, entry), lambda _error: None, owner=self)

    def _changed_by(self, entry: Entry, detail: ContactDetail) -> None:
        if entry is not self._entry or detail.version == entry.version or not detail.events:
            return
        last = detail.events[-1]
        at = when(last.at, self._desk.office.clock())
        text = N_("This record was changed {time} by {name}.", time=at, name=last.name)
        self._bars.show_bar("changed", "info", text)
