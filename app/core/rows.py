"""How the rows of a table are written: worked out once per table and engine, then the same for one row or many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, String, Table
from sqlalchemy.engine import Connection

from app.core.canonical import encode_plainly, value_text
from app.core.db import Base

Processor = Callable[[Any], Any]

#: Rows sent to the server in one statement.
_AT_ONCE = 5_000


class RowWriter:
    """Completes rows of column values, tells their audit, and inserts them."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        self._names = [column.name for column in table.columns]
        self._values = itemgetter(*self._names)
        self._defaults = _defaults(table)
        self._facts = [(name, f'"{name}":[null,') for name in sorted(set(self._names) - derived(table))]
        self._processors = _processors(table, dialect)
        self._sqlite = dialect.name == "sqlite"
        quoted = [dialect.identifier_preparer.quote(name) for name in self._names]
        head = f"INSERT INTO {dialect.identifier_preparer.format_table(table)} ({', '.join(quoted)})"
        if self._sqlite:
            self._statement = f"{head} VALUES ({', '.join('?' * len(quoted))})"
            return
        # One JSON text is read by the server faster than a statement is run for each row. COPY would be faster
        # still, but is refused where a table has row-level policies.
        self._keys = [f"c{place}" for place in range(len(quoted))]
        types = (_wide(column.type, dialect) for column in table.columns)
        read = ", ".join(f"{key} {kind}" for key, kind in zip(self._keys, types, strict=True))
        self._statement = f"{head} SELECT * FROM json_to_recordset(%s) AS r({read})"  # noqa: S608 - names of ours

    def complete(self, row: Mapping[str, Any], derived_values: Mapping[str, Any], row_id: int) -> dict[str, Any]:
        """Every column of a row: absent ones take their defaults."""
        return {**self._defaults, **row, **derived_values, "id": row_id}

    def facts(self, row: Mapping[str, Any]) -> str:
        """What the audit tells of a new row: its columns that say something, as canonical text."""
        told = [f"{head}{value_text(value)}]" for name, head in self._facts if (value := row[name])]
        return "{" + ",".join(told) + "}"

    def insert(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Write complete rows. Their values are turned into what the driver takes, in place."""
        for name, process in self._processors:
            for row in rows:
                if row[name] is not None:
                    row[name] = process(row[name])
        values = list(map(self._values, rows))
        if self._sqlite:
            connection.exec_driver_sql(self._statement, values)
            return
        for start in range(0, len(values), _AT_ONCE):
            records = [dict(zip(self._keys, row, strict=True)) for row in values[start : start + _AT_ONCE]]
            connection.exec_driver_sql(self._statement, (encode_plainly(records),))


def writer(table: Table, dialect: Dialect) -> RowWriter:
    """The table's writer for the engine, made when first asked for."""
    known: dict[str, RowWriter] = table.info.setdefault("writers", {})
    if dialect.name not in known:
        known[dialect.name] = RowWriter(table, dialect)
    return known[dialect.name]


def derived(table: Table) -> frozenset[str]:
    """The columns that follow from others, left out of the audit."""
    known: frozenset[str] | None = table.info.get("derived")
    if known is None:
        made = {column.name for column in table.columns if column.info.get("derived")}
        known = table.info["derived"] = frozenset(made | {"id", "version"})
    return known


def derive(cls: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    """The derived columns of a row, cut to what their columns hold: the sort key of a rare letter is many long."""
    made = cls.derive(values)
    for name, length in _lengths(cls):
        if len(text := made.get(name, "")) > length:
            made[name] = text[:length]
    return made


@cache
def _lengths(cls: type[Base]) -> tuple[tuple[str, int], ...]:
    """The derived texts of a table that have a longest length."""
    found = ((column.name, column.type) for column in cls.__table__.columns if column.info.get("derived"))
    return tuple((name, kind.length) for name, kind in found if isinstance(kind, String) and kind.length)


def _defaults(table: Table) -> dict[str, Any]:
    """The value of each column that a row does not give."""
    known = {column.name: getattr(column.default, "arg", None) for column in table.columns if column.name != "id"}
    if "version" in known:
        known["version"] = 1
    return known


def _processors(table: Table, dialect: Dialect) -> list[tuple[str, Processor]]:
    """Columns whose values the driver takes in another form only."""
    found = ((column.name, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in table.columns)
    return [(name, process) for name, process in found if process is not None]


def _wide(kind: Any, dialect: Dialect) -> str:
    """The type a value is read as; text without its length, so that the column itself refuses a longer one."""
    name: str = kind.compile(dialect)
    return "text" if name.startswith(("VARCHAR", "TEXT")) else name
