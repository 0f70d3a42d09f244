"""The audit for the administrator: who did what to which record and when, never what was in it (design.md 9)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.audit_words import gathered
from app.core.audit_overview import AuditFilter, AuditOverview
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.moments import riga_date
from app.core.numbers import NBSP
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.file_dialogs import FileDialogs, open_folder
from ui.kit.labels import Text
from ui.kit.page_state import PageState
from ui.kit.progress import run_beside
from ui.kit.stack import Stack
from ui.kit.table import WindowedModel
from ui.kit.table_view import TableView
from ui.kit.tasks import Cancelled, Progress
from ui.settings.audit_filter import AuditFilterBar
from ui.settings.audit_rows import COLUMNS, AuditSource
from ui.settings.section import Section

#: The list is at least so high, in px at 100 % text.
_LEAST = 220


class AuditSection(Section):
    """A filter, a long list with the newest entry first, and the way to a file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            N_("Audit"),
            N_("Who did what, to which record and when. What stands in the records is not shown here."),
        )
        self._overview = AuditOverview(desk.office)
        self._names = gathered()
        self._begun = False
        self._dialogs = FileDialogs(desk.words, desk.local)
        self.filters = AuditFilterBar(desk)
        self.export_button = Button(self.look, "quiet", icon="arrow_download")
        self.say(self.export_button.setText, N_("Export…"))
        self.filters.row.addStretch(1)
        self.filters.row.addWidget(self.export_button)
        self.column.addWidget(self.filters)
        self.model = WindowedModel(desk.tasks, COLUMNS, self)
        person = desk.office.actor.account
        self.table = TableView(self.look, self.words, self.model, desk.local, name="audit", person=person)
        self.say(self.table.setAccessibleName, N_("Audit"))
        self.table.set_sorted("at", True)
        self.state = PageState(self.look, self.words)
        self.stack = Stack()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.state)
        self.column.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        self.count = Text(self.look, "caption", "text2")
        foot.addWidget(self.count)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self._connect()
        self._dress()
        self.look.changed.connect(self._dress)

    def reload(self) -> None:
        if self._begun:
            self.table.refresh()
        else:
            self._begun = True
            self._load()
        self.desk.tasks.run(self._overview.people, self.filters.set_people, self._failed, owner=self)

    def focus_first(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        if hasattr(self, "count") and self._begun:
            self._load()

    def export(self) -> None:
        """Ask where, then write what is listed as a CSV file."""
        name = f"audits_{riga_date(self.desk.office.clock()).isoformat()}.csv"
        self._dialogs.save(self, N_("Export the audit"), name, N_("CSV file"), self.write, purpose="export")

    def write(self, path: Path) -> None:
        """Write the file while one works on."""
        desk, wanted, most = self.desk, self.filters.filter(), self.model.rowCount()

        def job(progress: Progress) -> int:
            from app.audit_export import export_audit  # noqa: PLC0415 - loaded when it is asked for

            def tell(done: int) -> None:
                progress.report(done, max(done, most))

            return export_audit(desk.office, path, wanted, desk.words, tell)

        desk.shell.close_bar("export")
        run_beside(desk, job, N_("Exporting…"), partial(self._written, path), self._not_written)

    def _written(self, path: Path, _rows: int) -> None:
        self.desk.shell.toast(N_("Saved: {name}", name=path.name), N_("Open folder"), partial(open_folder, path))
        self.table.refresh()

    def _not_written(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.desk.shell.toast(N_("The export was stopped. No file was made."))
        elif isinstance(error, UserError):
            self.desk.shell.bar("export", "bad", error.message)
        else:
            self.desk.shell.show_trouble(error)

    def _load(self) -> None:
        self.model.load(AuditSource(self._overview, self._names, self.words, self.filters.filter()))

    def _listed(self) -> None:
        count = f"{self.model.rowCount():,}".replace(",", NBSP) + ("" if self.model.is_whole else "…")
        self.count.setText(self.words(N_("Entries: {count}", count=count)))
        if self.model.rowCount():
            self.stack.setCurrentWidget(self.table)
        else:
            self._tell_empty()

    def _tell_empty(self) -> None:
        if self.filters.filter() == AuditFilter():
            self.state.tell("shield", N_("Nothing has been done yet."))
        else:
            self.state.tell("filter", N_("Nothing matches this filter."), N_("Clear the filter"))
        self.stack.setCurrentWidget(self.state)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.state.tell("warning", error.message)
            self.stack.setCurrentWidget(self.state)
        else:
            self.desk.shell.show_trouble(error)

    def _connect(self) -> None:
        self.filters.changed.connect(self._load)
        self.export_button.clicked.connect(self.export)
        self.state.button.clicked.connect(self.filters.clear)
        self.model.begun.connect(self._listed)
        self.model.loaded.connect(lambda _at: self._listed())
        self.model.failed.connect(self._failed)

    def _dress(self) -> None:
        self.stack.setMinimumHeight(self.look.px(_LEAST))
