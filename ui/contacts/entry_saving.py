"""Saving beside the window: one request however often it is tried, and every way it may end."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.contacts.records import ContactDraft, ContactFields, Saved
from app.contacts.service import Contacts
from app.core.errors import Conflict, Invalid, UserError
from app.core.i18n import N_
from app.core.trouble import LOST
from ui.contacts.entry_state import Entry
from ui.kit.desk import Desk
from ui.kit.undo import Act


class EntrySaving(QObject):
    """Saves one entry at a time."""

    busy_changed = Signal(bool)
    saved = Signal(object, object)
    """(Entry, Saved)"""
    invalid = Signal(object)
    """What is wrong, by the record's fields."""
    conflicted = Signal(object)
    failed = Signal(object)
    """Other known trouble (UserError); nothing was saved as far as we know."""
    possible_again = Signal()
    """The connection for want of which the last save failed is back."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self.busy = False
        self._lost = False
        desk.bridge.regained.connect(self._regained)

    def save(self, entry: Entry, fields: ContactFields, *, keep_mine: bool = False) -> None:
        """Save; a second call while the first is under way does nothing."""
        if self.busy:
            return
        self._set_busy(True)
        self._lost = False
        draft = ContactDraft(
            fields=fields,
            contact_id=entry.contact_id,
            version=entry.version,
            base=entry.base,
            request=entry.request,
        )
        job = partial(Contacts(self._desk.office).save, draft, keep_mine=keep_mine)
        self._desk.tasks.run(job, partial(self._done, entry, fields), self._failed, owner=self)

    def _done(self, entry: Entry, fields: ContactFields, saved: Saved) -> None:
        self._set_busy(False)
        name = N_("contact No. {number}", number=saved.number)
        contacts = Contacts(self._desk.office)
        if entry.contact_id is None:
            undo, redo = partial(contacts.annul, saved.contact_id), partial(contacts.restore, saved.contact_id)
        else:
            assert entry.base is not None
            undo = partial(_put_back, contacts, saved.contact_id, entry.base, fields)
            redo = partial(_put_back, contacts, saved.contact_id, fields, entry.base)
        self._desk.undo.push(Act(name, undo, redo))
        self.saved.emit(entry, saved)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, Invalid):
            self.invalid.emit(error.fields)
        elif isinstance(error, Conflict):
            self.conflicted.emit(error)
        elif isinstance(error, UserError):
            self._lost = error.message == LOST
            self.failed.emit(error)
        else:
            self._desk.shell.show_trouble(error)

    def _regained(self) -> None:
        if self._lost:
            self.possible_again.emit()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)


def _put_back(contacts: Contacts, contact_id: int, wanted: ContactFields, instead_of: ContactFields) -> None:
    """Undo an edit: only the fields it changed, so that what others changed since stays."""
    draft = contacts.draft(contact_id)
    changed = {name: value for name, value in vars(wanted).items() if getattr(instead_of, name) != value}
    contacts.save(replace(draft, fields=replace(draft.fields, **changed)))
