"""Reading a CSV file: its letters, its delimiter and its records, without holding the file in memory."""

from __future__ import annotations

import codecs
import csv
import re
import string
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from app.core.errors import Invalid
from app.core.i18n import N_, Message
from app.importing.table import Cell, Row, Sheet, clean_cells

_DELIMITERS = ";\t,|"
_SAMPLE_RECORDS = 300
_CHUNK = 1 << 20
#: A quoted cell of more lines than this is a stray quote, not a cell.
_MAX_CELL_LINES = 60
_MAX_LINE = 2_000_000
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LATVIAN = frozenset("āčēģīķļņšūžōŗĀČĒĢĪĶĻŅŠŪŽŌŖ„“”‘’–—…«»€°§õäöüÕÄÖÜ\u00a0")
_PLAIN_LETTERS = string.ascii_letters.encode()
#: Least share of letters beyond ASCII that must be Latvian for a guessed code page to be believed.
_PLAUSIBLE = 0.8
_QUOTED = re.compile(r'"(?:[^"]+|"")*+"')
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*$')


def csv_sheet(path: Path, max_rows: int) -> Sheet:
    """The one sheet of a CSV file. Raises Invalid where the file is no text or its letters make no sense."""
    encoding = detect_encoding(path)
    try:
        delimiter = detect_delimiter(path, encoding)
    except csv.Error as error:
        raise _invalid(_no_table(path)) from error

    def rows() -> Iterator[Row]:
        return _rows(path, encoding, delimiter, max_rows)

    return Sheet(path.stem, rows)


def detect_encoding(path: Path) -> str:
    """The encoding in which all of ``path`` can be read: UTF-8, UTF-16 or cp1257."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return _proved(path, encoding)
    if b"\x00" in head:
        wide = _utf16_without_bom(head)
        if wide is None:
            raise _invalid(_no_table(path))
        return _proved(path, wide)
    if sum(head.count(bytes([code])) for code in range(1, 32) if code not in (9, 10, 11, 12, 13, 26, 27)):
        raise _invalid(_no_table(path))
    if _decodes(path, "utf-8"):
        return "utf-8"
    if _plausible(path, "cp1257"):
        return "cp1257"
    raise _invalid(_strange_letters(path))


def _proved(path: Path, encoding: str) -> str:
    if not _decodes(path, encoding):
        raise _invalid(_strange_letters(path))
    return encoding


def _utf16_without_bom(head: bytes) -> str | None:
    """Which UTF-16 a text without a mark at its start is: a table is mostly ASCII, so every other byte is 0."""
    half = len(head) // 2 or 1
    odd, even = head[1::2].count(0) / half, head[0::2].count(0) / half
    if odd > 0.5 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 and odd < 0.05 else None


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _plausible(path: Path, encoding: str) -> bool:
    """Whether the letters beyond ASCII are those a Latvian writes, and fewer than the plain ones.

    A wrong code page gives a jumble; Cyrillic gives hardly any plain letters.
    """
    known = strange = plain = 0
    try:
        for chunk in _chunks(path):
            plain += len(chunk) - len(chunk.translate(None, _PLAIN_LETTERS))
            for byte, count in Counter(chunk.translate(None, bytes(range(128)))).items():
                if bytes([byte]).decode(encoding) in _LATVIAN:
                    known += count
                else:
                    strange += count
    except UnicodeDecodeError:
        return False
    return _PLAUSIBLE * (known + strange) <= known <= plain


def detect_delimiter(path: Path, encoding: str) -> str:
    """The delimiter that cuts the first records most evenly, quotes respected; a line ``sep=;`` decides."""
    with path.open(encoding=encoding, newline="") as file:
        first = _SEPARATOR_LINE.match(file.readline(64))
    if first:
        return first[1]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(path, encoding, delimiter))


def _evenness(path: Path, encoding: str, delimiter: str) -> tuple[float, int]:
    with path.open(encoding=encoding, newline="") as file:
        widths = Counter(len(record) for record in islice(_records(file, delimiter), _SAMPLE_RECORDS) if record)
    cut = [(count, width) for width, count in widths.items() if width > 1]
    if not cut:
        return 0.0, 0
    count, width = max(cut)
    return count / widths.total(), width


def _rows(path: Path, encoding: str, delimiter: str, max_rows: int) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as file:
        try:
            for number, record in enumerate(_records(file, delimiter), 1):
                if number == 1 and len(record) <= 2 and _SEPARATOR_LINE.match(delimiter.join(record)):
                    continue
                if number > max_rows:
                    raise _invalid(too_many_rows(path, max_rows))
                cells: tuple[Cell, ...] = tuple(record)
                yield number, clean_cells(cells)
        except (UnicodeDecodeError, csv.Error) as error:
            raise _invalid(_no_table(path)) from error


def _records(file: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    """Records of the file; a quote that never closes counts as a letter and costs one line, not the file."""
    waiting: list[str] = []
    while True:
        line = waiting.pop(0) if waiting else next(file, "")
        if not line:
            return
        if len(line) > _MAX_LINE:
            raise csv.Error
        if '"' not in line:
            yield _plain(line, delimiter)
            continue
        lines = [line]
        while _is_open("".join(lines), delimiter):
            following = waiting.pop(0) if waiting else next(file, "")
            if following and len(lines) < _MAX_CELL_LINES:
                lines.append(following)
                continue
            waiting[:0] = [*lines[1:], *([following] if following else [])]
            yield [cell.removeprefix('"') for cell in _plain(line, delimiter)]
            break
        else:
            yield next(csv.reader(lines, delimiter=delimiter), [])


def _plain(line: str, delimiter: str) -> list[str]:
    line = line.rstrip("\r\n")
    return line.split(delimiter) if line else []


def _is_open(text: str, delimiter: str) -> bool:
    """Whether ``text`` ends inside a quoted cell; quotes inside a cell that did not begin with one are letters."""
    place = 0
    while place < len(text):
        if text[place] == '"':
            cell = _QUOTED.match(text, place)
            if cell is None:
                return True
            place = cell.end()
        place = text.find(delimiter, place) + 1
        if not place:
            return False
    return False


def too_many_rows(path: Path, limit: int) -> Message:
    """The text for a file of more rows than are read."""
    return N_(
        "The file “{name}” has more than {limit} rows. Split it into smaller files.", name=path.name, limit=limit
    )


def _invalid(message: Message) -> Invalid:
    return Invalid({"file": message})


def _no_table(path: Path) -> Message:
    return N_("The file “{name}” is not a table. Choose an XLSX or CSV file.", name=path.name)


def _strange_letters(path: Path) -> Message:
    return N_(
        "The letters in the file “{name}” cannot be recognised. Open it in Excel, save it as “CSV UTF-8” "
        "and choose the new file.",
        name=path.name,
    )
