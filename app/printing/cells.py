"""The rows of a register as PDF operators: cells wrapped, shrunk and aligned in their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfbase.ttfonts import TTFont

from app.printing.fonts import REGULAR, SEMIBOLD, load, printable
from app.printing.page import Geometry, Text, words
from app.printing.paper import Paper
from app.printing.wrapping import words_of, wrap

NORMAL, WRAPPED, SMALLEST, TITLE = 9.2, 8.5, 8.0, 9.0
ROW = 8.4 * mm
LEADING = 9.6
PADDING = 2 * mm
_MIDDLE = 0.34  # from a line's middle down to its baseline, in ems
_SPACE = " "
_SIZE = "\0"  # stands for the type size in a remembered word; no letter is coded as 0
_REMEMBERED = 20_000
_REPEATED = 40  # longer texts hardly repeat
_SHADE = "0.953 0.965 0.976 rg {x:.2f} {y:.2f} {w:.2f} {h:.2f} re f"
_INK = "0.106 0.106 0.106 rg"


@dataclass(frozen=True)
class Column:
    """A column: its share of the table's width in mm (columns are stretched to fill the sheet), and which of
    its texts are printed in semibold."""

    title: Text
    width: float
    align: Literal["left", "right", "center"] = "left"
    bold: Callable[[str], bool] | None = None


class Cell(NamedTuple):
    """A laid out cell: its type (a font operator) and its lines, each with its place from the left.

    ``centred`` are the operators that draw it around the middle of a row, ``hung`` those that draw it down
    from the row's first baseline.
    """

    style: str
    lines: tuple[tuple[float, str], ...]
    centred: str
    hung: str

    @classmethod
    def of(cls, style: str, size: float, lines: tuple[tuple[float, str], ...]) -> Cell:
        """Write the operators: each line starts from the one before."""
        if not lines:
            return cls(style, lines, "", "")
        (x, drawn), *rest = lines
        rise = (len(lines) - 1) * LEADING / 2 - _MIDDLE * size
        before = x
        for place, shown in rest:
            drawn += f" {place - before:.2f} -{LEADING} Td {shown}"
            before = place
        head = f"{style} 1 0 0 1 {x:.2f}"
        return cls(style, lines, f"{head} {rise:.2f} Tm {drawn}", f"{head} 0 Tm {drawn}")


class Row(NamedTuple):
    """A laid out row. In a ``tall`` one (three lines and more) cells begin on one line; else they are centred."""

    cells: tuple[Cell, ...]
    height: float
    shaded: bool
    tall: bool

    def parts(self, full: float) -> Iterator[tuple[Row, bool]]:
        """The row itself, or pieces of it if it is higher than a ``full`` page; and whether it is the last."""
        if self.height <= full:
            yield self, True
            return
        lines = max(len(cell.lines) for cell in self.cells)
        step = int((full - 2 * PADDING) // LEADING)
        for start in range(0, lines, step):
            cells = tuple(Cell.of(cell.style, SMALLEST, cell.lines[start : start + step]) for cell in self.cells)
            height = max(ROW, min(step, lines - start) * LEADING + 2 * PADDING)
            yield Row(cells, height, self.shaded, True), start + step >= lines


class Word(NamedTuple):
    """A word's width in ems, and its letters as bytes of a PDF string."""

    width: float
    shown: str


class Face(dict[str, Word]):
    """A typeface within one document. Words are measured and coded once, because those of a register repeat."""

    def __init__(self, name: str, doc: Any) -> None:
        super().__init__()
        font = load()[name]
        self._advances = _Advances(font)
        self._encoder = _Encoder(font, doc)
        self.resource = self._encoder.usual

    def __missing__(self, text: str) -> Word:
        shown = printable(text)
        wide = sum(map(self._advances.__getitem__, shown))
        self[text] = word = Word(wide, shown.translate(self._encoder))
        return word

    def width(self, text: str) -> float:
        """The width in ems."""
        return self[text].width

    def show(self, words: list[str], size: float) -> str:
        """The operator that shows a line of words."""
        line = " ".join([self[word].shown for word in words])
        return f"({line.replace(_SIZE, str(size)) if _SIZE in line else line}) Tj"

    def forget(self) -> None:
        """Keep memory flat over registers of any length."""
        if len(self) > _REMEMBERED:
            self.clear()


