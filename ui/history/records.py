"""The history of a record of the directory or of a card (Ctrl+H)."""

from __future__ import annotations

from functools import partial

from app.core.changes import Changes
from app.core.history import HistoryEntry
from app.core.i18n import N_, Message
from ui.history.sheet import HistorySheet
from ui.kit.desk import Desk

#: Registers whose changes may have been done to such a record, or to what belongs to it.
_REGISTERS = frozenset({"directory", "cards"})


def open_record_history(desk: Desk, subject: str, record: int, name: str | Message) -> HistorySheet:
    """Show what was done to a record; ``subject`` is its table, ``name`` what people call it."""
    about = N_("{name}: what was done to it, by whom and when.", name=name)
    sheet = HistorySheet(desk, about, partial(_load, desk, subject, record), _concerns)
    desk.shell.open_sheet(sheet)
    return sheet


def _load(desk: Desk, subject: str, record: int) -> list[HistoryEntry]:
    from app.record_history import RecordHistory  # noqa: PLC0415 - the words of every register are loaded here

    return RecordHistory(desk.office).of(subject, record, desk.words)


def _concerns(changes: Changes) -> bool:
    return changes.register in _REGISTERS
