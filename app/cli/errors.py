"""Trouble with the command line itself."""

from __future__ import annotations

from app.core.i18n import Message


class CommandError(Exception):
    """The command line makes no sense; the message says what to write instead."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message
