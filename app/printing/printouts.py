"""What a register can print: the list that `lete-admin printouts` and the reports page show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from app.core.i18n import Message, Translator
from app.office import Office
from app.printing.files import replacing
from app.registers import REGISTERS

Kind = Literal["date", "text", "lines", "choice", "id"]


@dataclass(frozen=True)
class Parameter:
    """One thing a printout must be told; ``choices`` are the values of a choice with their labels.

    ``propose(office, tr, **known)`` makes the text that a field begins with (a date in ISO), out of what the other
    fields say, for a person to rewrite; where nobody did, the printout proposes the same to itself. ``only_for``:
    the name of a choice, and its value without which this parameter means nothing.
    """

    name: str
    kind: Kind
    label: Message
    required: bool = True
    default: object = None
    choices: tuple[tuple[str, Message], ...] = ()
    propose: Callable[..., str] | None = None
    only_for: tuple[str, str] | None = None

    def parse(self, text: str) -> object:
        """The value that ``text`` writes: dates in ISO, records by their id or the number people know them by."""
        if not text:
            return None
        if self.kind == "date":
            return date.fromisoformat(text)
        if self.kind == "id" and text.isascii() and text.isdecimal():
            return int(text)
        return text


@dataclass(frozen=True)
class Printout:
    """One document a register prints.

    ``render(office, target, tr, **parameters)`` writes the PDF to ``target`` (a path or a binary file) in the
    paper's language ``tr``; parameters come by their names, dates as :class:`datetime.date`. It may be a preview:
    ``note(office, **parameters)`` enters the print in the audit, once, before the paper or the file is there. Both
    refuse what this person may not print. ``true_size`` papers are printed unscaled, where they are to be cut.
    """

    key: str
    title: Message
    parameters: tuple[Parameter, ...]
    render: Callable[..., Any]
    note: Callable[..., None]
    true_size: bool = False


def all_printouts() -> tuple[Printout, ...]:
    """The printouts of every register, in the order of the registers."""
    printing = [register for register in REGISTERS if register.has_printouts]
    return tuple(each for register in printing for each in register.load("printout").PRINTOUTS)


def find(printouts: tuple[Printout, ...], key: str) -> Printout:
    """The printout with this key. Raises :class:`KeyError`."""
    for printout in printouts:
        if printout.key == key:
            return printout
    raise KeyError(key)


def print_to_file(printout: Printout, office: Office, path: Path, tr: Translator, **parameters: object) -> None:
    """Print to the PDF ``path``, which appears only once the print is in the audit.

    Raises Forbidden, Unavailable and what the printout itself refuses.
    """
    with replacing(path) as file:
        printout.render(office, file, tr, **parameters)
        printout.note(office, **parameters)
