"""A large transaction does not keep others from the audit: it is chained little by little after its commit."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest

from app.core.permissions import DIRECTORY_EDIT
from app.core.server.backlog import chain_backlog
from app.core.verify import Series, verify
from app.directory.tables import Unit
from app.office import Office
from tests.app.core.server.conftest import Psql
from tests.app.core.server.journal import added
from tests.support.people import People

MANY = 12_000
SERIES = [Series("contacts", "contact")]


def noted(connection: psycopg.Connection[Any], count: int = MANY) -> None:
    """Put so many acts into the audit, in one transaction: the nth to the contact n."""
    connection.execute(
        "SELECT lete.note('print', 'contact', n, '{}') FROM generate_series(1, %s) n", [count]
    ).fetchall()


def told(connection: psycopg.Connection[Any]) -> list[tuple[Any, ...]]:
    query = "SELECT account, act, row_id FROM audit_entry ORDER BY seq"
    return [tuple(row) for row in connection.execute(query)]


@pytest.fixture
def boss(guarded: People, psql: Psql) -> psycopg.Connection[Any]:
    return psql("")


def test_it_is_left_by_the_commit_and_chained_in_its_order(
    head_office: Office, psql: Psql, boss: psycopg.Connection[Any]
) -> None:
    ilze = psql("ilze")
    noted(ilze)
    assert told(boss) == []
    steps = 1
    while psql("dace").execute("SELECT lete.chain_backlog()").fetchone() == (True,):
        steps += 1
    assert steps == 3
    assert told(boss) == [("ilze", "print", number + 1) for number in range(MANY)]
    assert verify(head_office.engine, SERIES).good


def test_others_go_on_meanwhile(head_office: Office, psql: Psql, boss: psycopg.Connection[Any]) -> None:
    noted(psql("ilze"))
    psql("dace").execute("SELECT lete.note('export', 'contact', %s, '{}')", [MANY + 1])
    assert told(boss) == [("dace", "export", MANY + 1)]


def test_what_was_done_to_a_record_before_stands_before(
    head_office: Office, psql: Psql, boss: psycopg.Connection[Any]
) -> None:
    contact_id = added(head_office)
    noted(psql("ilze"))
    boss.execute("UPDATE contact SET subject = 'Cits' WHERE id = %s", [contact_id])
    acts = [act for _who, act, row_id in told(boss) if row_id == contact_id]
    assert acts == ["insert", "print", "update"]
    assert len(told(boss)) == MANY + 2
    assert verify(head_office.engine, SERIES).good


def test_a_program_that_ended_too_early_leaves_it_to_whoever_comes_next(
    head_office: Office, psql: Psql, boss: psycopg.Connection[Any]
) -> None:
    noted(psql("ilze"))
    assert verify(head_office.engine, SERIES).audit_entries == MANY
    assert boss.execute("SELECT 1 FROM lete_private.audit_pending").fetchall() == []
    assert boss.execute("SELECT 1 FROM lete_private.audit_commit").fetchall() == []


def test_after_a_large_save_of_the_program_nothing_is_left(
    head_office: Office, boss: psycopg.Connection[Any]
) -> None:
    with head_office.work(DIRECTORY_EDIT) as work:
        work.insert(Unit, [{"name": f"Daļa {number}"} for number in range(5_001)])
    assert len(told(boss)) == 5_001
    whole = boss.execute("SELECT text FROM audit_entry WHERE seq = 5001").fetchone()
    assert whole is not None
    assert json.loads(whole[0])[3:5] == ["insert", "unit"]
    chain_backlog(head_office.engine)
    assert verify(head_office.engine, SERIES).good
