"""What a register says and does where a file is read into it; the panel itself is the same for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from app.core.i18n import Message
from app.core.permissions import Action
from app.importing.mapping import ColumnMapping, Field
from app.importing.report import ImportReport
from app.importing.table import Sheet
from ui.kit.tasks import Progress


class Plan(Protocol):
    """A file that was read and checked: what its report says, and what there is to write."""

    @property
    def report(self) -> ImportReport: ...

    @property
    def entries(self) -> Sequence[object]: ...

    @property
    def file_name(self) -> str: ...


P = TypeVar("P", bound=Plan)
D = TypeVar("D")


@dataclass(frozen=True)
class Question:
    """What is asked beside the columns: answers and their words, the first one being usual."""

    label: Message
    answers: tuple[tuple[str, Message], ...]


@dataclass(frozen=True)
class ImportWords:
    """What the panel says of a register."""

    #: „Ielasīt saziņas žurnālu”, and what the dialog of files says.
    title: Message
    choose: Message
    drop: Message
    duplicates: Message
    #: While the rows are written, when that was stopped, and when it was done.
    doing: Message
    stopped: Message
    done: Callable[[str], Message]
    #: What came with the rows, by the kind of remark.
    remarks: Mapping[str, Message]


@dataclass(frozen=True)
class ImportKind(Generic[P, D]):
    """How files are read into one register. ``D`` is what a written import is taken back by."""

    words: ImportWords
    needed: Action
    fields: tuple[Field, ...]
    question: Question
    open: Callable[[Path], tuple[Sheet, ColumnMapping]]
    #: Raises Invalid, by the fields that lack a column.
    check: Callable[[ColumnMapping], None]
    stage: Callable[[Path, ColumnMapping, str, Progress], P]
    commit: Callable[[P, Progress], D]
    #: Each gives what the other is to be given.
    take_back: Callable[[D], D]
    put_back: Callable[[D], D]
    #: Widths of columns in the preview, in pixels, where the usual one does not fit.
    widths: Mapping[str, int] = field(default_factory=dict)
