"""Page furniture: letterhead, title, footer. Every document of ours wears it, so that it has one look.

Measures are points with the origin at the bottom left, as in PDF, unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.core.i18n import N_, Message, Translator
from app.core.moments import to_riga
from app.printing.fonts import ITALIC, REGULAR, SEMIBOLD, printable, width
from app.printing.images import BROKEN, open_picture
from app.printing.wrapping import words_of, wrap

INK = HexColor("#1B1B1B")
GREY = HexColor("#555555")
LINE = HexColor("#B8BEC5")
SOFT = HexColor("#F3F6F9")
PERSONAL_DATA = N_("Contains personal data. Keep and destroy as the file plan says.")

#: A text for paper: a message is put into the paper's language, a string is printed as it is.
Text = Message | str


def words(tr: Translator, text: Text) -> str:
    """``text`` in the paper's language, as it can be printed."""
    return printable(tr(text) if isinstance(text, Message) else text)


@dataclass(frozen=True)
class Letterhead:
    """Who the paper is from; ``logo`` is an image (bytes or a file), left out when it cannot be read."""

    organisation: str
    facts: str = ""
    logo: bytes | Path | None = None
    accent: str = "#0B4F8A"


@dataclass(frozen=True)
class Printed:
    """Who printed and when (aware; shown in Riga's time); ``by`` may be empty.

    ``mark`` is where the audit stood then, so that it cannot be made anew later without this paper telling.
    """

    at: datetime
    by: str = ""
    mark: Message | None = None

    def footer(self, tr: Translator, title: str) -> str:
        """„Klientu saziņas reģistrs · izdrukāja Ilze Kalniņa 20.11.2026. 10:42”, and the mark."""
        local = to_riga(self.at)
        stop = "." if tr.language == "lv" else ""
        time = f"{local:%d.%m.%Y}{stop} {local.hour}:{local:%M}"
        if self.by:
            told = tr(N_("{title} · printed by {person} {time}", title=title, person=self.by, time=time))
        else:
            told = tr(N_("{title} · printed {time}", title=title, time=time))
        return f"{told} · {tr(self.mark)}" if self.mark is not None else told


@dataclass(frozen=True)
class Geometry:
    """A sheet and its margins, in points."""

    width: float
    height: float
    left: float
    right_margin: float = 15 * mm
    top_margin: float = 14 * mm
    bottom_margin: float = 14 * mm

    @property
    def right(self) -> float:
        return self.width - self.right_margin

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return float(self.right - self.left)

    @property
    def floor(self) -> float:
        """The lowest point content may reach: a little above the footer's rule."""
        return float(self.bottom_margin + 3 * mm)


#: The left margin is for binding; a landscape sheet is bound at its top, so it needs none there.
PORTRAIT = Geometry(A4[0], A4[1], left=25 * mm)
LANDSCAPE = Geometry(A4[1], A4[0], left=15 * mm)


@dataclass(frozen=True)
class Sheet:
    """All that a page is told: where it is from, what it is, who prints it and in which language."""

    geometry: Geometry
    letterhead: Letterhead
    title: str
    footer: str
    tr: Translator

    @classmethod
    def of(
        cls, tr: Translator, title: Text, letterhead: Letterhead, printed: Printed, geometry: Geometry
    ) -> Sheet:
        """Put the title and the footer into the paper's language."""
        shown = words(tr, title)
        return cls(geometry, letterhead, shown, printable(printed.footer(tr, shown)), tr)

    def page_label(self, page: int, total: int) -> str:
        """„1. lapa no 7”."""
        return self.tr(N_("Page {page} of {total}", page=page, total=total))


class Type(NamedTuple):
    """How a line is set: typeface, size in points, colour."""

    font: str
    size: float
    colour: Color


_NAME = Type(SEMIBOLD, 13, INK)
_FACTS = Type(REGULAR, 8.5, GREY)
_SUBTITLE = Type(REGULAR, 10.5, GREY)
_FOOTER = Type(REGULAR, 8, GREY)
_NOTE = Type(ITALIC, 8.5, GREY)


