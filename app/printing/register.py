"""Registers on paper: one long table, streamed from its rows to finished pages.

Ten thousand rows are about six hundred sheets, so rows are written as PDF operators, without a layout engine
(performance.md 6). Nothing is clipped: a cell that is too wide wraps to two lines, then shrinks to 8 pt, then
takes more lines; a word wider than its column is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from app.core.i18n import N_, Translator
from app.printing.cells import ROW, Column, Layout, Row
from app.printing.fonts import REGULAR
from app.printing.page import (
    GREY,
    INK,
    LANDSCAPE,
    LINE,
    PERSONAL_DATA,
    Geometry,
    Letterhead,
    Printed,
    Sheet,
    Text,
    Type,
    draw_letterhead,
    draw_lines,
    draw_note,
    draw_title,
    words,
)
from app.printing.paper import Paper, Target, destination

TAIL = 10 * mm
_NO_ROWS = N_("No records.")
_EMPTY = Type(REGULAR, 9.2, GREY)


@dataclass(frozen=True)
class Register:
    """A register to print. ``subtitle`` says what it covers; ``personal`` adds the personal-data sentence.

    ``least`` is the height of a row in points, for those that people sign in.
    """

    title: Text
    columns: Sequence[Column]
    subtitle: Text = ""
    personal: bool = True
    geometry: Geometry = LANDSCAPE
    least: float = ROW


def write_register(
    target: Target,
    register: Register,
    rows: Iterable[Sequence[str]],
    *,
    letterhead: Letterhead,
    printed: Printed,
    tr: Translator,
    progress: Callable[[int], object] | None = None,
) -> int:
    """Write the register as PDF in the language of ``tr``; return how many rows it has.

    ``rows`` may be an iterator over any number of rows: each has a text per column. ``progress`` is told the
    number of rows after each page; what it raises (a cancel) ends the printing, and no file appears.
    """
    sheet = Sheet.of(tr, register.title, letterhead, printed, register.geometry)
    with destination(target) as file:
        paper = Paper(file, sheet)
        pages = _Pages(paper, register, progress or (lambda _rows: None))
        for row, last in _with_last(rows):
            pages.add(row, last)
        pages.finish()
        paper.save()
    return pages.rows


def _with_last(rows: Iterable[Sequence[str]]) -> Iterator[tuple[Sequence[str], bool]]:
    """Each row, and whether it is the last."""
    iterator = iter(rows)
    for row in iterator:
        held = row
        break
    else:
        return
    for row in iterator:
        yield held, False
        held = row
    yield held, True


class _Pages:
    """Fills pages with rows. The rows of the page being filled are held back, because the last row of all
    must not stand alone: it takes its neighbour along to the next page."""

    def __init__(self, paper: Paper, register: Register, progress: Callable[[int], object]) -> None:
        self.rows = 0
        self._paper = paper
        self._register = register
        self._progress = progress
        self._tr = paper.sheet.tr
        self._layout = Layout(paper, register.columns, register.geometry, register.least)
        self._held: list[Row] = []
        self._room = 0.0
        self._top = 0.0
        geometry = register.geometry
        self._full = geometry.height - geometry.top_margin - self._layout.header_height - geometry.floor
        self._tail = TAIL if register.personal else 2.0
        self._first_page()

    def add(self, texts: Sequence[str], last: bool) -> None:
        """Place one row, on a new page if it does not fit on this one."""
        self.rows += 1
        row = self._layout.row(texts, shaded=self.rows % 2 == 0)
        for part, final in row.parts(self._full - self._tail):
            self._place(part, self._tail if last and final else 0.0, last and final)

    def _place(self, row: Row, tail: float, last: bool) -> None:
        if row.height + tail > self._room:
            carried: list[Row] = []
            if last and len(self._held) > 1 and self._held[-1].height + row.height + tail <= self._full:
                carried = [self._held.pop()]
            self._emit()
            self._next_page()
            for earlier in carried:
                self._keep(earlier)
        self._keep(row)

    def _keep(self, row: Row) -> None:
        self._held.append(row)
        self._room -= row.height

    def finish(self) -> None:
        """Write what is held, the closing rule and the personal-data sentence."""
        y = self._emit() if self.rows else self._say_empty()
        if self._register.personal:
            draw_note(self._paper, self._paper.sheet, words(self._tr, PERSONAL_DATA), y - 7 * mm)

    def _say_empty(self) -> float:
        geometry = self._register.geometry
        y = self._top - 6 * mm
        text = words(self._tr, _NO_ROWS)
        return draw_lines(self._paper, text, (geometry.left + 2 * mm, y), geometry.inner, _EMPTY)

    def _first_page(self) -> None:
        sheet = self._paper.sheet
        y = draw_letterhead(self._paper, sheet)
        y = draw_title(self._paper, sheet, y, words(self._tr, self._register.subtitle))
        self._start_table(y - 5 * mm)

    def _next_page(self) -> None:
        self._paper.showPage()
        self._layout.forget()
        self._progress(self.rows)
        geometry = self._register.geometry
        self._start_table(geometry.height - geometry.top_margin)

    def _start_table(self, top: float) -> None:
        """Draw the column titles between two rules; rows follow below them."""
        paper, geometry = self._paper, self._register.geometry
        self._layout.draw_header(top)
        height = self._layout.header_height
        paper.setStrokeColor(INK)
        paper.setLineWidth(0.9)
        for y in (top, top - height):
            paper.line(geometry.left, y, geometry.right, y)
        self._top = top - height
        self._room = self._top - geometry.floor

    def _emit(self) -> float:
        """Write the held rows and the rule below them; return that rule's height on the page."""
        y = self._top
        parts: list[str] = []
        for row in self._held:
            parts.append(self._layout.operators(row, y))
            y -= row.height
        self._held.clear()
        self._paper.addLiteral("\n".join(parts))
        geometry = self._register.geometry
        self._paper.setStrokeColor(LINE)
        self._paper.setLineWidth(0.4)
        self._paper.line(geometry.left, y, geometry.right, y)
        return y
