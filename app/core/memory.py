"""What one read of the database is remembered for: until the register it came from changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar, cast

from app.core.changes import Changes, Hub

T = TypeVar("T")


class Memory:
    """Small things read often (settings, topics), forgotten when a change of their register is published."""

    def __init__(self, hub: Hub) -> None:
        self._lock = Lock()
        self._kept: dict[str, dict[str, Any]] = defaultdict(dict)
        self._times: dict[str, int] = defaultdict(int)
        #: Listen to the hub no more.
        self.close = hub.listen(self._forget)

    def recall(self, register: str, name: str, load: Callable[[], T]) -> T:
        """What ``load`` gave the last time, or gives now if ``register`` changed since."""
        with self._lock:
            if name in self._kept[register]:
                return cast(T, self._kept[register][name])
            times = self._times[register]
        value = load()
        with self._lock:
            if self._times[register] == times:  # else it may have been read before the change
                self._kept[register][name] = value
        return value

    def _forget(self, changes: Changes) -> None:
        with self._lock:
            self._times[changes.register] += 1
            self._kept.pop(changes.register, None)
