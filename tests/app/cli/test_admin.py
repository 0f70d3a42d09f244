"""lete-admin does what its help says, on both engines."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.app.cli.conftest import Admin
from tests.app.contacts.test_journal_import import written

Good = Callable[..., str]


def test_an_office_is_set_up_once(good: Good, bad: Good, database_url: str) -> None:
    assert "Iestāde ir iekārtota." in good("init", "--db", database_url, "--profile", "vs")
    assert bad("init", "--db", database_url, "--profile", "vs").startswith("Šī datubāze nav tukša")
    assert "Viss ir kārtībā" in good("verify", "--db", database_url)


def test_a_journal_is_checked_read_in_and_found_again(
    good: Good, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETE_DB", database_url)
    good("init", "--profile", "gks")
    journal, report = written(tmp_path), tmp_path / "report.json"
    dry = good("import", "contacts", journal, "--dry-run", "--report", report)
    assert "Tikai pārbaude" in dry
    assert "8. rinda: Šāda datuma nav: 31.02.2025" in dry
    assert json.loads(report.read_text(encoding="utf-8"))["imported"] == 4
    assert "Nekas nav atrasts." in good("search", "contacts", "berzina")
    good("import", "contacts", journal, "--report", report)
    again = json.loads(report.read_text(encoding="utf-8"))
    assert set(again) == {"rows", "imported", "skipped", "duplicates", "refused"}
    assert again["refused"] == [{"row": 8, "reason": "Šāda datuma nav: 31.02.2025"}]
    good("import", "contacts", journal, "--report", report)
    assert json.loads(report.read_text(encoding="utf-8"))["duplicates"] == 5
    found = json.loads(good("search", "contacts", "--json", "berzina", "--limit", "2"))
    assert [sorted(each) for each in found] == [["at", "client", "number", "subject"]] * 2
    assert found[0]["number"] == "2025-3"
    assert "Tarifs" in good("search", "contacts", "berzin tarif")
    good("verify")


def prints(url: str) -> list[str]:
    """What was printed, from the audit."""
    from app.core.db import engine_for

    engine = engine_for(url)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT text FROM audit_entry WHERE act = 'print' ORDER BY seq")
        texts = [row[0] for row in found]
    engine.dispose()
    return [text.partition('"printout":[null,"')[2].partition('"')[0] for text in texts]


def test_a_sample_office_is_filled_printed_and_exported(good: Good, database_url: str, tmp_path: Path) -> None:
    db = ("--db", database_url)
    assert "Saziņas: 60" in good("demo", *db, "--contacts", 60, "--seed", 7)
    good("verify", *db)
    paper = tmp_path / "r.pdf"
    good(
        "print", "contact_register", *db, "--out", paper, "--param", "channel=phone", "--param", "from=01.01.2020"
    )
    assert "SIA „Bērzaines komunālserviss”" in PdfReader(paper).pages[0].extract_text()
    good("print", "contact_register", *db, "--out", paper, "--param", "lang=en")
    assert "Register of client contacts" in PdfReader(paper).pages[0].extract_text()
    good("print", "submission_form", *db, "--out", paper)
    assert prints(database_url) == ["contact_register", "contact_register", "submission_form"]
    for kind in ("csv", "xlsx", "json"):
        target = tmp_path / f"z.{kind}"
        assert "Ierakstītas saziņas: 60" in good("export", "contacts", *db, "--format", kind, "--out", target)
        assert target.stat().st_size > 1000


def test_the_same_seed_makes_the_same_office(good: Good, tmp_path: Path) -> None:
    texts = []
    for name in ("a", "b"):
        db = ("--db", f"sqlite:///{tmp_path / name}")
        good("demo", *db, "--contacts", 30)
        found = json.loads(good("search", "contacts", *db, "--json", "", "--limit", 40))
        texts.append([(row["number"], row["client"], row["subject"]) for row in found])
    assert texts[0] == texts[1]
    assert len(texts[0]) == 30


def test_the_demonstration_signs_in_with_the_password_of_the_environment(
    good: Good, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.core.clock import system_clock
    from app.core.db import engine_for
    from app.core.identity import sign_in

    monkeypatch.setenv("LETE_USER", "anna.berzina")
    monkeypatch.setenv("LETE_PASSWORD", "ozols-un-liepa-7")
    url = f"sqlite:///{tmp_path / 'd.lete'}"
    assert "ozols" not in good("demo", "--db", url, "--contacts", 5)
    engine = engine_for(url)
    actor = sign_in(engine, "anna.berzina", "ozols-un-liepa-7", system_clock)
    engine.dispose()
    assert (actor.name, actor.employee_id is not None) == ("Ilze Kalniņa", True)


def test_a_backup_copy_is_put_back(good: Good, database_url: str, tmp_path: Path) -> None:
    db = ("--db", database_url)
    good("demo", *db, "--contacts", 5)
    copy = Path(good("backup", *db, "--out", tmp_path / "copies").strip().partition(": ")[2])
    good("import", "contacts", written(tmp_path), *db)
    assert json.loads(good("search", "contacts", *db, "--json", "tarifs")) != []
    good("restore", copy, *db)
    assert json.loads(good("search", "contacts", *db, "--json", "tarifs bērziņa anna")) == []
    good("verify", *db)


def test_on_a_file_the_audit_names_the_machine(good: Good, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    file = tmp_path / "m.lete"
    good("init", "--db", f"sqlite:///{file}", "--profile", "vs")
    good("import", "contacts", written(tmp_path), "--db", f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as database:
        names = {row[0] for row in database.execute("SELECT account FROM audit_entry WHERE subject = 'contact'")}
    assert names == {"lete-admin"}


def test_a_missing_postgres_database_is_made(
    admin: Admin, good: Good, bad: Good, databases: object, server: object
) -> None:
    from tests.support.databases import Databases
    from tests.support.postgres import Server

    assert isinstance(databases, Databases)
    assert isinstance(server, Server)
    url = server.url("lete_made_by_init")
    try:
        assert bad("verify", "--db", url)
        made = admin("init", "--db", url, "--profile", "vs")
        assert made.status == 0
        assert "superlietotājs" in made.error
        good("verify", "--db", url)
    finally:
        databases.drop(url)


def test_upgrade_says_when_there_is_nothing_to_do(good: Good, database: str) -> None:
    assert "jau atbilst" in good("upgrade", "--db", database)


def test_printouts_are_listed_a_key_a_line(good: Good) -> None:
    lines = good("printouts").splitlines()
    keys = [line.split()[0] for line in lines]
    assert keys == [
        *("contact_register", "referral_slip", "submission_form"),
        *("door_notice", "services_notice", "staff_list"),
        *("staff_id", "name_card", "desk_plate", "calibration", "issue_journal", "card_act"),
    ]
    assert "[hours=lines]" in lines[keys.index("door_notice")]
    assert "card=id" in lines[keys.index("card_act")].split()
    assert "[from=date]" in lines[0]
    assert "[annulled=no|yes]" in lines[0]
    assert "[client=id]" in lines[0]
    assert "[order=down|up]" in lines[0]
    assert "contact=id" in lines[1]


def test_help_is_latvian_unless_asked_otherwise(good: Good) -> None:
    assert "iekārtot iestādi" in good("--help")
    assert "set an office up" in good("--help", "--lang", "en")
    assert good() == good("-h")


def test_the_program_starts_as_a_module_and_stays_light() -> None:
    done = subprocess.run([sys.executable, "-m", "app.cli", "--help"], capture_output=True, text=True, check=True)
    assert "lete-admin" in done.stdout
    code = "import sys, app.cli.main as m; m.main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"sqlalchemy", "alembic", "psycopg", "reportlab", "openpyxl", "xlsxwriter", "keyring"}
    assert not heavy & set(done.stderr.split())


def test_a_whole_command_in_a_process_of_its_own(tmp_path: Path) -> None:
    db = ["--db", f"sqlite:///{tmp_path / 'p.lete'}"]
    for arguments in (["init", "--profile", "aad", *db], ["verify", *db]):
        done = subprocess.run([sys.executable, "-m", "app.cli", *arguments], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
