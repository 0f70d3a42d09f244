"""What waits for a person: the one shape in which each register tells Šodien of its due things.

Texts that say how near something is hold for the moment they were asked for; Šodien asks again every minute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.core.i18n import Message


@dataclass(frozen=True, kw_only=True)
class DueRow:
    """One thing to do. ``action`` names what Enter does; ``page`` and ``target`` say where that is done."""

    title: str
    about: tuple[Message | str, ...]
    due_at: datetime | None
    overdue: bool
    action: Message
    icon: str
    page: str
    target: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Counter:
    """A number at the head of Šodien, and where its things are listed."""

    name: Message
    count: int
    about: Message | None
    icon: str
    tone: str  # ok | warn | bad | info | plum
    page: str
    target: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Due:
    """All that one register has for a person; ``total`` counts also the rows that were too many to tell."""

    rows: tuple[DueRow, ...] = ()
    counters: tuple[Counter, ...] = ()
    total: int = 0
