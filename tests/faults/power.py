"""Power cuts: a session is recorded down to each write and fsync, then cut at any moment, again and again.

The recorder is compiled when it is needed; where there is no C compiler, power cannot be cut. What it cannot show:
a disk that says "safe" before it is, and a network drive's own server.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.harness import ROOT
from tests.faults.disk import Asked, Disk, read_journal
from tests.faults.harness import NotPossible, Outcome, Section, Sizes
from tests.faults.offices import TRUNCATE, WAL, Found, found_in, sqlite_office, sqlite_template, url_of
from tests.faults.recorded import ACKNOWLEDGED

_MEMORY = Path("/dev/shm")


def run(mode: str, sizes: Sizes, folder: Path, synchronous: str = "FULL") -> Outcome:
    """Record ``sizes.recorded`` saves and cut the power ``sizes.cuts`` times.

    ``synchronous`` is the program's own FULL; less of it shows that the simulation tells good from bad.
    """
    begun = time.monotonic()
    recorder = _compiled(folder)
    office = folder / "office"
    sqlite_office(sqlite_template(folder / "template"), office, mode)
    disk = Disk(office)
    journal = _record(recorder, office, sizes.recorded, synchronous)
    rng = random.Random(mode)
    found, told = Found(), 0
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else folder) as left:
        for known in _cuts(journal, disk, sizes.cuts, rng, Path(left) / "disk"):
            told = len(known)
            found += found_in(url_of(Path(left) / "disk"), known)
    return Outcome(
        name="power",
        mode=mode,
        faults=sizes.cuts,
        acknowledged=told,
        lost=found.lost,
        doubled=found.doubled,
        gaps=found.gaps,
        damaged=found.damaged,
        seconds=time.monotonic() - begun,
        trouble=found.trouble,
    )


def _cuts(
    journal: list[Asked], disk: Disk, count: int, rng: random.Random, left: Path
) -> Iterator[dict[str, str]]:
    """For each cut, in the order of time: the disk is in ``left``, and what was acknowledged until then."""
    moments = sorted(rng.choices(range(1, len(journal) + 1), k=count))
    told: dict[str, str] = {}
    teller, at = 0, 0
    for moment in moments:
        for asked in journal[at:moment]:
            if asked.kind == "O" and asked.name == ACKNOWLEDGED:
                teller = asked.inode
            elif asked.inode == teller and asked.kind == "W":
                request, number = asked.data.decode().split()
                told[request] = number
            else:
                disk.ask(asked)
        at = moment
        shutil.rmtree(left, ignore_errors=True)
        left.mkdir()
        disk.cut(rng, left)
        yield told


def _compiled(folder: Path) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or not sys.platform.startswith("linux"):
        raise NotPossible("needs Linux and a C compiler (on Debian: apt-get install gcc libc6-dev)")
    made = folder / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-o", str(made), str(source), "-ldl", "-lpthread"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotPossible(f"the C compiler refuses: {done.stderr.strip().splitlines()[-1]}")
    return made


def _record(recorder: Path, office: Path, saves: int, synchronous: str) -> list[Asked]:
    journal = recorder.with_name("journal")
    variables = {"LD_PRELOAD": str(recorder), "RECORD_UNDER": str(office), "RECORD_TO": str(journal)}
    subprocess.run(
        [sys.executable, "-m", "tests.faults.recorded", str(office), str(saves), synchronous],
        cwd=ROOT,
        env={**os.environ, **variables},
        check=True,
    )
    return list(read_journal(journal))


def _section(mode: str) -> Section:
    return Section("power", mode, lambda sizes, folder: run(mode, sizes, folder))


SECTIONS = (_section(WAL), _section(TRUNCATE))
