"""A page to be read from two metres away: the notice of hours on a door (print p4), A4 or A3.

Measures are those of A4, in millimetres from the page's top left corner; type is in points. What has many lines
is set smaller as a whole, so that nothing is clipped; what could no longer be read then is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.core.colours import text_on
from app.printing.fonts import REGULAR, SEMIBOLD, load, printable, width
from app.printing.images import BROKEN, on_white, open_picture
from app.printing.page import Letterhead
from app.printing.paper import Target, destination
from app.printing.wrapping import words_of, wrap

_INK, _GREY, _RULE = "#1B1B1B", "#555555", "#D0D5DB"
_BOX, _EDGE, _BOX_TITLE = "#FFF4E0", "#C86A14", "#7A4A00"
_WIDE, _HIGH = 210.0, 297.0
_LEFT, _RIGHT, _IN_BOX = 22.0, 188.0, 24.0
_BAND, _LOWEST, _FOOT = 46.0, 284.0, 290.0
_LOGO, _WIDEST_LOGO = 18.0, 50.0
#: A value takes at most this share of its line; the label has the rest.
_VALUE_SHARE = 0.6
_LEADING = 1.25
#: The sizes that are tried, as shares of the usual one.
_SCALES = tuple(percent / 100 for percent in range(100, 39, -4))


class Overfull(Exception):
    """There is more on the page than can be read on it."""


@dataclass(frozen=True)
class Line:
    """A label and what stands at the right of it; without that, a remark of its own."""

    label: str
    value: str = ""


@dataclass(frozen=True)
class Poster:
    """What stands on the page, from its top to its foot; empty parts are left out."""

    letterhead: Letterhead
    place: str
    title: str
    hours: Sequence[Line]
    changes_title: str
    changes: Sequence[Line]
    contacts_title: str
    contacts: Sequence[Line]
    remark: str
    foot: str


def write_poster(target: Target, poster: Poster, language: str, *, large: bool = False) -> None:
    """Write the poster as a PDF of one page, A4 or ``large`` A3. Raises Overfull, Unavailable."""
    load()
    scale = _scale(poster)
    size = A3 if large else A4
    with destination(target) as file:
        canvas = Canvas(file, pagesize=size, pageCompression=1, lang=language, initialFontName=REGULAR)
        canvas.setTitle(printable(poster.title))
        canvas.setAuthor(printable(poster.letterhead.organisation))
        canvas.setCreator("Lete")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.scale(size[0] / A4[0], size[1] / A4[1])
        page = _Page(canvas, scale)
        _compose(page, poster)
        page.scale, page.y = 1, _FOOT
        page.show(poster.foot, _Type(REGULAR, 9, _GREY), right=True)
        canvas.save()


def _scale(poster: Poster) -> float:
    """The largest scale at which everything finds its place."""
    for scale in _SCALES:
        page = _Page(None, scale)
        _compose(page, poster)
        if page.y <= _LOWEST:
            return scale
    raise Overfull


class _Type(NamedTuple):
    font: str
    size: float
    colour: str


_TITLE = _Type(SEMIBOLD, 30, _INK)
_DAY, _HOURS, _CLOSED = _Type(REGULAR, 20, _INK), _Type(SEMIBOLD, 20, _INK), _Type(REGULAR, 20, _GREY)
_REMARK = _Type(REGULAR, 14, _GREY)
_CHANGES_TITLE = _Type(SEMIBOLD, 20, _BOX_TITLE)
_CHANGED_DAY, _CHANGED = _Type(REGULAR, 16, _INK), _Type(SEMIBOLD, 16, _INK)
_CONTACTS_TITLE = _Type(SEMIBOLD, 16, _INK)
_CONTACT, _REACHED, _CALLED = _Type(REGULAR, 14, _INK), _Type(SEMIBOLD, 14, _INK), _Type(SEMIBOLD, 18, _INK)
_SMALL = _Type(REGULAR, 11.5, _GREY)


class _Page:
    """Where the next line goes: its baseline is ``y``. Without a canvas it only tells how far things reach."""

    def __init__(self, canvas: Canvas | None, scale: float) -> None:
        self.canvas, self.scale, self.y = canvas, scale, 0.0

    def down(self, distance: float) -> None:
        """Go down by a distance that shrinks with everything else."""
        self.y += distance * self.scale

    def show(self, text: str, kind: _Type, *, left: float = _LEFT, room: float = 0, right: bool = False) -> None:
        """A text in as many lines as it needs, from ``left`` or up to the right edge; ``y`` goes with them."""
        font, size, colour = kind.font, kind.size * self.scale, kind.colour
        for number, line in enumerate(self.lines(text, kind, room or _RIGHT - left)):
            if number:
                self.y += size * _LEADING / mm
            if self.canvas is not None:
                self.canvas.setFont(font, size)
                self.canvas.setFillColor(HexColor(colour))
                x = _RIGHT - width(line, font, size) / mm if right else left
                self.canvas.drawString(x * mm, (_HIGH - self.y) * mm, line)

    def lines(self, text: str, kind: _Type, room: float) -> list[str]:
        """The text as it is broken into lines ``room`` wide."""
        limit = room * mm / (kind.size * self.scale)
        found = wrap(words_of(printable(text)), limit, lambda part: width(part, kind.font, 1)).lines
        return [" ".join(line) for line in found]

    def pair(self, line: Line, label: _Type, value: _Type, *, left: float = _LEFT) -> None:
        """A label and its value at the right; the longer of both says how far down it reaches."""
        room = _RIGHT - left
        wide = width(printable(line.value), value.font, value.size * self.scale) / mm
        wide = min(wide, room * _VALUE_SHARE)
        top = self.y
        self.show(line.label, label, left=left, room=room - wide - 4 if wide else room)
        lowest, self.y = self.y, top
        self.show(line.value, value, room=wide + 0.1, right=True)
        self.y = max(self.y, lowest)

    def fill(self, colour: str, left: float, top: float, right: float, bottom: float) -> None:
        """A coloured ground."""
        if self.canvas is not None:
            self.canvas.setFillColor(HexColor(colour))
            box = left * mm, (_HIGH - bottom) * mm, (right - left) * mm, (bottom - top) * mm
            self.canvas.rect(*box, stroke=0, fill=1)

    def rule(self) -> None:
        """A thin line from edge to edge at ``y``."""
        if self.canvas is not None:
            self.canvas.setStrokeColor(HexColor(_RULE))
            self.canvas.setLineWidth(0.4)
            self.canvas.line(_LEFT * mm, (_HIGH - self.y) * mm, _RIGHT * mm, (_HIGH - self.y) * mm)


def _compose(page: _Page, poster: Poster) -> None:
    _band(page, poster)
    page.down(18)
    page.show(poster.title, _TITLE)
    page.down(16)
    for line in poster.hours:
        if line.value:
            page.pair(line, _DAY, _HOURS if _is_told_in_figures(line.value) else _CLOSED)
            page.down(4)
            page.rule()
            page.down(8.6)
        else:
            page.down(1)
            page.show(line.label, _REMARK)
            page.down(8)
    if poster.changes:
        _changes(page, poster)
    if poster.contacts or poster.remark:
        _contacts(page, poster)


def _band(page: _Page, poster: Poster) -> None:
    """The office's name and the place on its colour, as high as they need."""
    accent = poster.letterhead.accent
    text = text_on(accent)
    organisation, place = _Type(REGULAR, 15, text), _Type(SEMIBOLD, 22, text)
    sketch = _Page(None, 1)
    bottom = _heading(sketch, poster, organisation, place)
    page.fill(accent, 0, 0, _WIDE, bottom)
    _heading(_Page(page.canvas, 1), poster, organisation, place)
    page.y = bottom


