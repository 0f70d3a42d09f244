"""Whatever goes wrong: exit status 2, one line of Latvian, and nothing half done."""

from __future__ import annotations

import os
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.app.contacts.test_journal_import import written

Bad = Callable[..., str]


@pytest.fixture
def office_file(tmp_path: Path) -> Path:
    """A SQLite office set up by lete-admin."""
    from app.cli.main import main

    file = tmp_path / "office.lete"
    assert main(["init", "--db", f"sqlite:///{file}", "--profile", "vs"]) == 0
    return file


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["fly"], "Šādas izvēles nav: fly."),
        (["init", "--profile", "vs"], "Trūkst datubāzes adreses"),
        (["init", "--db", "sqlite:///x"], "Trūkst: --profile."),
        (["init", "--db", "sqlite:///x", "--profile", "zz"], "Šādas izvēles nav: zz."),
        (["verify", "--db"], "Trūkst vērtības aiz: --db."),
        (["verify", "--db", "mysql://x/y"], "Tā nav datubāzes adrese"),
        (["verify", "--db", "what is this"], "Tā nav datubāzes adrese"),
        (["verify", "--db", "sqlite://"], "Adresē nav datnes"),
        (["verify", "--db", "sqlite:////nowhere/x.lete"], "x.lete"),
        (["verify", "--db", "postgresql://a:secret@h/d"], "Paroli adresē var redzēt citi"),
        (["verify", "--db", "postgresql://h/d?password=secret"], "Paroli adresē var redzēt citi"),
        (["verify", "--db", "postgresql://a@127.0.0.1:1/d"], "Pārbaudiet adresē serveri (host) un portu"),
        (["verify", "--lang", "de"], "Nav saprotams: --lang=de."),
        (["demo", "--db", "sqlite:///x", "--contacts", "many"], "Šāda vērtība nav iespējama: many."),
        (["demo", "--db", "sqlite:///x", "--contacts", "-1"], "Šāda vērtība nav iespējama: -1."),
        (["search", "contacts", "--db", "sqlite:///x", "a", "--limit", "0"], "Šāda vērtība nav iespējama: 0."),
        (["import", "cards", "x.csv"], "Šādas izvēles nav: cards. Ir: "),
        (
            ["init", "--db", "sqlite:///x", "--profile", "xx"],
            "Šādas izvēles nav: xx. Ir: vs, aad, akn, vpv, gks.",
        ),
        (["print", "nothing", "--db", "sqlite:///x", "--out", "x.pdf"], "Šādas izdrukas nav: nothing."),
        (["print", "referral_slip", "--db", "sqlite:///x", "--out", "x.pdf"], "Trūkst: contact."),
    ],
)
def test_a_senseless_command_is_refused(
    bad: Bad, arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told in bad(*arguments)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "param", ["from=yesterday", "tab=none", "handler=x y", "unknown=1", "lang=de", "nothing", "handler=999999"]
)
def test_a_wrong_parameter_is_told(bad: Bad, office_file: Path, tmp_path: Path, param: str) -> None:
    paper = tmp_path / "r.pdf"
    bad("print", "contact_register", "--db", f"sqlite:///{office_file}", "--out", paper, "--param", param)
    assert not paper.exists()


def test_a_refusal_can_be_english(bad: Bad) -> None:
    assert bad("fly", "--lang=en").startswith("There is no such choice: fly.")


def make_empty(path: Path) -> None:
    path.touch()


def make_headless(path: Path) -> None:
    path.write_text("a;b\n1;2\n", encoding="utf-8")


def make_binary(path: Path) -> None:
    path.write_bytes(os.urandom(5000))


def make_locked_workbook(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 10)


def make_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(b"\0" * 1_000_000)


def make_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"Datums;Klients\n")
        file.truncate(2 * 1024**3)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_nothing(path: Path) -> None:
    del path


