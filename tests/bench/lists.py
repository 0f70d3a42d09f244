"""Long lists: the journal in its window, and its ids against the bare statement (performance.md 2).

The floor of what is seen is painting the view once; of first rows and of another order, that and the bare
statement of the first rows. What is seen is measured in a process of its own (``list_view``).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter, Sort
from tests.bench.harness import Result, Section, alternating, compared, in_own_process, limited, percentile, timed
from tests.bench.raw import Raw, raw
from tests.bench.stage import Stage, opened
from tests.support.databases import EngineKind

FIRST_ROWS, PAGE, JUMP = "list.first_rows", "list.page_p95", "list.jump"
RESORT, MEMORY = "list.resort", "list.memory"
IDS, SORTED_IDS = "list.ids", "list.ids_by_client"
#: performance.md sets none for first rows and another order: its table has 55 and 23 ms where painting takes 8.
FIRST_GOAL, RESORT_GOAL = 6.5, 3.0
MOST_MEMORY = 80.0
_ID_BYTES = 10


def seen(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """What a person sees of the list."""
    url = stage.log(kind)
    told = in_own_process("tests.bench.list_view", url, str(stage.sizes.steps))
    repaint = told["repaint"]
    with raw(url) as bare:
        _first_bare(bare)
        floor = repaint + min(timed(lambda: _first_bare(bare)) for _ in range(5))
    yield compared(FIRST_ROWS, kind, told["first_rows"], floor, FIRST_GOAL)
    yield compared(PAGE, kind, percentile(told["pages"], 95), repaint, 1.6)
    yield compared(JUMP, kind, percentile(told["jumps"], 50), repaint, 1.6)
    yield compared(RESORT, kind, told["resort"], floor, RESORT_GOAL)
    yield limited(MEMORY, kind, told["memory"], stage.sizes.log * _ID_BYTES / 1e6, MOST_MEMORY)


def ids(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """All ids in order, as the list asks for them."""
    url = stage.log(kind)
    with opened(url) as office, raw(url) as bare:
        journal = JournalList(office)
        for name, sort, order in (
            (IDS, Sort(), "at DESC, id DESC"),
            (SORTED_IDS, Sort("client_name", descending=False), "client_sort, id"),
        ):
            figure, floor = alternating(
                lambda sort=sort: journal.ids(ContactFilter(), sort),  # type: ignore[misc]
                lambda order=order: _bare_ids(bare, order),  # type: ignore[misc]
                5,
            )
            yield compared(name, kind, figure, floor, 1.3)


def _first_bare(bare: Raw) -> list[object]:
    kept = "kept = 1" if bare.sqlite else "kept"
    return bare.all(f"SELECT * FROM contact WHERE {kept} ORDER BY at DESC, id DESC LIMIT 128")


def _bare_ids(bare: Raw, order: str) -> object:
    """The aggregate as it is written by hand: the fastest each engine has."""
    if bare.sqlite:
        inner = f"SELECT id FROM contact WHERE kept = 1 ORDER BY {order}"
        return bare.all(f"SELECT group_concat(id + 4000000000, '') FROM ({inner})")
    inner = f"SELECT id FROM contact WHERE kept ORDER BY {order}"
    cursor = bare.connection.cursor(binary=True)
    cursor.execute(f"SELECT string_agg(int4send(id), '') FROM ({inner}) AS ids")
    return cursor.fetchone()


SECTIONS = (
    Section((FIRST_ROWS, PAGE, JUMP, RESORT, MEMORY), seen),
    Section((IDS, SORTED_IDS), ids),
)
