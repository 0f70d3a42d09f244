"""The table of contents: every register there is, in the order of the pages.

An entry names its modules and loads them when first needed, so that starting up imports no tables or services.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType


@dataclass(frozen=True)
class Register:
    """One register: its key, also its package in app/, ui/ and tests/.

    ``has_due`` if things wait there, ``has_printouts`` if it prints something, ``has_staff_tasks`` if somebody's
    coming or leaving gives it something to do, ``has_histories`` if app/record_history.py tells those of its
    records.
    """

    key: str
    has_due: bool = False
    has_printouts: bool = False
    has_staff_tasks: bool = False
    has_histories: bool = False

    def load(self, part: str) -> ModuleType:
        """A module of it: ``tables``, ``due``, ``printout``, ``staff_tasks``, ``history`` or ``audit_words``."""
        return import_module(f"app.{self.key}.{part}")


CONTACTS = Register("contacts", has_due=True, has_printouts=True)
DIRECTORY = Register("directory", has_due=True, has_printouts=True, has_staff_tasks=True, has_histories=True)
CARDS = Register("cards", has_due=True, has_printouts=True, has_staff_tasks=True, has_histories=True)

REGISTERS: tuple[Register, ...] = (CONTACTS, DIRECTORY, CARDS)


def load_tables() -> None:
    """Map every table of the program: what migrations and the audit must know of."""
    import_module("app.core.tables")
    for register in REGISTERS:
        register.load("tables")