def _heading(page: _Page, poster: Poster, organisation: _Type, place: _Type) -> float:
    """Where the band ends."""
    left = _LEFT + _logo(page, poster.letterhead.logo)
    page.y = 24
    page.show(poster.letterhead.organisation, organisation, left=left)
    if poster.place:
        page.y += 9
        page.show(poster.place, place, left=left)
    return max(_BAND, page.y + 13)


def _logo(page: _Page, logo: bytes | Path | None) -> float:
    """The logo in a white box; how far texts move right of it. One that cannot be read is left out."""
    if logo is None:
        return 0
    try:
        with open_picture(logo.read_bytes() if isinstance(logo, Path) else logo) as opened:
            opened.load()
            picture = on_white(opened)
    except BROKEN:
        return 0
    with picture:
        picture.thumbnail((1200, 600))
        wide = min(max(_LOGO, (_LOGO - 4) * picture.width / picture.height + 4), _WIDEST_LOGO)
        if page.canvas is not None:
            box = _LEFT * mm, (_HIGH - 14 - _LOGO) * mm, wide * mm, _LOGO * mm
            page.canvas.setFillColor(HexColor("#FFFFFF"))
            page.canvas.roundRect(*box, 3.5 * mm, stroke=0, fill=1)
            inner = box[0] + 2 * mm, box[1] + 2 * mm, box[2] - 4 * mm, box[3] - 4 * mm
            page.canvas.drawImage(ImageReader(picture), *inner, preserveAspectRatio=True)
    return wide + 6


def _changes(page: _Page, poster: Poster) -> None:
    """The box of what is different over the holidays."""
    page.down(4)
    sketch = _Page(None, page.scale)
    sketch.y = top = page.y
    _in_box(sketch, poster)
    page.fill(_BOX, 16, top, 194, sketch.y)
    page.fill(_EDGE, 16, top, 18.2, sketch.y)
    _in_box(page, poster)


def _in_box(page: _Page, poster: Poster) -> None:
    page.down(11)
    page.show(poster.changes_title, _CHANGES_TITLE, left=_IN_BOX)
    for line in poster.changes:
        page.down(10.4)
        page.pair(line, _CHANGED_DAY, _CHANGED, left=_IN_BOX)
    page.down(8)


def _contacts(page: _Page, poster: Poster) -> None:
    page.down(12)
    if poster.contacts:
        page.show(poster.contacts_title, _CONTACTS_TITLE)
    for line in poster.contacts:
        page.down(8.6)
        page.pair(line, _CONTACT, _REACHED if "@" in line.value else _CALLED)
    if poster.remark:
        page.down(10)
        page.show(poster.remark, _SMALL)


def _is_told_in_figures(value: str) -> bool:
    """Hours, and not a word such as „slēgts”."""
    return any(letter.isdigit() for letter in value)
