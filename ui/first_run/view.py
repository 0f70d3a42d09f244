"""The first run: an office is prepared step by step, and nothing typed is lost (design.md 8, mock-up 12)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent

from app.core.errors import Invalid, UserError
from app.core.i18n import N_, Message, Translator
from app.core.local_settings import LocalSettings
from app.core.settings import ORGANIZATION_NAME
from app.server_start import ServerTrouble
from ui.first_run.administrator import AdministratorStep
from ui.first_run.answers import Answers
from ui.first_run.data_step import DataStep, PlaceTrouble
from ui.first_run.employees import EmployeesStep
from ui.first_run.end import NEXT, EndPage
from ui.first_run.frame import FirstRunFrame
from ui.first_run.language import LanguageStep
from ui.first_run.office_step import OfficeStep
from ui.first_run.profile_step import ProfileStep
from ui.first_run.step import Step, Surroundings
from ui.first_run.terms import TermsStep
from ui.first_run.work import (
    SAMPLE_PASSWORD,
    Made,
    connect_to,
    make_office,
    make_sample,
    make_shared_office,
    office_of,
)
from ui.kit.look import Look
from ui.kit.tasks import Progress, Tasks

#: What is done while an office is made, in the order of app.first_office.STEPS.
_STAGES = (
    N_("Looking at the place…"),
    N_("Making the tables…"),
    N_("Setting the office up…"),
    N_("Entering the employees…"),
    N_("Finishing…"),
)


class FirstRun(FirstRunFrame):
    """The surface of the first run."""

    finished = Signal(str)
    """The address of the database that is ready."""
    left = Signal()
    """The person went back without an office."""

    def __init__(
        self, look: Look, words: Translator, tasks: Tasks, local: LocalSettings, data_folder: Path
    ) -> None:
        super().__init__(look, words)
        self._around = Surroundings(look, words, tasks, local, data_folder)
        self._answers = Answers(local)
        self._url = ""
        self._here = 0
        self.done: set[int] = set()
        self.skipped: set[int] = set()
        self._make_steps()
        self.lay_out(self.steps)
        self._connect()
        self._recall()
        self.dress()
        look.changed.connect(self.dress)

    @property
    def step(self) -> Step:
        """The step in front."""
        return self.steps[self._here]

    def next(self) -> None:
        """Go on, if the step is right; on the last one make the office."""
        if self.go_on.is_busy:
            return
        self.tell(None)
        wrong = self.step.problems()
        if wrong:
            self.tell(wrong.get(""))
            return
        self.done.add(self._here)
        self.skipped.discard(self._here)
        self._go_from_here()

    def later(self) -> None:
        """Leave the step for later; what is right in it is kept all the same."""
        self.tell(None)
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

    def _connect(self) -> None:
        for keys, call in (("Alt+Left", self.back), ("Esc", self.leave)):
            QShortcut(QKeySequence(keys), self, call, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.list.wanted.connect(self._show_step)
        self.sample.clicked.connect(self._try_sample)
        self.existing.clicked.connect(self._existing)
        self.wait.clicked.connect(self.later)
        self.before.clicked.connect(self.back)
        self.go_on.clicked.connect(self.next)
        self.data.connect_wanted.connect(self._leave_for)

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
        self.tell(None)
        self.show_page(step)
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

    def _existing(self) -> None:
        self._show_step(self.steps.index(self.data))
        self.data.choose_existing()

    def _keep(self) -> None:
        self._answers.keep(self.steps, self._here, self.done, self.skipped)

    def _recall(self) -> None:
        here = self._answers.recall(self.steps, self.done, self.skipped)
        asked = self.steps.index(self.administrator)
        # Passwords were not kept, so that step comes again.
        self.done.discard(asked)
        self._show_step(0 if here is None else min(here, asked))

    # Making the office.

    def _finish(self) -> None:
        if self.data.connects:
            address = str(self.data.address.value())
            self._begin(N_("Connecting…"), lambda _progress: connect_to(address), self._connected)
            return
        missing = self._first_unanswered()
        if missing is not None:
            self._show_step(missing)
            self.next()
            return
        new = office_of(self.steps, self._around)
        if self.data.on_server:
            job = partial(make_shared_office, self.data.server.place(), new)
        else:
            job = partial(make_office, self.data.url(), new, self.data.folders())
        self._begin(N_("Preparing…"), job, self._made)

    def _first_unanswered(self) -> int | None:
        """A step that must be right and is not: the password after a restart, or the profile."""
        for at, step in enumerate(self.steps):
            if not step.can_wait and step.check():
                return at
        return None

    def _begin(self, text: Message, job: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        self.say(self.go_on.set_busy_text, text)
        self.go_on.set_busy(True)
        self.pages.setEnabled(False)
        task = self._around.tasks.run_long(job, done, self._failed, owner=self)
        task.progressed.connect(self._progressed)

    def _progressed(self, done: int, total: int) -> None:
        if self.go_on.is_busy:
            self.show_stage(_STAGES[min(done, len(_STAGES) - 1)], done / total)

    def _connected(self, url: str) -> None:
        self._end_work()
        self._leave_for(url)

    def _made(self, made: Made) -> None:
        self._end_work()
        self._url = made.url
        self.data.server.forget()
        name = str(self.office.settings().get(ORGANIZATION_NAME, ""))
        person = self.administrator.administrator().name
        self.done = set(range(len(self.steps))) - self.skipped
        around = self._around
        self._show_end(
            EndPage(
                self.look, self.words, around.tasks, made.code, person=person, organisation=name, told=made.told
            )
        )

    def _show_end(self, page: EndPage) -> None:
        self.list.show_states(-1, self.done, self.skipped)
        self.list.setEnabled(False)
        self.end = page
        self.end.begun.connect(self._start)
        self.show_page(self.end)
        for part in (self.title, self.about, self.foot, self.others):
            part.hide()
        self.end.focus_first()

    def _start(self, first: str) -> None:
        if first:
            self._around.local.remember(NEXT, first)
        self._leave_for(self._url)

    def _leave_for(self, url: str) -> None:
        self._answers.forget()
        self.finished.emit(url)

    def _try_sample(self) -> None:
        self.tell(None)
        folder = self._around.data_folder
        self._begin(N_("Preparing…"), lambda _progress: make_sample(folder), self._sampled)

    def _sampled(self, url: str) -> None:
        self._end_work()
        self._url = url
        text = N_("The sample office is ready. Sign in with the password {password}.", password=SAMPLE_PASSWORD)
        self._show_end(EndPage(self.look, self.words, self._around.tasks, "", told=(text,)))

    def _failed(self, error: Exception) -> None:
        self._end_work()
        self._url = ""
        if isinstance(error, PlaceTrouble | ServerTrouble):
            self.bring_into_view(self.data.show_trouble(error))
        elif isinstance(error, Invalid):
            self._show_wrong(error)
        elif isinstance(error, UserError):
            self.tell(error.message)
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
        self.tell(error.message)

    def _end_work(self) -> None:
        self.go_on.set_busy(False)
        self.pages.setEnabled(True)
        self.show_stage(None)