class _Advances(dict[str, float]):
    """The width of each letter in ems."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._face = font.face

    def __missing__(self, letter: str) -> float:
        self[letter] = wide = self._face.getCharWidth(ord(letter)) / 1000
        return float(wide)


class _Encoder(dict[int, str]):
    """For ``str.translate``: the byte of a letter in the font's first subset, escaped for a PDF string.

    A subset holds some 250 letters. A rarer one interrupts the string, switches to its own subset and back;
    the type size is filled in by :meth:`Face.show`.
    """

    def __init__(self, font: TTFont, doc: Any) -> None:
        super().__init__()
        self._font = font
        self._doc = doc
        self.usual = str(font.getSubsetInternalName(0, doc))

    def __missing__(self, code: int) -> str:
        ((subset, data),) = self._font.splitString(chr(code), self._doc)
        shown = "".join(f"\\{byte:03o}" if chr(byte) in "()\\\r\n" else chr(byte) for byte in data)
        if subset:
            rare = self._font.getSubsetInternalName(subset, self._doc)
            shown = f") Tj {rare} {_SIZE} Tf ({shown}) Tj {self.usual} {_SIZE} Tf ("
        self[code] = shown
        return shown


class Layout:
    """Lays out the rows of one register on one canvas; each is at least ``least`` points high."""

    def __init__(self, paper: Paper, columns: Sequence[Column], geometry: Geometry, least: float = ROW) -> None:
        self._paper = paper
        self._least = least
        self._geometry = geometry
        faces = {name: Face(name, paper._doc) for name in (REGULAR, SEMIBOLD)}
        self._faces = tuple(faces.values())
        scale = geometry.inner / sum(column.width for column in columns)
        x = geometry.left
        self._columns = []
        for column in columns:
            self._columns.append(_ColumnLayout(column, x, column.width * scale, faces))
            x += column.width * scale
        titles = tuple(
            layout.title(words(paper.sheet.tr, column.title))
            for layout, column in zip(self._columns, columns, strict=True)
        )
        most = max(len(cell.lines) for cell in titles)
        self._header = Row(titles, max(8 * mm, most * LEADING + PADDING), shaded=False, tall=False)

    @property
    def header_height(self) -> float:
        """How high the row of column titles is."""
        return self._header.height

    def draw_header(self, top: float) -> None:
        """Draw the column titles below ``top``."""
        self._paper.addLiteral(self.operators(self._header, top))

    def row(self, texts: Sequence[str], shaded: bool) -> Row:
        """Lay out one row; it has a text per column. Raises :class:`ValueError` if not."""
        cells = tuple([column.cell(text) for column, text in zip(self._columns, texts, strict=True)])
        lines = max([len(cell.lines) for cell in cells])
        if lines <= 2:
            return Row(cells, self._least, shaded, False)
        return Row(cells, max(self._least, lines * LEADING + 2 * PADDING), shaded, True)

    def operators(self, row: Row, top: float) -> str:
        """The PDF operators that draw ``row`` below ``top``."""
        shade = ""
        if row.shaded:
            geometry = self._geometry
            shade = _SHADE.format(x=geometry.left, y=top - row.height, w=geometry.inner, h=row.height)
        if row.tall:
            y = top - PADDING - LEADING / 2 - _MIDDLE * SMALLEST
            drawn = "\n".join([cell.hung for cell in row.cells])
        else:
            y = top - row.height / 2
            drawn = "\n".join([cell.centred for cell in row.cells])
        return f"{shade} {_INK} q 1 0 0 1 0 {y:.2f} cm BT\n{drawn}\nET Q"

    def forget(self) -> None:
        """Drop remembered words and cells when they have become many."""
        for face in self._faces:
            face.forget()
        for column in self._columns:
            column.forget()


class _ColumnLayout:
    """Lays out the cells of one column, and remembers those that repeat."""

    def __init__(self, column: Column, x: float, width: float, faces: dict[str, Face]) -> None:
        self._align = column.align
        self._bold = column.bold
        self._x = x
        self._width = width
        self._room = max(width - 3 * mm, 2 * mm)
        self._faces = faces
        self._cells: dict[str, Cell] = {}

    def cell(self, text: str) -> Cell:
        """The cell for this text."""
        cell = self._cells.get(text)
        if cell is None:
            cell = self._lay_out(text)
            if len(text) <= _REPEATED:
                self._cells[text] = cell
        return cell

    def title(self, text: str) -> Cell:
        """A column's title: semibold, in as many lines as it needs."""
        face = self._faces[SEMIBOLD]
        return self._place(face, TITLE, wrap(words_of(text), self._room / TITLE, face.width).lines)

    def forget(self) -> None:
        """Keep memory flat over registers of any length."""
        if len(self._cells) > _REMEMBERED:
            self._cells.clear()

    def _lay_out(self, text: str) -> Cell:
        face = self._faces[SEMIBOLD if self._bold is not None and self._bold(text) else REGULAR]
        words = words_of(text)
        wide = sum([face[word].width for word in words]) + face[_SPACE].width * (len(words) - 1)
        if wide * NORMAL <= self._room:
            return self._place(face, NORMAL, [words] if words else [])
        # Two lines if that is enough without cutting a word; else the smallest type in any number of lines.
        if (wide - face[_SPACE].width) * WRAPPED <= 2 * self._room:  # else two lines cannot hold it
            wrapped = wrap(words, self._room / WRAPPED, face.width, most=2)
            if wrapped.complete and not wrapped.broken:
                return self._place(face, WRAPPED, wrapped.lines)
        return self._place(face, SMALLEST, wrap(words, self._room / SMALLEST, face.width).lines)

    def _place(self, face: Face, size: float, lines: list[list[str]]) -> Cell:
        x = self._x + PADDING
        if self._align == "left":
            placed = [(x, face.show(line, size)) for line in lines]
        else:
            share = 1 if self._align == "right" else 0.5
            room = self._width - 2 * PADDING
            placed = [
                (x + share * (room - face.width(" ".join(line)) * size), face.show(line, size)) for line in lines
            ]
        return Cell.of(f"{face.resource} {size} Tf", size, tuple(placed))
