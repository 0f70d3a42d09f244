"""Search as typed: every word of the query begins a word of the folded text, in any order.

SQLite keeps an FTS5 index beside the table, Postgres a trigram index on the folded column. Both are asked with
the same words, folded by the same function as the data.
"""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Integer, and_, column, literal_column, select, table, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute

from app.core.db import is_sqlite
from app.core.latvian import fold, words

#: Digits that belong together: 26 000 417, +371 26000417.
_DIGITS = re.compile(r"^\+?[\d\s]+$")


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
        expression = " ".join(f'"{word}"*' for word in sought)
        found = select(column("rowid", Integer)).select_from(table(index))
        return id_column.in_(found.where(text(f"{index} MATCH :match").bindparams(match=expression)))
    return and_(*(folded.like(f"% {word}%") for word in sought))


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
    """The highest ``limit`` ids of the rows that match and meet ``condition``, newest first, off the index."""
    owner = folded.class_
    chosen = select(id_column).where(condition).limit(limit)
    sought = query_words(query)
    if not (sought and is_sqlite(connection) and owner.search_index):
        chosen = chosen.where(matches(connection, query, id_column, folded)).order_by(id_column.desc())
        return list(connection.execute(chosen).scalars())
    index = f"{owner.__tablename__}_search"
    rowid = literal_column(f"{index}.rowid", Integer)
    expression = " ".join(f'"{word}"*' for word in sought)
    chosen = (
        chosen.join_from(table(index), owner, id_column == rowid)
        .where(text(f"{index} MATCH :match").bindparams(match=expression))
        .order_by(rowid.desc())
    )
    return list(connection.execute(chosen).scalars())
