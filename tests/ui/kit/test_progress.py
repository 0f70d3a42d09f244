"""Long work tells how far it is, and Esc stops it where nothing nearer wants the key."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import N_, Translator
from tests.ui.kit.keys import press
from ui.kit.look import Look
from ui.kit.progress import ProgressRow, remaining
from ui.kit.tasks import Cancelled, Progress, Tasks

NBSP = "\u00a0"


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


class Work:
    """Counts to 2014 and waits there until it is let go or stopped."""

    def __init__(self) -> None:
        self.go = Event()

    def __call__(self, progress: Progress) -> str:
        progress.report(1280, 2014)
        while not self.go.wait(0.01):
            progress.check()
        return "done"


Placed = tuple[ProgressRow, QLineEdit]


@pytest.fixture
def placed(qtbot: QtBot, look: Look, tr: Translator) -> Iterator[Placed]:
    """A row in a window whose line has the keyboard."""
    window = QWidget()
    column = QVBoxLayout(window)
    row = ProgressRow(look, tr)
    line = QLineEdit()
    column.addWidget(row)
    column.addWidget(line)
    qtbot.addWidget(window)
    window.resize(900, 200)
    window.show()
    QTest.qWaitForWindowActive(window)
    line.setFocus()
    yield row, line


@pytest.mark.parametrize(
    ("elapsed", "done", "total", "text"),
    [
        (20, 1280, 2014, "about 10 s left"),
        (10, 100, 300, "about 20 s left"),
        (100, 100, 500, "about 7 min left"),
        (3, 990, 1000, "about 5 s left"),
    ],
)
def test_the_rest_is_guessed_in_round_numbers(elapsed: float, done: int, total: int, text: str) -> None:
    guess = remaining(elapsed, done, total)
    assert guess is not None
    assert guess.text.format(**guess.params) == text


@pytest.mark.parametrize(("elapsed", "done", "total"), [(0.5, 50, 100), (10, 0, 100), (10, 5, 0), (10, 100, 100)])
def test_nothing_is_guessed_before_one_can_tell(elapsed: float, done: int, total: int) -> None:
    assert remaining(elapsed, done, total) is None


def test_short_work_shows_nothing(qtbot: QtBot, placed: Placed, tasks: Tasks) -> None:
    row, _line = placed
    with qtbot.waitSignal(row.ended):
        row.follow(tasks.run_long(lambda _progress: 1, lambda _one: None), N_("Working…"))
    assert not row.isVisible()


def test_long_work_shows_a_line_then_a_row_that_counts(qtbot: QtBot, placed: Placed, tasks: Tasks) -> None:
    row, _line = placed
    work = Work()
    row.follow(tasks.run_long(work, lambda _done: None), N_("Reading in the Excel journal…"))
    assert not row.isVisible()
    qtbot.waitUntil(row.isVisible)
    assert row.line.isVisible()
    qtbot.waitUntil(row.words_row.isVisible)
    assert row.text() == (f"Ielasa Excel žurnālu… 1{NBSP}280 no 2{NBSP}014 rindām · Varat turpināt strādāt.")
    with qtbot.waitSignal(row.ended):
        work.go.set()
    assert not row.isVisible()


def test_esc_nobody_else_wanted_stops_the_work(qtbot: QtBot, placed: Placed, tasks: Tasks) -> None:
    row, _line = placed
    heard: list[Exception] = []
    row.follow(tasks.run_long(Work(), lambda _done: None, heard.append), N_("Working…"))
    qtbot.waitUntil(row.words_row.isVisible)
    with qtbot.waitSignal(row.ended):
        press(Qt.Key.Key_Escape)
    assert [type(error) for error in heard] == [Cancelled]


def test_esc_that_something_nearer_uses_stops_nothing(qtbot: QtBot, placed: Placed, tasks: Tasks) -> None:
    row, line = placed
    work = Work()
    row.follow(tasks.run_long(work, lambda _done: None), N_("Working…"))
    qtbot.waitUntil(row.words_row.isVisible)
    line.installEventFilter(_Greedy(line))
    press(Qt.Key.Key_Escape)
    assert tasks.busy
    assert row.stop_button.isEnabled()
    with qtbot.waitSignal(row.ended):
        work.go.set()


class _Greedy(QObject):
    """Takes every key, as an open list does."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
