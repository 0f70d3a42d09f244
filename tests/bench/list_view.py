"""A long list in a window; run alone with the address of a log, it prints seconds and MB of the journal's as JSON.

A step is done when every row in sight has been painted; the floor is painting the same view once more.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter, Sort
from app.core.clock import system_clock
from app.core.i18n import Translator
from app.core.local_settings import LocalSettings
from tests.bench import memory
from tests.bench.stage import opened
from ui.contacts.columns import COLUMNS, Presenter
from ui.contacts.model import JournalSource
from ui.kit.application import application
from ui.kit.look import Look
from ui.kit.table import Column, Source, WindowedModel
from ui.kit.table_view import TableView
from ui.kit.tasks import Tasks

#: The list of a 1366 × 768 screen, beside navigation and detail; the bench asks for the widest.
SIZE = (1120, 560)
S = TypeVar("S")
_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class Window(Generic[S]):
    """The list, and how long it takes to show things. ``source`` gives what it shows in an order of ``Sort``."""

    def __init__(
        self,
        app: QApplication,
        columns: Sequence[Column],
        source: Callable[[S], Source],
        folder: Path,
        *,
        two_lines: bool = False,
    ) -> None:
        self.app = app
        look = Look("light")
        look.apply(app)
        self.tasks = Tasks()
        self.model = WindowedModel(self.tasks, columns)
        place = LocalSettings(folder)
        self.view = TableView(look, Translator("lv"), self.model, place, name="bench", two_lines=two_lines)
        self._source = source
        self.view.resize(*SIZE)
        self.view.show()
        app.processEvents()

    def close(self) -> None:
        """End what runs beside the window."""
        self.tasks.close()
        self.view.close()

    def load(self, sort: S) -> tuple[float, float]:
        """Seconds until the first rows are painted, and until the whole list is known."""
        begun: list[float] = []
        whole: list[int] = []
        note, keep = (lambda: begun.append(0)), whole.append
        self.model.begun.connect(note)
        self.model.loaded.connect(keep)
        start = time.perf_counter()
        self.model.load(self._source(sort))
        self._until(lambda: bool(begun))
        self.repaint()
        shown = time.perf_counter() - start
        self._until(lambda: bool(whole))
        self.model.begun.disconnect(note)
        self.model.loaded.disconnect(keep)
        return shown, time.perf_counter() - start

    def step_to(self, row: int) -> float:
        """Seconds until all rows from this one on are painted."""
        start = time.perf_counter()
        self.view.verticalScrollBar().setValue(row)
        self.repaint()
        if not self._is_all_there(row):
            self._until(lambda: self._is_all_there(row))
            self.repaint()
        return time.perf_counter() - start

    def repaint(self) -> float:
        """Seconds for painting what is in sight."""
        start = time.perf_counter()
        self.view.viewport().repaint()
        return time.perf_counter() - start

    def settle(self) -> None:
        """Let everything that is due happen, as between two keys that somebody presses."""
        self.app.processEvents()
        self._until(lambda: not self.model.busy)
        self.app.processEvents()

    def _is_all_there(self, top: int) -> bool:
        shown = self.view.viewport().height() // self.view.verticalHeader().defaultSectionSize() + 1
        rows = range(top, min(top + shown, self.model.rowCount()))
        return all(self.model.row_at(row) is not None for row in (rows[0], rows[-1]))

    def _until(self, done: Callable[[], bool]) -> None:
        while not done():
            self.app.processEvents(_WAIT)


def measure(window: Window[S], steps: int, usual: S, others: Sequence[S]) -> dict[str, Any]:
    """Everything that is measured in a window, in its ``usual`` order and on the way to ``others``."""
    before = memory.now()
    first, _ = window.load(usual)
    first = statistics.median([first, *(window.load(usual)[0] for _ in range(4))])
    window.settle()
    bar = window.view.verticalScrollBar()
    repaints, pages, jumps = [], [], []
    chance = random.Random(5)
    for number in range(steps):
        pages.append(window.step_to(number * bar.pageStep()))
        repaints.append(window.repaint())
        window.settle()
    for _ in range(steps):
        jumps.append(window.step_to(chance.randrange(bar.maximum() + 1)))
        repaints.append(window.repaint())
        window.settle()
    resorts = [window.load(each)[0] for each in others]
    return {
        "repaint": statistics.median(repaints),
        "first_rows": first,
        "pages": pages,
        "jumps": jumps,
        "resort": statistics.median(resorts),
        "memory": memory.highest() - before,
    }


def main(url: str, steps: str) -> None:
    """Measure, and print it."""
    with tempfile.TemporaryDirectory() as folder, opened(url) as office:
        journal = JournalList(office)
        journal.rows([1])  # the first question compiles statements and opens the connection
        presenter = Presenter(Translator("lv"), system_clock)
        everything = ContactFilter()
        window: Window[Sort] = Window(
            application(), COLUMNS, lambda sort: JournalSource(journal, presenter, everything, sort), Path(folder)
        )
        orders = [Sort(column, False) for column in ("client_name", "at", "subject", "phone", "at")]
        try:
            sys.stdout.write(json.dumps(measure(window, int(steps), Sort(), orders)))
        finally:
            window.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
