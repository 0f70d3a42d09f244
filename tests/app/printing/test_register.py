from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.i18n import N_, Translator
from app.printing.cells import Column
from app.printing.fonts import printable
from app.printing.page import PORTRAIT
from app.printing.register import Register, write_register
from tests.app.printing.sample import HEAD, PRINTED, TITLE, printed_register, text_of

COLUMNS = [Column("Nr.", 20), Column("Jautājums", 71), Column("Rezultāts", 29, bold=lambda text: text[:1] == "!")]
LETTERS = "āčēģīķļņšūžŗō„”–€№§"


def row(number: int, text: str = "Nav izvests konteiners", result: str = "Nodots") -> tuple[str, str, str]:
    return f"2026-{number:04d}", text, result


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_latvian_letters_survive_on_paper() -> None:
    text = text_of(printed_register([row(1, LETTERS + " " + LETTERS.upper(), "! Nokavēts")], COLUMNS))[0]
    assert LETTERS in text
    assert LETTERS.upper() in text
    assert "! Nokavēts" in text


def test_only_our_embedded_fonts_carry_text() -> None:
    reader = printed_register([row(1, result="! Nokavēts")], COLUMNS)
    faces = {"SourceSans3-Regular", "SourceSans3-Semibold", "SourceSans3-It"}
    embedded, others = reader.pages[0]._get_fonts()
    assert {name.split("+")[-1] for name in embedded} == faces
    assert others <= {"/Helvetica"} | embedded


def test_header_is_repeated_and_pages_are_numbered() -> None:
    pages = text_of(printed_register([row(number) for number in range(90)], COLUMNS))
    for number, page in enumerate(pages, 1):
        assert "Jautājums" in page
        assert f"{number}. lapa no {len(pages)}" in page
        assert f"{TITLE} · izdrukāja Ilze Kalniņa 20.11.2026. 10:42" in page


def test_letterhead_and_title_stand_on_the_first_page_alone() -> None:
    first, *others = text_of(printed_register([row(number) for number in range(60)], COLUMNS))
    assert HEAD.organisation in first
    assert "visi kanāli" in first
    assert others
    assert not any(HEAD.organisation in page for page in others)


@pytest.mark.parametrize("count", range(12, 36))
def test_the_last_row_is_never_alone_on_a_page(count: int) -> None:
    pages = text_of(printed_register([row(number) for number in range(count)], COLUMNS))
    on_pages = [page.count("2026-0") for page in pages]
    assert sum(on_pages) == count
    assert on_pages[-1] >= 2


def test_personal_data_sentence_stands_after_the_last_row_when_asked() -> None:
    sentence = "Satur personas datus. Glabāt un iznīcināt atbilstoši lietu nomenklatūrai."
    rows = [row(number) for number in range(60)]
    *others, last = text_of(printed_register(rows, COLUMNS))
    assert sentence in last
    assert not any(sentence in page for page in others)
    assert sentence not in "".join(text_of(printed_register(rows, COLUMNS, personal=False)))


def test_the_paper_may_speak_english() -> None:
    pages = text_of(printed_register([row(1)], COLUMNS, "en"))
    assert "Page 1 of 1" in pages[0]
    assert "printed by Ilze Kalniņa 20.11.2026 10:42" in pages[0]


def test_an_empty_register_says_so() -> None:
    assert "Ierakstu nav." in text_of(printed_register([], COLUMNS))[0]


def test_pdf_tells_its_title_author_language_and_bookmark() -> None:
    reader = printed_register([row(1)], COLUMNS)
    assert reader.metadata is not None
    assert reader.metadata.title == TITLE
    assert reader.metadata.author == HEAD.organisation
    assert str(reader.root_object["/Lang"]) == "lv"
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == [TITLE]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=300), min_size=1, max_size=4))
def test_any_text_is_printed_whole(texts: list[str]) -> None:
    pages = text_of(printed_register([(text,) for text in texts], [Column("K", 1)], geometry=PORTRAIT))
    printed = squeezed("".join(pages))
    for text in texts:
        assert squeezed(printable(text)) in printed


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aābcčdž0-/ ,"), max_size=400))
def test_narrow_cells_lose_nothing(text: str) -> None:
    columns = [Column("", 20, "left"), Column("", 20, "right"), Column("", 20, "center")]
    for column in columns:
        pages = text_of(printed_register([("", text)], [Column("", 150), column], geometry=PORTRAIT))
        assert squeezed(text) in squeezed("".join(pages))


def test_a_row_taller_than_a_page_runs_on_and_loses_nothing() -> None:
    text = " ".join(f"vārds{number}" for number in range(6000))
    pages = text_of(printed_register([row(1), row(2, text), row(3)], COLUMNS))
    assert len(pages) > 3
    words = [word for page in pages for word in page.split() if word.startswith("vārds")]
    assert words == text.split()
    assert "2026-0003" in pages[-1]


def test_a_hundred_thousand_letters_without_a_space_are_printed() -> None:
    pages = text_of(printed_register([row(1, "ž" * 100_000)], COLUMNS))
    assert sum(page.count("ž") for page in pages) == 100_000


def test_more_letters_than_a_font_subset_holds() -> None:
    text = "".join(chr(code) for code in range(0x100, 0x17F)) + "".join(chr(code) for code in range(0x400, 0x450))
    text += "".join(chr(code) for code in range(0x1E00, 0x1EA0))
    printed = squeezed(
        "".join(text_of(printed_register([(text, "(a\\b) \r beigas")], [Column("K", 9), Column("L", 2)])))
    )
    assert squeezed(printable(text)) in printed
    assert "(a\\b)beigas" in printed


def test_markup_is_printed_as_typed() -> None:
    assert "<b>nav</b> &amp; (i)" in text_of(printed_register([row(1, "<b>nav</b> &amp; (i)")], COLUMNS))[0]


def test_rows_are_drawn_from_a_stream_and_progress_is_told() -> None:
    told: list[int] = []

    def rows() -> Iterator[tuple[str, str, str]]:
        yield from (row(number) for number in range(100))

    count = write_register(
        BytesIO(), Register(TITLE, COLUMNS), rows(),
        letterhead=HEAD, printed=PRINTED, tr=Translator("lv"), progress=told.append,
    )  # fmt: skip
    assert count == 100
    assert told == sorted(told)
    assert 0 < told[0] < 30


def test_a_cancelled_print_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "registrs.pdf"
    target.write_text("vecais")

    class CancelledError(Exception):
        pass

    def cancel(_rows: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        write_register(
            target, Register(N_("No records."), COLUMNS), [row(number) for number in range(100)],
            letterhead=HEAD, printed=PRINTED, tr=Translator("lv"), progress=cancel,
        )  # fmt: skip
    assert target.read_text() == "vecais"
    assert list(tmp_path.iterdir()) == [target]


def test_a_row_with_too_few_texts_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        printed_register([("2026-1",)], COLUMNS)
