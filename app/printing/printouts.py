"""What a register can print: the list that `lete-admin printouts` and the reports page show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from app.core.i18n import Message

Kind = Literal["date", "text", "choice", "id"]


@dataclass(frozen=True)
class Parameter:
    """One thing a printout must be told; ``choices`` are the values of a choice with their labels."""

    name: str
    kind: Kind
    label: Message
    required: bool = True
    default: object = None
    choices: tuple[tuple[str, Message], ...] = ()


@dataclass(frozen=True)
class Printout:
    """One document a register prints.

    ``render(office, target, tr, **parameters)`` writes the PDF to ``target`` (a path or a binary file) in the
    paper's language ``tr``; parameters come by their names, dates as :class:`datetime.date`.
    """

    key: str
    title: Message
    parameters: tuple[Parameter, ...]
    render: Callable[..., Any]


def find(printouts: tuple[Printout, ...], key: str) -> Printout:
    """The printout with this key. Raises :class:`KeyError`."""
    for printout in printouts:
        if printout.key == key:
            return printout
    raise KeyError(key)
