"""Headings found below titles, columns matched by name and corrected by hand."""

import pytest

from app.core.errors import Invalid
from app.core.i18n import N_
from app.importing.mapping import Field, find_mapping, guess_mapping, preview
from app.importing.table import Cell, Sheet

FIELDS = (
    Field("date", N_("Date"), ("Datums",), required=True),
    Field("client", N_("Client"), ("Klients", "Vārds, uzvārds")),
    Field("subject", N_("Question"), ("Jautājums", "Īss saturs"), required=True),
)


def sheet_of(*rows: tuple[Cell, ...], name: str = "a") -> Sheet:
    return Sheet(name, lambda: iter(list(enumerate(rows, 1))))


JOURNAL = sheet_of(
    ("Klientu apkalpošanas žurnāls",),
    (),
    ("DATUMS:", "Klients (vārds, uzvārds)", "Jautajums / īss saturs", "Cits"),
    ("02.01.2025.", "Ūdre", "Rēķins"),
    (),
    ("03.01.2025.", None, "Skaitītājs"),
)


def test_headings_are_found_below_titles_however_they_are_written() -> None:
    sheet, mapping = find_mapping((sheet_of(("tel.", "pasts")), JOURNAL), FIELDS)
    assert sheet is JOURNAL
    assert mapping.header_row == 3
    assert mapping.columns == {"date": 0, "client": 1, "subject": 2}
    assert mapping.confidence["date"] == 1
    assert 0 < mapping.confidence["subject"] < 1
    mapping.check(FIELDS)


def test_a_small_slip_in_a_heading_is_forgiven_with_less_confidence() -> None:
    mapping = guess_mapping([(1, ("Datumz", "Jautājums"))], FIELDS)
    assert mapping is not None
    assert mapping.columns["date"] == 0
    assert mapping.confidence["date"] < 0.7


def test_a_table_without_known_headings_is_refused_with_an_example() -> None:
    with pytest.raises(Invalid, match="for example: Datums, Jautājums"):
        find_mapping((sheet_of(("x", "y"), ("1", "2")),), FIELDS)


def test_a_missing_column_is_named_and_can_be_chosen() -> None:
    mapping = guess_mapping([(1, ("Datums", "Klients", "Saturiņš"))], FIELDS)
    assert mapping is not None
    with pytest.raises(Invalid) as refusal:
        mapping.check(FIELDS)
    assert set(refusal.value.fields) == {"subject"}
    mapping.with_column("subject", 2).check(FIELDS)


def test_a_column_serves_one_field() -> None:
    mapping = guess_mapping([(1, ("Datums", "Klients", "Jautājums"))], FIELDS)
    assert mapping is not None
    moved = mapping.with_column("client", 2)
    assert moved.columns == {"date": 0, "client": 2}
    assert moved.confidence == {"date": 1, "client": 1}
    assert moved.with_column("client", None).columns == {"date": 0}


def test_the_preview_shows_the_first_rows_that_are_not_blank() -> None:
    _, mapping = find_mapping((JOURNAL,), FIELDS)
    assert [number for number, _ in preview(JOURNAL, mapping).rows] == [4, 6]
    assert len(preview(JOURNAL, mapping, count=1).rows) == 1


def test_a_row_of_nothing_but_names_of_fields_ends_the_search() -> None:
    fields = tuple(Field(name, N_("Name"), (name,)) for name in ("amats", "vieta", "valoda", "diena", "laiks"))
    rows = [(1, ("Saraksts",)), (2, ("Amats", "Vieta", None, "Valoda", "Diena")), (3, ("Ģirts", "101"))]
    read = iter(rows)
    mapping = guess_mapping(read, fields)
    assert mapping is not None
    assert mapping.columns == {"amats": 0, "vieta": 1, "valoda": 3, "diena": 4}
    assert next(read) == rows[-1]
