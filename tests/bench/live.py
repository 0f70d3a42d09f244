"""How soon others hear of a save: from its commit on one PC to the notice in the other's program.

The floor is what the engine itself needs: NOTIFY between two bare connections, or the data version of a file asked
for without pause.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from queue import Queue
from threading import Event

from app.contacts.service import Contacts
from app.core.changes import Changes, Hub
from app.core.permissions import Role
from app.core.watch import POLL_SECONDS, Watcher
from tests.bench.harness import Result, Section, limited, percentile, timed
from tests.bench.raw import Raw, raw
from tests.bench.stage import Stage
from tests.faults.offices import open_office, typed
from tests.support.databases import EngineKind

NOTICE = "live.notice_p95"
LIMIT_SECONDS = 1.0
_FLOORS = 40
_LONGEST_SECONDS = 10


def run(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """Saves at any moment of the watcher's round; the slowest twentieth of their notices."""
    url = stage.empty(kind)
    clerk = stage.for_person(url, "ilze", Role.CLERK)
    figure = percentile(_notices(clerk, stage.sizes.steps), 95)
    floor = percentile(_bare_notices(url if kind == "sqlite" else stage.for_superuser(url)), 95)
    yield limited(NOTICE, kind, figure, floor, LIMIT_SECONDS)
    stage.drop(url)


def _notices(url: str, count: int) -> list[float]:
    here, there = open_office(url), open_office(url)
    hub, heard, rng = Hub(), Queue[tuple[float, Changes]](), random.Random(0)
    hub.listen(lambda changes: heard.put((time.perf_counter(), changes)))
    watcher = Watcher(here.engine, hub)
    watcher.start()
    try:
        if not watcher.ready(_LONGEST_SECONDS):
            raise RuntimeError("the database is not watched")
        contacts = Contacts(there)
        return [_one(contacts, heard, rng) for _ in range(count)]
    finally:
        watcher.stop()
        for office in (here, there):
            office.engine.dispose()


def _one(contacts: Contacts, heard: Queue[tuple[float, Changes]], rng: random.Random) -> float:
    Event().wait(rng.uniform(0, POLL_SECONDS))  # people save at any moment of its round
    saved = contacts.save(typed(rng))
    committed = time.perf_counter()
    while True:
        at, changes = heard.get(timeout=_LONGEST_SECONDS)
        if changes.register == "contacts" and saved.contact_id in changes.ids:
            return max(at - committed, 1e-6)  # a notice may overtake the answer to the commit


def _bare_notices(url: str) -> list[float]:
    with raw(url) as one, raw(url) as other:
        one.run("CREATE TABLE bench_floor (number integer)")
        hears = _file_hears if one.sqlite else _server_hears
        return list(hears(one, other))


def _file_hears(one: Raw, other: Raw) -> Iterator[float]:
    known = other.all("PRAGMA data_version")
    for number in range(_FLOORS):
        one.run("INSERT INTO bench_floor VALUES (?)", [number])
        begun = time.perf_counter()
        while (found := other.all("PRAGMA data_version")) == known:
            pass
        known = found
        yield time.perf_counter() - begun


def _server_hears(one: Raw, other: Raw) -> Iterator[float]:
    other.run("LISTEN bench_floor")
    for _ in range(_FLOORS):
        one.run("NOTIFY bench_floor")
        yield timed(lambda: list(other.connection.notifies(timeout=_LONGEST_SECONDS, stop_after=1)))


SECTIONS = (Section((NOTICE,), run),)
