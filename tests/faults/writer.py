"""A process that enters contacts until it is killed, and says of each when its save has returned."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from threading import Event
from typing import Any

from app.contacts.service import Contacts
from app.core.errors import Unavailable
from tests.faults.offices import open_office, typed

#: Writers are forked from a process that has the program loaded already: a thousand of them begin in no time.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["__main__", "tests.faults.warm"])


class Writers:
    """Processes that run ``work(url, seed, connection)``; what they send is kept."""

    def __init__(self, work: Callable[[str, int, Connection], None], url: str, seeds: list[int]) -> None:
        self._ends: list[Connection] = []
        self._processes = []
        for seed in seeds:
            here, there = _PROCESSES.Pipe(duplex=False)
            process = _PROCESSES.Process(target=work, args=(url, seed, there), daemon=True)
            process.start()
            there.close()
            self._ends.append(here)
            self._processes.append(process)

    def told(self, wanted: int | None = None) -> list[Any]:
        """What they sent by now: at least ``wanted`` messages, or without it all until they have ended."""
        heard: list[Any] = []
        while self._ends and (wanted is None or len(heard) < wanted):
            for end in wait(self._ends):
                assert isinstance(end, Connection)
                try:
                    heard.append(end.recv())
                except (EOFError, OSError):  # it has ended, or was killed in the middle of a word
                    end.close()
                    self._ends.remove(end)
        return heard

    def kill(self) -> None:
        """SIGKILL them all."""
        for process in self._processes:
            process.kill()

    def end(self) -> list[int]:
        """Wait for those that end by themselves, and forget them all; how each ended (minus a signal's number)."""
        ended = []
        for process in self._processes:
            process.join()
            ended.append(process.exitcode or 0)
            process.close()
        for end in self._ends:
            end.close()
        return ended


def write_on(url: str, seed: int, ears: Connection) -> None:
    """Enter contacts for ever; send request and number of each.

    One that the database could not take is tried again until it is saved, as the form lets a clerk do it.
    """
    rng = random.Random(seed)
    contacts = Contacts(open_office(url))
    draft = typed(rng)
    while True:
        try:
            saved = contacts.save(draft)
        except Unavailable:
            Event().wait(0.05)
            continue
        ears.send((draft.request, saved.number))
        draft = typed(rng)
