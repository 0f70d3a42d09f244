"""The checklist of a staff event: what is done by hand is ticked, Enter on a task opens where it is done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core import dates
from app.core.errors import UserError
from app.core.i18n import N_, Speak
from app.core.staff_tasks import StaffTask
from app.directory.records import Checklist
from app.directory.staff_changes import KIND_NAMES
from app.directory.staff_events import StaffEvents
from ui.kit.buttons import Button, IconButton
from ui.kit.checks import CheckBox
from ui.kit.desk import Desk
from ui.kit.labels import Rule, Text
from ui.kit.look import Look
from ui.kit.sheet import Sheet
from ui.kit.texts import Speaking
from ui.kit.undo import Act, push_act

#: Changes that come together are read together (milliseconds).
_SOON_MS = 100
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class TaskRow(Speaking, QWidget):
    """One task: its tick, its words, and the way to where it is done."""

    ticked = Signal(str, bool)
    wanted = Signal(str)

    def __init__(self, look: Look, words: Speak, task: StaffTask) -> None:
        super().__init__()
        self.words, self.task = words, task
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        self.box = CheckBox(look)
        self.box.setEnabled(task.by_hand)
        self.box.clicked.connect(lambda done: self.ticked.emit(task.key, done))
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        text, self.state = Text(look, "body", wrap=True), Text(look, "caption", "text2", wrap=True)
        self.say(text.setText, task.text)
        self.say(self.box.setAccessibleName, task.text)
        lines.addSpacing(look.px(6))
        lines.addWidget(text)
        lines.addWidget(self.state)
        row.addLayout(lines, 1)
        self.way = IconButton(look, "arrow_forward")
        self.say(self.way.set_name, N_("Open: {name}", name=task.text))
        self.way.clicked.connect(lambda: self.wanted.emit(task.key))
        row.addWidget(self.way, 0, Qt.AlignmentFlag.AlignTop)
        self.way.setVisible(bool(task.page))
        self.show_task(task)

    def show_task(self, task: StaffTask) -> None:
        """Show how far the task is."""
        self.task = task
        self.box.setChecked(task.done)
        if task.done:
            told = N_("Done")
        else:
            told = N_("To be ticked off") if task.by_hand else N_("Ticks itself off once it is done")
        self.say(self.state.setText, told)
        self.say(self.box.setAccessibleDescription, told)
        self.state.set_tone("ok" if task.done else "text2")

    def target(self) -> QWidget:
        """What takes the keyboard: the tick, else the way to where the task is done."""
        return self.box if self.task.by_hand else self.way


class ChecklistSheet(Sheet):
    """The tasks of one event, as every register tells them; read again when something changes."""

    def __init__(self, desk: Desk, checklist: Checklist) -> None:
        super().__init__(desk.look, desk.words)
        self.desk = desk
        self.rows: list[TaskRow] = []
        self._events = StaffEvents(desk.office)
        self._event_id = checklist.event.id
        self._focused = False
        self.say(self.title.setText, N_("Staff changes"))
        self.person, self.about = (
            Text(self.look, "strong", wrap=True),
            Text(self.look, "caption", "text2", wrap=True),
        )
        self.note = Text(self.look, "body", wrap=True)
        self.count = Text(self.look, "caption", "text2")
        for line in (self.person, self.about, self.note, self.count):
            self.body.addWidget(line)
        self._inside = QWidget()
        self._inside.setProperty("surface", "clear")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.body.addWidget(self._scrolling(), 1)
        self.body.addWidget(Rule())
        self.body.addLayout(self._buttons())
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._read)
        desk.bridge.changed.connect(self._changed)
        self._show(checklist)

    def focus_first(self) -> None:
        """The first thing to do; with nothing left, the button that closes the list."""
        self._focused = True
        undone = next((row for row in self.rows if not row.task.done and not row.target().isHidden()), None)
        (undone.target() if undone else self.close_list).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from task to task; Enter opens where the task is done."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            key = Qt.Key(event.key())
            row = next((each for each in self.rows if watched in (each.box, each.way)), None)
            if row is not None and key in _ENTER:
                self._open(row.task.key)
                return True
            if row is not None and key in _STEPS:
                self._step(row, _STEPS[key])
                return True
        return super().eventFilter(watched, event)

    # Showing.

    def _show(self, checklist: Checklist) -> None:
        event = checklist.event
        self.person.setText(event.person)
        self.say(
            self.about.setText, N_("{what} · {date}", what=KIND_NAMES[event.kind], date=dates.full(event.day))
        )
        self.note.setText(event.note)
        self.note.setVisible(bool(event.note))
        done = sum(task.done for task in checklist.tasks)
        self.say(self.count.setText, N_("Done: {done} of {total}", done=done, total=len(checklist.tasks)))
        if event.closed_on is not None:
            self.say(self.count.setText, N_("Closed: {date}", date=dates.full(event.closed_on)))
        self.close_list.setVisible(event.closed_on is None)
        if [row.task.key for row in self.rows] != [task.key for task in checklist.tasks]:
            self._make_rows(checklist)
        for row, task in zip(self.rows, checklist.tasks, strict=True):
            row.show_task(task)

    def _make_rows(self, checklist: Checklist) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = [TaskRow(self.look, self.words, task) for task in checklist.tasks]
        for at, row in enumerate(self.rows):
            row.ticked.connect(self._tick)
            row.wanted.connect(self._open)
            row.box.installEventFilter(self)
            row.way.installEventFilter(self)
            self._column.insertWidget(at, row)
        if self._focused:
            self.focus_first()

    def _changed(self, _changes: object) -> None:
        self._soon.start()

    def _read(self) -> None:
        job = partial(self._events.checklist, self._event_id)
        self.desk.tasks.run(job, self._show_again, self._failed, owner=self)

    def _show_again(self, checklist: Checklist) -> None:
        """A change that was taken back leaves nothing to do."""
        if checklist.event.taken_back:
            self.leave()
        else:
            self._show(checklist)

    # Doing.

    def _tick(self, task: str, done: bool) -> None:
        job = partial(self._events.tick, self._event_id, task, done)
        self.desk.tasks.run(job, lambda _none: self._soon.start(), self._not_ticked, owner=self)

    def _not_ticked(self, error: Exception) -> None:
        self._read()  # what is shown is what is stored
        self._failed(error)

    def _open(self, key: str) -> None:
        task = next(row.task for row in self.rows if row.task.key == key)
        if task.page:
            self.desk.shell.close_sheet()
            self.desk.shell.open_page(task.page, **task.target)

    def _step(self, row: TaskRow, by: int) -> None:
        reachable = [each for each in self.rows if not each.target().isHidden()]
        at = reachable.index(row) + by
        if 0 <= at < len(reachable):
            reachable[at].target().setFocus(Qt.FocusReason.TabFocusReason)

    def _close_list(self) -> None:
        close = partial(self._events.close, self._event_id)
        reopen = partial(self._events.reopen, self._event_id)
        act = Act(N_("Checklist closed: {name}", name=self.person.text()), reopen, close)
        self.close_list.set_busy(True)
        self.desk.tasks.run(close, lambda _none: self._closed(act), self._failed, owner=self)

    def _closed(self, act: Act) -> None:
        self.close_list.set_busy(False)
        push_act(self.desk, act)
        self.leave()

    def _failed(self, error: Exception) -> None:
        self.close_list.set_busy(False)
        if isinstance(error, UserError):
            self.say(self.count.setText, error.message)
        else:
            self.desk.shell.show_trouble(error)

    # Laying out.

    def _scrolling(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inside)
        return area

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        later = Button(self.look, "quiet", key="Esc")
        self.say(later.setText, N_("Later"))
        later.clicked.connect(self.leave)
        self.close_list = Button(self.look, "primary")
        self.say(self.close_list.setText, N_("Close the checklist"))
        self.close_list.clicked.connect(self._close_list)
        row.addWidget(later)
        row.addWidget(self.close_list)
        return row


def open_checklist(desk: Desk, event_id: int) -> None:
    """The sheet of the event of that number."""

    def opened(checklist: Checklist) -> None:
        desk.shell.open_sheet(ChecklistSheet(desk, checklist))

    desk.tasks.run(partial(StaffEvents(desk.office).checklist, event_id), opened, desk.shell.show_trouble)
