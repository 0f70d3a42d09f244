"""Thirty people save at once, and one save in ten is given up in the middle: no gap, no duplicate, one chain."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from app.contacts import saving
from app.contacts.service import Contacts
from app.core.errors import Unavailable
from app.core.permissions import CONTACTS_ADD
from app.office import Office
from tests.faults.harness import Outcome, Section, Sizes
from tests.faults.offices import TRUNCATE, WAL, Found, found_in, open_office, sqlite_office, sqlite_template, typed
from tests.faults.servers import SERVER, shared_office
from tests.faults.writer import Writers

T = TypeVar("T")

#: Processes, and people in each who share what it has loaded; each has a connection of their own.
PROCESSES, PEOPLE_EACH = 3, 10
PEOPLE = PROCESSES * PEOPLE_EACH
GIVEN_UP = 0.1


def run(mode: str, sizes: Sizes, folder: Path) -> Outcome:
    """Have each of them save ``sizes.saves_each`` times."""
    begun = time.monotonic()
    if mode == SERVER:
        with shared_office(folder) as office:
            heard = _saved(office.clerk, sizes)
            found = found_in(office.boss, _numbers(heard))
    else:
        url = sqlite_office(sqlite_template(folder / "template"), folder / "office", mode)
        heard = _saved(url, sizes)
        found = found_in(url, _numbers(heard))
    numbers = _numbers(heard)
    if len(heard) != PEOPLE * sizes.saves_each:
        found += Found(trouble=f"{PEOPLE * sizes.saves_each - len(heard)} saves were never heard of")
    return Outcome(
        name="crowd",
        mode=mode,
        faults=len(heard) - len(numbers),
        acknowledged=len(numbers),
        lost=found.lost,
        doubled=found.doubled + len(numbers) - len(set(numbers.values())),
        gaps=found.gaps,
        damaged=found.damaged,
        seconds=time.monotonic() - begun,
        trouble=found.trouble,
    )


def _saved(url: str, sizes: Sizes) -> list[tuple[str, str]]:
    writers = Writers(partial(enter, sizes.saves_each), url, list(range(PROCESSES)))
    heard: list[list[tuple[str, str]]] = writers.told()
    writers.end()
    return [each for one in heard for each in one]


def _numbers(heard: list[tuple[str, str]]) -> dict[str, str]:
    return {request: number for request, number in heard if request}


def enter(saves: int, url: str, seed: int, ears: Connection) -> None:
    """Have people save so many contacts each; sends what was heard of every one.

    That is its request and number, or ("", "") for one given up.
    """
    office = open_office(url)
    with ThreadPoolExecutor(PEOPLE_EACH) as people:
        seeds = [seed * PEOPLE_EACH + each for each in range(PEOPLE_EACH)]
        for heard in people.map(partial(_enter, office, saves), seeds):
            ears.send(heard)
    office.engine.dispose()


def _enter(office: Office, saves: int, seed: int) -> list[tuple[str, str]]:
    rng = random.Random(seed)
    contacts = Contacts(office)
    heard = []
    for _ in range(saves):
        draft = typed(rng)
        if rng.random() < GIVEN_UP:
            _insisting(lambda: _give_up(office, rng))
            heard.append(("", ""))
        else:
            saved = _insisting(lambda draft=draft: contacts.save(draft))  # type: ignore[misc]
            heard.append((draft.request, saved.number))
    return heard


def _insisting(save: Callable[[], T]) -> T:
    """Try again what others kept from the database for longer than it waits: nobody pauses for breath here."""
    while True:
        try:
            return save()
        except Unavailable:
            continue


class _GivenUp(Exception):
    """Raised when everything has been written but not committed."""


def _give_up(office: Office, rng: random.Random) -> None:
    try:
        with office.work(CONTACTS_ADD) as work:
            saving.register(work, typed(rng))
            work.flush()
            raise _GivenUp
    except _GivenUp:
        return


def _section(mode: str) -> Section:
    return Section("crowd", mode, lambda sizes, folder: run(mode, sizes, folder))


SECTIONS = (_section(WAL), _section(TRUNCATE), _section(SERVER))
