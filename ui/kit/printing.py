"""A printing under way, from the audit to the last page, whatever becomes of the sheet that began it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from app.core.errors import UserError
from app.core.i18n import N_, NN_, Message
from ui.kit.progress import run_beside
from ui.kit.tasks import Cancelled, Progress

if TYPE_CHECKING:
    from ui.kit.print_sheet import PrintSheet


class Printing(QObject):
    """A printing under way. As soon as the printer has taken a page the sheet goes, and the page is free again."""

    def __init__(self, sheet: PrintSheet, printer: str) -> None:
        super().__init__(sheet.desk.tasks)
        self._sheet, self._desk, self._name = sheet, sheet.desk, printer

    def begin(self, note: Callable[[], None], job: Callable[[Progress], int]) -> None:
        """Enter it in the audit, then print; the toast comes when all pages are with the printer."""
        self._desk.tasks.run(note, lambda _none: self._follow(job), self._not_noted)

    def _follow(self, job: Callable[[Progress], int]) -> None:
        task = run_beside(self._desk, job, N_("Printing…"), self._sent, self._failed, counted=_pages_of)
        task.progressed.connect(lambda _done, _total: self._let_go())

    def _not_noted(self, error: Exception) -> None:
        self.deleteLater()
        if isinstance(error, UserError) and shiboken6.isValid(self._sheet) and self._sheet.isVisible():
            self._sheet.not_noted(error)
        else:
            self._let_go()
            self._desk.shell.show_trouble(error)

    def _let_go(self) -> None:
        if shiboken6.isValid(self._sheet):
            self._sheet.leave()

    def _sent(self, pages: int) -> None:
        self._let_go()
        self._desk.shell.toast(sent(self._name, pages))
        self.deleteLater()

    def _failed(self, error: Exception) -> None:
        self.deleteLater()
        if isinstance(error, Cancelled):
            self._desk.shell.toast(N_("Printing was stopped."))
        elif isinstance(error, UserError) and shiboken6.isValid(self._sheet) and self._sheet.isVisible():
            self._sheet.no_printer(error)
        else:
            self._let_go()
            self._desk.shell.show_trouble(error)


def sent(printer: str, pages: int) -> Message:
    """What is said when a printer has taken all pages."""
    return NN_(
        "Sent to the printer {printer}: {count} page",
        "Sent to the printer {printer}: {count} pages",
        pages,
        printer=printer,
    )


def _pages_of(done: str, total: str, count: int) -> Message:
    return NN_("{done} of {total} page", "{done} of {total} pages", count, done=done, total=total)
