"""Columns that a person names where their headings do not tell what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from app.core.errors import Invalid
from app.core.i18n import N_, Translator
from app.importing.mapping import Field
from app.importing.table import Row, Sheet
from app.importing.told import find_told_mapping, read_told

FIELDS = (
    Field("name", N_("Name"), ("Vārds, uzvārds", "Darbinieks")),
    Field("first_name", N_("First name"), ("Vārds",)),
    Field("job_title", N_("Job title"), ("Amats",)),
    Field("phone", N_("Phone"), ("Tālrunis",)),
)


def sheet(*rows: Sequence[str]) -> list[Sheet]:
    def numbered() -> Iterator[Row]:
        return iter([(at, tuple(row)) for at, row in enumerate(rows, 1)])

    return [Sheet("lapa", numbered)]


def headings(sheets: list[Sheet], *texts: str) -> dict[str, str]:
    """Which heading each field gets."""
    _sheet, mapping = find_told_mapping(sheets, FIELDS, read_told(texts))
    return {key: mapping.headings[place] for key, place in mapping.columns.items()}


def refusal(tr: Translator, *texts: str) -> str:
    with pytest.raises(Invalid) as refused:
        headings(sheet(("Vārds", "Amats", "Tālrunis")), *texts)
    return tr(refused.value.message)


def test_a_told_heading_goes_to_its_field_and_to_no_other() -> None:
    found = headings(sheet(("Saraksts", ""), ("Vārds", "Amats", "Tālrunis")), "vards=name")
    assert found == {"name": "Vārds", "job_title": "Amats", "phone": "Tālrunis"}


def test_what_is_told_finds_the_row_of_headings() -> None:
    rows = (("Kas", "Ko dara", "№"), ("Juris", "Brauc", "1"))
    found = headings(sheet(("Darbinieki 2026", "", ""), *rows), "Kas=name", "Ko  dara=job_title")
    assert found == {"name": "Kas", "job_title": "Ko dara"}


def test_a_heading_without_letters_or_with_the_sign_itself_can_be_told() -> None:
    rows = sheet(("Vārds", "Amats", "№", "a=b"))
    assert headings(rows, "№=phone")["phone"] == "№"
    assert headings(rows, "a=b=phone")["phone"] == "a=b"


@pytest.mark.parametrize("text", ["Vārds", "=name", "Vārds=", " = "])
def test_half_a_column_is_refused(tr: Translator, text: str) -> None:
    assert refusal(tr, text) == f"Kolonnu raksta kā VIRSRAKSTS=LAUKS: {text}."


def test_what_is_not_there_is_told_with_what_is(tr: Translator) -> None:
    assert refusal(tr, "Uzvārds=name") == "Datnē nav kolonnas „Uzvārds”. Ir: Vārds, Amats, Tālrunis."
    assert refusal(tr, "Vārds=vards") == "Nav lauka „vards”. Ir: name, first_name, job_title, phone."


def test_a_field_or_a_column_told_twice_is_refused(tr: Translator) -> None:
    assert refusal(tr, "Vārds=name", "Amats=name").startswith("„name” norādīts divreiz.")
    assert refusal(tr, "Vārds=name", "VĀRDS=phone").startswith("„VĀRDS” norādīts divreiz.")
