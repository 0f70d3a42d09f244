"""lete-admin reads staff in, writes staff and cards out, and prints what there is of them; on both engines."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

Good = Callable[..., str]
HEADINGS = ("Vārds", "Uzvārds", "Amats", "Struktūrvienība", "Tālrunis", "E-pasts", "Pieņemšanas laiks", "Beigas")
STAFF = (
    ("Zane", "Ūdre", "Lietvede", "Administrācija", "63000204, 26000204", "zane@vieta.example", "P-Pk 8-16", ""),
    ("Ģirts", "Liepiņš", "Meistars", "Siltums", "63000217", "girts@vieta.example", "pēc vienošanās", ""),
    ("Aina", "Krūze", "Kasiere", "Kase", "63000218", "aina@vieta.example", "", "01.02.2024."),
)


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    """A list of three people, one of whom has left."""
    path = tmp_path / "darbinieki.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows((HEADINGS, *STAFF))
    return path


@pytest.fixture
def office(good: Good, database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LETE_DB", database_url)
    good("init", "--profile", "gks")
    return database_url


@pytest.mark.usefixtures("office")
def test_staff_is_checked_read_in_once_and_written_out(good: Good, staff: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert "Tikai pārbaude" in good("import", "directory", staff, "--dry-run", "--report", report)
    assert json.loads(report.read_text(encoding="utf-8"))["imported"] == 3
    assert "Ierakstīti darbinieki: 0" in good("export", "directory", "--format", "json", "--out", tmp_path / "z")
    good("import", "directory", staff)
    good("import", "directory", staff, "--report", report)
    again = json.loads(report.read_text(encoding="utf-8"))
    assert (again["imported"], again["duplicates"]) == (0, 3)
    for kind in ("csv", "xlsx", "json"):
        target = tmp_path / f"d.{kind}"
        assert "Ierakstīti darbinieki: 3" in good("export", "directory", "--format", kind, "--out", target)
        assert target.stat().st_size > 100
    told = (tmp_path / "d.csv").read_text(encoding="utf-8-sig")
    assert "Zane Ūdre" in told
    assert "pēc vienošanās" in told  # hours that nobody can read are not lost
    good("verify")


def rows(path: Path) -> list[dict[str, str]]:
    """What a written list tells; remarks on what could not be read are told anew by every import."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{**row, "Piezīmes": ""} for row in csv.DictReader(file, delimiter=";")]


@pytest.mark.usefixtures("office")
def test_what_was_written_out_is_read_in_by_another_office(good: Good, staff: Path, tmp_path: Path) -> None:
    good("import", "directory", staff)
    good("export", "directory", "--format", "csv", "--out", tmp_path / "d.csv")
    other = ("--db", f"sqlite:///{tmp_path / 'other.lete'}")
    good("init", *other, "--profile", "gks")
    good("import", "directory", tmp_path / "d.csv", *other)
    good("export", "directory", "--format", "csv", "--out", tmp_path / "e.csv", *other)
    assert rows(tmp_path / "e.csv") == rows(tmp_path / "d.csv")


