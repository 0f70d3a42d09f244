"""What other registers can do with a person: a button in the person's detail, and its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.core.i18n import Message


@dataclass(frozen=True)
class Deed:
    """One thing to do; ``call`` is told the person's id. ``keys`` as "Alt+P", or "" for none."""

    name: Message
    keys: str
    icon: str
    call: Callable[[int], None]
