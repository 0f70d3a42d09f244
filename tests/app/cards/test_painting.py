"""Cards show what is on them: whole names, a code that is read back, readable colours, a photo as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.cards.designs import Design
from app.cards.painting import SIZES, CardFace, Painter, verification
from app.cards.records import Kind
from app.cards.sample_photo import silhouette
from app.core.i18n import Translator
from app.printing.cards import CardCanvas
from tests.app.cards import paper
from tests.app.cards.pictures import huge_png, picture

LONG = "Aleksandra Skuja-Kalniņa-Bērziņa"
FACE = CardFace(
    number="021",
    name="Raivis Šķēle",
    job_title="Maršrutu dispečers",
    unit="Dispečeru daļa",
    languages=("LV", "RU"),
    issued_on=date(2026, 11, 20),
    valid_until=date(2028, 11, 30),
    photo=silhouette(1),
    digest="1",
)
#: Every letter of a Latvian name, the widest and the highest among them.
NAMES = st.text(alphabet="AĀBCČDEĒGĢIĪKĶLĻMNŅOPRSŠTUŪVZŽWaāčēģīķļņšūž -’", min_size=1, max_size=120)


def design(kind: Kind = Kind.STAFF_ID, **more: object) -> Design:
    given = {
        "kind": kind,
        "title": "Darba apliecība",
        "organisation": "SIA „Bērzaines komunālserviss”",
        "colour": "#0B4F8A",
        "unit": True,
        "languages": True,
        "photo": True,
        "qr": True,
        "back": True,
        "registration_number": "40000000017",
        "address": "Liepu iela 2, Bērzaine, LV-0000",
        "phone": "63 000 201",
        "signer": "valdes loceklis M. Ozoliņš",
        **more,
    }
    return Design(**given)  # type: ignore[arg-type]


def card(look: Design, *faces: CardFace, language: str = "lv") -> bytes:
    target = BytesIO()
    canvas = CardCanvas(target, look.title, look.organisation, language)
    painter = Painter(canvas, look, Translator(language))
    for face in faces or (FACE,):
        for paint in (painter.front, painter.back) if look.kind is Kind.STAFF_ID else (painter.front,):
            canvas.begin_page(painter.size)
            paint(face)
            canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("kind", list(Kind))
def test_a_card_has_its_true_size(kind: Kind) -> None:
    for width, height in paper.sizes(card(design(kind))):
        assert abs(width - SIZES[kind][0]) <= 0.1
        assert abs(height - SIZES[kind][1]) <= 0.1


def test_both_sides_of_a_staff_id_tell_all() -> None:
    data = card(design())
    front, back = paper.words(data, 0), paper.words(data, 1)
    for text in (
        "Raivis Šķēle",
        "Maršrutu dispečers",
        "Dispečeru daļa",
        "DARBA APLIECĪBA",
        "Nr. 021",
        "30.11.2028.",
    ):
        assert text in front
    for text in ("Raivis Šķēle", "Reģ. Nr. 40000000017", "Izsniegta 20.11.2026.", "paraksts, z. v.", "63 000 201"):
        assert text in back


def test_paper_speaks_english_too() -> None:
    data = card(design(), language="en")
    assert "Valid until" in paper.words(data, 0)
    assert "Issued 20.11.2026." in paper.words(data, 1)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_long_name_stands_whole_and_large(kind: Kind) -> None:
    data = card(design(kind, unit=False, languages=False), replace(FACE, name=LONG))
    text = paper.words(data)
    assert "Aleksandra" in text
    assert "Skuja-Kalniņa-Bērziņa" in text
    least = {Kind.STAFF_ID: 10, Kind.NAME_CARD: 14}.get(kind, 28)
    tallest = max(letter.bottom - letter.top for letter in paper.letters(data) if letter.text == "K")
    assert tallest * paper.MM >= least * 0.62


@st.composite
def many_faces(draw: st.DrawFn) -> list[CardFace]:
    """Several at a time: a document costs more than a card."""
    return [replace(FACE, name=draw(NAMES), job_title=draw(NAMES), unit=draw(NAMES), photo=None) for _ in range(9)]


@pytest.mark.parametrize("kind", [Kind.STAFF_ID, Kind.NAME_CARD, Kind.DESK_PLATE])
@given(faces=many_faces())
@settings(max_examples=12)
def test_whatever_the_name_nothing_leaves_the_card(kind: Kind, faces: list[CardFace]) -> None:
    data = card(design(kind, qr=False), *faces)
    wide, high = SIZES[kind]
    for page in range(len(paper.sizes(data))):
        for letter in paper.letters(data, page):
            assert 2.9 <= letter.left <= letter.right <= wide - 2.9
            assert 1.5 <= letter.top <= letter.bottom <= high - 2.9


@given(faces=many_faces())
@settings(max_examples=12)
def test_whatever_the_name_every_letter_of_it_is_there_in_its_place(faces: list[CardFace]) -> None:
    data = card(design(unit=False, qr=False), *faces)
    for at, face in enumerate(faces):
        # PDFium takes a hyphen at the end of a line for a sign of the typesetter.
        ink = [each for each in paper.letters(data, at * 2) if each.text not in " -\x02\xad’"]
        between = [each.text for each in ink if each.bottom > 47 and each.top < 63]
        assert all(each.top >= 47 and each.bottom <= 63 for each in ink if each.bottom > 47 and each.top < 63)
        wanted = [letter for letter in face.name + face.job_title if letter not in " -’"]
        assert sorted(between) == sorted(wanted)


def test_long_words_of_the_organisation_stay_in_their_places() -> None:
    for kind in Kind:
        wordy = design(
            kind, organisation="Ž" * 200, title="M" * 60, signer="W" * 200, note="W" * 300, address="M" * 300
        )
        data = card(wordy)
        wide, high = SIZES[kind]
        for page in range(len(paper.sizes(data))):
            for letter in paper.letters(data, page):
                assert 0 <= letter.left <= letter.right <= wide
                assert 0 <= letter.top <= letter.bottom <= high


@pytest.mark.parametrize("dpi", [300, 200])
def test_the_code_is_read_back_from_the_printed_page(dpi: int) -> None:
    with paper.picture(card(design()), dpi=dpi) as page:
        (code,) = zxingcpp.read_barcodes(page)
    assert code.text == "Darba apliecība Nr. 021\nSIA „Bērzaines komunālserviss”\nPārbaude: 63 000 201"
    assert "Raivis" not in code.text


@pytest.mark.parametrize("length", [60, 120, 200])
def test_the_code_of_an_organisation_with_a_long_name_still_tells_number_and_phone(length: int) -> None:
    with paper.picture(card(design(organisation="Bērzaines " * (length // 10)))) as page:
        (code,) = zxingcpp.read_barcodes(page)
    assert code.text.startswith("Darba apliecība Nr. 021\n")
    assert code.text.endswith("\nPārbaude: 63 000 201")


def test_the_verification_text_without_a_phone_is_two_lines(tr: Translator) -> None:
    told = verification(design(phone=""), "021", "SIA „A”", tr)
    assert told == "Darba apliecība Nr. 021\nSIA „A”"


def test_what_the_design_leaves_out_is_not_there() -> None:
    bare = design(photo=False, qr=False, unit=False)
    data = card(bare)
    assert "Dispečeru daļa" not in paper.words(data)
    assert b"DCTDecode" not in data
    with paper.picture(data) as page:
        assert zxingcpp.read_barcodes(page) == []


def test_a_photo_goes_into_the_paper_as_it_is_and_once() -> None:
    data = card(design(), FACE, replace(FACE, number="022"), replace(FACE, number="023"))
    assert data.count(silhouette(1)) == 1
    two = card(design(), FACE, replace(FACE, photo=silhouette(2), digest="2"))
    assert two.count(silhouette(1)) == two.count(silhouette(2)) == 1


def test_without_a_photo_a_grey_figure_stands_in_its_place() -> None:
    with paper.picture(card(design(), replace(FACE, photo=None)), dpi=100) as page:
        x, y = round(27 / 25.4 * 100), round(28 / 25.4 * 100)
        assert paper.pixel(page, x, y) == (0xB8, 0xC6, 0xD3)


@pytest.mark.parametrize(("colour", "text"), [("#0B4F8A", (255, 255, 255)), ("#F5C400", (0x1B, 0x1B, 0x1B))])
def test_the_organisation_is_written_so_that_it_is_read_on_the_colour(
    colour: str, text: tuple[int, int, int]
) -> None:
    with paper.picture(card(design(colour=colour)), dpi=600) as page, page.crop((0, 0, page.width, 300)) as band:
        colours = {pixel: count for count, pixel in band.getcolors(1 << 20) or ()}
    assert colours.get(text, 0) > 500


def test_a_logo_is_drawn_and_one_that_is_none_is_left_out() -> None:
    red = card(design(Kind.NAME_CARD, logo=picture(200, 100, "PNG", "RGBA", (220, 0, 0, 255))))
    with paper.picture(red, dpi=100) as page:
        assert paper.pixel(page, round(15 / 25.4 * 100), round(11 / 25.4 * 100)) == (220, 0, 0)
    for broken in (b"", b"<svg/>", picture(200, 100, "PNG")[:60], huge_png()):
        assert "Raivis" in paper.words(card(design(Kind.NAME_CARD, logo=broken)))


def test_a_grey_photo_is_shown_too() -> None:
    with Image.new("L", (300, 400), 90) as grey:
        target = BytesIO()
        grey.save(target, "JPEG")
    with paper.picture(card(design(), replace(FACE, photo=target.getvalue(), digest="grey")), dpi=100) as page:
        assert abs(paper.pixel(page, round(27 / 25.4 * 100), round(28 / 25.4 * 100))[0] - 90) < 4


def test_a_long_name_takes_two_lines_of_a_name_card_before_it_gets_small() -> None:
    data = card(design(Kind.NAME_CARD, unit=False, languages=False), replace(FACE, name=LONG))
    tallest = max(letter.bottom - letter.top for letter in paper.letters(data) if letter.text == "K")
    assert tallest * paper.MM >= 20 * 0.62
