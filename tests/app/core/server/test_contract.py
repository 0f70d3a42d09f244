"""What every table has, also those of registers to come."""

from __future__ import annotations

from tests.app.core.server.conftest import Psql

OURS = "relkind IN ('r', 'p') AND relnamespace IN ('public'::regnamespace, 'lete_private'::regnamespace)"


def names(psql: Psql, query: str) -> set[str]:
    return {row[0] for row in psql("").execute(query)}


def test_row_level_security_is_forced_on_every_table(psql: Psql) -> None:
    assert (
        names(psql, f"SELECT relname FROM pg_class WHERE {OURS} AND NOT (relrowsecurity AND relforcerowsecurity)")
        == set()
    )


def test_every_table_has_a_policy_for_people_unless_it_is_closed_to_them(psql: Psql) -> None:
    closed = {"credential", "audit_pending", "audit_commit", "contact_sight"}
    open_to_people = names(
        psql,
        "SELECT tablename FROM pg_policies "
        "WHERE policyname NOT IN ('owner_all', 'backup_reads', 'provisioner_all')",
    )
    assert names(psql, f"SELECT relname FROM pg_class WHERE {OURS}") - open_to_people == closed


def test_every_table_belongs_to_the_owner_whom_nobody_can_be(psql: Psql) -> None:
    owners = names(psql, f"SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE {OURS}")
    assert len(owners) == 1
    (owner,) = owners
    assert owner.endswith("_owner")
    assert names(psql, f"SELECT rolname FROM pg_roles WHERE rolname = '{owner}' AND rolcanlogin") == set()


def test_every_audited_table_is_audited_by_the_server(psql: Psql) -> None:
    from app.core.db import Base
    from app.registers import load_tables

    load_tables()
    audited = {mapper.class_.__tablename__ for mapper in Base.registry.mappers if mapper.class_.audited}
    for act in ("insert", "update", "delete"):
        query = f"SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'lete_audit_{act}'"
        assert names(psql, query) == audited


def test_nobody_may_make_anything_in_the_database(psql: Psql) -> None:
    for login in ("ilze", "rita", "dace", "anna"):
        found = psql(login).execute(
            "SELECT has_database_privilege(current_database(), 'TEMP'), "
            "has_database_privilege(current_database(), 'CREATE'), "
            "has_schema_privilege('public', 'CREATE'), has_schema_privilege('lete_private', 'USAGE')"
        )
        assert found.fetchone() == (False, False, False, False)