@pytest.mark.parametrize(
    "make",
    [
        make_empty,
        make_headless,
        make_binary,
        make_locked_workbook,
        make_bomb,
        make_huge,
        make_folder,
        make_nothing,
    ],
)
def test_an_unreadable_journal_is_refused(
    bad: Bad, office_file: Path, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path, report = tmp_path / "journal.xlsx", tmp_path / "r.json"
    make(path)
    bad("import", "contacts", path, "--db", f"sqlite:///{office_file}", "--report", report)
    assert not report.exists()


def test_a_report_that_cannot_be_written_stops_the_import(bad: Bad, office_file: Path, tmp_path: Path) -> None:
    report = tmp_path / "gone" / "r.json"
    bad("import", "contacts", written(tmp_path), "--db", f"sqlite:///{office_file}", "--report", report)
    with closing(sqlite3.connect(office_file)) as database:
        assert database.execute("SELECT count(*) FROM contact").fetchone() == (0,)


def test_a_file_that_is_no_database_is_told(bad: Bad, tmp_path: Path) -> None:
    file = tmp_path / "x.lete"
    file.write_bytes(b"not a database at all " * 100)
    for command in (["verify"], ["init", "--profile", "vs"], ["upgrade"], ["search", "contacts", "a"]):
        assert "bojāt" in bad(*command, "--db", f"sqlite:///{file}")
    assert file.read_bytes().startswith(b"not a database")


def test_a_foreign_database_is_left_alone(bad: Bad, tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE t (x)")
        database.commit()
    assert "nav tukša" in bad("init", "--db", f"sqlite:///{file}", "--profile", "vs")
    assert "lete-admin init" in bad("verify", "--db", f"sqlite:///{file}")


def test_a_newer_database_is_told(bad: Bad, office_file: Path) -> None:
    with closing(sqlite3.connect(office_file)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    for command in (["verify"], ["upgrade"], ["init", "--profile", "vs"]):
        assert "jaunāk" in bad(*command, "--db", f"sqlite:///{office_file}")


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.core import db

    monkeypatch.setattr(db, "BUSY_TIMEOUT_MS", 50)


def test_a_locked_database_is_told(bad: Bad, office_file: Path, tmp_path: Path, short_wait: None) -> None:
    with closing(sqlite3.connect(office_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "cita programma" in bad("import", "contacts", written(tmp_path), "--db", f"sqlite:///{office_file}")
        other.execute("ROLLBACK")


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Root may write everywhere, so the test runs as nobody where it is root."""
    if os.name != "posix":
        pytest.skip("file rights are POSIX")
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    yield
    os.seteuid(before)


def test_a_folder_that_cannot_be_written_is_told(bad: Bad, tmp_path: Path, unprivileged: None) -> None:
    assert bad("init", "--db", "sqlite:////proc/x.lete", "--profile", "vs")


def test_the_server_refuses_a_wrong_password(bad: Bad, server: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.support.postgres import Server

    assert isinstance(server, Server)
    monkeypatch.setenv("LETE_PASSWORD", "wrong")
    assert "parol" in bad("verify", "--db", server.tcp_url("postgres"))


def test_an_interrupted_beginning_leaves_no_database(
    bad: Bad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app import demo

    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "fill", interrupted)
    assert bad("demo", "--db", f"sqlite:///{tmp_path / 'x.lete'}") == "Pārtraukts. Nekas nav mainīts."
    assert list(tmp_path.iterdir()) == []


def test_a_forged_history_and_a_missing_number_are_found(bad: Bad, office_file: Path, tmp_path: Path) -> None:
    from app.cli.main import main

    assert main(["import", "contacts", str(written(tmp_path)), "--db", f"sqlite:///{office_file}"]) == 0
    with closing(sqlite3.connect(office_file)) as database:
        database.execute("UPDATE audit_entry SET text = replace(text, 'Ozols', 'Ozola') WHERE text LIKE '%Ozols%'")
        database.execute("DELETE FROM contact WHERE number_year = 2025 AND number_seq = 2")
        database.commit()
    told = bad("verify", "--db", f"sqlite:///{office_file}")
    assert re.search(r"Audita pieraksts Nr\. \d+ ir mainīts\.", told)
    assert "2025. gada numuri trūkst vai atkārtojas: 2." in told


def test_a_damaged_copy_is_not_put_back(bad: Bad, office_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "lete-1.db"
    copy.write_bytes(b"x" * 10_000)
    before = office_file.read_bytes()
    bad("restore", copy, "--db", f"sqlite:///{office_file}")
    assert office_file.read_bytes() == before
