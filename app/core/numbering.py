"""Numbers without gaps: a counter per register and year, moved in the transaction that uses the number.

On Postgres the server keeps the counter: it says which numbers come next, and counts on when rows that bear them
are added.

A rolled-back save gives its number back; an annulled record keeps it. Nothing ever reuses one.
"""

from __future__ import annotations

from sqlalchemy import Integer, bindparam, column, insert, select, table, text, update
from sqlalchemy.orm import Session

from app.core.db import is_sqlite
from app.core.tables import Counter

#: Built once: it is part of every save.
_COUNTERS = table("counter", column("register_key"), column("year"), column("last", Integer))
_MOVE = (
    update(_COUNTERS)
    .where(_COUNTERS.c.register_key == bindparam("register"), _COUNTERS.c.year == bindparam("of_year"))
    .values(last=_COUNTERS.c.last + bindparam("count", type_=Integer))
    .returning(_COUNTERS.c.last)
)


_NEXT = text("SELECT lete.next_numbers(:register, :of_year, :count)")


def take(session: Session, register: str, year: int, count: int = 1) -> int:
    """Reserve ``count`` consecutive numbers of ``register`` in ``year``; the first of them.

    They are to be used in this transaction, before any other of that year are taken.
    """
    connection = session.connection()
    wanted = {"register": register, "of_year": year, "count": count}
    if not is_sqlite(connection):
        return int(connection.execute(_NEXT, wanted).scalar_one())
    new_last = connection.execute(_MOVE, wanted).scalar()
    if new_last is None:  # the first of the year; nobody else writes meanwhile
        new_last = count
        connection.execute(insert(Counter).values(register_key=register, year=year, last=count))
    return int(new_last) - count + 1


def last(session: Session, register: str, year: int) -> int:
    """The highest number given out in ``year``; 0 where there is none yet."""
    found = session.execute(
        select(Counter.last).where(Counter.register_key == register, Counter.year == year)
    ).scalar()
    return found or 0
