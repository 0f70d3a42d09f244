from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.core.i18n import N_, Translator
from app.printing.sheets import Field, Value, safe_csv, write_csv, write_json, write_xlsx

FIELDS = [Field("number", N_("signature")), Field("value", N_("No records."), 40)]
FORMULAS = ["=1+1", "+1+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "\r=1"]


def workbook(path: Path, rows: Sequence[Sequence[Value]]) -> Worksheet:
    """The only sheet of a workbook with these rows."""
    assert write_xlsx(path, N_("No records."), FIELDS, rows, Translator("lv")) == len(rows)
    book = load_workbook(path)
    assert len(book.worksheets) == 1
    sheet = book.worksheets[0]
    book.close()
    return sheet


def csv_rows(path: Path, rows: Sequence[Sequence[Value]]) -> list[list[str]]:
    """The rows of a CSV file, without the header."""
    assert write_csv(path, FIELDS, rows, Translator("lv")) == len(rows)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))[1:]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_in_excel(tmp_path: Path, text: str) -> None:
    cell = workbook(tmp_path / "a.xlsx", [(text, "")]).cell(2, 1)
    assert cell.data_type in ("s", "inlineStr")
    assert str(cell.value).replace("_x000D_", "\r").replace("\n", "\r") == text
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_in_csv(tmp_path: Path, text: str) -> None:
    assert csv_rows(tmp_path / "a.csv", [(text, "")]) == [["'" + text, ""]]


@pytest.mark.parametrize("text", ["+37126000417", "+371 26 000 417", "26 000 417", "2026-1482", "viens – divi"])
def test_telephone_numbers_and_plain_text_stay_as_they_are(text: str) -> None:
    assert safe_csv(text) == text


@given(st.text())
def test_a_csv_cell_never_begins_like_a_formula_unless_it_is_a_telephone_number(text: str) -> None:
    safe = safe_csv(text)
    assert safe[:1] not in ("=", "-", "@", "\t", "\r")
    assert safe[:1] != "+" or set(safe[1:]) <= set("0123456789 \u00a0")
    assert safe in (text, "'" + text)


def test_excel_has_real_dates_shown_the_latvian_way(tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a.xlsx", [(date(2026, 11, 20), datetime(2026, 11, 20, 8, 42, tzinfo=UTC))])
    day, moment = sheet.cell(2, 1), sheet.cell(2, 2)
    assert str(day.value) == "2026-11-20 00:00:00"
    assert day.number_format == "dd.mm.yyyy"
    assert str(moment.value) == "2026-11-20 10:42:00"
    assert moment.number_format == "dd.mm.yyyy hh:mm"


def test_excel_header_is_bold_frozen_and_filtered(tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a.xlsx", [("a", "b"), ("c", "d")])
    assert sheet.cell(1, 1).value == "paraksts"
    assert sheet.cell(1, 1).font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.column_dimensions["B"].width > 39


def test_numbers_stay_numbers_and_truth_is_a_word(tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a.xlsx", [(1234, Decimal("12.50")), (True, None)])
    assert (sheet.cell(2, 1).value, sheet.cell(2, 2).value) == (1234, 12.5)
    assert (sheet.cell(3, 1).value, sheet.cell(3, 2).value) == ("Jā", None)


def test_a_text_longer_than_a_cell_says_that_it_was_shortened(tmp_path: Path) -> None:
    value = str(workbook(tmp_path / "a.xlsx", [("ž" * 40_000, "")]).cell(2, 1).value)
    assert len(value) == 32_767
    assert value.endswith("… (saīsināts)")


def test_odd_text_makes_sound_files(tmp_path: Path) -> None:
    odd = "\ud800 \ufffe \x01 😀 שלום"
    assert "😀 שלום" in str(workbook(tmp_path / "a.xlsx", [(odd, "")]).cell(2, 1).value)
    assert "😀 שלום" in csv_rows(tmp_path / "a.csv", [(odd, "")])[0][0]
    write_json(tmp_path / "a.json", FIELDS, [(odd, "")])
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))[0]["number"] == odd


def test_csv_opens_in_latvian_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    moment = datetime(2026, 7, 1, 6, 0, tzinfo=UTC)
    rows: list[tuple[Value, Value]] = [("a;b\nc", Decimal("-1.50")), (date(2026, 1, 2), moment)]
    assert csv_rows(path, rows) == [["a;b\nc", "-1,50"], ["02.01.2026", "01.07.2026 09:00"]]
    assert path.read_bytes().startswith(b"\xef\xbb\xbfparaksts;")


def test_json_keeps_keys_types_and_cents(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert write_json(path, FIELDS, [(1, Decimal("12.50")), (None, date(2026, 11, 20))]) == 2
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found == [{"number": 1, "value": "12.50"}, {"number": None, "value": "2026-11-20"}]


def test_json_of_nothing_is_an_empty_list(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert write_json(path, FIELDS, []) == 0
    assert json.loads(path.read_text(encoding="utf-8")) == []
