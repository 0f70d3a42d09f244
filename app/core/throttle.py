"""Wrong passwords of a server's logins, counted in this program.

A Postgres server counts none itself: what slows guesses from elsewhere is its module auth_delay, which IT sets up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from sqlalchemy import Engine

from app.core import passwords
from app.core.errors import UserError

_OPTION = "lete_throttle"


@dataclass
class _Tries:
    failures: int = 0
    blocked_until: datetime | None = None


@dataclass
class Throttle:
    """The failures of each login that was tried, known to the server or not, alike."""

    _tries: dict[str, _Tries] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, login: str, now: datetime) -> None:
        """Count a try as failed until it proves right, so that guesses side by side gain nothing.

        Raises UserError while the login has to wait.
        """
        with self._lock:
            tries = self._tries.setdefault(login, _Tries())
            seconds = passwords.seconds_until(tries.blocked_until, now)
            if seconds:
                raise passwords.blocked(seconds)
            tries.failures += 1
            wait = passwords.delay(tries.failures)
            tries.blocked_until = now + wait if wait else None

    def refusal(self, login: str) -> UserError:
        """What to tell of a try that was wrong."""
        with self._lock:
            # A right try beside it may have begun the count anew.
            return passwords.wrong_password(self._tries.get(login, _Tries(1)).failures)

    def take_back(self, login: str) -> None:
        """The try never reached the server."""
        with self._lock:
            tries = self._tries.get(login)
            if tries is not None:
                tries.failures, tries.blocked_until = tries.failures - 1, None

    def forget(self, login: str) -> None:
        """The password was right."""
        with self._lock:
            self._tries.pop(login, None)


def throttle_of(engine: Engine) -> Throttle:
    """The count that goes with ``engine`` as long as it is open."""
    found = engine.get_execution_options().get(_OPTION)
    if not isinstance(found, Throttle):
        found = Throttle()
        engine.update_execution_options(**{_OPTION: found})
    return found
