"""Known trouble: what a person can be told and can do something about. Anything else is our bug."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.i18n import Message


class UserError(Exception):
    """Trouble that is shown in place, in the person's language; ``message`` says what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text.format(**message.params) if message.params else message.text)
        self.message = message


class Invalid(UserError):
    """Input that cannot be taken as it is; ``fields`` maps a field's name to what is wrong with it."""

    def __init__(self, fields: Mapping[str, Message]) -> None:
        super().__init__(next(iter(fields.values())))
        self.fields = dict(fields)


class Forbidden(UserError):
    """The person's roles do not allow this; nothing was changed."""


@dataclass(frozen=True)
class Difference:
    """One field that two people changed: the value both started from, mine, and the one now stored."""

    field: str
    base: object
    mine: object
    theirs: object


class Conflict(UserError):
    """Somebody else changed the same fields since this person opened the record; nothing was changed.

    ``version`` is the stored record's present version, ``by`` and ``at`` who changed it last and when (UTC,
    ISO 8601). Saving a draft rebased on that version keeps mine.
    """

    def __init__(
        self, message: Message, differences: Sequence[Difference], version: int, by: str, at: str
    ) -> None:
        super().__init__(message)
        self.differences = tuple(differences)
        self.version = version
        self.by = by
        self.at = at


class Unavailable(UserError):
    """The database, a file or a printer cannot be reached just now; the same may work later."""