def draw_letterhead(canvas: Canvas, sheet: Sheet) -> float:
    """Draw logo, name, facts and the accent rule at the top; return the rule's height on the page."""
    geometry, head = sheet.geometry, sheet.letterhead
    top = geometry.height - geometry.top_margin
    x = geometry.left + _draw_logo(canvas, head.logo, geometry.left, top)
    y = top - 5 * mm
    name, facts = printable(head.organisation), printable(head.facts)
    y = draw_lines(canvas, name, (x, y), geometry.right - x, _NAME) - 5 * mm
    if facts:
        y = draw_lines(canvas, facts, (x, y), geometry.right - x, _FACTS)
    rule = min(top - 15.5 * mm, y - 4 * mm)
    canvas.setStrokeColor(_colour(head.accent))
    canvas.setLineWidth(1)
    canvas.line(geometry.left, rule, geometry.right, rule)
    return float(rule)


def draw_title(canvas: Canvas, sheet: Sheet, y: float, subtitle: str = "") -> float:
    """Draw the title and what it covers below ``y``; return the height of the last baseline."""
    geometry = sheet.geometry
    size, gap = (18, 12.5 * mm) if geometry is PORTRAIT else (17, 10.5 * mm)
    canvas.bookmarkPage("title")
    canvas.addOutlineEntry(sheet.title, "title", 0)
    y = draw_lines(canvas, sheet.title, (geometry.left, y - gap), geometry.inner, Type(SEMIBOLD, size, INK))
    if subtitle:
        y = draw_lines(canvas, subtitle, (geometry.left, y - 6 * mm), geometry.inner, _SUBTITLE)
    return y


def draw_footer(canvas: Canvas, sheet: Sheet) -> None:
    """Draw the rule and what, who and when; the page number is drawn apart, once the total is known."""
    geometry = sheet.geometry
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.4)
    canvas.line(geometry.left, geometry.bottom_margin, geometry.right, geometry.bottom_margin)
    at = geometry.left, footer_line(sheet)
    draw_lines(canvas, sheet.footer, at, geometry.inner - 30 * mm, _FOOTER)


def footer_line(sheet: Sheet) -> float:
    """The footer's baseline."""
    return float(sheet.geometry.bottom_margin - 4.5 * mm)


def draw_note(canvas: Canvas, sheet: Sheet, text: str, y: float) -> float:
    """Draw a small remark in italics with its first baseline at ``y``; return the last baseline."""
    return draw_lines(canvas, text, (sheet.geometry.left, y), sheet.geometry.inner, _NOTE)


def draw_lines(canvas: Canvas, text: str, at: tuple[float, float], room: float, kind: Type) -> float:
    """Draw text from the baseline ``at``, in as many lines as it needs; return the last baseline."""
    x, y = at
    canvas.setFont(kind.font, kind.size)
    canvas.setFillColor(kind.colour)
    lines = wrap(words_of(text), room / kind.size, lambda part: width(part, kind.font, 1)).lines
    for number, line in enumerate(lines):
        if number:
            y -= kind.size * 1.2
        canvas.drawString(x, y, " ".join(line))
    return y


def _draw_logo(canvas: Canvas, logo: bytes | Path | None, x: float, top: float) -> float:
    """Draw the logo 12 mm high and at most 40 mm wide; return how far the text moves right of it."""
    if logo is None:
        return 0
    try:
        data = logo.read_bytes() if isinstance(logo, Path) else logo
        # Its header is looked at first: 400 kB may hold 144 megapixels.
        with open_picture(data) as image:
            image.load()
            picture = image.convert("RGBA")
    except BROKEN:
        return 0
    picture.thumbnail((1600, 600))
    wide = min(12 * mm * picture.width / picture.height, 40 * mm)
    canvas.drawImage(ImageReader(picture), x, top - 12 * mm, wide, 12 * mm, mask="auto", preserveAspectRatio=True)
    return float(wide + 4 * mm)


def _colour(accent: str) -> Color:
    try:
        return HexColor(accent)
    except ValueError:
        return HexColor(Letterhead("").accent)
