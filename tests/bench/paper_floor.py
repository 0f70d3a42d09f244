"""The least that a register on paper can cost: own page streams, one subset font, no layout engine."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.pdfbase.ttfonts import TTFontFace

FONT = Path(__file__).parents[2] / "resources" / "fonts" / "SourceSans3-Regular.ttf"
#: Columns of print p7, in mm.
WIDTHS = {"Nr.": 22, "Datums, laiks": 31, "Kanāls": 24, "Klients": 51, "Jautājums": 79, "Atbildīgais": 32,
          "Termiņš": 25, "Iznākums": 30}  # fmt: skip
_MM = 72 / 25.4
_PAGE = (842, 595)
_MARGIN, _SIZE, _LEADING, _PADDING = 42.0, 8.5, 9.6, 5.7


class _Font(dict[str, tuple[float, bytes]]):
    """Words with their width and their bytes; letters are numbered as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.face: Any = TTFontFace(str(FONT))
        self.codes: dict[str, int] = {chr(code): code for code in range(32)}
        self[" "] = self[" "]

    def __missing__(self, word: str) -> tuple[float, bytes]:
        data = bytes(self.codes.setdefault(letter, len(self.codes)) for letter in word)
        wide = sum(self.advance(letter) for letter in word) * _SIZE / 1000
        shown = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")
        self[word] = told = (wide, shown)
        return told

    def advance(self, letter: str) -> float:
        return float(self.face.getCharWidth(ord(letter)))

    def subset(self) -> bytes:
        made: bytes = self.face.makeSubset([ord(letter) for letter in self.codes])
        return made


class _File:
    """Numbered objects, and where they are."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places: dict[int, int] = {}
        self.used = 3
        file.write(b"%PDF-1.4\n")

    def add(self, body: bytes, number: int = 0) -> int:
        if not number:
            self.used += 1
            number = self.used
        self._places[number] = self._file.tell()
        self._file.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def stream(self, data: bytes, head: bytes = b"") -> int:
        packed = zlib.compress(data, 4)
        start = b"<</Filter/FlateDecode/Length %d%b>>stream\n" % (len(packed), head)
        return self.add(start + packed + b"\nendstream")

    def close(self) -> None:
        at = self._file.tell()
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (self.used + 1))
        for number in range(1, self.used + 1):
            self._file.write(b"%010d 00000 n \n" % self._places[number])
        self._file.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (self.used + 1, at))


def write(target: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write the rows to a PDF."""
    font, pages = _Font(), []
    columns, x = [], _MARGIN
    for width in WIDTHS.values():
        columns.append((x, width * _MM - 8))
        x += width * _MM
    with target.open("wb") as file:
        pdf = _File(file)
        drawn: list[bytes] = []
        y = _PAGE[1] - _MARGIN
        for row in rows:
            cells = [_wrap(text, room, font) for text, (_, room) in zip(row, columns, strict=True)]
            height = max(map(len, cells)) * _LEADING + 2 * _PADDING
            if y - height < _MARGIN:
                pages.append(_page(pdf, drawn))
                drawn, y = [], _PAGE[1] - _MARGIN
            for lines, (left, _) in zip(cells, columns, strict=True):
                drawn.append(b"1 0 0 1 %.2f %.2f Tm" % (left, y - _PADDING - _SIZE))
                drawn += [b"(%b) Tj T*" % line for line in lines]
            y -= height
        pages.append(_page(pdf, drawn))
        _finish(pdf, font, pages)


def _wrap(text: str, room: float, font: _Font) -> list[bytes]:
    lines: list[bytes] = []
    line: list[bytes] = []
    space, used = font[" "][0], 0.0
    for word in text.split():
        wide, shown = font[word]
        if line and used + space + wide > room:
            lines.append(b" ".join(line))
            line, used = [shown], wide
        else:
            line.append(shown)
            used += space + wide
    lines.append(b" ".join(line))
    return lines


def _page(pdf: _File, drawn: list[bytes]) -> int:
    head = b"BT /F %.1f Tf %.1f TL\n" % (_SIZE, _LEADING)
    contents = pdf.stream(head + b"\n".join(drawn) + b"\nET")
    size = b"/MediaBox[0 0 %d %d]/Resources<</Font<</F 3 0 R>>>>" % _PAGE
    return pdf.add(b"<</Type/Page/Parent 2 0 R%b/Contents %d 0 R>>" % (size, contents))


def _finish(pdf: _File, font: _Font, pages: list[int]) -> None:
    subset = font.subset()
    program = pdf.stream(subset, b"/Length1 %d" % len(subset))
    about = b"/Flags 4/FontBBox[0 -300 1000 1000]/ItalicAngle 0/Ascent 984/Descent -273/CapHeight 660/StemV 80"
    descriptor = pdf.add(b"<</Type/FontDescriptor/FontName/Floor%b/FontFile2 %d 0 R>>" % (about, program))
    widths = b" ".join(b"%d" % round(font.advance(letter)) for letter in font.codes)
    coded = b"/FirstChar 0/LastChar %d/Widths[%b]" % (len(font.codes) - 1, widths)
    pdf.add(b"<</Type/Font/Subtype/TrueType/BaseFont/Floor%b/FontDescriptor %d 0 R>>" % (coded, descriptor), 3)
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    pdf.add(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), kids), 2)
    pdf.add(b"<</Type/Catalog/Pages 2 0 R>>", 1)
    pdf.close()
