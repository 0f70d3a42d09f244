"""The first run: an office is prepared step by step, and nothing typed is lost (design.md 8, mock-up 12)."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import Invalid, Unavailable, UserError
from app.core.i18n import N_, Message, Translator
from app.core.local_settings import LocalSettings
from app.core.settings import ORGANIZATION_NAME
from ui.first_run.administrator import AdministratorStep
from ui.first_run.data_step import DataStep, PlaceTrouble
from ui.first_run.employees import EmployeesStep
from ui.first_run.end import NEXT, EndPage
from ui.first_run.language import LanguageStep
from ui.first_run.office_step import OfficeStep
from ui.first_run.profile_step import ProfileStep
from ui.first_run.step import Step, Surroundings
from ui.first_run.steps_list import StepsList
from ui.first_run.terms import TermsStep
from ui.first_run.work import SAMPLE_PASSWORD, connect_to, make_office, make_sample, office_of
from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Rule, Text, card
from ui.kit.look import Look
from ui.kit.tasks import Tasks
from ui.kit.texts import Speaking

#: Where this PC remembers the answers until the office is made.
ANSWERS = "first_run"
WIDTH, HEIGHT, LIST_WIDTH, NARROW_LIST = 1020, 612, 272, 256
_NARROW, _LOW = 1000, 560


class FirstRun(Speaking, QWidget):
    """The surface of the first run."""

    finished = Signal(str)
    """The address of the database that is ready."""
    left = Signal()
    words: Translator
    """The person went back without an office."""

    def __init__(
        self, look: Look, words: Translator, tasks: Tasks, local: LocalSettings, data_folder: Path
    ) -> None:
        super().__init__()
        self.look, self.words = look, words
        self._around = Surroundings(look, words, tasks, local, data_folder)
        self._url = ""
        self._here = 0
        self.done: set[int] = set()
        self.skipped: set[int] = set()
        self._make_steps()
        self._lay_out()
        for keys, call in (("Alt+Left", self.back), ("Esc", self.leave)):
            QShortcut(QKeySequence(keys), self, call, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._recall()
        self._dress()
        look.changed.connect(self._dress)

    @property
    def step(self) -> Step:
        """The step in front."""
        return self.steps[self._here]

    def next(self) -> None:
        """Go on, if the step is right; on the last one make the office."""
        if self.go_on.is_busy:
            return
        self._tell(None)
        wrong = self.step.problems()
        if wrong:
            self._tell(wrong.get(""))
            return
        self.done.add(self._here)
        self.skipped.discard(self._here)
        self._go_from_here()

    def later(self) -> None:
        """Leave the step for later; what is right in it is kept all the same."""
        self._tell(None)
        self.skipped.add(self._here)
        self.done.discard(self._here)
        self._go_from_here()

    def back(self) -> None:
        """Alt+←: the step before."""
        if self._here and not self.go_on.is_busy:
            self._show_step(self._here - 1)

    def leave(self) -> None:
        """Esc: look whether there is a database after all; the answers stay."""
        self._keep()
        if not self.go_on.is_busy:
            self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self.step.isVisible():
            # What is not shown yet takes no focus, so the first step takes it here.
            self.step.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    # The steps.

    def _make_steps(self) -> None:
        around = self._around
        self.language = LanguageStep(around)
        self.profile = ProfileStep(around)
        self.office = OfficeStep(around)
        self.administrator = AdministratorStep(around)
        self.employees = EmployeesStep(around)
        self.terms = TermsStep(around)
        self.data = DataStep(around)
        self.steps: tuple[Step, ...] = (
            self.language,
            self.profile,
            self.office,
            self.administrator,
            self.employees,
            self.terms,
            self.data,
        )
        for step in self.steps:
            step.edited.connect(self._keep)
            step.submitted.connect(self.next)

    def _go_from_here(self) -> None:
        self._keep()
        if self.step is self.data:
            self._finish()
        else:
            self._show_step(self._here + 1)

    def _show_step(self, at: int) -> None:
        self._here = at
        step = self.step
        step.arrive()
        self._tell(None)
        self._show_page(step)
        self.room.verticalScrollBar().setValue(0)
        self.say(self.title.setText, step.title)
        self.say(self.about.setText, step.about)
        self.list.show_states(at, self.done, self.skipped)
        self.wait.setVisible(step.can_wait)
        self.before.setVisible(at > 0)
        last = step is self.data
        self.say(self.go_on.setText, N_("Finish") if last else N_("Next"))
        self.list.setEnabled(True)
        step.focus_first()

    def _show_page(self, page: QWidget) -> None:
        """A hidden page asks for no room, so that a short one does not scroll."""
        for other in (*self.steps, page):
            other.setVisible(other is page)

    def _existing(self) -> None:
        self._show_step(self.steps.index(self.data))
        self.data.choose_existing()

    # Answers that survive the program.

    def _keep(self) -> None:
        answers = {step.key: step.keep() for step in self.steps}
        kept = {
            "answers": answers,
            "here": self.step.key,
            "done": [self.steps[at].key for at in sorted(self.done)],
            "skipped": [self.steps[at].key for at in sorted(self.skipped)],
        }
        # The disk may be full; then the answers live as long as the window.
        with contextlib.suppress(Unavailable):
            self._around.local.remember(ANSWERS, kept)

    def _recall(self) -> None:
        kept: dict[str, Any] = self._around.local.recall(ANSWERS, None) or {}
        keys = [step.key for step in self.steps]
        for step in self.steps:
            answers = kept.get("answers", {}).get(step.key)
            if isinstance(answers, dict) and answers:
                step.fill(answers)
        self.done = {keys.index(key) for key in kept.get("done", []) if key in keys}
        self.skipped = {keys.index(key) for key in kept.get("skipped", []) if key in keys}
        here = kept.get("here", "")
        at = keys.index(here) if here in keys else 0
        asked = keys.index(AdministratorStep.key)
        # Passwords were not kept, so that step comes again.
        self.done.discard(asked)
        self._show_step(min(at, asked) if kept else at)

    # Making the office.

    def _finish(self) -> None:
        if self.data.connects:
            self._begin(N_("Connecting…"), partial(connect_to, str(self.data.address.value())), self._connected)
            return
        missing = self._first_unanswered()
        if missing is not None:
            self._show_step(missing)
            self.next()
            return
        new = office_of(self.steps, self._around)
        self._url = self.data.url()
        job = partial(make_office, self._url, new, self.data.folders())
        self._begin(N_("Preparing…"), job, self._made)

    def _first_unanswered(self) -> int | None:
        """A step that must be right and is not: the password after a restart, or the profile."""
        for at, step in enumerate(self.steps):
            if not step.can_wait and step.check():
                return at
        return None

    def _begin(self, text: Message, job: Any, done: Any) -> None:
        self.say(self.go_on.set_busy_text, text)
        self.go_on.set_busy(True)
        self.pages.setEnabled(False)
        self._around.tasks.run(job, done, self._failed, owner=self)

    def _connected(self, url: str) -> None:
        self._end_work()
        self._leave_for(url)

    def _made(self, code: str) -> None:
        self._end_work()
        name = str(self.office.settings().get(ORGANIZATION_NAME, ""))
        person = self.administrator.administrator().name
        self.done = set(range(len(self.steps))) - self.skipped
        self._show_end(EndPage(self.look, self.words, self._around.tasks, code, person=person, organisation=name))

    def _show_end(self, page: EndPage) -> None:
        self.list.show_states(-1, self.done, self.skipped)
        self.list.setEnabled(False)
        self.end = page
        self.end.begun.connect(self._start)
        leaves = self.pages.layout()
        assert leaves is not None
        leaves.addWidget(self.end)
        self._show_page(self.end)
        for part in (self.title, self.about, self.foot, self.others):
            part.hide()
        self.end.focus_first()

    def _start(self, first: str) -> None:
        if first:
            self._around.local.remember(NEXT, first)
        self._leave_for(self._url)

    def _leave_for(self, url: str) -> None:
        self._around.local.remember(ANSWERS, None)
        self.finished.emit(url)

    def _try_sample(self) -> None:
        self._tell(None)
        self._begin(N_("Preparing…"), partial(make_sample, self._around.data_folder), self._sampled)

    def _sampled(self, url: str) -> None:
        self._end_work()
        self._url = url
        text = N_("The sample office is ready. Sign in with the password {password}.", password=SAMPLE_PASSWORD)
        self._show_end(EndPage(self.look, self.words, self._around.tasks, "", text=text))

    def _failed(self, error: Exception) -> None:
        self._end_work()
        self._url = ""
        if isinstance(error, PlaceTrouble):
            self.data.show_trouble(error.name, error.message)
        elif isinstance(error, Invalid):
            self._show_wrong(error)
        elif isinstance(error, UserError):
            self._tell(error.message)
        else:
            raise error

    def _show_wrong(self, error: Invalid) -> None:
        """What only the making found: go to the step that has the field."""
        for at, step in enumerate(self.steps):
            names = set(error.fields) & set(step.form.values())
            if names:
                self._show_step(at)
                step.form.show_errors({name: self.words(error.fields[name]) for name in names})
                return
        self._tell(error.message)

    def _end_work(self) -> None:
        self.go_on.set_busy(False)
        self.pages.setEnabled(True)

    def _tell(self, text: Message | None) -> None:
        self.trouble.setVisible(text is not None)
        self.trouble_icon.setVisible(text is not None)
        if text is not None:
            self.say(self.trouble.setText, text)

    # What it looks like.

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 10, 12, 10)
        self.card = card()
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self.card)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self._left_side())
        row.addWidget(self._right_side(), 1)

    def _left_side(self) -> QWidget:
        self.side = QScrollArea()
        self.side.setWidgetResizable(True)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = card("soft")
        self.side_column = column = QVBoxLayout(inside)
        column.setSpacing(6)
        heading = Text(self.look, "pane")
        self.say(heading.setText, N_("Getting ready"))
        promise = Text(self.look, "caption", "text2", wrap=True)
        self.say(promise.setText, N_("About 10 minutes. You can stop and go on later – nothing will be lost."))
        column.addWidget(heading)
        column.addWidget(promise)
        column.addSpacing(10)
        self.list = StepsList(self.look, self.words, [step.title for step in self.steps])
        self.list.wanted.connect(self._show_step)
        column.addWidget(self.list)
        column.addStretch(1)
        self.others = QWidget()
        links = QVBoxLayout(self.others)
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(2)
        self.sample = Button(self.look, "quiet", icon="lightbulb")
        self.say(self.sample.setText, N_("Try with sample data"))
        self.sample.clicked.connect(self._try_sample)
        self.existing = Button(self.look, "quiet", icon="database")
        self.say(self.existing.setText, N_("Lete is in use already"))
        self.existing.clicked.connect(self._existing)
        for button in (self.sample, self.existing):
            links.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.others)
        self.side.setWidget(inside)
        return self.side

    def _right_side(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(32, 24, 28, 14)
        column.setSpacing(4)
        self.title = Text(self.look, "title")
        self.about = Text(self.look, "body", "text2", wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addSpacing(8)
        self.pages = QWidget()
        leaves = QVBoxLayout(self.pages)
        leaves.setContentsMargins(0, 0, 0, 0)
        for step in self.steps:
            leaves.addWidget(step)
        self.room = QScrollArea()
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.room.setWidgetResizable(True)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 6, 4)
        inside.addWidget(self.pages)
        self.room.setWidget(inner)
        column.addWidget(self.room, 1)
        column.addWidget(self._footer())
        return right

    def _footer(self) -> QWidget:
        self.foot = QWidget()
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        trouble = QHBoxLayout()
        self.trouble_icon = IconLabel(self.look, "error_circle", 16, "bad")
        self.trouble = Text(self.look, "body", "bad", wrap=True)
        trouble.addWidget(self.trouble_icon)
        trouble.addWidget(self.trouble, 1)
        column.addLayout(trouble)
        column.addWidget(Rule())
        row = QHBoxLayout()
        row.setSpacing(8)
        self.wait = Button(self.look, "quiet")
        self.say(self.wait.setText, N_("Fill in later"))
        self.wait.clicked.connect(self.later)
        self.before = Button(self.look, icon="arrow_left", key="Alt+←")
        self.say(self.before.setText, N_("Back"))
        self.before.clicked.connect(self.back)
        self.go_on = Button(self.look, "primary", icon="arrow_right", key="Enter")
        self.go_on.clicked.connect(self.next)
        row.addWidget(self.wait)
        row.addStretch(1)
        row.addWidget(self.before)
        row.addWidget(self.go_on)
        column.addLayout(row)
        return self.foot

    def _dress(self) -> None:
        px = self.look.px
        narrow = self.width() < px(_NARROW)
        low = self.height() < px(_LOW)
        self.list.set_low(low)
        self.side_column.setContentsMargins(*((10, 12, 8, 8) if low or narrow else (20, 24, 18, 18)))
        self.side.setFixedWidth(px(NARROW_LIST if narrow else LIST_WIDTH))
        self.card.setFixedSize(min(px(WIDTH), self.width() - 24), min(px(HEIGHT), self.height() - 20))
