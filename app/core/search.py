"""Search as typed: every word of the query begins a word of the folded text, in any order.

SQLite keeps an FTS5 index beside the table, Postgres a trigram index on the folded column. Both are asked with
the same words, folded by the same function as the data.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, column, func, literal_column, select, table, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute

from app.core.db import is_sqlite
from app.core.latvian import fold, words

#: Digits that belong together: 26 000 417, +371 26000417.
_DIGITS = re.compile(r"^\+?[\d\s]+$")
#: How many of the newest rows a server reads one by one before it asks its index; the second time only where the
#: first has found so many that there must be enough.
_NEWEST, _MANY = (2_000, 40_000), 20


def query_words(query: str) -> list[str]:
    """The words that must all be found; a phone number in groups is one word, without the country code."""
    folded = fold(query)
    if _DIGITS.match(folded):
        digits = re.sub(r"\D", "", folded)
        if digits.startswith("371") and (folded.startswith("+") or len(digits) > 8):
            digits = digits[3:]
        return [digits] if digits else []
    return list(words(query))


def search_text(*parts: str) -> str:
    """What is stored and indexed of a row: its folded words, a blank before each."""
    return " " + " ".join(words(" ".join(parts)))


def phone_text(e164: str) -> str:
    """A phone number as it is searched for: without the country code where that is ours."""
    return e164.removeprefix("+371").removeprefix("+")


def matches(
    connection: Connection, query: str, id_column: InstrumentedAttribute[int], folded: InstrumentedAttribute[str]
) -> ColumnElement[bool]:
    """The condition that a row of ``folded``'s table holds all words of ``query``."""
    sought = query_words(query)
    if not sought:
        return literal_column("1") == literal_column("1")
    if is_sqlite(connection) and folded.class_.search_index:
        index = f"{folded.class_.__tablename__}_search"
        found = select(column("rowid", Integer)).select_from(table(index))
        return id_column.in_(found.where(text(f"{index} MATCH :match").bindparams(match=_expression(sought))))
    return _holds(folded.expression, sought)


def index_rows(connection: Connection, name: str, first_id: int, last_id: int) -> None:
    """Enter new rows of a table into its search index; Postgres does that by itself."""
    if is_sqlite(connection):
        connection.exec_driver_sql(
            f"INSERT INTO {name}_search(rowid, search_fold) "  # noqa: S608 - a table name of ours
            f"SELECT id, search_fold FROM {name} WHERE id BETWEEN ? AND ?",
            (first_id, last_id),
        )


def newest_ids(
    connection: Connection,
    query: str,
    id_column: InstrumentedAttribute[int],
    folded: InstrumentedAttribute[str],
    *,
    condition: ColumnElement[bool],
    limit: int,
) -> list[int]:
    """The highest ``limit`` ids of the rows that match and meet ``condition``, newest first.

    For tables with a search index.
    """
    sought = query_words(query)
    chosen = select(id_column).where(condition).limit(limit)
    if not sought:
        return list(connection.execute(chosen.order_by(id_column.desc())).scalars())
    if is_sqlite(connection):
        name = folded.class_.__tablename__
        return _newest_in_file(connection, chosen, name, sought)
    for rows in _NEWEST:
        # A word that many rows hold is soon found in the newest of them; one that few hold, by the trigram index.
        # The server cannot tell beforehand which it is: row-level security keeps it from looking into its samples.
        newest = chosen.where(id_column > select(func.max(id_column) - rows).scalar_subquery())
        one_by_one = newest.where(_holds(folded.concat(""), sought)).order_by(id_column.desc())
        found = list(connection.execute(one_by_one).scalars())
        if len(found) >= limit:
            return found
        if len(found) < _MANY:
            break
    # Not the column itself: the server would walk all rows from the newest one rather than use the index.
    by_index = chosen.where(_holds(folded.expression, sought)).order_by((id_column + 0).desc())
    return list(connection.execute(by_index).scalars())


def _newest_in_file(connection: Connection, chosen: Select[Any], name: str, sought: list[str]) -> list[int]:
    index = f"{name}_search"
    rowid = literal_column(f"{index}.rowid", Integer)
    found = (
        chosen.join(table(index), literal_column(f"{name}.id", Integer) == rowid)
        .where(text(f"{index} MATCH :match").bindparams(match=_expression(sought)))
        .order_by(rowid.desc())
    )
    return list(connection.execute(found).scalars())


def _expression(sought: list[str]) -> str:
    return " ".join(f'"{word}"*' for word in sought)


def _holds(folded: ColumnElement[str], sought: list[str]) -> ColumnElement[bool]:
    return and_(*(folded.like(f"% {word}%") for word in sought))
