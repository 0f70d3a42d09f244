from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.engine import make_url

from app.core import backup, backup_postgres
from app.core.backup_check import check_copy
from app.core.backup_names import Owner, label_of, owner_of
from app.core.db import engine_for, is_sqlite
from app.core.errors import Unavailable
from app.core.i18n import Translator
from app.core.permissions import MACHINE, SETTINGS_EDIT, SETTINGS_SEE
from app.core.tables import AuditEntry, Counter, Setting
from app.core.verify import Gap, Series, numbered, verify
from app.core.work import transaction
from app.office import Office
from app.registers import load_tables
from tests.support.databases import Databases, EngineKind
from tests.support.postgres import Server

NOW = datetime(2026, 11, 20, 6, 2, 3, tzinfo=UTC)


def add(engine: Engine, *keys: str) -> None:
    with Office(engine, MACHINE).work(SETTINGS_EDIT) as work:
        work.insert(Setting, [{"key": key, "value": "1"} for key in keys])


def keys(engine: Engine) -> list[str]:
    with Office(engine, MACHINE).view(SETTINGS_SEE) as view:
        return sorted(view.session.scalars(select(Setting.key)))


def file_of(engine: Engine) -> Path:
    return Path(engine.url.database or "")


def restore(engine: Engine, copy: Path) -> None:
    if is_sqlite(engine):
        engine.dispose()
        backup.restore(copy, file_of(engine), NOW)
    else:
        backup_postgres.restore(engine, copy)


def test_what_was_copied_comes_back(engine: Engine, tmp_path: Path) -> None:
    add(engine, "a", "b")
    made = backup.make(engine, tmp_path / "kopijas", NOW, keep=5)
    add(engine, "later")
    restore(engine, made.path)
    assert keys(engine) == ["a", "b"]
    assert verify(engine, ()).good
    add(engine, "c")
    assert verify(engine, ()).good


def found(engine: Engine, folder: Path) -> list[Path]:
    return [each.path for each in backup.copies(folder, owner_of(engine))]


def test_a_copy_is_named_by_its_office_and_moment_in_riga_and_is_one_private_file(
    engine: Engine, tmp_path: Path
) -> None:
    with Office(engine, MACHINE).work(SETTINGS_EDIT) as work:
        work.add(Setting, key="organization.name", value='"SIA „Bērzaines ūdens”"')
    made = backup.make(engine, tmp_path, NOW, keep=5)
    key = owner_of(engine).key
    assert len(key) == 8
    assert made.path.stem == f"lete-sia-berzaines-udens-{key}-20261120-080203"
    assert [path.name for path in tmp_path.iterdir()] == [made.path.name]
    assert made.size == made.path.stat().st_size
    if sys.platform != "win32":
        assert made.path.stat().st_mode & 0o077 == 0
    (copy,) = backup.copies(tmp_path, owner_of(engine))
    assert (copy.path, copy.at) == (made.path, NOW)


def test_a_long_name_of_an_office_is_cut_between_words() -> None:
    assert label_of("Rīgas valstspilsētas pašvaldības Apmeklētāju centrs") == "rigas-valstspilsetas"
    assert label_of("š" * 50) == "s" * 30
    assert label_of("„—”") == ""


