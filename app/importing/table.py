"""What a read file looks like to the rest of the program: sheets of numbered rows, read as they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from unicodedata import is_normalized

from app.core.fields import cleaned

Cell = str | int | float | bool | date | datetime | time | timedelta | None
#: A row's number as a spreadsheet shows it (1-based; a CSV record of several lines is one row) and its cells.
Row = tuple[int, tuple[Cell, ...]]

#: Excel writes commas to the file whatever it shows; other programs write semicolons.
_HYPERLINK = re.compile(r'=\s*HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)\s*', re.I)


@dataclass(frozen=True)
class Sheet:
    """One sheet; ``rows()`` reads it from the start each time and raises UserError where the file fails."""

    name: str
    rows: Callable[[], Iterator[Row]]


@dataclass(frozen=True)
class Table:
    """A file that was recognised and is safe to read. A CSV file has one sheet."""

    path: Path
    kind: str
    sheets: tuple[Sheet, ...]


def clean_cells(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells with their texts as the program stores them, and blank texts as None."""
    return tuple([_clean(cell) if isinstance(cell, str) else cell for cell in cells])


def _clean(text: str) -> str | None:
    if not text or text.isspace():
        return None
    return text if text.isprintable() and is_normalized("NFC", text) else cleaned(text)


def friendly_text(text: str) -> tuple[str, str]:
    """The words and the address of a HYPERLINK formula; any other text is its own words, without an address."""
    if "HYPERLINK" not in text[:30].upper():
        return text, ""
    link = _HYPERLINK.fullmatch(text)
    if link is None:
        return text, ""
    address, words = (part.replace('""', '"') if part else "" for part in link.groups())
    return words or address, address
