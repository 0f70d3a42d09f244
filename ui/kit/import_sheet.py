"""Reading a file into a register: file, columns, dry run, only then the button that writes (design.md 6.14)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import Forbidden, Invalid, UserError
from app.core.i18n import C_, N_, NN_, Message
from app.core.numbers import show_number
from app.core.permissions import those_who_may
from app.importing.mapping import preview
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.file_dialogs import FileDialogs
from ui.kit.import_choose import ChooseStep, dropped_file
from ui.kit.import_columns import ColumnsStep, Opened
from ui.kit.import_kind import ImportKind, Plan
from ui.kit.import_report import ReportStep, write_list
from ui.kit.import_work import commit
from ui.kit.labels import Rule
from ui.kit.panel import Panel, is_enter, titled
from ui.kit.plain_table import PlainTable
from ui.kit.progress import ProgressRow
from ui.kit.stack import Stack
from ui.kit.tasks import Cancelled, Progress, Task

WIDTH, HEIGHT = 1120, 640
SUFFIXES = ("xlsx", "xlsm", "csv", "txt")
T = TypeVar("T")
_CONTROL = Qt.KeyboardModifier.ControlModifier
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def open_import_sheet(desk: Desk, kind: ImportKind[Any, Any], path: Path | None = None) -> ImportSheet:
    """Show the way to read a file in; with ``path`` begin with that one."""
    sheet = ImportSheet(desk, kind)
    desk.shell.open_panel(sheet)
    if path is not None:
        sheet.open_file(path)
    return sheet


class ImportSheet(Panel):
    """Three steps in one panel. Nothing is written until „Ielasīt … rindas” is pressed."""

    def __init__(self, desk: Desk, kind: ImportKind[Any, Any]) -> None:
        super().__init__(desk.look, desk.words, WIDTH, HEIGHT)
        self.desk, self.kind = desk, kind
        self.plan: Plan | None = None
        self._path: Path | None = None
        self._task: Task | None = None
        self._dialogs = FileDialogs(desk.words, desk.local)
        self.setAcceptDrops(True)
        self.say(self.title.setText, kind.words.title)
        self.say(self.setAccessibleName, kind.words.title)
        self.choose = ChooseStep(self.look, desk.words, kind.words.drop)
        self.columns = ColumnsStep(self.look, desk.words, kind)
        self.report = ReportStep(self.look, desk.words, kind.words)
        self.steps = Stack()
        for step in (self.choose, self.columns, self.report):
            self.steps.addWidget(step)
        self.work = ProgressRow(self.look, desk.words, beside=False)
        self._make_buttons()
        self._lay_out()
        self.choose.chosen.connect(self.open_file)
        self.choose.button.clicked.connect(self.choose_file)
        self.report.save_wanted.connect(self._save_list)
        for part in (*self.findChildren(Button), *self.findChildren(PlainTable)):
            part.installEventFilter(self)
        self._go(self.choose)
        if not desk.office.may(kind.needed):
            message = Forbidden(those_who_may(kind.needed)).message
            self.message.tell("bad", message)
            self.choose.button.set_off(desk.words(message))

    def focus_first(self) -> None:
        step = self.steps.currentWidget()
        target = self.choose.button if step is self.choose else self.next_button
        if step is self.columns and self.columns.missing():
            self.columns.focus_first()
        else:
            (target if target.isEnabled() else self.cancel_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Esc: stop what is under way, else close."""
        if self._task is not None:
            self._task.stop()
        else:
            super().leave()

    def wants(self, event: QKeyEvent) -> bool:
        control = event.modifiers() == _CONTROL and event.key() in (Qt.Key.Key_O, Qt.Key.Key_Return)
        return super().wants(event) or control or _is_back(event)

    def key(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _CONTROL
        if control and event.key() == Qt.Key.Key_O:
            self.choose_file()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_button.click()
        elif is_enter(event) and self.steps.currentWidget() is self.columns:
            self.next_button.click()  # only a dry run; what writes needs Ctrl+Enter or its button
        elif _is_back(event):
            self.back()
        elif event.key() in _PAGES and self.steps.currentWidget() is self.report:
            self.report.turn(_PAGES[Qt.Key(event.key())])
        else:
            return False
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Buttons and tables take every arrow for themselves, also with Alt.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_back(event):
            self.back()
            return True
        return super().eventFilter(watched, event)

    # The steps.

    def choose_file(self) -> None:
        """Ask for a file."""
        if self._task is None and self.choose.button.isEnabled():
            self._dialogs.choose(
                self,
                self.kind.words.choose,
                N_("Excel and CSV files"),
                SUFFIXES,
                self.open_file,
                purpose="import",
            )

    def open_file(self, path: Path) -> None:
        """Look into a file and find its columns; trouble is told in place, another file can be chosen."""
        if self._task is None:
            self._path = path
            self._run(lambda _progress: self._look_into(path), N_("Opening the file…"), self._opened)

    def check(self) -> None:
        """Read the whole file as the columns say, without writing anything."""
        mapping, path = self.columns.mapping, self._path
        if mapping is None or path is None or self._task is not None:
            return
        missing = self.columns.missing()
        if missing:
            self.columns.show_errors(missing)
            return
        kind, answer = self.kind, str(self.columns.answer.value() or "")

        def job(progress: Progress) -> Plan:
            plan: Plan = kind.stage(path, mapping, answer, progress)
            return plan

        self._run(job, N_("Checking the rows…"), self._staged)

    def commit(self) -> None:
        """Write; the panel goes, the row above the page shows how far it is."""
        plan = self.plan
        if plan is not None and plan.entries:
            self.leave()
            commit(self.desk, self.kind, plan)

    def back(self) -> None:
        """To the step before."""
        step = self.steps.currentWidget()
        if self._task is None and step is not self.choose:
            self._go(self.columns if step is self.report else self.choose)

    def retranslate(self) -> None:
        self._name_next()

    def _opened(self, opened: Opened) -> None:
        self.columns.show_file(opened)
        self._go(self.columns)

    def _staged(self, plan: Plan) -> None:
        self.plan = plan
        self.report.show_report(plan.report)
        self._go(self.report)

    def _look_into(self, path: Path) -> Opened:
        sheet, mapping = self.kind.open(path)
        return Opened(path, mapping, preview(sheet, mapping))

    def _go(self, step: QWidget) -> None:
        self.message.clear()
        if step is not self.report:
            self.plan = None
        self.steps.setCurrentWidget(step)
        first = step is self.choose
        for button in (self.back_button, self.next_button, self.other_button):
            button.setVisible(not first)
        self.other_button.setVisible(step is self.columns)
        self.back_button.setVisible(step is self.report)
        self._name_next()
        if self.isVisible():
            self.focus_first()

    def _name_next(self) -> None:
        plan = self.plan
        if plan is None:
            self.say(self.next_button.setText, C_("verb", "Check"))
            self.next_button.set_off("")
            return
        count = len(plan.entries)
        shown = show_number(count, language=self.desk.words.language)
        self.say(self.next_button.setText, NN_("Read in {rows} row", "Read in {rows} rows", count, rows=shown))
        self.next_button.set_off("" if count else self.words(N_("There is nothing new in this file.")))

    def _next(self) -> None:
        if self.steps.currentWidget() is self.report:
            self.commit()
        else:
            self.check()

    # Work.

    def _run(self, job: Callable[[Progress], T], doing: Message, done: Callable[[T], None]) -> None:
        self.message.clear()
        self._task = self.desk.tasks.run_long(
            job, lambda result: self._finished(partial(done, result)), self._failed, owner=self
        )
        self.work.follow(self._task, doing)
        self.closed.connect(self._task.cancel)
        self.next_button.set_busy(True)

    def _finished(self, then: Callable[[], None]) -> None:
        self._rest()
        then()

    def _rest(self) -> None:
        self._task = None
        self.next_button.set_busy(False)

    def _failed(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, Cancelled):
            return
        if isinstance(error, Invalid) and "file" not in error.fields:
            self.columns.show_errors(error.fields)
        elif isinstance(error, UserError):
            again = (N_("Try again"), partial(self.open_file, self._path or Path()))
            other = (N_("Choose another file"), self.choose_file)
            self._go(self.choose)
            self.message.tell("bad", error.message, (other, again))
            self.choose.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.desk.shell.show_trouble(error)

    def _save_list(self) -> None:
        rows = self.report.rows()

        def write(path: Path) -> None:
            self.desk.tasks.run(
                lambda: write_list(path, rows, self.desk.words),
                lambda _none: self.desk.shell.toast(N_("Saved: {name}", name=path.name)),
                self._not_saved,
                owner=self,
            )

        name = f"{self._path.stem if self._path else ''}_noraiditas_rindas.csv"
        self._dialogs.save(
            self, N_("Save the list of refused rows"), name, N_("CSV file"), write, purpose="export"
        )

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.message.tell("bad", error.message, ((N_("Save elsewhere"), self._save_list),))
        else:
            self.desk.shell.show_trouble(error)

    # Looks.

    def _make_buttons(self) -> None:
        self.other_button = Button(self.look, icon="folder_open", key="Ctrl+O")
        self.say(self.other_button.setText, N_("Another file…"))
        self.other_button.clicked.connect(self.choose_file)
        self.back_button = Button(self.look, icon="arrow_left", key="Alt+←")
        self.say(self.back_button.setText, N_("To the columns"))
        self.back_button.clicked.connect(self.back)
        self.cancel_button = Button(self.look, "quiet", key="Esc")
        self.say(self.cancel_button.setText, N_("Cancel"))
        self.cancel_button.clicked.connect(self.leave)
        self.next_button = Button(self.look, "primary", key="Ctrl+Enter")
        self.say(self.next_button.set_busy_text, N_("Reading…"))
        self.next_button.clicked.connect(self._next)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.card)
        column.setContentsMargins(22, 16, 18, 18)
        column.setSpacing(10)
        column.addLayout(titled(self))
        column.addWidget(self.message)
        column.addWidget(self.steps, 1)
        column.addWidget(self.work)
        column.addWidget(Rule())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.other_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.next_button)
        column.addLayout(row)


def _is_back(event: QKeyEvent) -> bool:
    alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
    return alt and event.key() == Qt.Key.Key_Left
