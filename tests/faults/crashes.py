"""Postgres crashes under writers who try again: nothing acknowledged is lost, nothing tried again is doubled."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path
from threading import Event

from tests.faults.harness import Outcome, Section, Sizes
from tests.faults.offices import Found, found_in
from tests.faults.servers import SERVER, shared_office
from tests.faults.writer import Writers, write_on

#: Writers who work through all the crashes.
TOGETHER = 4


def run(sizes: Sizes, folder: Path) -> Outcome:
    """Crash ``sizes.crashes`` times, in turns by an immediate stop and by SIGKILL of the first process."""
    rng = random.Random(SERVER)
    begun = time.monotonic()
    with shared_office(folder) as office:
        writers = Writers(write_on, office.clerk, [rng.getrandbits(32) for _ in range(TOGETHER)])
        known: dict[str, str] = {}
        found = Found()
        for crash in range(sizes.crashes):
            known |= dict(writers.told(TOGETHER * 3))
            Event().wait(rng.uniform(0, 0.05))  # the crash is to come anywhere in a save
            office.cluster.kill() if crash % 2 else office.cluster.stop("immediate")
            office.cluster.start()
            found += found_in(office.boss, known, whole=False)
        known |= dict(writers.told(TOGETHER * 3))
        writers.kill()
        known |= dict(writers.told())
        ended = writers.end()
        if ended != [-signal.SIGKILL] * TOGETHER:
            found += Found(trouble="a writer ended by itself")
        found += found_in(office.boss, known)
    return Outcome(
        name="server_crash",
        mode=SERVER,
        faults=sizes.crashes,
        acknowledged=len(known),
        lost=found.lost,
        doubled=found.doubled,
        gaps=found.gaps,
        damaged=found.damaged,
        seconds=time.monotonic() - begun,
        trouble=found.trouble,
    )


SECTIONS = (Section("server_crash", SERVER, run),)
