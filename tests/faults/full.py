"""A disk that fills while somebody writes: it is told in words, what was acknowledged stays, later saves work."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from app.contacts.service import Contacts
from app.core.errors import Unavailable
from tests.faults.harness import NotPossible, Outcome, Section, Sizes
from tests.faults.offices import TRUNCATE, WAL, Found, found_in, open_office, sqlite_office, sqlite_template, typed
from tests.faults.writer import Writers

#: What people are told.
FULL = "The data disk is full. Free some space. What you typed is kept as a draft."
SMALL, LARGER = "3m", "64m"


def run(mode: str, sizes: Sizes, folder: Path) -> Outcome:
    """Write until there is no room, make room, and write on."""
    begun = time.monotonic()
    template = sqlite_template(folder / "template")
    with _small_disk(folder / "disk") as disk:
        url = sqlite_office(template, disk / "office", mode)
        known, told = _write(url)
        found = Found() if told == FULL else Found(trouble=f"it is told as: {told}")
        found += found_in(url, known)
        _mount("remount", LARGER, disk)
        after, _ = _write(url, saves=5)
        if len(after) != 5:
            found += Found(trouble="with room again nothing can be saved")
        known |= after
        found += found_in(url, known)
    return Outcome(
        name="disk_full",
        mode=mode,
        faults=1,
        acknowledged=len(known),
        lost=found.lost,
        doubled=found.doubled,
        gaps=found.gaps,
        damaged=found.damaged,
        seconds=time.monotonic() - begun,
        trouble=found.trouble,
    )


def write_until_refused(url: str, seed: int, ears: Connection) -> None:
    """Enter contacts until one cannot be saved; its trouble is the last word."""
    rng = random.Random(seed)
    contacts = Contacts(open_office(url))
    try:
        while True:
            draft = typed(rng)
            ears.send((draft.request, contacts.save(draft).number))
    except Unavailable as trouble:
        ears.send(("", trouble.message.text))


def _write(url: str, saves: int | None = None) -> tuple[dict[str, str], str]:
    """The numbers given, by request, and what the last one refused was told as."""
    writers = Writers(write_until_refused, url, [1 if saves is None else 2])
    heard = writers.told(saves)
    if saves is not None:
        writers.kill()
        heard += writers.told()
    writers.end()
    known = dict(heard)
    return known, known.pop("", "")


@contextmanager
def _small_disk(at: Path) -> Iterator[Path]:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        raise NotPossible("a small disk can be made by root on Linux only")
    at.mkdir()
    if not _mount("rw", SMALL, at):
        raise NotPossible("this container may not mount a small disk")
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


def _mount(option: str, size: str, at: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"{option},size={size}", "tmpfs", str(at)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _section(mode: str) -> Section:
    return Section("disk_full", mode, lambda sizes, folder: run(mode, sizes, folder))


SECTIONS = (_section(WAL), _section(TRUNCATE))
