"""Cards come out at their true size, where the sheet is free, and only those that are in use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from sqlalchemy import select

from app.cards.card_papers import DESK_SHEET, DOOR_SHEET, NAME_CARD_SHEET, PRINTOUTS, STAFF_ID_SHEET
from app.cards.photos import Photos
from app.cards.preview import preview_pdf
from app.cards.records import CardDraft, Kind, Move, State
from app.cards.sample_photo import silhouette
from app.cards.service import Cards
from app.cards.tables import CardPrint
from app.core.errors import Forbidden, Invalid, UserError
from app.core.i18n import Translator
from app.core.office_settings import OfficeSettings
from app.core.permissions import CARDS_ISSUE, Role
from app.core.settings import CARD_DESIGNS, ORGANIZATION_NAME, PHONE, CardDesign
from app.core.work import Gone
from app.office import Office
from app.printing.cards import Positions
from app.printing.printouts import find
from tests.app.cards import paper
from tests.app.cards.samples import TODAY, draft, employee
from tests.app.contacts.conftest import SignIn

Make = Callable[..., bytes]
A4 = (210.0, 297.0)


@pytest.fixture
def administrator(sign_in: SignIn) -> Office:
    return sign_in("ieva", "Ieva", Role.ADMINISTRATOR)


@pytest.fixture
def named(administrator: Office) -> None:
    OfficeSettings(administrator).set_all(
        {ORGANIZATION_NAME: "SIA „Bērzaines komunālserviss”", PHONE: "+37163000201"}
    )


@pytest.fixture
def make(office: Office, tr: Translator) -> Make:
    def made(key: str, **parameters: Any) -> bytes:
        target = BytesIO()
        find(PRINTOUTS, key).render(office, target, tr, **parameters)
        return target.getvalue()

    return made


def issued(office: Office, count: int = 1, kind: Kind = Kind.STAFF_ID, **values: Any) -> list[int]:
    made = []
    for at in range(count):
        person = employee(office, f"Raivis Šķēle {at}")
        card = draft(person, f"{at + 1:03}", kind, **{"name": f"Raivis Šķēle {at}", **values})
        made.append(Cards(office).issue(card))
    return made


def near(got: tuple[float, float], wanted: tuple[float, float]) -> bool:
    return all(abs(one - other) <= 0.1 for one, other in zip(got, wanted, strict=True))


def test_single_cards_are_pages_of_cr80_front_and_back(office: Office, make: Make) -> None:
    cards = issued(office, 2)
    both = paper.sizes(make("staff_id", cards=f"{cards[0]},{cards[1]}"))
    assert len(both) == 4
    assert all(near(size, (54, 85.6)) for size in both)
    assert len(paper.sizes(make("staff_id", cards=cards[0], backs="no"))) == 1


def test_a_sheet_begins_at_its_first_free_place(office: Office, make: Make) -> None:
    issued(office, 6)
    data = make("staff_id", layout="sheet", start="5", backs="no")
    first, second = paper.sizes(data)
    assert near(first, A4)
    assert near(second, A4)
    assert "Raivis Šķēle 4" in paper.words(data, 0)
    assert "Raivis Šķēle 5" in paper.words(data, 1)
    x, y = STAFF_ID_SHEET.at(5)
    assert min(letter.left for letter in paper.letters(data) if letter.top < y + 85) >= x
    assert min(letter.top for letter in paper.letters(data)) >= y


def test_backs_of_a_sheet_lie_behind_their_fronts(office: Office, make: Make) -> None:
    issued(office, 1)
    data = make("staff_id", layout="sheet", start=1)
    assert len(paper.sizes(data)) == 2
    place, behind = STAFF_ID_SHEET.at(1), STAFF_ID_SHEET.at(1, mirrored=True)
    assert abs(place[0] + behind[0] + 54 - 210) < 0.01
    for page, (x, y) in enumerate((place, behind)):
        for letter in paper.letters(data, page):
            assert x <= letter.left <= letter.right <= x + 54
            assert y <= letter.top <= letter.bottom <= y + 85.6


@pytest.mark.parametrize("sheet", [STAFF_ID_SHEET, NAME_CARD_SHEET, DOOR_SHEET, DESK_SHEET])
def test_every_place_of_a_sheet_is_on_the_paper_and_none_covers_another(sheet: Positions) -> None:
    places = [sheet.at(number) for number in range(1, sheet.count + 1)]
    for x, y in places:
        assert min(x, 210 - x - sheet.card[0], y, 297 - y - sheet.card[1]) >= 5
    for at, (x, y) in enumerate(places):
        for left, top in places[at + 1 :]:
            assert abs(x - left) >= sheet.card[0] or abs(y - top) >= sheet.card[1]


def test_crop_marks_stand_outside_the_cards_at_their_corners(office: Office, make: Make) -> None:
    issued(office, 1, Kind.NAME_CARD)
    data = make("name_card", layout="sheet", start=4)
    x, y = NAME_CARD_SHEET.at(4)
    wide, high = NAME_CARD_SHEET.card

    def dark(page: Any, left: float, top: float) -> bool:
        at, down = round(left / 25.4 * 600), round(top / 25.4 * 600)
        with page.crop((at - 2, down - 2, at + 3, down + 3)) as spot:
            return paper.darkest(spot) < 200

    with paper.picture(data, dpi=600) as page:
        assert dark(page, x - 1, y)
        assert dark(page, x, y - 1)
        assert dark(page, x + wide + 1, y + high)
        assert dark(page, x + wide, y + high + 1)
        assert not dark(page, x + wide - 1, y + 1)


@pytest.mark.parametrize("start", ["0", "10", "x", "-1"])
def test_a_place_that_the_sheet_has_not_is_refused(office: Office, make: Make, start: str) -> None:
    issued(office)
    with pytest.raises(Invalid) as refused:
        make("staff_id", layout="sheet", start=start)
    assert set(refused.value.fields) == {"start"}


def test_a_desk_plate_is_printed_on_both_sides_of_its_fold(office: Office, make: Make) -> None:
    issued(office, 2, Kind.DESK_PLATE)
    data = make("desk_plate", form="desk")
    assert paper.words(data).count("Galda plāksne 186 × 64 mm") == 2
    x, y = DESK_SHEET.at(1)
    ours = [letter for letter in paper.letters(data) if y <= letter.top and letter.bottom <= y + 128]
    upper = [letter for letter in ours if letter.bottom <= y + 64]
    lower = [letter for letter in ours if letter.top >= y + 64]
    assert len(upper) == len(lower) > 10
    assert len(upper) + len(lower) == len(ours)
    # The upper half stands on its head: the name begins at the right.
    assert max(letter.right for letter in upper) > x + 186 - 18
    assert min(letter.left for letter in lower) < x + 18


def test_door_plates_are_flat_and_four_to_a_sheet(office: Office, make: Make) -> None:
    issued(office, 5, Kind.DOOR_PLATE)
    data = make("desk_plate", form="door")
    assert len(paper.sizes(data)) == 2
    assert "pārloka" not in paper.words(data)


def test_what_is_not_printed_yet_comes_first_and_then_all_that_is_valid(office: Office, make: Make) -> None:
    one, other = issued(office, 2)
    issued(office, 1, Kind.NAME_CARD)
    note = find(PRINTOUTS, "staff_id").note
    note(office, cards=one)
    assert len(paper.sizes(make("staff_id", backs="no"))) == 1
    assert "Raivis Šķēle 1" in paper.words(make("staff_id", backs="no"))
    note(office)
    assert len(paper.sizes(make("staff_id", backs="no"))) == 2
    with office.view(CARDS_ISSUE) as view:
        logged = view.session.execute(select(CardPrint.card_id, CardPrint.layout)).all()
    assert sorted(map(tuple, logged)) == [(one, "single"), (other, "single")]


def test_printing_again_needs_a_reason(office: Office) -> None:
    (card,) = issued(office)
    note = find(PRINTOUTS, "staff_id").note
    note(office, cards=card)
    with pytest.raises(Invalid) as refused:
        note(office, cards=card)
    assert set(refused.value.fields) == {"reason"}
    note(office, cards=card, reason="Printeris saburzīja")
    assert Cards(office).card(card).row.printed == 2


def test_a_preview_logs_nothing(office: Office, make: Make) -> None:
    (card,) = issued(office)
    make("staff_id", cards=card)
    assert Cards(office).card(card).prints == ()


@pytest.mark.parametrize("cards", ["4711", 4711, "x", "1;DROP", "99999999999999"])
def test_a_card_that_is_not_there_is_gone(office: Office, make: Make, cards: int | str) -> None:
    issued(office)
    with pytest.raises(Gone):
        make("staff_id", cards=cards)


def test_a_card_of_another_kind_is_not_printed_as_this_one(office: Office, make: Make) -> None:
    (badge,) = issued(office, 1, Kind.NAME_CARD)
    with pytest.raises(Gone):
        make("staff_id", cards=badge)


def test_a_lost_card_is_not_printed(office: Office, make: Make) -> None:
    (card,) = issued(office)
    Cards(office).move(card, Move(State.LOST, TODAY, "Palika autobusā"), Cards(office).card(card).row.version)
    for call in (
        lambda: make("staff_id", cards=card),
        lambda: find(PRINTOUTS, "staff_id").note(office, cards=card),
    ):
        with pytest.raises(UserError, match="not in use"):
            call()


def test_without_any_card_it_is_said(office: Office, make: Make) -> None:
    with pytest.raises(UserError, match="no cards"):
        make("staff_id")


def test_clerks_print_no_cards(office: Office, sign_in: SignIn, tr: Translator) -> None:
    (card,) = issued(office)
    clerk = sign_in("anna", "Anna", Role.CLERK)
    for key in ("staff_id", "name_card", "desk_plate"):
        printout = find(PRINTOUTS, key)
        with pytest.raises(Forbidden):
            printout.render(clerk, BytesIO(), tr, cards=card)
        with pytest.raises(Forbidden):
            printout.note(clerk, cards=card)


def test_the_preview_of_a_draft_is_the_paper(office: Office, named: None, tr: Translator, make: Make) -> None:
    person = employee(office)
    photo = Photos(office).put(person, silhouette(4))
    card = draft(person, "021", photo_id=photo.id)
    shown = preview_pdf(office, OfficeSettings(office), tr, card)
    printed = make("staff_id", cards=Cards(office).issue(card))
    assert paper.sizes(shown) == paper.sizes(printed)
    for page in range(2):
        with paper.picture(shown, page, 150) as one, paper.picture(printed, page, 150) as other:
            assert one.tobytes() == other.tobytes()
    with paper.picture(printed) as front:
        (code,) = zxingcpp.read_barcodes(front)
    assert code.text == "Darba apliecība Nr. 021\nSIA „Bērzaines komunālserviss”\nPārbaude: 63 000 201"


def test_the_preview_shows_a_photo_and_a_design_that_are_not_saved_yet(office: Office, tr: Translator) -> None:
    sample = CardDraft(employee_id=0, kind=Kind.STAFF_ID, number="001", name="Anna Bērziņa")
    settings = OfficeSettings(office)
    plain = CardDesign("staff_id", colour="#7A1F1F", back=False, note="")
    data = preview_pdf(office, settings, tr, sample, plain, silhouette(9))
    assert len(paper.sizes(data)) == 1
    assert silhouette(9) in data
    with paper.picture(data, dpi=100) as page:
        assert paper.pixel(page, 4, 4) == (0x7A, 0x1F, 0x1F)


def test_the_design_of_the_office_is_on_its_cards(office: Office, administrator: Office, make: Make) -> None:
    issued(office, 1, unit="Dispečeru daļa")
    look = CardDesign("staff_id", unit=True, note="Zvanīt 112", signer="direktore A. Liepa")
    OfficeSettings(administrator).set(CARD_DESIGNS, (look,))
    data = make("staff_id")
    assert "Dispečeru daļa" in paper.words(data, 0)
    back = paper.words(data, 1)
    assert "Zvanīt 112" in back
    assert "direktore A. Liepa, paraksts, z. v." in back


def test_a_photo_erased_since_leaves_the_grey_figure(office: Office, make: Make) -> None:
    person = employee(office)
    photo = Photos(office).put(person, silhouette(4))
    card = Cards(office).issue(draft(person, "021", photo_id=photo.id))
    kept = Photos(office).jpeg(photo.id)
    assert kept in make("staff_id", cards=card)
    Photos(office).erase(person, "Lūdza dzēst")
    assert kept not in make("staff_id", cards=card)


def test_more_cards_than_are_read_at_once_come_in_their_order(office: Office, make: Make) -> None:
    cards = list(reversed(issued(office, 53, valid_until=date(2027, 1, 1))))
    data = make("staff_id", cards=",".join(map(str, cards)), backs="no")
    assert len(paper.sizes(data)) == 53
    assert "Raivis Šķēle 52" in paper.words(data, 0)
    assert "Raivis Šķēle 0" in paper.words(data, 52)


def test_the_ruler_is_a_hundred_millimetres_long(make: Make) -> None:
    data = make("calibration")
    assert "Lineāls printera pārbaudei" in paper.words(data)
    with paper.picture(data, dpi=254) as page, page.convert("L") as grey:  # ten pixels a mm
        row = [paper.pixel(grey, x, 200)[0] for x in range(2100)]
        column = [paper.pixel(grey, 200, y)[0] for y in range(2970)]
    for line in (row, column):
        ink = [at for at, level in enumerate(line) if level < 160]
        assert abs(ink[0] - 150) <= 2  # the cross reaches 5 mm beyond the corner at 20 mm
        assert abs(ink[-1] - 1200) <= 3
