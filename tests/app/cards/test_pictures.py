"""A photo is taken from any honest file, cut to 3 : 4 and kept without its history; the rest is refused."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.cards.pictures import Crop, Photo600, made_photo, read_picture, start_crop
from app.cards.sample_photo import silhouette
from app.core.errors import UserError
from app.core.i18n import Translator
from tests.app.cards import paper
from tests.app.cards.pictures import huge_png, picture, with_exif

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def refusal(data: bytes, tr: Translator) -> str:
    with pytest.raises(UserError) as refused:
        read_picture(data)
    return tr(refused.value.message)


def photo_of(data: bytes, crop: Crop | None = None) -> Photo600:
    read = read_picture(data)
    return made_photo(read, crop or start_crop(read.size))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_picture_becomes_a_photo_of_600_by_800(kind: str) -> None:
    made = photo_of(picture(1500, 2000, kind))
    with Image.open(BytesIO(made.jpeg)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (600, 800))
        assert (made.width, made.height, made.small) == (600, 800, False)
        assert "progressive" not in image.info


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", SVG, b"", b"GIF89a", b"\xff\xd8"])
def test_what_is_called_a_photo_and_is_none_is_refused(data: bytes, tr: Translator) -> None:
    assert refusal(data, tr) == "Šī datne nav fotogrāfija. Vajag JPEG vai PNG."


def test_144_megapixels_are_refused_by_their_header(tr: Translator) -> None:
    data = huge_png()
    assert len(data) < 500_000
    assert "50 megapikseļu" in refusal(data, tr)


def test_a_file_of_more_than_25_mb_is_not_even_looked_at(tr: Translator) -> None:
    assert "25 MB" in refusal(picture(60, 80) + bytes(25_000_000), tr)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("kept", [0.02, 0.3, 0.9])
def test_a_truncated_file_is_told(kind: str, kept: float, tr: Translator) -> None:
    with Image.effect_noise((700, 900), 80) as noise:
        target = BytesIO()
        noise.save(target, kind)
    data = target.getvalue()
    assert refusal(data[: int(len(data) * kept)], tr) == "Fotogrāfijas datne ir bojāta vai nepilnīga."


@given(st.binary(max_size=400), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b""]))
def test_nothing_else_happens_whatever_the_bytes(data: bytes, begins: bytes) -> None:
    with pytest.raises(UserError):
        read_picture(begins + data)


def test_a_small_photo_is_refused_with_its_size(tr: Translator) -> None:
    with pytest.raises(UserError) as refused:
        photo_of(picture(40, 50))
    assert tr(refused.value.message) == "Fotogrāfija ir par mazu: 37 × 49. Vajag vismaz 300 × 400."


@pytest.mark.parametrize(
    ("width", "height", "small"), [(300, 400, True), (599, 799, True), (600, 800, False), (900, 1200, False)]
)
def test_less_than_600_by_800_is_warned_of_but_taken(width: int, height: int, small: bool) -> None:
    made = photo_of(picture(width, height))
    assert made.small is small
    assert made.width <= 600
    assert abs(made.height * 3 - made.width * 4) <= 3


def test_nothing_of_the_file_but_its_picture_is_kept() -> None:
    data = with_exif()
    assert b"Kamera" in data
    made = photo_of(data)
    with Image.open(BytesIO(made.jpeg)) as image:
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Kamera" not in made.jpeg
    assert b"Liepu" not in made.jpeg


def test_a_photo_taken_sideways_stands_upright() -> None:
    read = read_picture(with_exif(6))
    assert read.size == (900, 1200)
    top, bottom = paper.pixel(read.image, 450, 100), paper.pixel(read.image, 450, 1100)
    assert top[0] > 150 > top[1]
    assert min(bottom) > 200


@pytest.mark.parametrize(
    ("mode", "colour"), [("RGBA", (0, 0, 0, 0)), ("LA", (0, 0)), ("L", 255), ("P", None), ("I;16", 65535)]
)
def test_every_kind_of_png_becomes_a_picture_on_white(mode: str, colour: float | tuple[int, ...] | None) -> None:
    read = read_picture(picture(600, 800, "PNG", mode, colour))
    assert read.image.mode == "RGB"
    assert min(paper.pixel(read.image, 5, 5)) >= 250


def test_a_picture_for_printers_in_cmyk_is_read() -> None:
    assert min(paper.pixel(read_picture(picture(600, 800, "JPEG", "CMYK", (0, 0, 0, 0))).image, 5, 5)) >= 250


def test_the_cut_out_is_what_was_framed() -> None:
    read = read_picture(picture(1200, 1600))  # dark above, white below
    above = made_photo(read, Crop(0, 0, 600, 800))
    below = made_photo(read, Crop(600, 800, 600, 800))
    with Image.open(BytesIO(above.jpeg)) as dark, Image.open(BytesIO(below.jpeg)) as light:
        assert paper.pixel(dark, 300, 400)[0] < 60
        assert min(paper.pixel(light, 300, 400)) > 240


def test_noise_is_kept_too() -> None:
    with Image.effect_noise((600, 800), 200) as noise, noise.convert("RGB") as image:
        target = BytesIO()
        image.save(target, "PNG")
    assert len(photo_of(target.getvalue()).jpeg) * 4 / 3 <= 600_000


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_the_first_frame_is_the_largest_3_to_4_that_fits(width: int, height: int) -> None:
    crop = start_crop((width, height))
    assert crop.x >= 0
    assert crop.y >= 0
    assert crop.x + crop.width <= width
    assert crop.y + crop.height <= height
    assert width - crop.width <= 3 or height - crop.height <= 4
    assert abs(crop.width * 4 - crop.height * 3) <= 4


@given(st.integers(-400, 1300), st.integers(-400, 1300), st.integers(-50, 2000), st.integers(-50, 2000))
def test_a_frame_beyond_the_picture_gives_a_photo_of_3_to_4_or_a_refusal(
    x: int, y: int, width: int, height: int
) -> None:
    read = read_picture(_WIDE)
    try:
        made = made_photo(read, Crop(x, y, width, height))
    except UserError:
        return
    assert abs(made.height * 3 - made.width * 4) <= 4


_WIDE = picture(900, 1000)


def test_the_picture_for_a_screen_is_no_larger_than_asked() -> None:
    rows, width, height = read_picture(picture(1500, 2000)).shown(400)
    assert (width, height) == (300, 400)
    assert len(rows) == 300 * 400 * 3


def test_the_sample_photo_is_nobody_and_always_the_same() -> None:
    made = photo_of(silhouette(3))
    assert not made.small
    assert silhouette(3) == silhouette(3)
    assert len({silhouette(seed) for seed in range(100)}) == 100
