"""The canvas of cards, badges and plates: true sizes in mm from the top left, photos as they are, no footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, BinaryIO, Literal, NamedTuple

from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfgen.canvas import Canvas

from app.core.i18n import N_, Translator
from app.printing.fit import LEADING, RISE, SMALLEST, Fitted, fitted
from app.printing.fonts import REGULAR, SEMIBOLD, load, printable, width
from app.printing.images import BROKEN, open_picture

A4 = (210.0, 297.0)
#: ISO/IEC 7810 ID-1 on end.
CR80 = (54.0, 85.6)
INK, GREY, LINE, SOFT, WHITE = "#1B1B1B", "#555555", "#B8BEC5", "#F3F6F9", "#FFFFFF"
RULER = N_("Ruler to check a printer")
_LOGO = "logo"
_DARK = re.compile(rb"\x01+")
_LOGO_PIXELS = (1200, 600)
Align = Literal["left", "center", "right"]
Point = tuple[float, float]


class Place(NamedTuple):
    """A rectangle, in mm from the top left."""

    x: float
    y: float
    wide: float
    high: float


@dataclass(frozen=True)
class Style:
    """How a text is set: sizes in points, see :func:`app.printing.fit.fitted`."""

    font: str
    most: float
    least: float = SMALLEST
    lines: int = 1
    colour: str = INK
    align: Align = "left"
    smallest: float = SMALLEST


@dataclass(frozen=True)
class Positions:
    """Places for cards on a sheet, row by row, in the middle of it; measures in mm."""

    card: tuple[float, float]
    columns: int
    rows: int
    gap: tuple[float, float]
    sheet: tuple[float, float] = A4

    @property
    def count(self) -> int:
        """How many cards a sheet takes."""
        return self.columns * self.rows

    def at(self, number: int, *, mirrored: bool = False) -> tuple[float, float]:
        """The top left corner of a place, from 1; ``mirrored`` for the back of a sheet turned on its long side."""
        row, column = divmod(number - 1, self.columns)
        if mirrored:
            column = self.columns - 1 - column
        left, top = (
            (self.sheet[way] - count * self.card[way] - (count - 1) * self.gap[way]) / 2
            for way, count in enumerate((self.columns, self.rows))
        )
        return left + column * (self.card[0] + self.gap[0]), top + row * (self.card[1] + self.gap[1])


class CardCanvas(Canvas):  # type: ignore[misc]
    """A ReportLab canvas that thinks in mm from the top left of the present page or card.

    What people typed goes through :meth:`block`, so that it stays inside its place. A photo is one object of the
    document however often it is shown, and its JPEG is passed through as it is.
    """

    def __init__(self, target: BinaryIO, title: str, author: str, language: str) -> None:
        load()
        super().__init__(target, pageCompression=1, lang=language, initialFontName=REGULAR)
        self.setTitle(printable(title))
        self.setAuthor(printable(author))
        self.setCreator("Lete")
        self.setViewerPreference("DisplayDocTitle", "true")
        # Viewers print at true size unless told otherwise.
        self.setViewerPreference("PrintScaling", "None")
        self._top = 0.0
        self._logo: tuple[float, float] | None = None

    def begin_page(self, size: tuple[float, float]) -> None:
        """Begin a page, in mm."""
        self.setPageSize((size[0] * mm, size[1] * mm))
        self._top = size[1] * mm

    @contextmanager
    def placed(self, x: float, y: float, size: tuple[float, float], *, turned: bool = False) -> Iterator[None]:
        """Draw a card of ``size`` with its top left corner at ``x``, ``y``; ``turned`` stands it on its head."""
        self.saveState()
        self.translate(x * mm, self._top - (y + size[1]) * mm)
        if turned:
            self.translate(size[0] * mm, size[1] * mm)
            self.rotate(180)
        outer, self._top = self._top, size[1] * mm
        yield
        self._top = outer
        self.restoreState()

    def box(self, place: Place, colour: str, radius: float = 0) -> None:
        """A filled rectangle; the radius of its corners in mm."""
        self.setFillColor(_colour(colour))
        bounds = self._bounds(place)
        if radius:
            self.roundRect(*bounds, radius * mm, stroke=0, fill=1)
        else:
            self.rect(*bounds, stroke=0, fill=1)

    def frame(self, place: Place, thickness: float, colour: str = LINE) -> None:
        """The outline of a rectangle; ``thickness`` in points."""
        self.setStrokeColor(_colour(colour))
        self.setLineWidth(thickness)
        self.rect(*self._bounds(place), stroke=1, fill=0)

    def rule(self, start: Point, end: Point, thickness: float, colour: str = LINE) -> None:
        """A straight line; ``thickness`` in points."""
        self.setStrokeColor(_colour(colour))
        self.setLineWidth(thickness)
        self.line(start[0] * mm, self._top - start[1] * mm, end[0] * mm, self._top - end[1] * mm)

    def oval(self, middle: Point, axes: Point, colour: str) -> None:
        """A filled ellipse with its half axes."""
        self.setFillColor(_colour(colour))
        x, y = middle[0] * mm, self._top - middle[1] * mm
        across, down = axes[0] * mm, axes[1] * mm
        self.ellipse(x - across, y - down, x + across, y + down, stroke=0, fill=1)

    @contextmanager
    def rounded(self, place: Place, radius: float) -> Iterator[None]:
        """Draw inside a rectangle with round corners."""
        self.saveState()
        outline = self.beginPath()
        outline.roundRect(*self._bounds(place), radius * mm)
        self.clipPath(outline, stroke=0, fill=0)
        yield
        self.restoreState()

    def text(self, at: Point, text: str, size: float, colour: str = INK) -> None:
        """A short text of ours from its baseline; what people typed goes into a :meth:`block`."""
        self.setFont(REGULAR, size)
        self.setFillColor(_colour(colour))
        self.drawString(at[0] * mm, self._top - at[1] * mm, printable(text))

    def measure(self, text: str, style: Style, wide: float, high: float) -> Fitted:
        """``text`` as :meth:`block` would set it in a place of mm."""
        return fitted(
            printable(text),
            style.font,
            style.most,
            style.least,
            room=wide * mm,
            lines=style.lines,
            height=high * mm,
            smallest=style.smallest,
        )

    def block(self, text: str, place: Place, style: Style) -> float:
        """A text in its place, from the top down; its lower edge in mm. It shrinks and wraps, and stays inside."""
        return self.set_block(self.measure(text, style, place.wide, place.high), place, style)

    def set_block(self, made: Fitted, place: Place, style: Style) -> float:
        """Draw a measured text from the top of a place; its lower edge in mm."""
        self.setFont(style.font, made.size)
        self.setFillColor(_colour(style.colour))
        baseline = self._top - place.y * mm - RISE * made.size
        for line in made.lines:
            spare = place.wide * mm - width(line, style.font, made.size)
            left = place.x * mm + (0 if style.align == "left" else spare / 2 if style.align == "center" else spare)
            self.drawString(left, baseline, line)
            baseline -= made.size * LEADING
        return place.y + float(made.height / mm)

    def jpeg(self, data: bytes, name: str, place: Place) -> None:
        """A JPEG of ours, passed through undecoded; ``name``, without spaces, tells pictures apart (a digest)."""
        inner = self._doc.getXObjectName(name)
        if inner not in self._doc.idToObject:
            picture = PDFImageXObject(name)
            if not picture.loadImageFromJPEG(BytesIO(data)):
                raise ValueError("no JPEG")
            self._setXObjects(picture)
            self._doc.Reference(picture, inner)
            self._doc.addForm(name, picture)
        left, bottom, across, down = self._bounds(place)
        self.saveState()
        self.transform(across, 0, 0, down, left, bottom)
        self._code.append(f"/{inner} Do")
        self._formsinuse.append(name)
        self.restoreState()

    def keep_logo(self, logo: bytes | None) -> None:
        """Decode the logo once for all cards; one that cannot be read is left out."""
        if logo is None:
            return
        try:
            with open_picture(logo) as opened:
                opened.load()
                picture = opened.convert("RGBA")
        except BROKEN:
            return
        picture.thumbnail(_LOGO_PIXELS, Image.Resampling.LANCZOS)
        self._logo = picture.width, picture.height
        self.beginForm(_LOGO, 0, 0, 1, 1)
        self.drawImage(ImageReader(picture), 0, 0, 1, 1, mask="auto")
        self.endForm()

    def logo_size(self, wide: float, high: float) -> tuple[float, float]:
        """How large the logo is drawn in a place of mm; nothing where there is none."""
        if self._logo is None:
            return 0.0, 0.0
        scale = min(wide / self._logo[0], high / self._logo[1])
        return self._logo[0] * scale, self._logo[1] * scale

    def logo(self, place: Place) -> None:
        """The logo as large as it fits, in the middle of its place."""
        across, down = self.logo_size(place.wide, place.high)
        if not across:
            return
        x, y = place.x + (place.wide - across) / 2, place.y + (place.high - down) / 2
        left, bottom, wide, high = self._bounds(Place(x, y, across, down))
        self.saveState()
        self.transform(wide, 0, 0, high, left, bottom)
        self.doForm(_LOGO)
        self.restoreState()

    def qr(self, modules: tuple[bytes, ...], at: Point, side: float) -> None:
        """A QR code's dark modules as one filled path, so that no seams show; leave four modules free around."""
        unit = side * mm / len(modules)
        # From here on a module is 1 × 1, and rows go down.
        operators = [f"q 0 0 0 rg {unit:.4f} 0 0 -{unit:.4f} {at[0] * mm:.3f} {self._top - at[1] * mm:.3f} cm"]
        for row, line in enumerate(modules):
            operators += [f"{d.start()} {row} {d.end() - d.start()} 1 re" for d in _DARK.finditer(line)]
        self._code.append(" ".join((*operators, "f Q")))

    def crop_marks(self, places: Positions, number: int, *, mirrored: bool = False) -> None:
        """Marks where to cut, 0.25 pt and outside every card."""
        x, y = places.at(number, mirrored=mirrored)
        wide, high = places.card
        marks = [min(2.5, gap - 0.4) if gap else 2.5 for gap in places.gap]
        for left, way in ((x, -1), (x + wide, 1)):
            for top, down in ((y, -1), (y + high, 1)):
                self.rule((left + way * 0.4, top), (left + way * marks[0], top), 0.25, GREY)
                self.rule((left, top + down * 0.4), (left, top + down * marks[1]), 0.25, GREY)

    def _bounds(self, place: Place) -> tuple[float, float, float, float]:
        """Left, bottom, width and height in points."""
        bottom = self._top - (place.y + place.high) * mm
        return place.x * mm, bottom, place.wide * mm, place.high * mm


