"""What is to be done when somebody comes, leaves or has another post: the one shape in which registers tell of it.

A register that has tasks has a module ``staff_tasks`` with ``tasks(office, event, today)``, a tuple of them for an
event of app/directory/records.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.core.i18n import Message


@dataclass(frozen=True, kw_only=True)
class StaffTask:
    """One task of a checklist; ``page`` and ``target`` say where it is done.

    A task ``by_hand`` is ticked off by a person; else ``done`` follows from the register. ``key`` is stored.
    """

    key: str
    text: Message
    done: bool
    by_hand: bool
    page: str = ""
    target: Mapping[str, object] = field(default_factory=dict)
