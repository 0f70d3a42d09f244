"""What the history of a record covers, and who is told it: declared once by each register, in its ``history``.

The program reads by it (:mod:`app.record_history`), and the guard of a server is made from it
(:mod:`app.core.server.histories`). Contacts, where it depends on the single record, have rules of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.i18n import Speak
from app.core.permissions import Action

#: A value in words, by table and column, where the type of the column does not say enough; never asked for none.
Shown = Mapping[tuple[str, str], Callable[[Any, Speak], str]]


@dataclass(frozen=True)
class Part:
    """Rows of one table that the history of a record tells of to whoever may ``sees``.

    ``of`` is the table of the record they belong to, and ``by`` their column with its number; both "" for the
    record itself. What stands in the fields ``kept_back`` is told only to whoever may ``sees_all``; the others
    learn that it changed. ``noted`` are acts that the audit has under the number of the record.
    """

    subject: str
    sees: Action
    of: str = ""
    by: str = ""
    noted: frozenset[str] = frozenset()
    kept_back: frozenset[str] = frozenset()
    sees_all: Action | None = None
