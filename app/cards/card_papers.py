"""Cards, badges and plates on paper, at their true size: one by one for card printers, or on A4 sheets to cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from app.cards.card_faces import chosen, faces
from app.cards.designs import design_of
from app.cards.painting import SIZES, CardFace, Painter
from app.cards.records import Kind
from app.cards.service import Cards as Register
from app.core.errors import Invalid
from app.core.i18n import C_, N_, Message, Translator
from app.core.office_settings import OfficeSettings
from app.core.permissions import CARDS_SEE
from app.office import Office
from app.printing.cards import A4, GREY, RULER, CardCanvas, Place, Positions, ruler_page
from app.printing.paper import Target, destination
from app.printing.printouts import Parameter, Printout

Cards = int | str | None

#: Where cards stand on an A4 sheet. A desk plate is printed twice, back to back, and folded between.
STAFF_ID_SHEET = Positions(SIZES[Kind.STAFF_ID], 3, 3, (6.0, 6.0))
NAME_CARD_SHEET = Positions(SIZES[Kind.NAME_CARD], 2, 5, (3.0, 2.0))
DOOR_SHEET = Positions(SIZES[Kind.DOOR_PLATE], 1, 4, (0.0, 5.0))
DESK_SHEET = Positions((186.0, 128.0), 1, 2, (0.0, 10.0))
#: How far the line to fold along reaches beyond a desk plate, in mm.
_FOLD = 6.0


def staff_ids(
    office: Office,
    target: Target,
    tr: Translator,
    *,
    cards: Cards = None,
    layout: str = "single",
    start: int | str = 1,
    backs: str = "yes",
    reason: str = "",
) -> int:
    """Print staff IDs; how many. On sheets a page of backs, mirrored, follows each page of fronts.

    Raises Forbidden, Gone, Invalid under "start", UserError, Unavailable. So do the prints below.
    """
    del reason  # it is noted, not printed
    press = _Press(office, tr, Kind.STAFF_ID, chosen(office, (Kind.STAFF_ID,), cards))
    return press.cards(target, STAFF_ID_SHEET, layout, start, backs=backs == "yes")


def name_cards(
    office: Office,
    target: Target,
    tr: Translator,
    *,
    cards: Cards = None,
    layout: str = "sheet",
    start: int | str = 1,
    reason: str = "",
) -> int:
    """Print name cards of 90 × 55 mm; how many."""
    del reason
    press = _Press(office, tr, Kind.NAME_CARD, chosen(office, (Kind.NAME_CARD,), cards))
    return press.cards(target, NAME_CARD_SHEET, layout, start, backs=False)


def plates(
    office: Office,
    target: Target,
    tr: Translator,
    *,
    cards: Cards = None,
    form: str = "desk",
    start: int | str = 1,
    reason: str = "",
) -> int:
    """Print plates of 186 × 64 mm, to stand on a desk or to hang on a door; how many."""
    del reason
    press = _Press(office, tr, _plate_kind(form), chosen(office, _plate_kinds(form, cards), cards))
    return press.plates(target, form, start)


def calibration(office: Office, target: Target, tr: Translator) -> None:
    """Print rulers both ways, to be measured with a real one."""
    del office
    with destination(target) as file:
        ruler_page(file, tr)


class _Press:
    """One print of cards of one kind."""

    def __init__(self, office: Office, tr: Translator, kind: Kind, ids: Sequence[int]) -> None:
        self._office, self._tr, self._ids = office, tr, ids
        self._design = design_of(OfficeSettings(office), kind)

    def cards(self, target: Target, places: Positions, layout: str, start: int | str, *, backs: bool) -> int:
        """Print them one by one, or on sheets."""
        backs = backs and self._design.back
        first = _first_place(start, places.count) if layout == "sheet" else 1
        with destination(target) as file:
            canvas = CardCanvas(file, self._design.title, self._design.organisation, self._tr.language)
            painter = Painter(canvas, self._design, self._tr)
            if layout == "sheet":
                self._sheets(canvas, painter, places, first, backs=backs)
            else:
                self._singles(canvas, painter, backs=backs)
            canvas.save()
        return len(self._ids)

    def plates(self, target: Target, form: str, start: int | str) -> int:
        """Print plates for desks or doors."""
        places = DESK_SHEET if form == "desk" else DOOR_SHEET
        first = _first_place(start, places.count)
        with destination(target) as file:
            canvas = CardCanvas(file, self._design.title, self._design.organisation, self._tr.language)
            painter = Painter(canvas, self._design, self._tr)
            for page in _pages(self._faces(), first, places.count):
                canvas.begin_page(A4)
                for place, face in page:
                    self._plate(canvas, painter, places, place, face)
                canvas.showPage()
            canvas.save()
        return len(self._ids)

    def _faces(self) -> Iterator[CardFace]:
        return faces(self._office, self._ids, self._design)

    def _singles(self, canvas: CardCanvas, painter: Painter, *, backs: bool) -> None:
        for face in self._faces():
            for paint in (painter.front, painter.back) if backs else (painter.front,):
                canvas.begin_page(painter.size)
                paint(face)
                canvas.showPage()

    def _sheets(self, canvas: CardCanvas, painter: Painter, places: Positions, first: int, *, backs: bool) -> None:
        for page in _pages(self._faces(), first, places.count):
            canvas.begin_page(A4)
            for place, face in page:
                with canvas.placed(*places.at(place), painter.size):
                    painter.front(face)
                canvas.crop_marks(places, place)
            canvas.showPage()
            if not backs:
                continue
            canvas.begin_page(A4)
            for place, face in page:
                with canvas.placed(*places.at(place, mirrored=True), painter.size):
                    painter.back(face)
            canvas.showPage()

    def _plate(self, canvas: CardCanvas, painter: Painter, places: Positions, place: int, face: CardFace) -> None:
        """A plate with its outline to cut along; a desk plate also on its head, above the line to fold along."""
        x, y = places.at(place)
        wide, high = painter.size
        folded = places is DESK_SHEET
        if folded:
            with canvas.placed(x, y, painter.size, turned=True):
                painter.front(face)
            canvas.frame(Place(x, y, wide, high), 0.4)
            hint = self._tr(
                N_("Desk plate {width} × {height} mm (fold along the dashed line)", width=186, height=64)
            )
            canvas.text((x, y - 2), hint, 9, GREY)
            y += high
        with canvas.placed(x, y, painter.size):
            painter.front(face)
        canvas.frame(Place(x, y, wide, high), 0.4)
        if folded:
            canvas.setDash(2, 2)
            canvas.rule((x - _FOLD, y), (x + wide + _FOLD, y), 0.5, GREY)
            canvas.setDash()


def _pages(cards: Iterable[CardFace], first: int, count: int) -> Iterator[list[tuple[int, CardFace]]]:
    """Cards with their places, sheet by sheet; the first sheet begins at the place ``first``."""
    waiting = iter(cards)
    while page := list(enumerate(islice(waiting, count - first + 1), first)):
        yield page
        first = 1


def _first_place(start: int | str, count: int) -> int:
    try:
        place = int(start)
    except ValueError:
        place = 0
    if not 1 <= place <= count:
        raise Invalid({"start": N_("The sheet has places from 1 to {count}.", count=count)})
    return place


def _plate_kind(form: str) -> Kind:
    return Kind.DOOR_PLATE if form == "door" else Kind.DESK_PLATE


def _plate_kinds(form: str, cards: Cards) -> tuple[Kind, ...]:
    """Chosen plates may be printed in either form."""
    return (_plate_kind(form),) if cards is None else (Kind.DESK_PLATE, Kind.DOOR_PLATE)


def _note_staff_ids(office: Office, *, cards: Cards = None, layout: str = "single", **told: object) -> None:
    _log(office, (Kind.STAFF_ID,), cards, layout, told)


def _note_name_cards(office: Office, *, cards: Cards = None, layout: str = "sheet", **told: object) -> None:
    _log(office, (Kind.NAME_CARD,), cards, layout, told)


def _note_plates(office: Office, *, cards: Cards = None, form: str = "desk", **told: object) -> None:
    _log(office, _plate_kinds(form, cards), cards, form, told)


def _log(office: Office, kinds: Sequence[Kind], cards: Cards, layout: str, told: Mapping[str, object]) -> None:
    reason = told.get("reason") or ""
    Register(office).log_print(chosen(office, kinds, cards), layout, str(reason))


def _note_calibration(office: Office) -> None:
    with office.work(CARDS_SEE) as work:
        work.note("print", "card", printout="calibration")


def _places(count: int) -> tuple[tuple[str, Message], ...]:
    return tuple((str(place), Message("{place}", {"place": place})) for place in range(1, count + 1))


def _start(count: int, only_for: tuple[str, str]) -> Parameter:
    places = _places(count)
    return Parameter(
        "start",
        "choice",
        N_("First free place"),
        required=False,
        default="1",
        choices=places,
        only_for=only_for,
    )


_CARDS = Parameter("cards", "id", N_("Cards"), required=False)
_REASON = Parameter("reason", "text", N_("Why printed again"), required=False)
_LAYOUTS = (("single", N_("One by one, for a card printer")), ("sheet", N_("On A4 sheets, to cut")))


def _layout(usual: str) -> Parameter:
    return Parameter("layout", "choice", N_("Layout"), required=False, default=usual, choices=_LAYOUTS)


PRINTOUTS = (
    Printout(
        "staff_id",
        N_("Staff IDs"),
        (
            _CARDS,
            _layout("single"),
            _start(STAFF_ID_SHEET.count, ("layout", "sheet")),
            Parameter(
                "backs",
                "choice",
                N_("Backs"),
                required=False,
                default="yes",
                choices=(("yes", N_("With backs")), ("no", N_("Fronts only"))),
            ),
            _REASON,
        ),
        staff_ids,
        _note_staff_ids,
        true_size=True,
    ),
    Printout(
        "name_card",
        N_("Name cards"),
        (_CARDS, _layout("sheet"), _start(NAME_CARD_SHEET.count, ("layout", "sheet")), _REASON),
        name_cards,
        _note_name_cards,
        true_size=True,
    ),
    Printout(
        "desk_plate",
        N_("Desk and door plates"),
        (
            _CARDS,
            Parameter(
                "form",
                "choice",
                C_("plate", "Form"),
                required=False,
                default="desk",
                choices=(("desk", N_("For a desk, folded")), ("door", N_("For a door, flat"))),
            ),
            _start(DOOR_SHEET.count, ("form", "door")),
            _REASON,
        ),
        plates,
        _note_plates,
        true_size=True,
    ),
    Printout("calibration", RULER, (), calibration, _note_calibration, true_size=True),
)
