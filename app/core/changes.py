"""Word of what was changed: a commit says which records of which register, and windows decide to look again."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

#: How many of this program's own commits are remembered, so that the watcher does not tell them twice.
OWN_KEPT = 1000


@dataclass(frozen=True)
class Changes:
    """Records that a commit touched: ids only, never content. ``ids`` is empty for "many"."""

    register: str
    ids: tuple[int, ...]
    by: str = ""


class Commit(NamedTuple):
    """The stretch of the audit that one commit wrote, recognised by the hash of its last entry."""

    first: int
    last: int
    hash: str


Listener = Callable[[Changes], None]


class Hub:
    """Passes changes to whoever listens, in the thread that publishes them.

    ``origin`` marks this program's own notices on a shared server; ``own`` holds its latest commits.
    """

    def __init__(self) -> None:
        self.origin = os.urandom(8).hex()
        self.own: deque[Commit] = deque(maxlen=OWN_KEPT)
        self._listeners: list[Listener] = []
        self._lock = Lock()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` for each change from now on; the returned function ends that."""
        with self._lock:
            self._listeners.append(listener)

        def stop() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return stop

    def publish(self, changes: Changes) -> None:
        """Tell every listener."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changes)
