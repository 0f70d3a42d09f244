"""A poster is one page on which everything can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from app.printing.page import Letterhead
from app.printing.poster import Line, Overfull, Poster, write_poster
from tests.app.printing.sample import HEAD
from tests.support.pdf_boxes import letters_outside

A4_MM, A3_MM = (210.0, 297.0), (297.0, 420.0)
DAYS = tuple(
    Line(day, "8:00–17:00") for day in ("Pirmdiena", "Otrdiena", "Trešdiena", "Ceturtdiena", "Piektdiena")
)
SAMPLE = Poster(
    HEAD,
    "Klientu apkalpošanas centrs",
    "Darba laiks",
    (*DAYS, Line("Sestdiena, svētdiena", "slēgts"), Line("Pusdienu pārtraukums 12:00–12:30")),
    "Izmaiņas svētku laikā",
    (Line("23. decembris, trešdiena", "8:00–16:00"), Line("24.–26. decembris", "slēgts")),
    "Ja esam slēgti",
    (Line("Avārijas dienests visu diennakti", "63 000 299"), Line("E-pasts", "info@berzaine.example")),
    "Zvaniet 63 000 201 vai nospiediet zvana pogu.",
    "Spēkā no 20.11.2026.",
)


def written(poster: Poster, *, large: bool = False) -> bytes:
    file = BytesIO()
    write_poster(file, poster, "lv", large=large)
    return file.getvalue()


def size_mm(data: bytes) -> tuple[float, float]:
    (page,) = PdfReader(BytesIO(data)).pages
    return (float(page.mediabox.width) / 72 * 25.4, float(page.mediabox.height) / 72 * 25.4)


def words(data: bytes) -> str:
    (page,) = PdfReader(BytesIO(data)).pages
    return "".join(page.extract_text().split())


def everything(poster: Poster) -> Sequence[str]:
    lines = [
        text for line in (*poster.hours, *poster.changes, *poster.contacts) for text in (line.label, line.value)
    ]
    return (poster.letterhead.organisation, poster.place, poster.title, *lines, poster.remark, poster.foot)


def missing(poster: Poster, data: bytes) -> list[str]:
    told = words(data)
    return [text for text in everything(poster) if "".join(text.split()) not in told]


@pytest.mark.parametrize(("large", "size"), [(False, A4_MM), (True, A3_MM)])
def test_it_is_one_page_of_the_size_that_was_asked_for(large: bool, size: tuple[float, float]) -> None:
    data = written(SAMPLE, large=large)
    assert size_mm(data) == pytest.approx(size, abs=0.1)
    assert missing(SAMPLE, data) == []
    assert letters_outside(data) == []


def test_hours_are_read_from_two_metres() -> None:
    assert tallest(written(SAMPLE), "Pirmdiena") == pytest.approx(20, abs=0.1)
    assert tallest(written(SAMPLE, large=True), "Pirmdiena") == pytest.approx(20 * 2**0.5, abs=0.1)
    assert tallest(written(SAMPLE), "Darba laiks") == pytest.approx(30, abs=0.1)


def tallest(data: bytes, text: str) -> float:
    """The type size of a text, in points on paper."""
    sizes: list[float] = []

    def visit(shown: str, matrix: list[float], text_matrix: list[float], _font: object, size: float) -> None:
        if text in shown:
            sizes.append(size * matrix[3] * text_matrix[3])

    (page,) = PdfReader(BytesIO(data)).pages
    page.extract_text(visitor_text=visit)
    return max(sizes)


def test_more_lines_are_set_smaller_and_too_many_are_refused() -> None:
    many = replace(SAMPLE, hours=DAYS * 4)
    assert 8 < tallest(written(many), "Pirmdiena") < 20
    assert letters_outside(written(many)) == []
    with pytest.raises(Overfull):
        written(replace(SAMPLE, hours=DAYS * 20))


TEXT = st.text(st.sampled_from("aāčēMWīķ 12:–."), min_size=1, max_size=90).filter(lambda text: text.strip())


@rules(max_examples=60)
@given(TEXT, TEXT, TEXT, TEXT)
def test_nothing_is_ever_clipped(organisation: str, place: str, label: str, value: str) -> None:
    line = Line(label, value)
    poster = replace(
        SAMPLE,
        letterhead=Letterhead(organisation),
        place=place,
        hours=(*DAYS, line),
        changes=(line,),
        contacts=(line,),
        remark=f"{label} {value}",
    )
    assert letters_outside(written(poster)) == []


def test_the_logo_stands_beside_the_name_and_a_broken_one_is_left_out() -> None:
    file = BytesIO()
    with Image.new("RGBA", (400, 200), (200, 30, 30, 255)) as logo:
        logo.save(file, "PNG")
    data = file.getvalue()
    with_logo = replace(SAMPLE, letterhead=replace(HEAD, logo=data))
    (page,) = PdfReader(BytesIO(written(with_logo))).pages
    assert len(page.images) == 1
    broken = replace(SAMPLE, letterhead=replace(HEAD, logo=data[:60]))
    (page,) = PdfReader(BytesIO(written(broken))).pages
    assert len(page.images) == 0
    assert missing(broken, written(broken)) == []


@pytest.mark.parametrize(("accent", "white"), [("#0B4F8A", True), ("#F5E642", False)])
def test_the_name_is_read_on_a_light_colour_too(accent: str, white: bool) -> None:
    (page,) = PdfReader(BytesIO(written(replace(SAMPLE, letterhead=replace(HEAD, accent=accent))))).pages
    contents = page.get_contents()
    assert contents is not None
    assert (b"1 1 1 rg" in contents.get_data()) == white
