"""The history of a contact (Ctrl+H)."""

from __future__ import annotations

from functools import partial

from app.contacts.history import ContactHistory
from app.core.changes import Changes
from app.core.i18n import N_
from ui.history.sheet import HistorySheet
from ui.kit.desk import Desk


def open_history(desk: Desk, contact_id: int, number: str) -> HistorySheet:
    """Show what was done to a contact."""
    load = partial(ContactHistory(desk.office).of, contact_id, desk.words)
    about = N_("Contact No. {number}: what was done to it, by whom and when.", number=number)

    def concerns(changes: Changes) -> bool:
        return changes.register == "contacts" and (not changes.ids or contact_id in changes.ids)

    sheet = HistorySheet(desk, about, load, concerns)
    desk.shell.open_sheet(sheet)
    return sheet
