from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.core.errors import Forbidden
from app.core.evidence import Head, head_of, write_archive
from app.core.permissions import BACKUP, MACHINE, SETTINGS_EDIT
from app.core.tables import Setting
from app.core.work import transaction
from app.office import Office
from tests.support.people import People


@pytest.fixture
def filled(core_office: Office) -> Office:
    for number in range(4):
        with core_office.work(SETTINGS_EDIT) as work:
            work.add(Setting, key=f"k{number}", value='"ņšž „x” \\" <b>\n"')
    return core_office


def written(engine: Engine, path: Path) -> Head:
    """The archive as IT exports it."""
    with Office(engine, MACHINE).view(BACKUP) as view, path.open("wb") as file:
        return write_archive(view, file)


def checked(path: Path, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """The verifier out of the archive itself, on the archive."""
    with zipfile.ZipFile(path) as archive:
        verifier = Path(archive.extract("verify_audit.py", folder))
    command = [sys.executable, "-I", str(verifier), str(path), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_the_archive_is_verified_by_what_is_in_it(engine: Engine, filled: Office, tmp_path: Path) -> None:
    head = written(engine, tmp_path / "a.zip")
    done = checked(tmp_path / "a.zip", tmp_path, "--entry", str(head.seq), "--head", head.short)
    assert done.returncode == 0, done.stderr
    assert head.hash in done.stdout


def test_the_archive_explains_itself_in_two_languages(engine: Engine, filled: Office, tmp_path: Path) -> None:
    written(engine, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        readme = archive.read("README.txt").decode()
        assert set(archive.namelist()) == {"entries.jsonl", "head.json", "README.txt", "verify_audit.py"}
    assert "AUDITA PIERAKSTI" in readme and "It needs nothing" in readme.replace("it needs", "It needs")


def test_every_line_is_json(engine: Engine, filled: Office, tmp_path: Path) -> None:
    written(engine, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        entries = [json.loads(line) for line in archive.read("entries.jsonl").splitlines()]
    assert [each["entry"][0] for each in entries] == [1, 2, 3, 4]
    assert entries[0]["entry"][3:5] == ["insert", "setting"]


def test_an_entry_altered_in_the_database_is_named_by_the_archive(
    engine: Engine, filled: Office, tmp_path: Path
) -> None:
    with transaction(engine, writes=True) as session:
        session.execute(text("UPDATE audit_entry SET text = replace(text, 'dace', 'ieva') WHERE seq = 3"))
    written(engine, tmp_path / "a.zip")
    done = checked(tmp_path / "a.zip", tmp_path)
    assert (done.returncode, done.stderr) == (1, "Pieraksts Nr. 3 ir mainīts.\n")


def test_the_writing_tells_how_far_it_is_and_can_be_stopped(engine: Engine, filled: Office) -> None:
    told: list[int] = []
    it = Office(engine, MACHINE)
    with it.view(BACKUP) as view:
        write_archive(view, io.BytesIO(), told.append)
    assert told == [4]

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with it.view(BACKUP) as view, pytest.raises(KeyboardInterrupt):
        write_archive(view, io.BytesIO(), stop)


def test_on_a_server_the_administrator_may_not_export_what_clients_said(people: People, filled: Office) -> None:
    if people.is_server:
        with filled.view(BACKUP) as view, pytest.raises(Forbidden):
            write_archive(view, io.BytesIO())


def test_the_head_is_shown_in_groups_that_never_part(filled: Office) -> None:
    with filled.view(BACKUP) as view:
        head = head_of(view.session)
    assert head.seq == 4
    assert head.short.split("\u00a0") == [head.hash[at : at + 4] for at in (0, 4, 8, 12)]
