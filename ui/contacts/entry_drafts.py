"""Drafts of contacts: written within a moment of each key, offered again after a crash."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from app.core.drafts import DraftWriter
from app.core.errors import UserError
from app.core.i18n import Message
from ui.contacts.entry_state import FORM, Entry
from ui.kit.desk import Desk


class EntryDrafts(QObject):
    """The draft journal for one sheet. Its thread ends with the sheet, or with the program, whichever is first."""

    def __init__(self, desk: Desk, sheet: QObject) -> None:
        super().__init__(sheet)
        self._desk = desk
        self._user = desk.office.actor.account
        self._writer = DraftWriter(desk.drafts)
        sheet.destroyed.connect(self._writer.close)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._writer.close)

    def keep(self, entry: Entry) -> None:
        """Write the entry soon; returns at once. An entry in which nothing is typed leaves no draft."""
        if entry.is_empty:
            self.drop(entry)
            return
        entry.kept_at = self._desk.office.clock()
        self._writer.put(self._user, FORM, entry.request, entry.to_data())

    def drop(self, entry: Entry) -> None:
        """Forget the entry: it was saved or given up."""
        if entry.kept_at is not None:
            entry.kept_at = None
            self._writer.discard(self._user, FORM, entry.request)

    @property
    def trouble(self) -> Message | None:
        """Why the last draft could not be written, if it could not."""
        return self._writer.trouble.message if self._writer.trouble else None

    def flush(self) -> None:
        """Have everything on disk now."""
        self._writer.flush(1)

    def unfinished(self) -> list[Entry]:
        """What the person left without saving, the newest first."""
        try:
            drafts = self._desk.drafts.all(self._user)
        except UserError:
            return []
        return [Entry.from_data(draft.key, draft.data, draft.at) for draft in drafts if draft.form == FORM]
