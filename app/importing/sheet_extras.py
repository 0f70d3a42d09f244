"""What openpyxl's stored values leave out of a sheet: formulas never calculated, and cells merged downwards."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from defusedxml import DTDForbidden
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from app.importing.table import Cell

_CHUNK = 1 << 18
_MAX_FORMULAS = 500_000
_MAX_MERGED_CELLS = 100_000
_MARKS = re.compile(rb"<(?:\w+:)?(?:f|mergeCell)[ >/]")


@dataclass
class Extras:
    """Formulas by cell (without ``=``), and for each row the cells that take the value of a merged cell above."""

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    columns_from_above: dict[int, list[int]] = field(default_factory=dict)
    _above: tuple[Cell, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.formulas or self.columns_from_above)

    def apply(self, row: int, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """``cells`` of ``row`` completed; rows must come in order."""
        filled = list(cells)
        for column in self.columns_from_above.get(row, ()):
            if column <= min(len(filled), len(self._above)) and filled[column - 1] is None:
                filled[column - 1] = self._above[column - 1]
        for column, cell in enumerate(filled, 1):
            if cell is None and (row, column) in self.formulas:
                filled[column - 1] = f"={self.formulas[row, column]}"
        self._above = tuple(filled)
        return self._above


def read_extras(source: IO[bytes]) -> Extras:
    """Reads a sheet's XML once with expat, and only if a first look finds such parts.

    Raises DTDForbidden for a document type, ValueError for more of them than a journal has.
    """
    extras = Extras()
    if not _mentions(source):
        return extras
    source.seek(0)
    _Collector(extras).read(source)
    return extras


def _mentions(source: IO[bytes]) -> bool:
    tail = b""
    while chunk := source.read(_CHUNK):
        if _MARKS.search(tail + chunk):
            return True
        tail = chunk[-40:]
    return False


class _Collector:
    """The expat handlers; tags are compared without their namespace prefix."""

    def __init__(self, extras: Extras) -> None:
        self._extras = extras
        self._cell = ""
        self._formula: list[str] | None = None

    def read(self, source: IO[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        while chunk := source.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._cell = attributes.get("r", "")
        elif tag == "f":
            self._formula = []
        elif tag == "mergeCell":
            self._merge(attributes["ref"])

    def _text(self, text: str) -> None:
        if self._formula is not None:
            self._formula.append(text)

    def _end(self, tag: str) -> None:
        if self._formula is None or tag.rpartition(":")[2] != "f":
            return
        formula, self._formula = "".join(self._formula), None
        if formula and self._cell:
            if len(self._extras.formulas) >= _MAX_FORMULAS:
                raise ValueError("more formulas than a journal has")
            self._extras.formulas[coordinate_to_tuple(self._cell)] = formula

    def _merge(self, reference: str) -> None:
        left, top, right, bottom = range_boundaries(reference)
        if left != right or bottom - top > _MAX_MERGED_CELLS:
            return
        for row in range(top + 1, bottom + 1):
            self._extras.columns_from_above.setdefault(row, []).append(left)
        if len(self._extras.columns_from_above) > _MAX_MERGED_CELLS:
            raise ValueError("more merged cells than a journal has")

    def _doctype(self, name: str, system: str | None, public: str | None, _subset: bool) -> None:
        raise DTDForbidden(name, system, public)
