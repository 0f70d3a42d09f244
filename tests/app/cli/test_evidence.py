"""lete-admin verify names what is wrong; lete-admin evidence writes what anybody can check."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.db import engine_for
from app.core.work import transaction
from tests.resources.exported import verifier

Good = Callable[..., str]


@pytest.fixture
def sample(good: Good, database_url: str) -> str:
    good("demo", "--db", database_url, "--contacts", "30")
    return database_url


def behind(url: str, *statements: str) -> None:
    """Change the database without Lete, on Postgres past its triggers."""
    engine = engine_for(url)
    with transaction(engine, writes=True) as session:
        tables = ("contact", "audit_entry")
        if not url.startswith("sqlite"):
            statements = (
                *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables),
                *statements,
                *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables),
            )
        for statement in statements:
            session.execute(text(statement))
    engine.dispose()


def test_the_exported_audit_is_whole(good: Good, sample: str, tmp_path: Path) -> None:
    told = good("evidence", "--db", sample, "--out", tmp_path / "a.zip")
    count, last, _ = verifier().check(str(tmp_path / "a.zip"))
    assert f"Pieraksti: {count}" in told and last in told
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert b'"export","audit"' in archive.read("entries.jsonl").splitlines()[-1]


def test_a_good_office_says_so(good: Good, sample: str) -> None:
    assert "Viss ir kārtībā. Audita pieraksti: " in good("verify", "--db", sample)


def test_an_altered_entry_is_named(bad: Good, sample: str) -> None:
    behind(sample, "UPDATE audit_entry SET text = text || ' ' WHERE seq = 20")
    assert "Nr. 20 ir mainīts" in bad("verify", "--db", sample)


def test_a_removed_entry_is_named(bad: Good, sample: str) -> None:
    behind(sample, "DELETE FROM audit_entry WHERE seq = 20")
    assert "pieraksta Nr. 20 trūkst" in bad("verify", "--db", sample)


def test_a_truncated_audit_is_named(bad: Good, sample: str) -> None:
    behind(sample, "DELETE FROM audit_entry WHERE seq > 20")
    told = bad("verify", "--db", sample)  # where signing in is entered behind the gap, the gap is what is told
    assert "Nr. 21" in told and "trūkst" in told


def test_a_record_changed_behind_the_programs_back_is_named(bad: Good, sample: str) -> None:
    behind(sample, "UPDATE contact SET status = 'closed' WHERE id = 7")
    assert "Ieraksts contact 7 mainīts, apejot programmu: status." in bad("verify", "--db", sample)


def test_nothing_is_written_where_it_cannot_be(bad: Good, sample: str, tmp_path: Path) -> None:
    assert bad("evidence", "--db", sample, "--out", tmp_path / "none" / "a.zip")
    assert "--out" in bad("evidence", "--db", sample)
