"""The form in which a register gives itself up for the contract test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.office import Office


@dataclass(frozen=True)
class Example:
    """One register: how a record is made and changed, and every use case its services have.

    ``change`` gives a record another value; ``change_stale`` saves an edit that began before that, of the same
    field. ``reload`` reads what a person edits (a draft, a record); ``save_unchanged`` saves it as it was read.
    ``use_cases`` are called with an office of somebody without any role, so their arguments need only be
    well-formed. ``services`` are the classes whose public methods must all stand there.
    """

    create: Callable[[Office], int]
    change: Callable[[Office, int, str], None]
    change_stale: Callable[[Office, int], None]
    reload: Callable[[Office, int], object]
    save_unchanged: Callable[[Office, int], None]
    table: str
    register: str
    services: tuple[type, ...]
    use_cases: Mapping[str, Callable[[Office], object]]
    printout_params: Mapping[str, Callable[[Office], dict[str, object]]]
