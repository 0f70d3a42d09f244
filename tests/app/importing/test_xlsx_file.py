"""XLSX as offices make it, and XLSX made to hurt."""

import os
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from app.core.errors import Invalid, Unavailable
from app.importing.reading import read_table
from app.importing.table import friendly_text


def saved(folder: Path, fill: Callable[[openpyxl.Workbook], None], name: str = "žurnāls.xlsx") -> Path:
    book = openpyxl.Workbook()
    fill(book)
    path = folder / name
    book.save(path)
    book.close()
    return path


def rewritten(path: Path, entry: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy of the workbook with one part changed."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == entry else data)
    return target


def journal(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.title = "Žurnāls 2025"
    sheet.append(["Klientu apkalpošanas žurnāls"])
    sheet.merge_cells("A1:C1")
    sheet.append([])
    sheet.append(["Nr.", "Datums", "Laiks", "Jautājums"])
    sheet.append([1, datetime(2025, 1, 2), time(9, 5), "Rēķins"])  # noqa: DTZ001
    sheet.append([2, None, 0.4, '=HYPERLINK("http://example.org";"Skaitītājs")'])
    sheet.merge_cells("B4:B5")
    sheet.append([None, None])
    book.create_sheet("Slēpts").sheet_state = "hidden"
    book.create_sheet("Saraksti").append(["tel.", "klātienē"])


def test_rows_bear_their_numbers_and_the_cells_their_kinds(tmp_path: Path) -> None:
    table = read_table(saved(tmp_path, journal))
    assert [sheet.name for sheet in table.sheets] == ["Žurnāls 2025", "Saraksti"]
    assert list(table.sheets[0].rows()) == [
        (1, ("Klientu apkalpošanas žurnāls",)),
        (2, ()),
        (3, ("Nr.", "Datums", "Laiks", "Jautājums")),
        (4, (1, datetime(2025, 1, 2), time(9, 5), "Rēķins")),  # noqa: DTZ001
        (5, (2, datetime(2025, 1, 2), 0.4, '=HYPERLINK("http://example.org";"Skaitītājs")')),  # noqa: DTZ001
    ]


def test_a_sheet_can_be_read_twice(tmp_path: Path) -> None:
    sheet = read_table(saved(tmp_path, journal)).sheets[0]
    assert next(sheet.rows()) == next(sheet.rows())


def test_only_a_whole_hyperlink_formula_is_put_into_words() -> None:
    assert friendly_text('=HYPERLINK("http://a.lv";"Saka ""jā""")') == ('Saka "jā"', "http://a.lv")
    assert friendly_text('=HYPERLINK("http://a.lv","Teksts")') == ("Teksts", "http://a.lv")
    assert friendly_text('=HYPERLINK("http://a.lv")') == ("http://a.lv", "http://a.lv")
    assert friendly_text("=cmd|' /C calc'!A0") == ("=cmd|' /C calc'!A0", "")
    assert friendly_text('=HYPERLINK("a";"b")&"c"') == ('=HYPERLINK("a";"b")&"c"', "")


def test_a_false_dimension_and_a_far_cell_cost_nothing(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["A1"] = "a"
        book.worksheets[0]["XFD2"] = "tālu"

    path = saved(tmp_path, fill)
    assert list(read_table(path).sheets[0].rows()) == [(1, ("a",))]


def test_blank_rows_count_only_between_others(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["A2"] = "a"
        book.worksheets[0]["A4"] = "b"
        book.worksheets[0]["A60000"] = ""

    assert list(read_table(saved(tmp_path, fill)).sheets[0].rows()) == [
        (1, ()),
        (2, ("a",)),
        (3, ()),
        (4, ("b",)),
    ]


def test_a_sheet_of_too_many_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.importing.reading.MAX_ROWS", 2)
    with pytest.raises(Invalid, match="has more than 2 rows"):
        list(read_table(saved(tmp_path, journal)).sheets[0].rows())


def bomb(data: bytes) -> bytes:
    return data.replace(b"<sheetData", b" " * 60_000_000 + b"<sheetData", 1)


def document_type(data: bytes) -> bytes:
    return data.replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet', 1)


def document_type_in_utf16(data: bytes) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-16"?>' + document_type(data).decode()).encode("utf-16")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (bomb, "unpacks to far more"),
        (document_type, "no workbook needs"),
        (document_type_in_utf16, "choose"),
        (lambda data: data[: len(data) // 2], "is damaged"),
        (lambda data: data.replace(b'r="A1"', b'r="??"'), "is damaged"),
    ],
)
def test_a_hostile_or_broken_sheet_is_refused_in_words(
    tmp_path: Path, change: Callable[[bytes], bytes], part: str
) -> None:
    path = rewritten(saved(tmp_path, journal), "xl/worksheets/sheet1.xml", change)
    with pytest.raises(Invalid) as refusal:
        list(read_table(path).sheets[0].rows())
    assert part in refusal.value.message.text


@pytest.mark.parametrize("limit", ["_MAX_ENTRIES", "_MAX_UNPACKED"])
def test_caps_are_kept_before_unpacking(tmp_path: Path, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.importing import xlsx_file

    monkeypatch.setattr(xlsx_file, limit, 3)
    with pytest.raises(Invalid, match="unpacks to far more"):
        read_table(saved(tmp_path, journal))


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected with a password"),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "protected with a password",
        ),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel format"),
        ("a.xlsx", b"PK\x03\x04" + bytes(600), "is damaged"),
    ],
)
def test_other_containers_are_named(tmp_path: Path, name: str, content: bytes, part: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Invalid) as refusal:
        read_table(path)
    assert part in refusal.value.message.text


def test_a_zip_that_is_no_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(Invalid, match="not an Excel workbook"):
        read_table(path)


def test_paths_that_cannot_be_read_are_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no longer there"):
        read_table(tmp_path / "nav.xlsx")
    with pytest.raises(Invalid, match="is a folder"):
        read_table(tmp_path)


def test_a_file_that_vanishes_between_choice_and_reading_is_unavailable(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.csv"):
        path = saved(tmp_path, journal) if name == "a.xlsx" else tmp_path / name
        if name == "a.csv":
            path.write_text("a;b\n", encoding="utf-8")
        sheet = read_table(path).sheets[0]
        path.unlink()
        with pytest.raises(Unavailable, match="no longer there"):
            list(sheet.rows())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(Unavailable, match="no permission"):
        read_table(path)


def test_a_csv_of_two_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"a;b\n")
        file.truncate(2 * 1024**3)
    with pytest.raises(Invalid, match="too large: 2048 MB"):
        read_table(path)


def test_a_file_saved_anew_between_two_readings_is_read_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "saraksts.xlsx"
    for words in (("Viens", "Divi"), ("Pavisam citi vārdi", "Trīs")):
        with xlsxwriter.Workbook(path) as book:  # which shares texts among cells, as Excel does
            book.add_worksheet().write_row(0, 0, words)
        if words[0] == "Viens":
            sheet = read_table(path).sheets[0]
        assert list(sheet.rows()) == list(sheet.rows()) == [(1, words)]
