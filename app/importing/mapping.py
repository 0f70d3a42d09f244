"""Which column is what: the row of headings found below titles, each column matched to a field by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from app.core.errors import Invalid
from app.core.i18n import N_, Message
from app.core.latvian import fold
from app.importing.table import Cell, Row, Sheet

_SEARCHED_ROWS = 60
_PREVIEW_ROWS = 10
#: So many names of fields beside one another are no chance.
_PLAIN = 4
_SURE = 1.0
_BEGINS = 0.9
_CONTAINS = 0.7
_SIMILAR = 0.6
_ALIKE = 0.8
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Field:
    """What a register wants from a file: ``names`` are headings it goes by, folded and matched word by word."""

    key: str
    label: Message
    names: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True)
class ColumnMapping:
    """Field key → column index (0-based), with how sure each guess is (0 to 1; what a person chose is 1)."""

    header_row: int
    headings: tuple[str, ...]
    columns: Mapping[str, int]
    confidence: Mapping[str, float]

    def with_column(self, key: str, column: int | None) -> ColumnMapping:
        """The mapping as a person changed it; a column serves one field, so another field loses it."""
        columns = {field: place for field, place in self.columns.items() if field != key and place != column}
        if column is not None:
            columns[key] = column
        confidence = {field: sure for field, sure in self.confidence.items() if field in columns} | (
            {key: _SURE} if column is not None else {}
        )
        return replace(self, columns=columns, confidence=confidence)

    def missing(self, fields: Iterable[Field]) -> tuple[Field, ...]:
        """The required fields without a column."""
        return tuple(field for field in fields if field.required and field.key not in self.columns)

    def check(self, fields: Iterable[Field]) -> None:
        """Raises Invalid that names each required field without a column."""
        missing = self.missing(fields)
        if missing:
            raise Invalid(
                {
                    field.key: N_("No column was found for “{field}”. Choose it.", field=field.label)
                    for field in missing
                }
            )


@dataclass(frozen=True)
class Preview:
    """The first rows below the headings, as they stand in the file."""

    rows: tuple[Row, ...]


def find_mapping(sheets: Iterable[Sheet], fields: Sequence[Field]) -> tuple[Sheet, ColumnMapping]:
    """The sheet whose headings say most, and its columns. Raises Invalid where no sheet has a row of headings."""
    best: tuple[float, Sheet, ColumnMapping] | None = None
    for sheet in sheets:
        mapping = guess_mapping(islice(sheet.rows(), _SEARCHED_ROWS), fields)
        weight = sum(mapping.confidence.values()) if mapping else 0.0
        if mapping and (best is None or weight > best[0]):
            best = weight, sheet, mapping
    if best is None:
        raise Invalid(
            {
                "file": N_(
                    "No row of column headings was found in the first {count} rows. "
                    "Write headings above the columns, for example: {example}.",
                    count=_SEARCHED_ROWS,
                    example=", ".join(field.names[0] for field in fields if field.required),
                )
            }
        )
    return best[1], best[2]


def guess_mapping(rows: Iterable[Row], fields: Sequence[Field]) -> ColumnMapping | None:
    """The best row of headings among ``rows``: at least two fields found and, if it can be, all required ones."""
    best: tuple[tuple[int, float], ColumnMapping] | None = None
    for number, cells in rows:
        headings = tuple(_heading(cell) for cell in cells)
        confidence, columns = _match(headings, fields)
        if len(columns) < 2:
            continue
        mapping = ColumnMapping(number, headings, columns, confidence)
        weight = -len(mapping.missing(fields)), sum(confidence.values())
        if best is None or weight > best[0]:
            best = weight, mapping
        if _is_plain(mapping, cells) and not weight[0]:
            break
    return best[1] if best else None


def preview(sheet: Sheet, mapping: ColumnMapping, count: int = _PREVIEW_ROWS) -> Preview:
    """The first ``count`` rows below the headings that are not blank."""
    below = (row for row in sheet.rows() if row[0] > mapping.header_row and any(row[1]))
    return Preview(tuple(islice(below, count)))


def _heading(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _is_plain(mapping: ColumnMapping, cells: tuple[Cell, ...]) -> bool:
    """Whether every cell of a row is the very name of a field: no row below can be more of a heading."""
    sure = sum(likeness == _SURE for likeness in mapping.confidence.values())
    return sure >= _PLAIN and sure == len(cells) - cells.count(None)


def _match(headings: Sequence[str], fields: Sequence[Field]) -> tuple[dict[str, float], dict[str, int]]:
    """Best pairs first; each field and each column once."""
    pairs = sorted(
        (
            (-likeness, place, column, field.key)
            for column, heading in enumerate(headings)
            if heading
            for place, field in enumerate(fields)
            if (likeness := _likeness(heading, field.names))
        ),
    )
    columns: dict[str, int] = {}
    confidence: dict[str, float] = {}
    for likeness, _, column, key in pairs:
        if key not in columns and column not in columns.values():
            columns[key] = column
            confidence[key] = -likeness
    return confidence, columns


@lru_cache(maxsize=1_000)
def _likeness(heading: str, names: tuple[str, ...]) -> float:
    words = _words(heading)
    return max(_likeness_of(words, _words(name)) for name in names)


@lru_cache(maxsize=1_000)
def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _likeness_of(heading: list[str], name: list[str]) -> float:
    if not heading or len(heading) > len(name) + 6:
        return 0.0
    if heading == name:
        return _SURE
    if heading[: len(name)] == name:
        return _BEGINS
    if set(name) <= set(heading):
        return _CONTAINS
    return _SIMILAR if len(name[0]) > 3 and _alike(" ".join(heading), " ".join(name)) else 0.0


def _alike(heading: str, name: str) -> bool:
    """Whether one may be a misspelling of the other; by far most cells differ too much in length already."""
    bound = 2 * min(len(heading), len(name)) / (len(heading) + len(name))
    if bound < _ALIKE:
        return False
    matcher = SequenceMatcher(None, heading, name)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
