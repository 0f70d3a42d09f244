"""Reading an XLSX file: what could hurt is refused from the archive's own list, before it is unpacked."""

from __future__ import annotations

import os
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from defusedxml import DefusedXmlException
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException

from app.core.errors import Invalid
from app.core.i18n import N_, Message
from app.importing.csv_file import too_many_rows
from app.importing.sheet_extras import read_extras
from app.importing.table import Cell, Row, Sheet, clean_cells

_MEGA = 1024 * 1024
_MAX_ENTRIES = 2_000
_MAX_UNPACKED = 700 * _MEGA
_MAX_SHARED_STRINGS = 150 * _MEGA
#: A sheet of repeated text packs at most about 60 : 1; bombs start near 1000 : 1.
_MAX_RATIO = 200
_RATIO_MATTERS_FROM = 5 * _MEGA
_MAX_COLUMNS = 200
_BATCH = 500
#: What openpyxl and the libraries under it raise for files that are not what they say.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    expat.ExpatError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    RuntimeError,
)


def xlsx_sheets(path: Path, max_rows: int) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook; macros, charts and links to other files are never touched.

    Raises Invalid (field ``file``) for a bomb, for XML with a document type or entities, and for a broken file.
    """
    with _words_for(path), zipfile.ZipFile(path) as archive:
        _check(path, archive)
    workbook = _Workbook(path)
    with _words_for(path), workbook.opened() as book:
        names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return tuple(_sheet(workbook, name, max_rows) for name in names)


class _Reader(ExcelReader):  # type: ignore[misc]
    """openpyxl's reader, which is given the texts that all cells share where they are known."""

    def __init__(self, file: IO[bytes], texts: list[str] | None) -> None:
        super().__init__(file, read_only=True, data_only=True, keep_links=False)
        self._texts = texts

    def read_strings(self) -> None:
        if self._texts is None:
            super().read_strings()
        else:
            self.shared_strings = self._texts


class _Workbook:
    """A file that is opened anew for each reading. The texts of its cells, half of the work, are read once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._texts: list[str] | None = None
        self._as_of: tuple[int, int] | None = None

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """The workbook for reading; the file is ours to close, for openpyxl leaves it open when it fails."""
        with self.path.open("rb") as file:
            state = os.fstat(file.fileno())
            as_of = state.st_mtime_ns, state.st_size
            reader = _Reader(file, self._texts if as_of == self._as_of else None)
            with _quiet():
                reader.read()
            self._texts, self._as_of = reader.shared_strings, as_of
            try:
                yield reader.wb
            finally:
                reader.wb.close()


@contextmanager
def _words_for(path: Path) -> Iterator[None]:
    """Turns what the libraries raise for hostile and broken files into refusals."""
    try:
        yield
    except DefusedXmlException as error:
        raise _invalid(_hostile(path)) from error
    except _BROKEN as error:
        raise _invalid(_damaged(path)) from error


def _check(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise _invalid(_no_workbook(path))
    if any(entry.flag_bits & 1 for entry in entries):
        raise _invalid(_damaged(path))
    shared = sum(entry.file_size for entry in entries if entry.filename.lower().endswith("sharedstrings.xml"))
    if (
        len(entries) > _MAX_ENTRIES
        or sum(entry.file_size for entry in entries) > _MAX_UNPACKED
        or shared > _MAX_SHARED_STRINGS
        or any(map(_swells, entries))
    ):
        raise _invalid(_bomb(path))
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            with archive.open(entry) as file:
                if b"<!DOCTYPE" in file.read(4096):
                    raise _invalid(_hostile(path))


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)


def _quiet() -> warnings.catch_warnings[None]:
    """openpyxl warns of what it leaves out (validation lists, styles); an import needs none of that."""
    return warnings.catch_warnings(action="ignore")


def _sheet(workbook: _Workbook, name: str, max_rows: int) -> Sheet:
    def rows() -> Iterator[Row]:
        return _rows(workbook, name, max_rows)

    return Sheet(name, rows)


def _rows(workbook: _Workbook, name: str, max_rows: int) -> Iterator[Row]:
    """Rows in order; blank ones count only between others, for sheets are often formatted down to the last row."""
    path = workbook.path
    with _words_for(path), workbook.opened() as book:
        sheet = book[name]
        sheet.reset_dimensions()
        with sheet._get_source() as source:
            extras = read_extras(source)
        read = last = 0
        numbered = enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), 1)
        while True:
            with _quiet():
                batch = list(islice(numbered, _BATCH))
            if not batch:
                return
            for number, values in batch:
                cells = extras.apply(number, values) if extras else values
                if cells.count(None) == len(cells):
                    continue
                read += 1
                if read > max_rows:
                    raise _invalid(too_many_rows(path, max_rows))
                for blank in range(last + 1, number):
                    yield blank, ()
                last = number
                yield number, clean_cells(_without_end(cells))


def _without_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells without the empty ones at the right."""
    width = len(cells)
    while cells[width - 1] is None:
        width -= 1
    return cells[:width]


def _invalid(message: Message) -> Invalid:
    return Invalid({"file": message})


def _damaged(path: Path) -> Message:
    return N_(
        "The file “{name}” is damaged. Open it in Excel, save it once more and choose the new file.",
        name=path.name,
    )


def _no_workbook(path: Path) -> Message:
    return N_("The file “{name}” is not an Excel workbook. Save the table as XLSX or CSV.", name=path.name)


def _bomb(path: Path) -> Message:
    return N_(
        "The file “{name}” unpacks to far more than a journal holds, so it was not opened. "
        "Copy the rows into a new workbook and choose that.",
        name=path.name,
    )


def _hostile(path: Path) -> Message:
    return N_(
        "The file “{name}” holds parts that no workbook needs and was not opened. "
        "Copy the rows into a new workbook and choose that.",
        name=path.name,
    )
