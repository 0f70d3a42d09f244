"""Work beside the window: the only thread pool. Results come back on the main thread."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")

#: How many pieces of work run at once; the database, not the processor, is what they wait for.
WORKERS = 4
#: How often progress is told at most, in seconds.
PROGRESS_EVERY = 0.1


class Cancelled(Exception):
    """The person stopped the work; whatever it had begun is rolled back by raising this."""


class Progress:
    """What a long piece of work is given: it reports how far it is and learns that it should stop."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = Event()
        self._told = 0.0
        #: What was reported last, for whoever begins to watch later.
        self.last = (0, 0)

    def report(self, done: int, total: int) -> None:
        """Say how far the work is; raises Cancelled once it has been asked to stop."""
        self.check()
        self.last = (done, total)
        now = time.monotonic()
        if now - self._told >= PROGRESS_EVERY or done >= total:
            self._told = now
            self._tell(done, total)

    def check(self) -> None:
        """Raises Cancelled once the work has been asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    def stop(self) -> None:
        """Ask the work to stop; from any thread."""
        self._stop.set()


class Task(QObject):
    """One piece of work under way. ``progressed`` tells (done, total) on the main thread."""

    progressed = Signal(int, int)
    ended = Signal()

    #: What is under way; None once it has ended.
    future: Future[Any] | None = None
    finish: Callable[[], None]

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.progress = Progress(self.progressed.emit)
        self.wanted = True

    def cancel(self) -> None:
        """Ask the work to stop, and let nobody hear of its result."""
        self.wanted = False
        self.progress.stop()

    def stop(self) -> None:
        """Ask the work to stop; the one who failed hears Cancelled."""
        self.progress.stop()

    def join(self, milliseconds: int) -> bool:
        """Wait for work that takes a blink, so that its result is there now; whether it came in time."""
        future = self.future
        if future is None:
            return True
        wait([future], milliseconds / 1000)
        if future.done():
            self.finish()
        return future.done()


class Tasks(QObject):
    """Runs pieces of work in the pool. ``troubled`` gets exceptions nobody asked to hear."""

    troubled = Signal(object)
    _back = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="lete")
        self._running: set[Task] = set()
        self._closed = False
        # What threads worked on is let go of here, later: the last to hold a widget must not be a thread.
        self._spent: deque[object] = deque(maxlen=2 * WORKERS)
        self._back.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        job: Callable[[], T],
        done: Callable[[T], Any],
        failed: Callable[[Exception], Any] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Task:
        """Do ``job`` beside the window, then ``done`` (or ``failed``) on the main thread.

        Nothing is called once ``owner`` is gone or the task was cancelled.
        """
        return self.run_long(lambda _progress: job(), done, failed, owner=owner)

    def run_long(
        self,
        job: Callable[[Progress], T],
        done: Callable[[T], Any],
        failed: Callable[[Exception], Any] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Task:
        """The same for work that reports progress and can be stopped."""
        task = Task(self)
        if self._closed:  # the window is going; whoever still asks will not hear
            task.wanted = False
            return task
        self._running.add(task)
        future = task.future = self._pool.submit(job, task.progress)
        task.finish = partial(self._finish, task, future, done, failed, owner)

        def tell(future: Future[T]) -> None:
            # Not what finishes it: that knows the screen, which a thread must not be the last to hold.
            self._back.emit(partial(self._end, task))
            kept = future if future.cancelled() or future.exception() else None  # a result may be large
            self._back.emit(lambda: self._spent.append((job, kept)))

        future.add_done_callback(tell)
        return task

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def close(self) -> None:
        """Stop everything and wait for it: no thread outlives the program, and nothing more is begun."""
        self._closed = True
        for task in tuple(self._running):
            task.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _end(self, task: Task) -> None:
        if task in self._running:  # else somebody has waited for it
            task.finish()

    def _finish(
        self,
        task: Task,
        future: Future[T],
        done: Callable[[T], Any],
        failed: Callable[[Exception], Any] | None,
        owner: QObject | None,
    ) -> None:
        self._running.discard(task)
        # The task and these know one another: a result, which may be large, would wait for the garbage collector.
        task.future = None
        del task.finish
        wanted = task.wanted and not future.cancelled() and (owner is None or shiboken6.isValid(owner))
        task.ended.emit()
        task.deleteLater()
        if not wanted:
            return
        error = future.exception()
        if error is None:
            done(future.result())
        elif not isinstance(error, Exception):
            raise error
        elif failed is not None:
            failed(error)
        elif not isinstance(error, Cancelled):
            self.troubled.emit(error)
