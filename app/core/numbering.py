"""Numbers without gaps: a counter per register and year, moved in the transaction that uses the number.

A rolled-back save gives its number back; an annulled record keeps it. Nothing ever reuses one.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, bindparam, column, select, table, update
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


def take(session: Session, register: str, year: int, count: int = 1) -> int:
    """Reserve ``count`` consecutive numbers of ``register`` in ``year``; the first of them."""
    connection = session.connection()
    new_last = connection.execute(_MOVE, {"register": register, "of_year": year, "count": count}).scalar()
    if new_last is None:
        # Two first savers of a year may meet here; the loser of the race adds to the winner's row.
        new_last = connection.execute(
            _insert_or_update(sqlite=is_sqlite(connection))
            .values(register_key=register, year=year, last=count)
            .on_conflict_do_update(
                index_elements=[Counter.register_key, Counter.year], set_={"last": Counter.last + count}
            )
            .returning(Counter.last)
        ).scalar_one()
    return int(new_last) - count + 1


def _insert_or_update(*, sqlite: bool) -> Any:
    """The engine's own INSERT, which knows ON CONFLICT; the other engine's stays unloaded."""
    if sqlite:
        from sqlalchemy.dialects.sqlite import insert  # noqa: PLC0415

        return insert(Counter)
    from sqlalchemy.dialects.postgresql import insert as postgres_insert  # noqa: PLC0415

    return postgres_insert(Counter)


def last(session: Session, register: str, year: int) -> int:
    """The highest number given out in ``year``; 0 where there is none yet."""
    found = session.execute(
        select(Counter.last).where(Counter.register_key == register, Counter.year == year)
    ).scalar()
    return found or 0
