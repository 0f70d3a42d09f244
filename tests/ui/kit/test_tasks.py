"""Work beside the window: results on the main thread, progress, cancelling."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from app.core.errors import Unavailable
from app.core.i18n import N_
from ui.kit.tasks import Cancelled, Progress, Tasks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_a_job_runs_beside_the_window_and_its_result_comes_back_on_the_main_thread(
    tasks: Tasks, qtbot: QtBot
) -> None:
    threads: list[int] = []
    results: list[int] = []

    def job() -> int:
        threads.append(threading.get_ident())
        return 42

    def done(result: int) -> None:
        threads.append(threading.get_ident())
        results.append(result)

    tasks.run(job, done)
    qtbot.waitUntil(lambda: results == [42])
    assert threads[0] != threads[1] == threading.get_ident()


class Large:
    """Stands for the numbers of a million rows."""


def test_a_result_that_nobody_keeps_is_gone_at_once(tasks: Tasks, qtbot: QtBot) -> None:
    results: list[weakref.ref[Large]] = []
    gc.disable()
    try:
        tasks.run(Large, lambda result: results.append(weakref.ref(result)))
        qtbot.waitUntil(lambda: bool(results) and not tasks.busy)
        qtbot.waitUntil(lambda: results[0]() is None)
    finally:
        gc.enable()


def test_trouble_goes_to_who_asked_for_it(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[Exception] = []

    def job() -> None:
        raise Unavailable(N_("Close"))

    tasks.run(job, lambda _result: pytest.fail("nothing was done"), heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert isinstance(heard[0], Unavailable)


def test_trouble_nobody_asked_for_is_told_by_the_pool(tasks: Tasks, qtbot: QtBot) -> None:
    def job() -> None:
        raise ValueError("ours")

    with qtbot.waitSignal(tasks.troubled) as told:
        tasks.run(job, lambda _result: None)
    assert told.args is not None
    assert isinstance(told.args[0], ValueError)


def test_nothing_is_told_to_a_screen_that_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    gate = threading.Event()
    told: list[object] = []
    task = tasks.run(gate.wait, told.append, owner=owner)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not _is_there(owner))
    with qtbot.waitSignal(task.ended):
        gate.set()
    assert told == []


def test_a_cancelled_task_is_not_heard_of_again(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    told: list[object] = []
    task = tasks.run(gate.wait, told.append)
    task.cancel()
    with qtbot.waitSignal(task.ended):
        gate.set()
    assert told == []
    assert not tasks.busy


def test_a_stopped_task_ends_where_it_next_reports_and_says_so(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[Exception] = []
    started, stopped = threading.Event(), threading.Event()

    def job(progress: Progress) -> None:
        started.set()
        stopped.wait()
        progress.report(1, 2)

    task = tasks.run_long(job, lambda _result: pytest.fail("it went on"), heard.append)
    started.wait()
    task.stop()
    stopped.set()
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert isinstance(heard[0], Cancelled)


def test_the_last_step_is_always_told(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    gate = threading.Event()

    def job(progress: Progress) -> None:
        gate.wait()
        for step in range(1, 1001):
            progress.report(step, 1000)

    task = tasks.run_long(job, lambda _result: None)
    task.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(task.ended):
        gate.set()
    assert told[-1] == (1000, 1000)
    assert len(told) < 100, "progress is told some times a second, not for each row"


def test_nothing_more_is_begun_once_the_program_ends(tasks: Tasks) -> None:
    begun: list[str] = []

    def job() -> None:
        begun.append("begun")

    tasks.close()
    task = tasks.run(job, lambda _result: begun.append("done"))
    assert not task.wanted
    assert begun == []
    assert not tasks.busy


def _is_there(thing: QObject) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(thing))
