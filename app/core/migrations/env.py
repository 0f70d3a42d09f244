"""Alembic calls this file for each migration; the connection comes from app.core.migrate."""

from __future__ import annotations

from alembic import context

from app.core.db import Base
from app.registers import load_tables

load_tables()


def ours(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Whether a table is described by the models; search indexes are made by revisions alone."""
    return not (kind == "table" and "_search" in (name or ""))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    include_object=ours,
)
with context.begin_transaction():
    context.run_migrations()
