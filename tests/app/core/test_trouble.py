"""What goes wrong at opening a database, each with a real server, file or disk, and what people are told then."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from app.connection import connect
from app.core import db, search_index
from app.core.cautions import NO_TRIGRAMS, cautions, place_caution
from app.core.db import engine_for
from app.core.errors import Unavailable, UserError
from app.core.i18n import Translator
from app.core.places import HERE, Kind, Place
from app.registers import load_tables
from tests.support.databases import Databases
from tests.support.postgres import SUPERUSER, Server, running_server


def refusal(url: str, tr: Translator) -> str:
    """The sentence that opening ``url`` ends with."""
    with pytest.raises(UserError) as told:
        connect(url).close()
    return tr(told.value.message)


@pytest.fixture
def office_url(databases: Databases) -> Iterator[str]:
    """A migrated database on the server."""
    url = databases.migrated("postgresql")
    yield url
    databases.drop(url)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"port": 1}, "Nav savienojuma ar datubāzi"),
        ({"host": "serveris.invalid"}, "nav atrasts"),
        ({"database": "cita"}, "lete-admin init"),
        ({"query": {"sslmod": "require"}}, "adresē ir kļūda"),
        ({"port": 99999}, "adresē ir kļūda"),
        ({"password": "nepareiza"}, "lietotājvārdu vai paroli"),
        ({"username": "nav_tada"}, "lietotājvārdu vai paroli"),
        ({"query": {"sslmode": "require"}}, "jābūt šifrētam"),
    ],
)
def test_a_mistake_in_the_address_is_told_in_words(
    server: Server, tr: Translator, change: dict[str, object], told: str
) -> None:
    address = make_url(server.tcp_url("postgres", password=server.password))
    assert told in refusal(address.set(**change).render_as_string(hide_password=False), tr)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url", ["postgresql:/h/d", "postgres//h", "postgresql://h:ports/d", "mysql://h/d", "d:\\x"]
)
def test_what_is_no_address_is_told(url: str, tr: Translator) -> None:
    assert refusal(url, tr).startswith("Tā nav datubāzes adrese")


def test_a_server_that_is_too_old_is_told(server: Server, tr: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "OLDEST_SERVER", 99)
    told = refusal(server.url("postgres"), tr)
    assert "Lete vajag 99" in told
    assert "IT" in told


@pytest.mark.parametrize(("revision", "told"), [("9999", "jaunāka Lete"), ("0001", "lete-admin upgrade")])
def test_a_newer_and_an_older_schema_are_told(
    office_url: str, server: Server, tr: Translator, revision: str, told: str
) -> None:
    name = make_url(office_url).database or ""
    with psycopg.connect(server.dsn(name, SUPERUSER)) as boss:
        boss.execute("UPDATE alembic_version SET version_num = %s", [revision])
    assert told in refusal(office_url, tr)


def test_without_the_extension_it_works_and_says_so(office_url: str, server: Server, tr: Translator) -> None:
    load_tables()
    name = make_url(office_url).database or ""
    engine = engine_for(office_url)
    assert cautions(engine) == []
    with psycopg.connect(server.dsn(name, SUPERUSER)) as boss:
        boss.execute("DROP EXTENSION pg_trgm CASCADE")
    connect(office_url).close()
    assert cautions(engine) == [NO_TRIGRAMS]
    assert "pg_trgm" in tr(NO_TRIGRAMS)
    assert search_index.complete(engine)
    assert cautions(engine) == []
    engine.dispose()


def test_a_file_on_the_network_or_in_a_cloud_folder_is_warned_of(tmp_path: Path, tr: Translator) -> None:
    assert place_caution(HERE) is None
    for place in (Place(Kind.NETWORK, r"\\serveris\lete"), Place(Kind.CLOUD, "OneDrive")):
        caution = place_caution(place)
        assert caution is not None
        assert place.name in tr(caution)
        assert "lete-admin move" in tr(caution)


# TLS


@pytest.fixture(scope="module")
def secure_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own with a certificate that only it has signed."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    folder = tmp_path_factory.mktemp("tls")
    folder.chmod(0o755)
    key, certificate = folder / "server.key", folder / "server.crt"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=cits.serveris",
         "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    with running_server() as running:
        data = Path(running.folder) / "data"
        owner = data.stat()
        for file in (key, certificate):
            copied = Path(shutil.copyfile(file, data / file.name))
            copied.chmod(0o600)
            if os.name == "posix" and os.geteuid() == 0:
                os.chown(copied, owner.st_uid, owner.st_gid)
        shutil.copyfile(certificate, folder / "root.crt")
        with psycopg.connect(running.dsn("postgres", SUPERUSER), autocommit=True) as boss:
            boss.execute("ALTER SYSTEM SET ssl = on")
            boss.execute("SELECT pg_reload_conf()")
        yield Server(running.folder, running.port, running.password)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("sslmode=verify-ca&sslrootcert=/nowhere/root.crt", "servera sertifikāt"),
        ("sslmode=verify-full&sslrootcert={root}", "servera sertifikāt"),
        ("sslmode=verify-ca&sslrootcert={other}", "servera sertifikāt"),
    ],
)
def test_a_certificate_that_is_not_trusted_is_told(
    secure_server: Server, tr: Translator, tmp_path: Path, options: str, told: str
) -> None:
    root = Path(secure_server.folder) / "data" / "server.crt"
    other = tmp_path / "other.crt"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-keyout", os.devnull,
         "-out", str(other)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    address = secure_server.tcp_url("postgres", password=secure_server.password)
    assert told in refusal(f"{address}?{options.format(root=root, other=other)}", tr)


def test_a_trusted_certificate_is_taken(secure_server: Server) -> None:
    root = Path(secure_server.folder) / "data" / "server.crt"
    address = secure_server.tcp_url("postgres", password=secure_server.password)
    opened = connect(f"{address}?sslmode=verify-ca&sslrootcert={root}")
    assert opened.is_empty
    opened.close()


# A full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, which only root can make."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], check=False, capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("no right to mount a disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_told_and_what_was_acknowledged_stays(
    small_disk: Path, databases: Databases, tr: Translator
) -> None:
    from app.core.permissions import MACHINE, SETTINGS_EDIT
    from app.core.tables import Setting
    from app.office import Office

    url = databases.migrated("sqlite")
    file = Path(shutil.copyfile(make_url(url).database or "", small_disk / "lete.db"))
    databases.drop(url)
    engine = engine_for(f"sqlite:///{file}")
    office = Office(engine, MACHINE)
    saved = 0
    with pytest.raises(Unavailable) as told:
        for number in range(100):
            with office.work(SETTINGS_EDIT) as work:
                work.add(Setting, key=f"k{number}", value="x" * 30_000)
            saved += 1
    assert "nav vietas" in tr(told.value.message)
    assert 0 < saved < 100
    engine.dispose()
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT count(*) FROM setting").fetchone() == (saved,)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_copy_to_a_full_disk_is_told_and_leaves_nothing_behind(
    small_disk: Path, databases: Databases, tr: Translator
) -> None:
    from datetime import UTC, datetime

    from app.core import backup
    from app.core.permissions import MACHINE, SETTINGS_EDIT
    from app.core.tables import Setting
    from app.office import Office

    url = databases.migrated("sqlite")
    engine = engine_for(url)
    with Office(engine, MACHINE).work(SETTINGS_EDIT) as work:
        work.add(Setting, key="k", value="x" * 2_000_000)
    with pytest.raises(Unavailable) as told:
        backup.make(engine, small_disk, datetime(2026, 11, 20, tzinfo=UTC), keep=5)
    assert "nav vietas" in tr(told.value.message)
    assert list(small_disk.iterdir()) == []
    engine.dispose()
    databases.drop(url)
