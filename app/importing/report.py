"""What came of an import, the same for every register, for the screen and as data that other programs read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.core.i18n import Message, Translator

#: Told how many rows are done and how many there are (0: not known yet). What it raises ends the work.
Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class RefusedRow:
    """A row that cannot be taken as it is; its number is the one a spreadsheet shows."""

    row: int
    reason: Message


@dataclass(frozen=True)
class ImportReport:
    """Every row below the headings is counted once: imported, skipped, a duplicate or refused.

    Rows that stand between the records without being one (subtotals, repeated headings, titles of sections) count
    as subtotals. ``attention`` tells which rows were taken with something to look at, by the kind of remark.
    """

    rows: int
    imported: int
    blank: int
    subtotal: int
    duplicates: int
    refused: tuple[RefusedRow, ...]
    attention: tuple[tuple[str, int], ...] = ()

    def as_data(self, tr: Translator) -> dict[str, Any]:
        """The stable machine-readable form (`lete-admin import --report`)."""
        return {
            "rows": self.rows,
            "imported": self.imported,
            "skipped": {"blank": self.blank, "subtotal": self.subtotal},
            "duplicates": self.duplicates,
            "refused": [{"row": refused.row, "reason": tr(refused.reason)} for refused in self.refused],
        }
