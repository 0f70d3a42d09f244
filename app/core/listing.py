"""Long lists: the ids of a million rows in the order of a column, as one compact array (performance.md 2).

The database glues the ids into one string, so that Python touches no row of what is not on the screen.
"""

from __future__ import annotations

from array import array
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    LargeBinary,
    Select,
    String,
    cast,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.engine import Connection

from app.core.db import is_sqlite

#: Hexadecimal digits of an id.
_WIDTH = 16


def ordered_ids(
    connection: Connection,
    id_column: ColumnElement[int],
    condition: ColumnElement[bool],
    order: tuple[ColumnElement[Any], ...],
) -> array[int]:
    """The ids of the rows that meet ``condition``, in ``order``."""
    if is_sqlite(connection):
        rows = select(id_column.label("id")).where(condition).order_by(*order).subquery()
        # Written out: as bound values, format and separator would be looked at anew for each row.
        hexed = func.printf(literal_column(f"'%0{_WIDTH}x'"), rows.c.id, type_=String)
        whole = func.group_concat(hexed, literal_column("''"))
        found = connection.execute(select(whole).select_from(rows)).scalar()
        return _from_bytes(bytes.fromhex(found or ""))
    from sqlalchemy.dialects.postgresql import aggregate_order_by  # noqa: PLC0415 - SQLite starts without it

    packed: Select[Any] = select(
        func.string_agg(
            func.int8send(cast(id_column, BigInteger), type_=LargeBinary),
            aggregate_order_by(literal(b"", LargeBinary), *order),
        )
    ).where(condition)
    return _from_bytes(bytes(connection.execute(packed).scalar() or b""))


def _from_bytes(packed: bytes) -> array[int]:
    ids = array("q")
    ids.frombytes(packed)
    ids.byteswap()  # both engines write the highest byte first; every machine we run on reads the lowest first
    return ids
