"""Thirty people at one office, each saving every other second: how long a save takes them (performance.md 4).

That is many times what an office does. A save that is refused because somebody else holds the database misses the
goal however fast the others are. The floor is a bare commit of one row, alone on the same disk.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from threading import Event

from app.contacts.service import Contacts
from app.core.errors import Unavailable
from app.core.permissions import Role
from app.office import Office
from tests.bench.harness import Result, Section, limited, percentile, timed
from tests.bench.raw import Raw, raw
from tests.bench.stage import Stage
from tests.faults.offices import open_office, typed
from tests.faults.writer import Writers
from tests.support.databases import EngineKind

PACED = "shared.paced_p95"
#: Processes, and people in each; every one has a connection of their own.
PROCESSES, PEOPLE_EACH = 6, 5
PACE_SECONDS = 2.0
LIMIT_SECONDS = 0.05
_FLOORS = 40


def run(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """The slowest twentieth of all saves; the first of each, which loads things, does not count."""
    url = stage.empty(kind)
    clerk = stage.for_person(url, "ilze", Role.CLERK)
    with raw(url if kind == "sqlite" else stage.for_superuser(url)) as bare:
        floor = percentile(_bare_commits(bare), 95)
    saves = 1 + max(1, stage.sizes.saves // 12)
    writers = Writers(partial(save_paced, saves), clerk, list(range(PROCESSES)))
    told: list[list[float | None]] = writers.told()
    writers.end()
    stage.drop(url)
    heard = [seconds for one in told for seconds in one[1:]]
    done = [seconds for seconds in heard if seconds is not None]
    if not done:
        raise RuntimeError("nobody could save")
    result = limited(PACED, kind, percentile(done, 95), floor, LIMIT_SECONDS)
    yield replace(result, met=result.met and len(done) == PROCESSES * PEOPLE_EACH * (saves - 1))


def save_paced(saves: int, url: str, seed: int, ears: Connection) -> None:
    """People who save at their pace; sends the seconds each save took, None for one that was refused."""
    office = open_office(url)
    with ThreadPoolExecutor(PEOPLE_EACH) as people:
        seeds = [seed * PEOPLE_EACH + each for each in range(PEOPLE_EACH)]
        for took in people.map(partial(_at_a_pace, office, saves), seeds):
            ears.send(took)
    office.engine.dispose()


def _at_a_pace(office: Office, saves: int, seed: int) -> list[float | None]:
    rng = random.Random(seed)
    contacts, pause = Contacts(office), Event()
    took: list[float | None] = []
    for _ in range(saves):
        draft = typed(rng)
        begun = time.perf_counter()
        try:
            contacts.save(draft)
            took.append(time.perf_counter() - begun)
        except Unavailable:
            took.append(None)
        pause.wait(PACE_SECONDS * rng.uniform(0.5, 1.5) - (time.perf_counter() - begun))
    return took


def _bare_commits(bare: Raw) -> list[float]:
    bare.run("CREATE TABLE bench_floor (text varchar(4000))")
    return [timed(partial(_commit_one, bare)) for _ in range(_FLOORS)]


def _commit_one(bare: Raw) -> None:
    bare.begin()
    bare.run("INSERT INTO bench_floor VALUES (?)", ["Ozolu iela " * 40])
    bare.commit()


SECTIONS = (Section((PACED,), run),)
