from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from app.core.permissions import SETTINGS_EDIT
from app.core.record_check import Mismatch
from app.core.tables import Setting
from app.core.verify import Report, verify
from app.core.work import transaction
from app.office import Office
from tests.support.people import People


@pytest.fixture
def filled(core_office: Office) -> Office:
    for number in range(1, 4):
        with core_office.work(SETTINGS_EDIT) as work:
            work.add(Setting, key=f"k{number}", value='"a"')
    with core_office.work(SETTINGS_EDIT) as work:
        work.get(Setting, 2).value = "x" * 50_000
    return core_office


def report(engine: Engine) -> Report:
    return verify(engine, (), records=True)


def behind(people: People, engine: Engine, statement: str) -> None:
    """Change the database as somebody without Lete would, on Postgres past the triggers too."""
    if not people.is_server:
        with transaction(engine, writes=True) as session:
            session.execute(text(statement))
        return
    with people.boss() as boss:
        boss.execute("SET session_replication_role = replica")
        boss.execute(statement.encode())


def test_records_that_are_what_the_audit_tells_are_good(engine: Engine, filled: Office) -> None:
    assert report(engine).good


def test_a_changed_record_is_named_with_its_fields(people: People, engine: Engine, filled: Office) -> None:
    behind(people, engine, "UPDATE setting SET value = 'other' WHERE id = 1")
    assert report(engine).changed == (Mismatch("setting", 1, "changed", ("value",)),)
    assert not report(engine).good


def test_a_changed_long_text_is_found_by_its_hash(people: People, engine: Engine, filled: Office) -> None:
    behind(people, engine, "UPDATE setting SET value = value || 'x' WHERE id = 2")
    assert report(engine).changed == (Mismatch("setting", 2, "changed", ("value",)),)


def test_a_removed_record_is_named(people: People, engine: Engine, filled: Office) -> None:
    behind(people, engine, "DELETE FROM setting WHERE id = 3")
    assert report(engine).changed == (Mismatch("setting", 3, "removed"),)


def test_a_record_put_in_is_named(people: People, engine: Engine, filled: Office) -> None:
    behind(people, engine, "INSERT INTO setting (id, version, key, value) VALUES (7, 1, 'k7', '1')")
    assert report(engine).changed == (Mismatch("setting", 7, "unrecorded"),)


def test_records_are_not_blamed_where_the_audit_itself_is_broken(
    people: People, engine: Engine, filled: Office
) -> None:
    behind(people, engine, "UPDATE audit_entry SET act = 'print' WHERE seq = 2")
    found = report(engine)
    assert found.broken is not None and found.broken.seq == 2
    assert found.changed == ()
