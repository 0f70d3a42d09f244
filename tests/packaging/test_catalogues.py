"""The gathering and checking of translations."""

from __future__ import annotations

import catalogues
import pytest
from babel.messages.catalog import Catalog
from catalogues import NotLiteral, Text, faults, texts_in


def test_texts_are_found_in_every_marking_and_nested_in_calls() -> None:
    source = """
label = tr(N_("Phone"))
count = self.tr(NN_("{count} row", "{count} rows", n))
verb = C_("verb", "Open")
joined = N_("A long text "
            "in two lines", name=tr("plain"))
already = tr(message)
"""
    assert set(texts_in(source, "app/x.py")) == {
        Text("Phone", "app/x.py"),
        Text("{count} row", "app/x.py", plural="{count} rows"),
        Text("Open", "app/x.py", context="verb"),
        Text("A long text in two lines", "app/x.py"),
        Text("plain", "app/x.py"),
    }


def test_a_text_made_at_run_time_is_refused_with_its_place() -> None:
    with pytest.raises(NotLiteral, match=r"app/x\.py:1"):
        list(texts_in('N_(f"Phone {number}")', "app/x.py"))


@pytest.mark.parametrize(
    ("english", "latvian", "fault"),
    [
        ("Save", "", "not translated"),
        ("Rows: {count}", "Rindas", "placeholders"),
        ("Rows: {count}", "Rindas: {skaits}", "placeholders"),
        ("Searching…", "Meklē...", "... instead of …"),
        (("{count} row", "{count} rows"), ("{count} rinda", "", "{count} rindu"), "not translated"),
        (("{count} row", "{count} rows"), ("{count} rinda", "{c} rindas", "{count} rindu"), "placeholders"),
    ],
)
def test_a_faulty_translation_is_named(
    english: str | tuple[str, str], latvian: str | tuple[str, ...], fault: str
) -> None:
    assert fault in " ".join(faults(Catalog(locale="lv").add(english, latvian)))


def test_a_good_translation_passes() -> None:
    catalogue = Catalog(locale="lv")
    rows = catalogue.add(("{count} row", "{count} rows"), ("{count} rinda", "{count} rindas", "{count} rindu"))
    assert list(faults(rows)) == []
    assert list(faults(catalogue.add("Rows: {count:,}", "Ieraksti: {count}"))) == []


def test_the_program_speaks_latvian_and_english() -> None:
    assert set(catalogues.LANGUAGES) == {"lv", "en"}
    assert catalogues.load("lv").num_plurals == 3
