"""Postgres' indexes for searching, which need the extension pg_trgm. Without them searching works, only slower."""

from __future__ import annotations

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.core.db import WRITES, Base, is_sqlite
from app.core.errors import Unavailable
from app.core.search import STRETCH
from app.core.server import apply
from app.core.trouble import explain


def is_missing(engine: Engine) -> bool:
    """Whether a table is searched without its index. Raises Unavailable."""
    return bool(_missing(engine)) if not is_sqlite(engine) else False


def complete(engine: Engine) -> bool:
    """Make the indexes that are missing; whether all are there now. Raises Unavailable.

    They stay missing where the server does not offer the extension.
    """
    missing = [] if is_sqlite(engine) else _missing(engine)
    if not missing:
        return True
    try:
        with engine.execution_options(**{WRITES: True}).begin() as connection:
            offered = text("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
            if connection.execute(offered).first() is None:
                return False
            if connection.scalar(text("SELECT to_regnamespace('lete')")) is not None:
                connection.exec_driver_sql(f'SET LOCAL ROLE "{apply.roles_in(connection).owner}"')
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            for name in missing:
                connection.exec_driver_sql(
                    f"CREATE INDEX IF NOT EXISTS {_index(name)} ON {name} "
                    f"USING gin ((ARRAY[id / {STRETCH}]), search_fold gin_trgm_ops)"
                )
    except DBAPIError as error:
        message = explain(error)
        if message is None:
            raise
        raise Unavailable(message) from error
    return True


def _missing(engine: Engine) -> list[str]:
    searched = sorted(
        mapper.class_.__tablename__ for mapper in Base.registry.mappers if mapper.class_.search_index
    )
    try:
        with engine.connect() as connection:
            there = connection.execute(text("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"))
            found = set(there.scalars())
    except DBAPIError as error:
        message = explain(error)
        if message is None:
            raise
        raise Unavailable(message) from error
    return [name for name in searched if _index(name) not in found]


def _index(table: str) -> str:
    return f"ix_{table}_search"