def file_of(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


@pytest.mark.usefixtures("office")
def test_it_says_which_column_is_what_where_the_headings_do_not(good: Good, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    people = file_of(
        tmp_path / "d.csv", ("Vārds", "Loma"), ("Zane Ūdre", "Lietvede"), ("Ģirts Liepiņš", "Meistars")
    )
    good("import", "directory", people, "--column", "Vārds=name", "--column", "loma=job_title")
    good("export", "directory", "--format", "csv", "--out", tmp_path / "e.csv")
    assert [(row["Vārds un uzvārds"], row["Amats"]) for row in rows(tmp_path / "e.csv")] == [
        ("Ģirts Liepiņš", "Meistars"),
        ("Zane Ūdre", "Lietvede"),
    ]
    journal = file_of(tmp_path / "z.csv", ("Kad", "Ko grib"), ("02.03.2026", "Lūdz pārrēķinu"))
    told = ("--column", "Kad=date", "--column=Ko grib=subject")
    good("import", "contacts", journal, *told, "--dry-run", "--report", report)
    found = json.loads(report.read_text(encoding="utf-8"))
    assert [each["reason"] for each in found["refused"]] == ["Nav norādīts saziņas kanāls."]


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("register", ["contacts", "directory"])
def test_a_column_or_field_that_is_not_there_is_told_in_a_line(
    bad: Callable[..., str], tmp_path: Path, register: str
) -> None:
    heads = ("Datums", "Jautājums", "Saziņas veids", "Vārds, uzvārds", "Amats")
    file = file_of(tmp_path / "x.csv", heads, ("02.03.2026", "Kur?", "tel.", "Zane Ūdre", "Lietvede"))
    told = bad("import", register, file, "--column", "Nezin=phone")
    assert f"Datnē nav kolonnas „Nezin”. Ir: {', '.join(heads)}." in told
    assert "Nav lauka „vards”. Ir: " in bad("import", register, file, "--column", "Datums=vards")
    assert "Kolonnu raksta kā VIRSRAKSTS=LAUKS: Datums." in bad("import", register, file, "--column", "Datums")


@pytest.mark.usefixtures("office")
def test_the_list_of_staff_and_the_notices_are_printed(good: Good, staff: Path, tmp_path: Path) -> None:
    good("import", "directory", staff)
    paper = tmp_path / "p.pdf"
    good("print", "staff_list", "--out", paper)
    assert "Aina Krūze" not in PdfReader(paper).pages[0].extract_text()
    good("print", "staff_list", "--out", paper, "--param", "employed=all")
    assert "Aina Krūze" in PdfReader(paper).pages[0].extract_text()
    good("print", "services_notice", "--out", paper)
    assert "Pakalpojumi un to saņemšanas kārtība" in PdfReader(paper).pages[0].extract_text()
    given = ("from=20.11.2026", "hours=Katru dienu  9:00–15:00\\nSvētdiena  slēgts", "size=a3")
    good("print", "door_notice", "--out", paper, *(part for each in given for part in ("--param", each)))
    page = PdfReader(paper).pages[0]
    assert "Katru dienu\n9:00–15:00\nSvētdiena" in page.extract_text()
    assert round(float(page.mediabox.width) / 72 * 25.4) == 297


def test_what_cannot_be_read_in_or_out_is_refused_in_a_line(
    good: Good, bad: Callable[..., str], office: str, tmp_path: Path
) -> None:
    assert "cards" in bad("import", "cards", tmp_path / "x.csv")
    empty = tmp_path / "x.csv"
    empty.write_text("Kaut kas cits\n1\n", encoding="utf-8")
    assert bad("import", "directory", empty)
    assert "topics" in bad("export", "topics", "--format", "csv", "--out", tmp_path / "y.csv")
    assert not (tmp_path / "y.csv").exists()
    for key in ("staff_list", "services_notice"):
        for unit in ("999", "1,2", "abc"):
            assert bad("print", key, "--out", tmp_path / "y.pdf", "--param", f"unit={unit}")
    assert not (tmp_path / "y.pdf").exists()


def test_cards_of_the_sample_office_are_printed_and_written_out(
    good: Good, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETE_DB", database_url)
    good("demo", "--contacts", 0)
    paper = tmp_path / "p.pdf"
    printed = {}
    for key, given in (
        ("staff_id", "layout=single"),
        ("staff_id", "cards=1,2"),
        ("name_card", "layout=sheet"),
        ("desk_plate", "form=desk"),
        ("issue_journal", "kind=staff_id"),
        ("card_act", "card=1"),
        ("calibration", "lang=lv"),
    ):
        again = ("--param", "reason=Pārbaude") if given == "cards=1,2" else ()
        good("print", key, "--out", paper, "--param", given, *again)
        printed[key, given] = PdfReader(paper)
    words = printed["staff_id", "layout=single"].pages[0].extract_text()
    assert "DARBA APLIECĪBA" in words
    assert "Nr. 0" in words
    assert len(printed["staff_id", "layout=single"].pages) == 2 * 10
    assert "Vārda" not in words
    assert "Ilze Kalniņa" in "".join(page.extract_text() for page in printed["name_card", "layout=sheet"].pages)
    for kind in ("csv", "xlsx", "json"):
        target = tmp_path / f"k.{kind}"
        told = good("export", "cards", "--format", kind, "--out", target)
        assert "Ierakstītas apliecības un kartes: 17" in told
        assert target.stat().st_size > 500
    good("verify")
