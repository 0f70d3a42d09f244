"""The time of day, passed to whoever needs it, so that a test can say what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

#: Gives the present moment, aware, in UTC, to the second.
Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The computer's time."""
    return datetime.now(UTC).replace(microsecond=0)