def test_only_the_newest_copies_stay(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("of somebody else")
    made = [backup.make(engine, tmp_path, NOW + timedelta(days=day), keep=2).path for day in range(4)]
    assert found(engine, tmp_path) == [made[3], made[2]]
    assert (tmp_path / "letter.db").exists()


def test_offices_that_share_a_folder_leave_each_other_s_copies_alone(
    databases: Databases, engine_kind: EngineKind, tmp_path: Path
) -> None:
    urls = [databases.migrated(engine_kind) for _ in range(2)]
    engines = [engine_for(url) for url in urls]
    for number, engine in enumerate(engines):
        add(engine, f"office {number}")
    ours, theirs = engines
    made = backup.make(theirs, tmp_path, NOW, keep=1).path
    assert backup.due(tmp_path, owner_of(ours), NOW)
    for day in range(3):
        backup.make(ours, tmp_path, NOW + timedelta(days=day), keep=1)
    assert found(theirs, tmp_path) == [made]
    assert len(found(ours, tmp_path)) == 1
    for engine, url in zip(engines, urls, strict=True):
        engine.dispose()
        databases.drop(url)


def test_two_copies_of_one_second_are_two(engine: Engine, tmp_path: Path) -> None:
    first, second = (backup.make(engine, tmp_path, NOW, keep=5) for _ in range(2))
    assert first.path != second.path
    assert found(engine, tmp_path) == [second.path, first.path]
    newest = backup.make(engine, tmp_path, NOW, keep=1)
    assert found(engine, tmp_path) == [newest.path]


def test_the_daily_copy_is_due_once_a_day_of_riga(file_engine: Engine, tmp_path: Path) -> None:
    folder, owner = tmp_path / "kopijas", owner_of(file_engine)
    assert backup.due(folder, owner, NOW)
    backup.make(file_engine, folder, NOW, keep=5)
    assert not backup.due(folder, owner, NOW + timedelta(hours=10))
    assert backup.due(folder, owner, datetime(2026, 11, 20, 22, 0, tzinfo=UTC))  # midnight in Riga


# SQLite


@pytest.fixture
def file_engine(databases: Databases) -> Iterator[Engine]:
    url = databases.migrated("sqlite")
    engine = engine_for(url)
    yield engine
    engine.dispose()
    databases.drop(url)


def test_a_copy_of_a_database_in_use_is_whole(file_engine: Engine, tmp_path: Path) -> None:
    add(file_engine, "a")
    with transaction(file_engine, writes=True) as session:
        session.add(Setting(id=99, version=1, key="unfinished", value="1"))
        session.flush()
        made = backup.make(file_engine, tmp_path, NOW, keep=5)
    with closing(sqlite3.connect(made.path)) as copy:
        assert [key for (key,) in copy.execute("SELECT key FROM setting")] == ["a"]
    assert check_copy(made.path) == made.audit_seq == 1


def test_the_database_before_a_restore_is_kept(file_engine: Engine, tmp_path: Path) -> None:
    add(file_engine, "a")
    made = backup.make(file_engine, tmp_path, NOW, keep=5)
    add(file_engine, "later")
    file_engine.dispose()
    restored = backup.restore(made.path, file_of(file_engine), NOW)
    assert restored.before is not None
    with closing(sqlite3.connect(restored.before)) as before:
        assert before.execute("SELECT count(*) FROM setting").fetchone() == (2,)
    assert keys(file_engine) == ["a"]


def test_a_database_that_was_lost_is_put_back(file_engine: Engine, tmp_path: Path) -> None:
    add(file_engine, "a")
    made = backup.make(file_engine, tmp_path, NOW, keep=5)
    target = tmp_path / "new.lete"
    assert backup.restore(made.path, target, NOW).before is None
    engine = engine_for(f"sqlite:///{target}")
    assert keys(engine) == ["a"]
    engine.dispose()


def test_a_damaged_database_can_be_replaced(file_engine: Engine, tmp_path: Path) -> None:
    add(file_engine, "a")
    made = backup.make(file_engine, tmp_path, NOW, keep=5)
    file_engine.dispose()
    file_of(file_engine).write_bytes(b"no database" * 1000)
    restored = backup.restore(made.path, file_of(file_engine), NOW)
    assert restored.before is not None
    assert restored.before.read_bytes().startswith(b"no database")
    assert keys(file_engine) == ["a"]


#: Another program that has the database open.
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM setting").fetchall()
print("open", flush=True)
sys.stdin.readline()
"""


def test_a_database_that_others_have_open_is_not_replaced(
    file_engine: Engine, tmp_path: Path, tr: Translator
) -> None:
    add(file_engine, "a")
    made = backup.make(file_engine, tmp_path, NOW, keep=5)
    add(file_engine, "later")
    file_engine.dispose()
    path = file_of(file_engine)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        with pytest.raises(Unavailable) as told:
            backup.restore(made.path, path, NOW)
        other.communicate("\n")
    assert "cita programma" in tr(told.value.message)
    assert keys(file_engine) == ["a", "later"]
    assert list(path.parent.glob("*.before-*")) == []


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(5000, len(content), 4096):
        content[place : place + 200] = b"\xa5" * 200
    path.write_bytes(content)


def test_a_copy_of_an_older_lete_is_known_by_what_is_in_it(file_engine: Engine, tmp_path: Path) -> None:
    add(file_engine, "a")
    made = backup.make(file_engine, tmp_path, NOW, keep=5).path.rename(tmp_path / "lete-20261120-080203.db")
    (tmp_path / "lete-20261121-080203.db").write_bytes(b"damaged" * 1000)
    (tmp_path / "lete-20269999-999999.db").write_bytes(b"no moment")
    assert found(file_engine, tmp_path) == [made]
    assert backup.copies(tmp_path, Owner("0" * 8)) == []


def test_a_copy_whose_audit_was_altered_is_refused(file_engine: Engine, tmp_path: Path) -> None:
    add(file_engine, "a", "b")
    made = backup.make(file_engine, tmp_path, NOW, keep=5)
    with closing(sqlite3.connect(made.path)) as copy, copy:
        copy.execute("UPDATE audit_entry SET text = replace(text, '\"a\"', '\"z\"') WHERE seq = 1")
    with pytest.raises(Unavailable):
        check_copy(made.path)


def test_a_damaged_copy_is_refused_and_nothing_is_changed(
    file_engine: Engine, tmp_path: Path, tr: Translator
) -> None:
    add(file_engine, "a")
    made = backup.make(file_engine, tmp_path, NOW, keep=5)
    damage(made.path)
    add(file_engine, "later")
    with pytest.raises(Unavailable) as told:
        backup.restore(made.path, file_of(file_engine), NOW)
    assert "bojāta" in tr(told.value.message)
    assert keys(file_engine) == ["a", "later"]


def test_what_is_no_copy_of_lete_is_refused(file_engine: Engine, tmp_path: Path) -> None:
    letter, stranger, newer = tmp_path / "letter", tmp_path / "stranger.db", tmp_path / "newer.db"
    letter.write_bytes(b"Dear office, " * 500)
    with closing(sqlite3.connect(stranger)) as connection:
        connection.execute("CREATE TABLE x (y)")
    newer.write_bytes(backup.make(file_engine, tmp_path, NOW, keep=5).path.read_bytes())
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    for path in (letter, stranger, newer, tmp_path / "gone", tmp_path):
        with pytest.raises(Unavailable):
            backup.restore(path, file_of(file_engine), NOW)
    add(file_engine, "a")


def test_a_folder_that_cannot_be_written_is_told_and_no_copy_is_removed(
    file_engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable):
        backup.make(file_engine, tmp_path / "file", NOW, keep=1)


# Postgres


def test_without_the_tools_it_is_told_what_to_install(
    databases: Databases, tmp_path: Path, tr: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = databases.migrated("postgresql")
    engine = engine_for(url)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable) as told:
        backup.make(engine, tmp_path / "kopijas", NOW, keep=1)
    assert "pg_dump" in tr(told.value.message)
    assert list((tmp_path / "kopijas").iterdir()) == []
    engine.dispose()
    databases.drop(url)


def test_a_wrong_password_of_the_server_is_told(
    databases: Databases, server: Server, tmp_path: Path, tr: Translator
) -> None:
    url = databases.migrated("postgresql")
    engine = engine_for(server.tcp_url(make_url(url).database or "", password="wrong"))
    with pytest.raises(Unavailable) as told:
        backup.make(engine, tmp_path, NOW, keep=1)
    assert "paroli" in tr(told.value.message)
    assert list(tmp_path.iterdir()) == []
    engine.dispose()
    databases.drop(url)


def test_an_archive_that_is_none_is_refused(databases: Databases, tmp_path: Path) -> None:
    url = databases.migrated("postgresql")
    engine = engine_for(url)
    add(engine, "a")
    (tmp_path / "x.dump").write_bytes(b"no archive")
    with pytest.raises(Unavailable):
        backup_postgres.restore(engine, tmp_path / "x.dump")
    assert keys(engine) == ["a"]
    engine.dispose()
    databases.drop(url)


# Verifying


@pytest.fixture
def numbered_engine(engine: Engine) -> Engine:
    """Audit entries stand in for a register's rows: a year (the row) and a number."""
    with Office(engine, MACHINE).work(SETTINGS_EDIT) as work:
        for _ in range(5):
            work.note("save", "x", 2026)
    return engine


STAND_IN = Series("x", "audit_entry", "row_id", "seq")


def count_to(engine: Engine, last: int) -> None:
    with transaction(engine, writes=True) as session:
        session.execute(insert(Counter).values(register_key="x", year=2026, last=last))


def test_a_whole_database_is_good(numbered_engine: Engine) -> None:
    count_to(numbered_engine, 5)
    report = verify(numbered_engine, [STAND_IN])
    assert report.good
    assert report.audit_entries == 5
    assert len(report.audit_head) == 64


def test_a_missing_number_is_named(numbered_engine: Engine) -> None:
    count_to(numbered_engine, 5)
    with transaction(numbered_engine, writes=True) as session:
        session.execute(delete(AuditEntry).where(AuditEntry.seq == 3))
    report = verify(numbered_engine, [STAND_IN])
    assert report.gaps == (Gap("x", 2026, 5, 4, (3,)),)
    assert not report.good


def test_numbers_at_the_end_that_are_gone_are_named(numbered_engine: Engine) -> None:
    count_to(numbered_engine, 7)
    assert verify(numbered_engine, [STAND_IN]).gaps == (Gap("x", 2026, 7, 5, (6, 7)),)


def test_numbers_nobody_gave_out_are_named(numbered_engine: Engine) -> None:
    count_to(numbered_engine, 4)
    assert verify(numbered_engine, [STAND_IN]).gaps == (Gap("x", 2026, 4, 5, ()),)


def test_a_year_without_any_record_is_named(engine: Engine) -> None:
    count_to(engine, 2)
    assert verify(engine, [STAND_IN]).gaps == (Gap("x", 2026, 2, 0, (1, 2)),)
    with transaction(engine, writes=False) as session:
        assert session.scalar(select(func.count()).select_from(Counter)) == 1


def test_an_altered_audit_is_reported(numbered_engine: Engine) -> None:
    with transaction(numbered_engine, writes=True) as session:
        session.execute(update(AuditEntry).where(AuditEntry.seq == 2).values(text='[2,"x"]'))
    report = verify(numbered_engine, ())
    assert report.broken is not None
    assert (report.broken.seq, report.good) == (2, False)


def test_a_broken_reference_is_reported(file_engine: Engine) -> None:
    file_engine.dispose()
    with closing(sqlite3.connect(file_of(file_engine))) as connection, connection:
        connection.execute("INSERT INTO credential VALUES (77, 'x', NULL, 0, NULL)")
    assert "credential" in verify(file_engine, ()).integrity


def test_contacts_are_numbered() -> None:
    load_tables()
    assert Series("contacts", "contact") in numbered()
