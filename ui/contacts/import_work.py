"""Writing a checked journal to the database while one works on, and taking the whole import back."""

from __future__ import annotations

from collections.abc import Callable

from app.contacts.journal_import import ImportPlan, JournalImport
from app.core.i18n import N_
from app.core.numbers import show_number
from ui.kit.desk import Desk
from ui.kit.progress import run_beside
from ui.kit.tasks import Cancelled, Progress, Task
from ui.kit.undo import Act


def commit(desk: Desk, plan: ImportPlan) -> Task:
    """Add the contacts of ``plan``, all or none."""
    journal = JournalImport(desk.office)

    def job(progress: Progress) -> int:
        return journal.commit(plan, progress.report, progress.check)

    def failed(error: Exception) -> None:
        if isinstance(error, Cancelled):
            desk.shell.toast(N_("Reading in was stopped. Nothing was added to the log."))
        else:
            desk.shell.show_trouble(error)

    return run_beside(
        desk, job, N_("Reading in the Excel journal…"), lambda import_id: _done(desk, plan, import_id), failed
    )


def _done(desk: Desk, plan: ImportPlan, import_id: int) -> None:
    journal = JournalImport(desk.office)
    act = Act(
        N_("reading in {name}", name=plan.file_name),
        # Annulling a hundred thousand rows takes a while: it is done beside the window, too.
        undo=lambda: _beside(desk, lambda: journal.annul(import_id)),
        redo=lambda: _beside(desk, lambda: journal.restore(import_id)),
    )
    desk.undo.push(act)
    count = show_number(len(plan.entries), language=desk.words.language)
    desk.shell.toast(N_("Rows read in: {count}", count=count), N_("Undo"), lambda: _take_back(desk), "Ctrl+Z")


def _beside(desk: Desk, job: Callable[[], int]) -> None:
    desk.tasks.run(job, lambda _count: None, desk.shell.show_trouble)


def _take_back(desk: Desk) -> None:
    act = desk.undo.undo()
    if act is not None:
        desk.shell.toast(N_("Undone: {what}", what=act.name))
