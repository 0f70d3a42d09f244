"""The canvas of cards: true sizes, whole photos, codes that are read, a ruler that is one."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from app.cards.sample_photo import silhouette
from app.core.i18n import Translator
from app.printing.cards import CardCanvas, Place, Positions, qr_modules, ruler_page
from tests.app.cards import paper


def page(*, title: str = "Kartes") -> tuple[CardCanvas, BytesIO]:
    target = BytesIO()
    canvas = CardCanvas(target, title, "SIA „Ķegums”", "lv")
    canvas.begin_page((100, 50))
    return canvas, target


def done(canvas: CardCanvas, target: BytesIO) -> bytes:
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def dark(data: bytes) -> tuple[int, int, int, int]:
    """The box of what is dark, in tenths of a mm from the top left."""
    with paper.picture(data, dpi=254) as shown, ImageOps.invert(shown.convert("L")) as ink:
        box = ink.point(lambda level: 255 if level > 128 else 0).getbbox()
    assert box is not None
    return box


def test_a_box_stands_where_it_is_put() -> None:
    canvas, target = page()
    canvas.box(Place(12, 5, 30, 20), "#000000")
    for got, wanted in zip(dark(done(canvas, target)), (120, 50, 420, 250), strict=True):
        assert abs(got - wanted) <= 1


@pytest.mark.parametrize(("turned", "wanted"), [(False, (210, 110, 310, 160)), (True, (490, 240, 590, 290))])
def test_a_card_on_a_sheet_stands_where_it_is_placed(turned: bool, wanted: tuple[int, ...]) -> None:
    canvas, target = page()
    with canvas.placed(20, 10, (40, 20), turned=turned):
        canvas.box(Place(1, 1, 10, 5), "#000000")
    for got, there in zip(dark(done(canvas, target)), wanted, strict=True):
        assert abs(got - there) <= 1


def test_readers_print_it_unscaled_and_show_its_title() -> None:
    from pypdf import PdfReader

    canvas, target = page(title="Apliecības 😀")
    data = done(canvas, target)
    reader = PdfReader(BytesIO(data))
    assert reader.metadata is not None
    assert reader.metadata.title == "Apliecības □"
    assert b"/PrintScaling /None" in data


def test_the_same_photo_on_many_pages_is_kept_once() -> None:
    canvas, target = page()
    for _ in range(5):
        canvas.jpeg(silhouette(), "photo.1", Place(1, 1, 22.5, 30))
        canvas.showPage()
        canvas.begin_page((100, 50))
    data = done(canvas, target)
    assert data.count(silhouette()) == 1
    assert len(data) < len(silhouette()) + 9000


def test_what_is_no_jpeg_is_no_photo() -> None:
    canvas, _target = page()
    with pytest.raises(ValueError, match="JPEG"):
        canvas.jpeg(b"nothing", "photo.1", Place(1, 1, 22.5, 30))


@given(st.text(alphabet="aābcčeēgģk 1-„”ĀČŽ", min_size=1, max_size=30).map(str.strip).filter(bool))
@settings(max_examples=25)
def test_every_code_is_read_back(organisation: str) -> None:
    text = f"Darba apliecība Nr. 1\n{organisation}\nPārbaude: 63 000 201"
    modules = qr_modules(text)
    assert modules is not None
    canvas, target = page()
    canvas.qr(modules, (20, 10), 30)
    with paper.picture(done(canvas, target)) as shown:
        (code,) = zxingcpp.read_barcodes(shown)
    assert code.text == text


def test_a_code_never_gets_finer_than_37_modules() -> None:
    assert qr_modules("ā" * 200) is None
    longest = qr_modules("a" * 106)
    assert longest is not None
    assert len(longest) == 37


def test_marks_stay_out_of_cards_that_stand_close() -> None:
    places = Positions((20, 10), 2, 2, (2, 2), sheet=(100, 50))
    canvas, target = page()
    for number in range(1, 5):
        canvas.crop_marks(places, number)
    with paper.picture(done(canvas, target), dpi=508) as shown, shown.convert("L") as grey:
        for number in range(1, 5):
            x, y = places.at(number)
            left, top, right, low = (round(at * 20) for at in (x + 0.2, y + 0.2, x + 19.8, y + 9.8))
            with grey.crop((left, top, right, low)) as card:
                assert paper.darkest(card) > 240
        assert paper.darkest(grey) < 200


@pytest.mark.parametrize(("size", "start", "length"), [((210, 297), 20, 100), ((54, 85.6), 10, 40)])
def test_the_ruler_is_true(tr: Translator, size: tuple[float, float], start: int, length: int) -> None:
    target = BytesIO()
    ruler_page(target, tr, size)
    with paper.picture(target.getvalue(), dpi=254) as shown, shown.convert("L") as grey:
        row = [at for at in range(grey.width) if paper.pixel(grey, at, start * 10)[0] < 160]
    assert abs(row[0] - (start - 5) * 10) <= 2
    assert abs(row[-1] - (start + length) * 10) <= 3


def test_a_logo_is_kept_once_and_drawn_in_its_shape() -> None:
    canvas, target = page()
    logo = BytesIO()
    with Image.new("RGB", (400, 100), "black") as image:
        image.save(logo, "PNG")
    canvas.keep_logo(logo.getvalue())
    assert canvas.logo_size(40, 40) == (40, 10)
    canvas.logo(Place(10, 5, 40, 40))
    for got, wanted in zip(dark(done(canvas, target)), (100, 200, 500, 300), strict=True):
        assert abs(got - wanted) <= 2
