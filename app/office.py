"""The office as one signed-in person sees it: what every use case is given. No Qt, no globals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Engine

from app.core import audit
from app.core.changes import Hub
from app.core.clock import Clock, system_clock
from app.core.errors import Forbidden
from app.core.memory import Memory
from app.core.notices import sign
from app.core.permissions import Action, Actor, those_who_may
from app.core.server.backlog import chain_backlog
from app.core.work import View, Work, retried, transaction

T = TypeVar("T")


@dataclass(frozen=True)
class Office:
    """One database, one person, one clock; the composition root hands it to services and screens."""

    engine: Engine
    actor: Actor
    hub: Hub = field(default_factory=Hub)
    clock: Clock = system_clock
    #: What was read from the database and holds until somebody changes it.
    memory: Memory = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "memory", Memory(self.hub))

    def may(self, action: Action) -> bool:
        """Whether this person may do ``action``: for greying out; :meth:`work` enforces it."""
        return self.actor.may(action)

    @contextmanager
    def view(self, action: Action) -> Iterator[View]:
        """Look at the database. Raises Forbidden, Unavailable."""
        self._check(action)
        with transaction(self.engine, writes=False) as session:
            yield View(session, self.actor, self.clock())

    @contextmanager
    def work(self, action: Action) -> Iterator[Work]:
        """Do one use case: all of it is committed with its audit, or nothing is.

        Raises Forbidden, Unavailable, and whatever the use case raises.
        """
        self._check(action)
        with transaction(self.engine, writes=True) as session:
            work = Work(session, self.actor, self.clock())
            yield work
            work.flush()
            if work.acts and (written := audit.write(session, work.now, self.actor.account, work.acts)):
                # Remembered before the commit: the watcher may see the commit before we return from it.
                self.hub.own.append(written)
            notices = work.changes()
            if notices:
                sign(session, self.hub.origin)
        if any(not changes.ids for changes in notices):  # many
            chain_backlog(self.engine)
        for changes in notices:
            self.hub.publish(changes)

    def do(self, action: Action, use_case: Callable[[Work], T]) -> T:
        """Do one use case, again where somebody else changed or added the same row meanwhile. Raises as work()."""

        def once() -> T:
            with self.work(action) as work:
                return use_case(work)

        return retried(once)

    def _check(self, action: Action) -> None:
        if not self.may(action):
            raise Forbidden(those_who_may(action))
