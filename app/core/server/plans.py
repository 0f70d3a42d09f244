"""What EXPLAIN ANALYZE may count.

The server takes the comparisons of texts for harmless and makes them before a policy has spoken: a plan then tells
how many rows hold a word that somebody else entered. Only a superuser may change that.
"""

from __future__ import annotations

from sqlalchemy import Engine, text

from app.core.db import WRITES, is_sqlite

_HARMLESS = """
SELECT format('ALTER FUNCTION %s NOT LEAKPROOF', oid::regprocedure) FROM pg_proc
WHERE proleakproof AND pronamespace = 'pg_catalog'::regnamespace AND prorettype = 'bool'::regtype
AND proargtypes::oid[] && ARRAY['text', 'bpchar', 'name']::regtype[]::oid[]
"""


def close(engine: Engine) -> bool:
    """Have texts compared only in rows that a policy let through; whether that is so now.

    It is a setting of this database alone, and lost when the database is restored or the server upgraded.
    """
    if is_sqlite(engine):
        return True
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        commands = connection.execute(text(_HARMLESS)).scalars().all()
        if commands and not connection.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")):
            return False
        for command in commands:
            connection.exec_driver_sql(command)
    return True
