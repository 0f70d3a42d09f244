"""Search as typed: every word of the query begins a word of the folded text, in any order.

SQLite keeps an FTS5 index beside the table, Postgres a trigram index on the folded column. Both are asked with
the same words, folded by the same function as the data.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    column,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute

from app.core.db import is_sqlite
from app.core.latvian import fold, words

#: Digits that belong together: 26 000 417, +371 26000417.
_DIGITS = re.compile(r"^\+?[\d\s]+$")
_NUMBERS = ARRAY(Integer)
#: How many of the newest rows a server reads one by one before it asks its index; the second for a person who sees
#: only rows of their own, for whom it must not use the index, as that would tell of others' rows.
_NEWEST, _NEWEST_SCOPED = 1_000, 32_768
#: The server's index knows besides the words in which stretch of so many ids a row is, so that only the newest
#: stretches are looked up; of more stretches than that, all are.
STRETCH, _STRETCHES = 4_096, 64


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
    scoped: bool = False,
) -> list[int]:
    """The highest ``limit`` ids of the rows that match and meet ``condition``, newest first.

    For tables with a search index. ``scoped`` says that the server shows this person only rows of their own.
    """
    sought = query_words(query)
    chosen = select(id_column).where(condition).limit(limit)
    if not sought:
        return list(connection.execute(chosen.order_by(id_column.desc())).scalars())
    name = folded.class_.__tablename__
    if is_sqlite(connection):
        return _newest_in_file(connection, chosen, name, sought)
    found = _newest_on_server(connection, chosen, folded, sought, limit, scoped=scoped)
    if found is not None:
        return found
    if scoped:
        # It takes everybody for somebody who sees most of the rows, as it may not look who owns how many.
        connection.execute(text("SET LOCAL enable_seqscan = off"))
    # Not the column itself: the server would walk all rows from the newest one rather than use the index.
    everywhere = chosen.where(_holds(folded.expression, sought)).order_by((id_column + 0).desc())
    return list(connection.execute(everywhere).scalars())


def _newest_on_server(
    connection: Connection,
    chosen: Select[Any],
    folded: InstrumentedAttribute[str],
    sought: list[str],
    limit: int,
    *,
    scoped: bool,
) -> list[int] | None:
    """The same from the newest rows alone; None where these have too few.

    A word that many rows hold is soon found by reading the newest ones, and how often it is found there tells how
    many stretches of the index have enough. The server cannot tell that beforehand: row-level security keeps it
    from looking into its samples.
    """
    name, id_column = folded.class_.__tablename__, folded.class_.id
    newest = connection.scalar(text(f"SELECT pg_sequence_last_value('{name}_id_seq')"))
    if newest is None:
        return None
    read = _NEWEST_SCOPED if scoped else _NEWEST
    one_by_one = chosen.where(id_column > newest - read, _holds(folded.concat(""), sought))
    found = list(connection.execute(one_by_one.order_by(id_column.desc())).scalars())
    if len(found) >= limit or newest <= read:
        return found
    last, stretch = newest // STRETCH, literal_column(f"ARRAY[{name}.id / {STRETCH}]", _NUMBERS)
    if scoped or not found:
        return None  # few rows hold it, or only old ones do: all at once
    needed = min(1 + _NEWEST * limit * 3 // (len(found) * 2 * STRETCH), _STRETCHES)  # half as many again, for luck
    while needed <= min(_STRETCHES, last):
        stretches = list(range(last - needed, last + 1))
        here = stretch.op("&&")(bindparam(None, stretches, _NUMBERS))
        # The bare ids are for a server that lacks the index.
        by_index = chosen.where(id_column >= stretches[0] * STRETCH, here, _holds(folded.expression, sought))
        found = list(connection.execute(by_index.order_by((id_column + 0).desc())).scalars())
        if len(found) >= limit:
            return found
        needed *= 4
    return None


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
