"""What the guard amounts to, held by a text file: whoever changes a right sees in the diff what changed."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from tests.app.core.server.conftest import Psql

GOLDEN = Path(__file__).with_name("guard.txt")

PARTS = {
    "policies": """
        SELECT format('%s.%s %s: %s to %s%s%s', schemaname, tablename, policyname, cmd,
                      array_to_string(roles, ' '), ' using ' || qual, ' check ' || with_check)
        FROM pg_policies WHERE policyname NOT IN ('owner_all', 'backup_reads')""",
    "tables seen and changed by the owner and backups": """
        SELECT format('%s.%s: %s', schemaname, tablename, string_agg(policyname, ' ' ORDER BY policyname))
        FROM pg_policies WHERE policyname IN ('owner_all', 'backup_reads') GROUP BY schemaname, tablename""",
    "grants on tables": """
        SELECT format('%s: %s to %s', c.oid::regclass, string_agg(privilege_type, ' ' ORDER BY privilege_type),
                      CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END)
        FROM pg_class c, aclexplode(c.relacl)
        WHERE relnamespace IN ('public'::regnamespace, 'lete_private'::regnamespace) AND grantee <> relowner
        GROUP BY c.oid, grantee""",
    "grants on columns": """
        SELECT format('%s: %s of %s to %s', attrelid::regclass, privilege_type,
                      string_agg(attname, ' ' ORDER BY attname), pg_get_userbyid(grantee))
        FROM pg_attribute, aclexplode(attacl) WHERE attrelid > 16383 GROUP BY attrelid, privilege_type, grantee""",
    "grants on schemas": """
        SELECT format('%s: %s to %s', nspname, string_agg(privilege_type, ' ' ORDER BY privilege_type),
                      CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END)
        FROM pg_namespace, aclexplode(nspacl)
        WHERE nspname IN ('public', 'lete', 'lete_private') AND grantee <> nspowner GROUP BY nspname, grantee""",
    "functions": """
        SELECT format('%s%s%s to %s', p.oid::regprocedure,
            CASE WHEN prosecdef THEN ' as ' || pg_get_userbyid(proowner) END,
            ' set ' || array_to_string(proconfig, ' '), coalesce((
                SELECT string_agg(CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END, ' '
                                  ORDER BY grantee = 0 DESC, pg_get_userbyid(grantee))
                FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee <> proowner), 'nobody'))
        FROM pg_proc p WHERE pronamespace IN ('lete'::regnamespace, 'lete_private'::regnamespace)""",
    "triggers": """
        SELECT format('%s %s', tgrelid::regclass, regexp_replace(pg_get_triggerdef(oid), '^CREATE ', ''))
        FROM pg_trigger WHERE NOT tgisinternal""",
}


def snapshot(psql: Psql) -> list[str]:
    boss = psql("")
    found = boss.execute("SELECT lete.role_prefix()").fetchone()
    assert found is not None
    lines = []
    for title, query in PARTS.items():
        rows = sorted(" ".join(row[0].replace(found[0], "").split()) for row in boss.execute(query))
        lines += [f"# {title}", *rows, ""]
    return lines


def test_the_guard_is_what_was_agreed(psql: Psql) -> None:
    """LETE_GOLDEN=write makes the file anew; the diff is then read like any other change of the program."""
    found = snapshot(psql)
    if os.environ.get("LETE_GOLDEN") == "write":
        GOLDEN.write_text("\n".join(found), encoding="utf-8")
    agreed = GOLDEN.read_text(encoding="utf-8").split("\n")
    difference = "\n".join(difflib.unified_diff(agreed, found, "agreed", "found", lineterm="", n=0))
    if difference:
        pytest.fail(f"the guard is not what {GOLDEN.name} holds:\n{difference}")


def test_no_function_is_open_to_everybody_or_to_another_search_path(psql: Psql) -> None:
    rows = psql("").execute(
        "SELECT oid::regprocedure::text FROM pg_proc "
        "WHERE pronamespace IN ('lete'::regnamespace, 'lete_private'::regnamespace) "
        "AND (proacl IS NULL OR EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = 0) OR prosecdef "
        "AND NOT coalesce(array_to_string(proconfig, ',') LIKE '%search_path=pg_catalog, pg_temp%', false))"
    )
    assert rows.fetchall() == []
