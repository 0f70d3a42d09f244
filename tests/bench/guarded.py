"""The journal as the server guards it: searched, listed and counted by a clerk and by a specialist, who sees less.

The floor is the same bare statement by the superuser, for whom nothing is guarded.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import text

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter, Sort
from app.core.db import engine_for
from app.core.permissions import Actor, Role
from app.office import Office
from tests.bench.harness import STRICTEST, Result, Section, limited, percentile, timed
from tests.bench.raw import Raw, raw
from tests.bench.search import LIMIT, bare_search, keystrokes
from tests.bench.stage import Stage
from tests.support.databases import EngineKind

PEOPLE = (("clerk", Role.CLERK), ("specialist", Role.SPECIALIST))
NAMES = tuple(f"guarded.{what}_{who}" for who, _ in PEOPLE for what in ("search_p95", "list", "counts"))
#: Seconds: a search (performance.md 3), the first rows of the list, and the numbers on its tabs.
SEARCH, LIST, COUNTS = 0.05, 0.05, 0.15
_TIMES = 7


def run(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """The log of a million, as each of them sees it."""
    url = stage.log(kind)
    boss = stage.for_superuser(url)
    for who, role in PEOPLE:
        login = f"bench_{who}"
        engine = engine_for(stage.for_person(url, login, role))
        if role is Role.SPECIALIST:
            _be_a_handler(boss, login)
        journal = JournalList(Office(engine, Actor(login, who, frozenset({role}))))
        try:
            with raw(boss) as bare:
                yield from _measured(journal, bare, who, kind)
        finally:
            engine.dispose()


def _measured(journal: JournalList, bare: Raw, who: str, kind: EngineKind) -> Iterator[Result]:
    figures, floors = [], []
    for query in keystrokes(bare, "common"):
        bare_search(bare, query)  # whoever comes first would read the pages for both
        floors.append(timed(partial(bare_search, bare, query)))
        figures.append(timed(partial(journal.first, ContactFilter(text=query), Sort(), LIMIT)))
    searched, floor = percentile(figures, 95), percentile(floors, 95)
    yield limited(f"guarded.search_p95_{who}", kind, searched, floor, SEARCH, STRICTEST)
    first = "SELECT * FROM contact WHERE kept ORDER BY at DESC, id DESC LIMIT 100"
    listed = _median(partial(journal.first, ContactFilter(), Sort(), LIMIT))
    yield limited(f"guarded.list_{who}", kind, listed, _median(partial(bare.all, first)), LIST, STRICTEST)
    count = "SELECT count(*) FROM contact WHERE kept"
    counted = _median(partial(journal.tab_counts, ContactFilter()))
    yield limited(f"guarded.counts_{who}", kind, counted, _median(partial(bare.all, count)), COUNTS, STRICTEST)


def _median(call: Callable[[], object]) -> float:
    call()
    return statistics.median(timed(call) for _ in range(_TIMES))


def _be_a_handler(url: str, login: str) -> None:
    """Give the login to the person who has handled fewest contacts, which still is a tenth of the log."""
    least_busy = (
        "UPDATE employee SET account = :login WHERE id = "
        "(SELECT handler_id FROM contact WHERE handler_id IS NOT NULL "
        "GROUP BY handler_id ORDER BY count(*), handler_id LIMIT 1)"
    )
    engine = engine_for(url)
    try:
        with engine.begin() as connection:
            taken = connection.scalar(text("SELECT 1 FROM employee WHERE account = :login"), {"login": login})
            if not taken:
                connection.execute(text(least_busy), {"login": login})
    finally:
        engine.dispose()


SECTIONS = (Section(NAMES, run, ("postgresql",)),)
