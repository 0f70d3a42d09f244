"""Writing what was read from a file to the database while one works on, and taking the whole import back."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic

from app.core.i18n import N_
from app.core.numbers import show_number
from ui.kit.desk import Desk
from ui.kit.import_kind import D, ImportKind, P
from ui.kit.progress import run_beside
from ui.kit.tasks import Cancelled, Progress, Task
from ui.kit.undo import Act


def commit(desk: Desk, kind: ImportKind[P, D], plan: P) -> Task:
    """Write the rows of ``plan``, all or none."""

    def job(progress: Progress) -> D:
        return kind.commit(plan, progress)

    def failed(error: Exception) -> None:
        if isinstance(error, Cancelled):
            desk.shell.toast(kind.words.stopped)
        else:
            desk.shell.show_trouble(error)

    return run_beside(desk, job, kind.words.doing, lambda done: _done(desk, kind, plan, done), failed)


class _Written(Generic[P, D]):
    """An import that was written. Taking thousands of rows back takes a while: that is done beside the window."""

    def __init__(self, desk: Desk, kind: ImportKind[P, D], done: D) -> None:
        self._desk, self._kind, self._done = desk, kind, done
        self._turn = Lock()

    def undo(self) -> None:
        self._begin(self._kind.take_back)

    def redo(self) -> None:
        self._begin(self._kind.put_back)

    def _begin(self, job: Callable[[D], D]) -> None:
        def do() -> None:
            with self._turn:  # an undo and its redo, pressed one after the other
                self._done = job(self._done)

        self._desk.tasks.run(do, lambda _none: None, self._desk.shell.show_trouble)


def _done(desk: Desk, kind: ImportKind[P, D], plan: P, done: D) -> None:
    written = _Written(desk, kind, done)
    desk.undo.push(Act(N_("reading in {name}", name=plan.file_name), written.undo, written.redo))
    count = show_number(len(plan.entries), language=desk.words.language)
    desk.shell.toast(kind.words.done(count), N_("Undo"), lambda: _take_back(desk), "Ctrl+Z")


def _take_back(desk: Desk) -> None:
    act = desk.undo.undo()
    if act is not None:
        desk.shell.toast(N_("Undone: {what}", what=act.name))
