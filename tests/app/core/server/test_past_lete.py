"""A person with psql and their own password meets the same audit, versions, numbers and limits as in Lete."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from psycopg import errors

from app.contacts.tables import Contact
from app.core import audit
from app.core.errors import Forbidden
from app.core.permissions import CONTACTS_ADD, CONTACTS_EDIT
from app.core.verify import Series, verify
from app.core.work import transaction
from app.office import Office
from tests.app.core.server.conftest import Psql
from tests.app.core.server.journal import added, contact, insert
from tests.support.people import People


def rows(connection: psycopg.Connection[Any], query: str) -> list[Any]:
    return [row[0] if len(row) == 1 else row for row in connection.execute(query)]


def count(connection: psycopg.Connection[Any], table: str) -> int:
    return int(rows(connection, f"SELECT count(*) FROM {table}")[0])


def test_a_change_by_psql_is_audited_in_the_persons_name_and_makes_a_version(psql: Psql) -> None:
    ilze, boss = psql("ilze"), psql("")
    insert(ilze, "ilze", 1)
    ilze.execute("UPDATE contact SET subject = 'Cits', version = 77")
    ilze.execute("UPDATE contact SET search_fold = 'x'")
    assert rows(boss, "SELECT version FROM contact") == [3]
    acts = [json.loads(text)[2:] for text in rows(boss, "SELECT text FROM audit_entry ORDER BY seq")]
    row_id = rows(boss, "SELECT id FROM contact")[0]
    assert [act[:4] for act in acts] == [
        ["ilze", act, "contact", row_id] for act in ("insert", "update", "update")
    ]
    assert [act[4] for act in acts[1:]] == [{"subject": ["", "Cits"]}, {}]


def test_constraints_made_immediate_leave_nothing_unaudited(psql: Psql, guarded: People) -> None:
    ilze = psql("ilze")
    with ilze.transaction():
        insert(ilze, "ilze", 1)
        ilze.execute("SET CONSTRAINTS ALL IMMEDIATE")
        ilze.execute("UPDATE contact SET subject = 'Cits'")
    assert rows(psql(""), "SELECT act FROM audit_entry ORDER BY seq") == ["insert", "update"]
    assert rows(psql(""), "SELECT 1 FROM lete_private.audit_pending") == []


def test_nobody_writes_the_audit_by_hand(psql: Psql) -> None:
    for login in ("ilze", "dace", "anna"):
        for statement in (
            "INSERT INTO audit_entry VALUES (1, now(), 'x', 'contact', 1, 'update', '', '')",
            "UPDATE audit_entry SET text = ''",
            "DELETE FROM audit_entry",
            "UPDATE audit_head SET seq = 5",
            "SELECT lete.note('update', 'contact', 1, '{}')",
            "INSERT INTO lete_private.audit_pending VALUES (DEFAULT)",
            "UPDATE counter SET last = 5",
            "TRUNCATE contact",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                psql(login).execute(statement)


def test_numbers_cannot_be_chosen_skipped_or_changed(psql: Psql) -> None:
    ilze, boss = psql("ilze"), psql("")
    for wrong in (0, 2, 7):
        with pytest.raises(errors.CheckViolation):
            insert(ilze, "ilze", wrong)
    insert(ilze, "ilze", 1)
    with pytest.raises((errors.CheckViolation, errors.UniqueViolation)):
        insert(ilze, "ilze", 1)
    insert(ilze, "ilze", 2)
    with pytest.raises(errors.InsufficientPrivilege):
        ilze.execute("UPDATE contact SET number_seq = 9 WHERE number_seq = 1")
    with pytest.raises(errors.CheckViolation):
        boss.execute("UPDATE contact SET number_seq = 9 WHERE number_seq = 1")
    assert rows(boss, "SELECT last FROM counter") == [2]


def test_a_contact_is_registered_in_ones_own_name(psql: Psql) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        insert(psql("ilze"), "dace", 1)
    with pytest.raises(errors.InsufficientPrivilege):
        insert(psql("juris"), "juris", 1)


def test_thirty_writers_with_rollbacks_leave_a_chain_that_holds_and_no_gap(
    guarded: People, head_office: Office
) -> None:
    def save(number: int) -> None:
        try:
            with head_office.work(CONTACTS_ADD) as work:
                row_id = contact(work)
                work.get(Contact, row_id).subject = str(number)
                work.note("print", "contact", row_id)
                if number % 10 == 0:
                    raise RuntimeError
        except RuntimeError:
            pass

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(save, range(120)))
    report = verify(head_office.engine, [Series("contacts", "contact")])
    assert report.good
    assert report.audit_entries == 3 * 108


def test_the_servers_chain_is_verified_by_the_program_too(guarded: People, head_office: Office) -> None:
    for _ in range(3):
        added(head_office)
    boss = guarded.boss()
    entries = [tuple(row) for row in boss.execute("SELECT seq, text, hash FROM audit_entry ORDER BY seq")]
    (head,) = boss.execute("SELECT seq, hash FROM audit_head").fetchall()
    boss.close()
    assert audit.first_break(entries, head) is None  # type: ignore[arg-type]
    assert len(entries) == 3


def test_a_specialist_sees_their_own_and_keeps_sight_of_what_they_hand_on(
    guarded: People, head_office: Office, psql: Psql
) -> None:
    boss = psql("")
    boss.execute(
        "INSERT INTO employee (name, account, job_title, place, phone, email, languages, reception, hidden, "
        "name_sort, search_fold, version) VALUES ('Rita', 'rita', '', '', '', '', '', '{}', false, '', '', 1), "
        "('Cita', NULL, '', '', '', '', '', '{}', false, '', '', 1)"
    )
    rita_id, other_id = rows(boss, "SELECT id FROM employee ORDER BY id")
    added(head_office)
    hers = added(head_office, handler_id=rita_id)
    rita = psql("rita")
    assert rows(rita, "SELECT id FROM contact") == [hers]
    rita.execute("UPDATE contact SET handler_id = %s", [other_id])
    assert rows(rita, "SELECT id FROM contact") == [hers]
    rita.execute("UPDATE contact SET handler_id = %s", [rita_id])  # taken back
    rita.execute("UPDATE contact SET handler_id = %s", [other_id])
    psql("dace").execute("UPDATE contact SET subject = 'Cits' WHERE id = %s", [hers])
    with pytest.raises(errors.InsufficientPrivilege):
        rita.execute("UPDATE contact SET subject = 'Mans'")
    assert {row[0] for row in rita.execute("SELECT row_id FROM audit_entry WHERE subject = 'contact'")} == {hers}


def test_an_administrator_sees_no_client_data(head_office: Office, psql: Psql) -> None:
    added(head_office, subject="Slepens")
    anna = psql("anna")
    for table in ("contact", "client", "contact_event", "contact_sealed", "contact_import", "credential"):
        with pytest.raises(errors.InsufficientPrivilege):
            anna.execute(f"SELECT * FROM {table}")
    assert rows(anna, "SELECT seq FROM audit_entry WHERE subject = 'contact'") == []
    assert rows(anna, "SELECT count(*) FROM lete.broken_entry()") == [0]


def test_a_clerk_sees_all_but_changes_anothers_contact_only_by_finding_two_clients_to_be_one(
    head_office: Office, psql: Psql
) -> None:
    added(head_office)
    boss, ilze = psql(""), psql("ilze")
    boss.execute(
        "INSERT INTO client (name, phone, email, address, name_sort, search_fold, version) "
        "VALUES ('A', '', '', '', '', '', 1)"
    )
    assert count(ilze, "contact") == 1
    with pytest.raises(errors.InsufficientPrivilege):
        ilze.execute("UPDATE contact SET subject = 'Mans'")
    ilze.execute("UPDATE contact SET client_id = (SELECT max(id) FROM client)")
    with pytest.raises(errors.InsufficientPrivilege):
        ilze.execute("UPDATE contact SET client_id = NULL, subject = 'Mans'")


def test_who_is_switched_off_cannot_come_in(psql: Psql) -> None:
    with pytest.raises(psycopg.OperationalError):
        psql("zane")


def test_who_is_taken_out_of_a_group_loses_its_rights_in_the_open_session(guarded: People, psql: Psql) -> None:
    ilze = psql("ilze")
    assert count(ilze, "contact") == 0
    guarded.provision("ilze")
    with pytest.raises((errors.InsufficientPrivilege, errors.UndefinedTable)):  # not even the schema is theirs
        ilze.execute("SELECT * FROM contact")


def test_what_the_server_refuses_is_told_as_forbidden(guarded: People, head_office: Office) -> None:
    """Lete itself would not have let them; this is the second wall."""
    from app.core.permissions import Role

    contact_id = added(head_office)
    liar = guarded.office("rita", "Rita", {Role.SPECIALIST})
    with head_office.view(CONTACTS_EDIT) as view:
        hidden = view.get(Contact, contact_id)
    with pytest.raises(Forbidden), liar.work(CONTACTS_EDIT) as work:
        work.session.add(hidden)
        hidden.subject = "Mans"
    with pytest.raises(Forbidden), liar.work(CONTACTS_ADD) as work:
        contact(work, registered_by="dace")


def test_a_search_of_a_clerk_uses_the_index(psql: Psql) -> None:
    ilze = psql("ilze")
    ilze.execute("SET enable_seqscan = off")
    plan = "\n".join(rows(ilze, "EXPLAIN SELECT id FROM contact WHERE search_fold LIKE '% abcd%'"))
    assert "ix_contact_search" in plan


def test_changes_by_psql_are_told_to_the_programs(psql: Psql) -> None:
    dace, ilze = psql("dace"), psql("ilze")
    dace.execute("LISTEN lete")
    insert(ilze, "ilze", 1)
    (notice,) = dace.notifies(timeout=5, stop_after=1)
    assert notice.payload == f"server contacts:{rows(ilze, 'SELECT id FROM contact')[0]}"


def test_the_guard_can_be_applied_again_with_people_in_it(guarded: People, head_office: Office) -> None:
    from app.core.db import engine_for
    from app.core.migrate import renew_guard

    added(head_office)
    engine = engine_for(guarded.url)
    renew_guard(engine)
    with transaction(engine, writes=False) as session:
        assert audit.verify(session) is None
    engine.dispose()
