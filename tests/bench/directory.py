"""A directory of 5,000 people: its list in a window, as lists are measured (performance.md 2).

Floors are as in ``lists``: painting the view once, and for first rows the bare statement of these as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from itertools import cycle
from typing import Any

from app.cards.tables import Card
from app.contacts.sample import sample_clients
from app.core.db import is_sqlite
from app.core.permissions import DIRECTORY_EDIT, MACHINE
from app.core.work import Work
from app.directory.policy import to_json
from app.directory.records import Reception
from app.directory.tables import Employee, Unit
from tests.bench import staff_import
from tests.bench.harness import Result, Section, compared, in_own_process, percentile, timed
from tests.bench.lists import FIRST_GOAL
from tests.bench.raw import Raw, raw
from tests.bench.stage import Stage, opened
from tests.support.databases import EngineKind

FIRST_ROWS, PAGE, JUMP = "directory.first_rows", "directory.page_p95", "directory.jump"
_POSTS = ("Speciālists", "Vecākais speciālists", "Nodaļas vadītājs", "Lietvedis", "Jurists", "Šoferis")
_UNITS = tuple(f"{number}. nodaļa" for number in range(1, 41))
_MORNING, _AFTERNOON = (time(8), time(12)), (time(13), time(17))
_RECEPTIONS: tuple[Reception, ...] = (
    {},
    {1: (_MORNING,), 4: (_AFTERNOON,)},
    dict.fromkeys(range(1, 6), (_MORNING, _AFTERNOON)),
)
_HOURS = tuple(map(to_json, _RECEPTIONS))


def seen(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """What a person sees of the list."""
    with _directory(stage, kind) as url:
        told = in_own_process("tests.bench.directory_view", url, str(stage.sizes.steps))
        with raw(url) as bare:
            _first_bare(bare)
            floor = told["repaint"] + min(timed(lambda: _first_bare(bare)) for _ in range(5))
    yield compared(FIRST_ROWS, kind, told["first_rows"], floor, FIRST_GOAL)
    yield compared(PAGE, kind, percentile(told["pages"], 95), told["repaint"], 1.6)
    yield compared(JUMP, kind, percentile(told["jumps"], 50), told["repaint"], 1.6)


@contextmanager
def _directory(stage: Stage, kind: EngineKind) -> Iterator[str]:
    """The address of an office with so many people, two thirds of whom have a card."""
    url = stage.empty(kind)
    try:
        with opened(url, MACHINE) as office:
            with office.work(DIRECTORY_EDIT) as work:
                _fill(work, stage.sizes.staff)
            if not is_sqlite(office.engine):
                with office.engine.connect() as connection:
                    connection.exec_driver_sql("ANALYZE")
        yield url
    finally:
        stage.drop(url)


def _fill(work: Work, count: int) -> None:
    units = cycle(work.insert(Unit, [{"name": name} for name in _UNITS]))
    clients = sample_clients(count, 7)
    people: list[dict[str, Any]] = [
        {
            "name": client.name,
            "job_title": _POSTS[number % len(_POSTS)],
            "unit_id": next(units),
            "place": f"{number % 5 + 1}. stāvs, {number % 90 + 100}. kab.",
            "phone": client.phone,
            "email": client.email,
            "reception": _HOURS[number % len(_HOURS)],
        }
        for number, client in enumerate(clients)
    ]
    ids = work.insert(Employee, people)
    issued = [(number, row) for number, row in enumerate(zip(ids, people, strict=True)) if number % 3]
    work.insert(Card, [_card(number, employee_id, person) for number, (employee_id, person) in issued])


def _card(number: int, employee_id: int, person: dict[str, Any]) -> dict[str, Any]:
    return {
        "employee_id": employee_id,
        "kind": "staff_id",
        "number": f"{number:05}",
        "name": person["name"],
        "job_title": person["job_title"],
        "state": "issued",
        "issued_on": date(2026, 1, 5),
        "valid_until": date(2036, 1, 31),
    }


def _first_bare(bare: Raw) -> list[object]:
    here = "hidden = 0" if bare.sqlite else "NOT hidden"
    return bare.all(f"SELECT * FROM employee WHERE {here} ORDER BY name_sort, id LIMIT 128")


SECTIONS = (Section((FIRST_ROWS, PAGE, JUMP), seen), Section((staff_import.IMPORT,), staff_import.imported))