def qr_modules(text: str) -> tuple[bytes, ...] | None:
    """The modules of a QR code, a byte each, at most 37 × 37; None where the text is too long for that.

    Error correction M, L where M would make it finer. The mask is fixed: trying all eight takes long.
    """
    import segno  # noqa: PLC0415 - needed where there is a code only

    for level in ("m", "l"):
        try:
            made = segno.make_qr(text, error=level, version=None, mask=4, boost_error=False, encoding="utf-8")
        except segno.DataOverflowError:
            continue
        if int(made.version) <= 5:
            return tuple(bytes(row) for row in made.matrix)
    return None


def ruler_page(target: BinaryIO, tr: Translator, size: Point = A4) -> None:
    """A page with rulers both ways, to see where and how large a printer prints.

    The rulers are 100 mm long where paper of ``size`` (mm) takes that, else as many tens as fit; they begin at a
    cross, 20 mm from the left and the top (10 mm on a card).
    """
    title = tr(RULER)
    canvas = CardCanvas(target, title, "", tr.language)
    canvas.begin_page(size)
    start = 20.0 if min(size) > 100 else 10.0
    canvas.rule((start - 5, start), (start, start), 0.4, INK)
    canvas.rule((start, start - 5), (start, start), 0.4, INK)
    for way, side in enumerate(size):
        _ruler(canvas, start, min(100, int((side - start - 3) // 10) * 10), upright=bool(way))
    inside = Place(start + 12, start + 14, size[0] - start - 15, 8)
    y = canvas.block(title, inside, Style(SEMIBOLD, 11, lines=2))
    where = N_(
        "The cross stands {distance} mm from the left and from the top edge of the paper.", distance=int(start)
    )
    told = (where, N_("Measure with a real ruler; enter the difference as the printer's offset."))
    for text in told:
        y = canvas.block(tr(text), inside._replace(y=y + 1, high=14), Style(REGULAR, 9, 8, lines=6))
    canvas.showPage()
    canvas.save()


def _ruler(canvas: CardCanvas, start: float, length: int, *, upright: bool) -> None:
    """A ruler from the cross, a line for each mm; the longest at the tens, which are numbered."""

    def turned(along: float, aside: float) -> Point:
        return (aside, along) if upright else (along, aside)

    canvas.rule(turned(start, start), turned(start + length, start), 0.4, INK)
    for at in range(5, length + 1):  # the first five would meet those of the other ruler
        tall = 4.0 if at % 10 == 0 else 3.0 if at % 5 == 0 else 2.0
        canvas.rule(turned(start + at, start), turned(start + at, start + tall), 0.2, INK)
        if at % 10 == 0:
            place = (start + 5, start + at + 1) if upright else (start + at - 1.5, start + 7)
            canvas.text(place, str(at), 7)


@cache
def _colour(code: str) -> Any:
    return HexColor(code)
