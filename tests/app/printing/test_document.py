from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from app.core.i18n import N_, Translator
from app.printing.document import Document
from app.printing.page import Letterhead
from app.printing.printouts import Parameter, Printout, find
from tests.app.cards.pictures import huge_png
from tests.app.printing.sample import HEAD, PRINTED, text_of


def slip(tr: Translator, letterhead: Letterhead = HEAD) -> Document:
    return Document("Klienta novirzīšana", letterhead, PRINTED, tr, subtitle="Nr. 2026-1480")


def pages_of(document: Document) -> list[str]:
    file = BytesIO()
    document.write(file)
    return text_of(PdfReader(file))


def test_a_slip_shows_what_was_filled_in(tr: Translator) -> None:
    document = slip(tr)
    document.heading("Klients")
    document.field("Vārds, uzvārds", "Žagars <b>Vilnis</b> &amp;")
    document.field("Adrese", "Ozolu iela 12\nBērzaine")
    document.box("Atbilde jāsniedz mēneša laikā.")
    document.blank("Piezīmes", lines=3)
    document.writing_lines(2)
    document.ticks("Atbilde", ["pa pastu", "e-pastā", "klātienē"], chosen=[1])
    document.table(["Nr.", "Darbība"], [1, 4], [["1.", "Pārbaude"]])
    document.signature("Speciāliste", "Ilze Kalniņa")
    (page,) = pages_of(document)
    for text in (
        "Klienta novirzīšana", "Žagars <b>Vilnis</b> &amp;", "Ozolu iela 12", "Bērzaine", "Piezīmes",
        "☑", "Pārbaude", "Ilze Kalniņa", "paraksts", "1. lapa no 1", "Satur personas datus.",
    ):  # fmt: skip
        assert text in page
    assert page.count("☐") == 2


def test_a_copy_of_a_signed_document_says_so(tr: Translator) -> None:
    document = slip(tr)
    document.signature("Speciāliste", "Ilze Kalniņa", signed=True)
    assert "(paraksts)" in pages_of(document)[0]


def test_long_text_runs_over_numbered_pages(tr: Translator) -> None:
    document = slip(tr)
    document.paragraph("teksts " * 5000)
    pages = pages_of(document)
    assert sum(page.count("teksts") for page in pages) == 5000
    assert all(f"{number}. lapa no {len(pages)}" in page for number, page in enumerate(pages, 1))


def test_hostile_text_is_printed_rather_than_a_crash(tr: Translator) -> None:
    document = slip(tr)
    odd = "<b>😀 שלום \0 \ud800 & " + "y" * 20_000
    document.field("l" * 100, odd)
    document.field("l" * 3000, "īss")
    document.paragraph(odd)
    document.table(["Nr."], [1], [[odd], ["rinda\n" * 300]])
    document.ticks("", [odd])
    document.box("b\n" * 300)
    document.heading("h " * 3000)
    document.signature("r " * 400, "n" * 400)
    assert "<b>□ □□□□ □ □ &" in "".join(pages_of(document))


@pytest.mark.parametrize("logo", [b"not an image", b"", Path("nav.png"), huge_png(), huge_png()[:200]])
def test_a_bad_logo_or_colour_is_left_out(tr: Translator, logo: bytes | Path) -> None:
    head = Letterhead(HEAD.organisation, "f" * 300, logo, "blue-ish")
    assert HEAD.organisation in pages_of(slip(tr, head))[0]


def test_a_logo_is_printed(tr: Translator) -> None:
    picture = BytesIO()
    Image.new("RGBA", (300, 100), "#0B4F8A").save(picture, "PNG")
    file = BytesIO()
    slip(tr, Letterhead("SIA", logo=picture.getvalue())).write(file)
    assert len(PdfReader(file).pages[0].images) == 1


def test_a_printout_is_found_by_its_key() -> None:
    printout = Printout("slip", N_("signature"), (Parameter("contact", "id", N_("signature")),), print, print)
    assert find((printout,), "slip") is printout
    with pytest.raises(KeyError):
        find((printout,), "other")
