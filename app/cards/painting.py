"""Cards and plates as they are painted: staff ID (54 × 85.6 mm), name card (90 × 55), plates (186 × 64).

Measures are mm from the top left of the card. Whatever a person typed stays inside its place and is never clipped;
the middle of the card moves up where a design leaves something out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.cards.designs import Design
from app.cards.records import Kind
from app.core import dates
from app.core.colours import ink_of, text_on
from app.core.i18n import C_, N_, Translator
from app.printing.cards import CR80, GREY, INK, SOFT, WHITE, CardCanvas, Place, Style, qr_modules
from app.printing.fonts import REGULAR, SEMIBOLD

SIZES: dict[Kind, tuple[float, float]] = {
    Kind.STAFF_ID: CR80,
    Kind.NAME_CARD: (90.0, 55.0),
    Kind.DESK_PLATE: (186.0, 64.0),
    Kind.DOOR_PLATE: (186.0, 64.0),
}
_PHOTO = (22.5, 30.0)
_POINTS = 72 / 25.4
#: Between a name and what stands below it.
_APART = 0.8
_NOBODY, _FIGURE = "#E8EDF2", "#B8C6D3"


@dataclass(frozen=True, kw_only=True)
class CardFace:
    """What is printed on one card. ``photo`` is a JPEG of ours and ``digest`` its name; without one a grey
    figure stands in its place. ``languages`` are codes."""

    number: str
    name: str
    job_title: str = ""
    unit: str = ""
    languages: tuple[str, ...] = ()
    issued_on: date | None = None
    valid_until: date | None = None
    photo: bytes | None = None
    digest: str = ""


class Painter:
    """Paints the cards of one design on one canvas, in the paper's language."""

    def __init__(self, canvas: CardCanvas, design: Design, tr: Translator) -> None:
        self._canvas, self._design, self._tr = canvas, design, tr
        canvas.keep_logo(design.logo)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a card."""
        return SIZES[self._design.kind]

    def front(self, face: CardFace) -> None:
        """Paint the front at the canvas's present place."""
        match self._design.kind:
            case Kind.STAFF_ID:
                self._staff_id(face)
            case Kind.NAME_CARD:
                self._name_card(face)
            case Kind.DESK_PLATE | Kind.DOOR_PLATE:
                self._plate(face)

    def back(self, face: CardFace) -> None:
        """Paint the back of a staff ID: holder, issuer, both signatures, what to do with a found card."""
        canvas, design, tr = self._canvas, self._design, self._tr
        small = Style(REGULAR, 6.5, 5, colour=GREY, smallest=5)
        plain = Style(REGULAR, 7.5, 7, lines=2, smallest=5)
        canvas.box(Place(0, 0, CR80[0], 5), design.colour)
        canvas.block(tr(N_("Holder of the card")), _row(9.9, 3), small)
        canvas.block(face.name, _row(12.6, 9), Style(SEMIBOLD, 9, 7, lines=2))
        canvas.rule((5, 25.5), (34, 25.5), 0.4, INK)
        canvas.block(tr(N_("holder's signature")), _row(26.1, 3), small)
        canvas.block(tr(N_("Issuer")), _row(32.2, 3), small)
        y = canvas.block(design.organisation, _row(34.8, 6.6), Style(SEMIBOLD, 8, 7, lines=2, smallest=5))
        if design.registration_number:
            y = canvas.block(tr(N_("Reg. No. {number}", number=design.registration_number)), _row(y, 3.6), plain)
        if design.address:
            y = canvas.block(design.address, _row(y, 6.2), plain)
        if face.issued_on:
            issued = tr(C_("card", "Issued {date}", date=dates.full(face.issued_on)))
            canvas.block(issued, _row(y + 0.9, 3.6), plain)
        canvas.rule((5, 61.5), (34, 61.5), 0.4, INK)
        signs = tr(
            N_("{signer}, signature, seal", signer=design.signer) if design.signer else N_("signature, seal")
        )
        canvas.block(signs, _row(62.1, 5.4), Style(REGULAR, 6, 5.5, lines=2, colour=GREY, smallest=4))
        canvas.box(Place(0, 68.6, CR80[0], CR80[1] - 68.6), SOFT)
        canvas.block(design.return_text(tr), _row(70.8, 11.8), Style(REGULAR, 7, 7, lines=3, smallest=5))

    def _staff_id(self, face: CardFace) -> None:
        canvas, design, tr = self._canvas, self._design, self._tr
        self._band()
        top = 17.0
        if design.photo:
            self._photo(face, Place((CR80[0] - _PHOTO[0]) / 2, 16.2, *_PHOTO))
            top = 47.4
        self._person(face, top, 62.0)
        canvas.rule((5, 63), (49, 63), 0.4)
        coded = design.qr and self._qr(face, (33, 65.2), 16)
        room = 25.0 if coded else 44.0
        title = Style(SEMIBOLD, 6.3, 5, lines=2, colour=ink_of(design.colour), smallest=4)
        canvas.block(design.title.upper(), Place(5, 65, room, 3.4), title)
        number = Style(SEMIBOLD, 10, 7, smallest=5)
        canvas.block(tr(N_("No. {number}", number=face.number)), Place(5, 68.4, room, 4.2), number)
        if face.valid_until:
            label = Style(REGULAR, 6.5, 5, colour=GREY, smallest=4)
            canvas.block(tr(N_("Valid until")), Place(5, 74, room, 2.8), label)
            canvas.block(dates.full(face.valid_until), Place(5, 76.8, room, 4.2), number)

    def _band(self) -> None:
        """The coloured head of a staff ID; the logo stands on white, so that it is seen on any colour."""
        canvas, design = self._canvas, self._design
        canvas.box(Place(0, 0, CR80[0], 13.5), design.colour)
        x = 4.0
        across, _down = canvas.logo_size(13, 5.8)
        if across:
            plate = max(7.0, across + 1.2)
            canvas.box(Place(x, 3.2, plate, 7), WHITE, 1.2)
            canvas.logo(Place(x + 0.6, 3.8, plate - 1.2, 5.8))
            x += plate + 2
        style = Style(SEMIBOLD, 8.5, 8.5, lines=2, colour=text_on(design.colour), smallest=5)
        self._middled(design.organisation, Place(x, 2.5, CR80[0] - x - 3, 8.5), style)

    def _person(self, face: CardFace, top: float, bottom: float) -> None:
        """Name, post and unit in the middle of a staff ID, one below the other."""
        canvas, wide, high = self._canvas, CR80[0] - 8, bottom - top
        post = Style(REGULAR, 8.5, 7, lines=2, colour=GREY, align="center", smallest=5)
        part = replace(post, most=7)
        name = Style(SEMIBOLD, 13, 10, lines=2, align="center")
        unit = canvas.measure(face.unit if self._design.unit else "", part, wide, high * 0.22)
        title = canvas.measure(face.job_title, post, wide, high * 0.42)
        low = (unit.height + title.height) / _POINTS + _APART
        shown = canvas.measure(face.name, name, wide, high - low)
        y = top + (high - low - shown.height / _POINTS) / 2
        y = canvas.set_block(shown, Place(4, y, wide, high), name) + _APART
        y = canvas.set_block(title, Place(4, y, wide, high), post)
        canvas.set_block(unit, Place(4, y, wide, high), part)

    def _photo(self, face: CardFace, place: Place) -> None:
        canvas = self._canvas
        with canvas.rounded(place, 1.3):
            if face.photo is not None:
                canvas.jpeg(face.photo, f"photo.{face.digest}", place)
                return
            middle = place.x + place.wide / 2
            canvas.box(place, _NOBODY)
            canvas.oval((middle, place.y + 11.5), (5.3, 6), _FIGURE)
            canvas.oval((middle, place.y + 30), (10, 10), _FIGURE)

    def _qr(self, face: CardFace, at: tuple[float, float], side: float) -> bool:
        """The code with number and verification text; whether there is one. It names no person."""
        for organisation in _shorter(self._design.organisation):
            modules = qr_modules(verification(self._design, face.number, organisation, self._tr))
            if modules is not None:
                self._canvas.qr(modules, at, side)
                return True
        return False

    def _name_card(self, face: CardFace) -> None:
        wide, high = self.size
        self._canvas.box(Place(0, 0, 4, high), self._design.colour)
        self._headed(Place(10, 7, wide - 14, 8), Style(SEMIBOLD, 10, 9, 2, ink_of(self._design.colour)))
        self._stacked(face, Place(10, 19, wide - 15, high - 23), (25, 20, 13))

    def _plate(self, face: CardFace) -> None:
        wide, high = self.size
        self._canvas.box(Place(0, 0, 5, high), self._design.colour)
        self._headed(Place(15, 8, wide - 23, 11), Style(SEMIBOLD, 14, 12, 2, ink_of(self._design.colour)))
        self._stacked(face, Place(15, 22.5, wide - 23, high - 27.5), (44, 28, 21))

    def _headed(self, place: Place, style: Style) -> None:
        """The logo as high as its place, and the organisation beside it."""
        across, _down = self._canvas.logo_size(place.high * 3, place.high)
        x = place.x
        if across:
            self._canvas.logo(Place(x, place.y, across, place.high))
            x += across + place.high * 0.37
        beside = Place(x, place.y - 1, place.x + place.wide - x, place.high + 2)
        self._middled(self._design.organisation, beside, style)

    def _stacked(self, face: CardFace, place: Place, sizes: tuple[float, float, float]) -> None:
        """Name, post, unit and languages at the left; ``sizes`` are the name's most and least, and the post's."""
        canvas, design = self._canvas, self._design
        most, least, post = sizes
        wide, high = place.wide, place.high
        below = Style(REGULAR, post, post * 0.75, lines=2, colour=GREY)
        small = Style(REGULAR, post * 0.8, post * 0.6, lines=2, colour=GREY)
        title = canvas.measure(face.job_title, below, wide, high * 0.36)
        unit = face.unit if design.unit else ""
        languages = " · ".join(face.languages) if design.languages else ""
        others = [canvas.measure(text, small, wide, high * 0.18) for text in (unit, languages)]
        low = (title.height + sum(other.height for other in others)) / _POINTS + _APART
        name = Style(SEMIBOLD, most, least, lines=2)
        shown = canvas.measure(face.name, name, wide, high - low)
        y = place.y + max(0.0, (high - low - shown.height / _POINTS) * 0.3)
        y = canvas.set_block(shown, place._replace(y=y), name) + _APART
        y = canvas.set_block(title, place._replace(y=y), below)
        for other in others:
            y = canvas.set_block(other, place._replace(y=y), small)

    def _middled(self, text: str, place: Place, style: Style) -> None:
        """A text in the middle of its place's height."""
        made = self._canvas.measure(text, style, place.wide, place.high)
        y = place.y + (place.high - made.height / _POINTS) / 2
        self._canvas.set_block(made, place._replace(y=y), style)


def _row(y: float, high: float) -> Place:
    """A place across the back of a staff ID."""
    return Place(5, y, CR80[0] - 10, high)


def verification(design: Design, number: str, organisation: str, tr: Translator) -> str:
    """What the QR code says: which card, whose, and where to ask whether it holds. No person's name."""
    lines = [f"{design.title} {tr(N_('No. {number}', number=number))}", organisation]
    if design.phone:
        lines.append(tr(N_("Check: {phone}", phone=design.phone)))
    return "\n".join(line for line in lines if line)


def _shorter(organisation: str) -> tuple[str, ...]:
    """The name, and shorter ones for a code that cannot hold it."""
    return (organisation, *(f"{organisation[:most].rstrip()}…" for most in (40, 25, 12)), "")
