"""lete-admin says where a database lies badly, and what a server lacks, and goes on."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.support.databases import Databases
from tests.support.postgres import SUPERUSER, Server

if TYPE_CHECKING:
    from tests.app.cli.conftest import Admin


def test_a_file_in_a_cloud_folder_is_warned_of_and_the_command_goes_on(admin: Admin, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Birojs"
    folder.mkdir()
    done = admin("init", "--db", f"sqlite:///{folder / 'lete.db'}", "--profile", "vs")
    assert done.status == 0
    assert "OneDrive" in done.error
    assert "lete-admin move" in done.error
    assert not list(folder.glob("*-wal"))


@pytest.fixture
def office_url(databases: Databases) -> Iterator[str]:
    from app.cli.main import main

    url = databases.empty("postgresql")
    assert main(["init", "--db", url, "--profile", "vs"]) == 0
    yield url
    databases.drop(url)


def test_the_command_of_a_server_s_copy_is_shown_without_a_password_and_makes_none(
    good: Callable[..., str], office_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETE_PASSWORD", "slepena")
    shown = shlex.split(good("backup", "--db", office_url, "--out", tmp_path, "--show"))
    assert shown[0] == "pg_dump"
    assert "slepena" not in " ".join(shown)
    assert list(tmp_path.iterdir()) == []


def test_the_search_indexes_are_made_once_the_server_has_the_extension(
    good: Callable[..., str], office_url: str, server: Server
) -> None:
    name = office_url.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(server.dsn(name, SUPERUSER)) as boss:
        boss.execute("DROP EXTENSION pg_trgm CASCADE")
    good("upgrade", "--db", office_url)
    with psycopg.connect(server.dsn(name, SUPERUSER)) as boss:
        found = boss.execute("SELECT count(*) FROM pg_indexes WHERE indexname LIKE '%\\_search'").fetchone()
    assert found is not None
    assert found[0] >= 2


def last_copy(url: str) -> str:
    """The newest note of a copy in the audit."""
    from sqlalchemy import select

    from app.core.db import engine_for
    from app.core.tables import AuditEntry

    engine = engine_for(url)
    with engine.connect() as connection:
        told = select(AuditEntry.text).where(AuditEntry.act == "backup").order_by(AuditEntry.seq.desc())
        found: str = connection.scalars(told).first() or ""
    engine.dispose()
    return found


def test_a_login_for_copies_sees_everything_and_one_of_the_counter_makes_none(
    admin: Admin, office_url: str, server: Server, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from app.core.server.roles import roles_of

    name = office_url.partition("?")[0].rpartition("/")[2]
    roles = roles_of(name)
    copier, clerk = f"kopetajs_{name}", f"dace_{name}"
    logins = {copier: roles.backup, clerk: roles.groups[0]}
    with psycopg.connect(server.dsn(name, SUPERUSER), autocommit=True) as boss:
        for login, group in logins.items():
            boss.execute(f"CREATE ROLE {login} LOGIN IN ROLE \"{group}\" PASSWORD 'Gara parole 1'")
    try:
        monkeypatch.setenv("LETE_PASSWORD", "Gara parole 1")
        done = admin("backup", "--db", server.tcp_url(name, copier), "--out", tmp_path)
        assert done.status == 0, done.error
        assert "CREATEDB" in done.error  # so it was read through only
        (copy,) = tmp_path.iterdir()
        assert done.out.strip().endswith(copy.name)
        assert admin("backup", "--db", server.tcp_url(name, clerk), "--out", tmp_path).status == 2
        assert list(tmp_path.iterdir()) == [copy]
        monkeypatch.delenv("LETE_PASSWORD")
        assert copier in last_copy(office_url)
    finally:
        with psycopg.connect(server.dsn(name, SUPERUSER), autocommit=True) as boss:
            for login in logins:
                boss.execute(f"DROP ROLE {login}")
