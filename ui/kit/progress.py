"""Long work: nothing at first, then a thin line, then a row that counts and can be stopped (design.md 4.8)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import N_, NN_, Message, Translator
from app.core.numbers import show_number
from ui.kit.buttons import Button
from ui.kit.labels import LeadText
from ui.kit.look import Look
from ui.kit.paint import rounded
from ui.kit.tasks import Progress, Task
from ui.kit.texts import Speaking

if TYPE_CHECKING:
    from ui.kit.desk import Desk

T = TypeVar("T")

#: Work shorter than this shows nothing, in milliseconds.
LINE_AFTER = 300
#: Work longer than this shows the row.
ROW_AFTER = 1000
#: No guess of the remaining time before this many seconds and this share of the work.
_GUESS_AFTER, _GUESS_FROM = 1.5, 0.02
_TURN_MS = 40

#: Puts „1 280 no 2 014 rindām” together from the two written numbers and the whole count.
Counted = Callable[[str, str, int], Message]


def remaining(elapsed: float, done: int, total: int) -> Message | None:
    """How long the rest will take, in words; None while nobody can tell."""
    if total <= 0 or done <= 0 or elapsed < _GUESS_AFTER or done / total < _GUESS_FROM or done >= total:
        return None
    left = elapsed * (total - done) / done
    if left > 90:
        return N_("about {count} min left", count=round(left / 60))
    return N_("about {count} s left", count=max(5, round(left / 5) * 5))


def _rows_of(done: str, total: str, count: int) -> Message:
    return NN_("{done} of {total} row", "{done} of {total} rows", count, done=done, total=total)


class Meter(QWidget):
    """A bar that fills, or while nobody knows how far it is, a piece of it that wanders."""

    def __init__(self, look: Look, height: int) -> None:
        super().__init__()
        self.look = look
        self._height = height
        self._share: float | None = None
        self._at = 0.0
        self._timer = QTimer(self, interval=_TURN_MS)
        self._timer.timeout.connect(self._wander)
        self._dress()
        look.changed.connect(self._dress)

    def set_share(self, share: float | None) -> None:
        """How much is done, 0 to 1, or None where it is not known."""
        self._share = share
        self._move()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        rounded(painter, whole, radius, self.look.colour("press"), None)
        done = QRectF(whole)
        if self._share is None:
            done.setWidth(whole.width() / 4)
            done.moveLeft((whole.width() * 1.25) * self._at - done.width())
            done = done.intersected(whole)
        else:
            done.setWidth(whole.width() * min(1.0, self._share))
        rounded(painter, done, radius, self.look.colour("accent"), None)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        self._move()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _move(self) -> None:
        if self._share is None and self.isVisible() and self.look.moves(self):
            self._timer.start()
        else:
            self._timer.stop()
            self._at = 0.5

    def _wander(self) -> None:
        self._at = (self._at + 0.02) % 1.0
        self.update()

    def _dress(self) -> None:
        self.setFixedHeight(self.look.px(self._height))


class ProgressRow(Speaking, QFrame):
    """One piece of work under way. It shows itself when the work turns out long, and goes when it ends.

    The work is stopped by its button, or by Esc where nothing nearer (a sheet, a list, a field) wanted the key.
    """

    ended = Signal()
    """The work is over, one way or another."""

    def __init__(
        self,
        look: Look,
        words: Translator,
        *,
        beside: bool = True,
        counted: Counted | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``beside`` says that one can go on working meanwhile; without ``counted`` rows are counted."""
        super().__init__()
        self.look, self.words = look, words
        self._translator = words
        self._words_for = counted or _rows_of
        self._beside = beside
        self._clock = clock
        self._task: Task | None = None
        self._doing = Message("")
        self._done, self._total = 0, 0
        self._began = 0.0
        self._listening: QObject | None = None
        self._lay_out()
        self._line_timer = QTimer(self, singleShot=True, interval=LINE_AFTER)
        self._line_timer.timeout.connect(self._show_line)
        self._row_timer = QTimer(self, singleShot=True, interval=ROW_AFTER)
        self._row_timer.timeout.connect(self._show_row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def follow(self, task: Task, doing: Message) -> None:
        """Watch ``task``; ``doing`` is what it does: „Ielasa Excel žurnālu…”."""
        self._task, self._doing = task, doing
        self._began = self._clock()
        self.stop_button.setEnabled(True)
        task.progressed.connect(self._progressed)
        self._done, self._total = task.progress.last  # it may have begun already
        task.ended.connect(self._finish)
        self._line_timer.start()
        self._row_timer.start()
        self._tell()

    @property
    def took(self) -> float:
        """Seconds since the work began."""
        return self._clock() - self._began

    def stop(self) -> None:
        """Ask the work to stop; whoever began it hears Cancelled."""
        if self._task is not None:
            self.stop_button.setEnabled(False)
            self._task.stop()

    def text(self) -> str:
        """What the row says."""
        return self._label.text()

    def retranslate(self) -> None:
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        # Esc comes here last of all, after whatever had a nearer use for it.
        self._listening = self.window()
        self._listening.installEventFilter(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._listening is not None:
            self._listening.removeEventFilter(self)
            self._listening = None
        super().hideEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._heard(event)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._heard(event):
            super().keyPressEvent(event)

    def _heard(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape or event.modifiers() or not self.words_row.isVisible():
            return False
        self.stop()
        return True

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.words_row = QWidget()
        row = QHBoxLayout(self.words_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._label = LeadText(self.look)
        row.addWidget(self._label, 1)
        self.stop_button = Button(self.look, "quiet", key="Esc")
        self.say(self.stop_button.setText, N_("Stop"))
        self.stop_button.clicked.connect(self.stop)
        row.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.words_row.hide()
        column.addWidget(self.words_row)
        self.meter = Meter(self.look, 6)
        self.line = Meter(self.look, 2)
        self.meter.hide()
        column.addWidget(self.meter)
        column.addWidget(self.line)

    def _show_line(self) -> None:
        self.line.show()
        self.show()

    def _show_row(self) -> None:
        self.line.hide()
        self.meter.show()
        self.words_row.show()
        self.show()

    def _progressed(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        self._tell()

    def _tell(self) -> None:
        known = self._total > 0
        self.meter.set_share(self._done / self._total if known else None)
        parts = [self._counted()]
        left = remaining(self.took, self._done, self._total)
        if left is not None:
            parts.append(self.words(left))
        if self._beside:
            parts.append(self.words(N_("You can go on working.")))
        self._label.set_lead("", " · ".join(parts))
        self.setAccessibleName(self._label.text())

    def _counted(self) -> str:
        doing = self.words(self._doing)
        if not self._done:
            return doing
        done, total = (
            show_number(number, language=self._translator.language) for number in (self._done, self._total)
        )
        counted = self._words_for(done, total, self._total) if self._total else N_("Rows: {done}", done=done)
        return f"{doing} {self.words(counted)}"

    def _finish(self) -> None:
        self._line_timer.stop()
        self._row_timer.stop()
        self._task = None
        self.words_row.hide()
        self.meter.hide()
        self.line.show()
        self.hide()
        self.ended.emit()


def run_beside(
    desk: Desk,
    job: Callable[[Progress], T],
    doing: Message,
    done: Callable[[T], Any],
    failed: Callable[[Exception], Any],
    *,
    counted: Counted | None = None,
) -> Task:
    """Do ``job`` while one works on, with its row above the content; a stopped one fails with Cancelled."""
    row = ProgressRow(desk.look, desk.words, counted=counted)
    task = desk.tasks.run_long(job, done, failed)
    desk.shell.show_row(row)
    row.follow(task, doing)
    return task
