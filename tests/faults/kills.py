"""SIGKILL of a writing process, as when a program is ended by force: what was acknowledged must be there."""

from __future__ import annotations

import random
import shutil
import signal
import time
from pathlib import Path
from threading import Event

from tests.faults.harness import Outcome, Section, Sizes
from tests.faults.offices import TRUNCATE, WAL, Found, found_in, sqlite_office, sqlite_template
from tests.faults.writer import Writers, write_on

#: Writers at a time; each is killed.
TOGETHER = 2
#: After so many rounds the office is looked through from end to end, and a new one is begun.
ROUNDS_EACH = 25


def run(mode: str, sizes: Sizes, folder: Path) -> Outcome:
    """Kill ``sizes.kills`` writers."""
    begun = time.monotonic()
    rng = random.Random(mode)
    template = sqlite_template(folder / "template")
    found, acknowledged, faults, url = Found(), 0, 0, ""
    rounds = -(-sizes.kills // TOGETHER)
    known: dict[str, str] = {}
    for turn in range(rounds):
        if turn % ROUNDS_EACH == 0:
            known, url = {}, sqlite_office(template, folder / f"office{turn}", mode)
        heard, killed = _killed(url, rng)
        known |= heard
        faults += killed
        if killed < TOGETHER:
            found += Found(trouble="a writer ended by itself")
        last = turn == rounds - 1 or (turn + 1) % ROUNDS_EACH == 0
        found += found_in(url, known, whole=last)
        if last:
            acknowledged += len(known)
            shutil.rmtree(folder / f"office{turn - turn % ROUNDS_EACH}")
    return Outcome(
        name="sigkill",
        mode=mode,
        faults=faults,
        acknowledged=acknowledged,
        lost=found.lost,
        doubled=found.doubled,
        gaps=found.gaps,
        damaged=found.damaged,
        seconds=time.monotonic() - begun,
        trouble=found.trouble,
    )


def _killed(url: str, rng: random.Random) -> tuple[dict[str, str], int]:
    """Let two write for a while and kill both: the numbers they got, by request, and how many were killed."""
    writers = Writers(write_on, url, [rng.getrandbits(32) for _ in range(TOGETHER)])
    heard = writers.told(rng.randrange(1, 12))
    # The kill is to come anywhere between two acknowledgements, a save takes some milliseconds.
    Event().wait(rng.uniform(0, 0.02))
    writers.kill()
    heard += writers.told()
    return dict(heard), writers.end().count(-signal.SIGKILL)


def _section(mode: str) -> Section:
    return Section("sigkill", mode, lambda sizes, folder: run(mode, sizes, folder))


SECTIONS = (_section(WAL), _section(TRUNCATE))
