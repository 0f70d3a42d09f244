"""An attack by psql: what somebody tries with their own login, and how we know that it came to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Harmless(Enum):
    """What the server has to answer. That nothing was betrayed or altered is looked at in any case."""

    REFUSED = "every statement but those that prepare it is an error"
    NOTHING = "it finds and touches no row"
    IDLE = "it is let through and has no effect on anybody"


@dataclass(frozen=True)
class Attack:
    """``who`` is a person of :class:`tests.security.stand.Stand`; {clerk}, {owner} … in a statement are logins and
    roles. Under REFUSED the last statement is the attack itself, and those before it may succeed.
    """

    name: str
    who: str
    statements: tuple[str, ...]
    harmless: Harmless = Harmless.REFUSED


def attack(name: str, who: str, *statements: str, harmless: Harmless = Harmless.REFUSED) -> list[Attack]:
    """The same attack by each of the people named in ``who``."""
    return [Attack(f"{name} ({each})", each, statements, harmless) for each in who.split()]
