"""Long lists: the ids of a million rows in the order of a column (performance.md 2).

The database glues the ids into one string, so that Python touches no row of what is not on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Integer,
    String,
    any_,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.engine import Connection

from app.core.db import is_sqlite
from app.core.ids import BASE, Ids


def ordered_ids(
    connection: Connection,
    id_column: ColumnElement[int],
    condition: ColumnElement[bool],
    order: tuple[ColumnElement[Any], ...],
) -> Ids:
    """The ids of the rows that meet ``condition``, in ``order``."""
    # Written out: bound values would be looked at anew for each row.
    base, nothing = literal_column(str(BASE), BigInteger), literal_column("''", String)
    # Both engines glue in the order of the rows they are given; told it again, Postgres would sort once more.
    rows = select(id_column.label("id")).where(condition).order_by(*order).subquery()
    if is_sqlite(connection):
        glued = func.group_concat(rows.c.id + base, nothing)
    else:
        glued = func.string_agg(cast(cast(rows.c.id, BigInteger) + base, String), nothing)
    whole = select(glued).select_from(rows)
    return Ids(connection.execute(whole).scalar() or "")


def among(connection: Connection, id_column: ColumnElement[int], ids: Sequence[int]) -> ColumnElement[bool]:
    """The condition that a row is one of ``ids``.

    A server is told them as one value: writing, reading and planning hundreds takes longer than finding the rows.
    """
    if is_sqlite(connection):
        return id_column.in_(ids)
    return id_column == any_(bindparam(None, list(ids), ARRAY(Integer)))
