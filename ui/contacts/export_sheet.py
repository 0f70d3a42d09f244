"""Exporting the list on the screen to Excel or CSV (Ctrl+E)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.contacts.export import export_contacts
from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter, Sort
from app.core.errors import UserError
from app.core.i18n import N_, Message
from app.core.moments import riga_date
from app.core.numbers import show_number
from app.core.permissions import CONTACTS_PRINT_ALL
from ui.kit.buttons import Button
from ui.kit.checks import RadioField
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.file_dialogs import FileDialogs, open_folder
from ui.kit.labels import Rule, Text
from ui.kit.panel import Panel, is_enter, titled
from ui.kit.progress import run_beside
from ui.kit.tasks import Cancelled, Progress

WIDTH, HEIGHT = 440, 312
KINDS: dict[str, Message] = {"xlsx": N_("Excel workbook (XLSX)"), "csv": N_("CSV, for other programs")}
_FILE_KINDS: dict[str, Message] = {"xlsx": N_("Excel workbook"), "csv": N_("CSV file")}
_REMEMBERED = "export.contacts.kind"


def open_export(desk: Desk, wanted: ContactFilter, sort: Sort) -> ExportSheet:
    """Ask how to export the contacts that ``wanted`` leaves, in the order of ``sort``."""
    sheet = ExportSheet(desk, wanted, sort)
    desk.shell.open_panel(sheet)
    return sheet


class ExportSheet(Panel):
    """What kind of file, and what will be in it."""

    def __init__(self, desk: Desk, wanted: ContactFilter, sort: Sort) -> None:
        super().__init__(desk.look, desk.words, WIDTH, HEIGHT)
        self.desk, self._wanted, self._sort = desk, wanted, sort
        self._count = 0
        self._counted = False
        self._dialogs = FileDialogs(desk.words, desk.local)
        self.say(self.title.setText, N_("Export the contact log"))
        self.say(self.setAccessibleName, N_("Export the contact log"))
        self.kind = RadioField(self.look)
        self.say(self.kind.set_label, N_("Kind of file"))
        self.contents = Text(self.look, "body", wrap=True)
        self.cancel_button = Button(self.look, "quiet", key="Esc")
        self.say(self.cancel_button.setText, N_("Cancel"))
        self.export_button = Button(self.look, "primary", icon="arrow_download", key="Enter")
        self.say(self.export_button.setText, N_("Export…"))
        self.cancel_button.clicked.connect(self.leave)
        self.export_button.clicked.connect(self.export)
        self._lay_out()
        self.retranslate()
        self.kind.set_value(desk.local.recall(_REMEMBERED, "xlsx"))
        desk.tasks.run(
            lambda: JournalList(desk.office).count_printable(wanted), self._tell_count, self._failed, owner=self
        )

    def focus_first(self) -> None:
        self.export_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def key(self, event: QKeyEvent) -> bool:
        if is_enter(event):
            self.export()
            return True
        return False

    def export(self) -> None:
        """Ask where, then write the file while one works on."""
        kind = str(self.kind.value() or "xlsx")
        self.desk.local.remember(_REMEMBERED, kind)
        name = f"sazinas_zurnals_{riga_date(self.desk.office.clock()).isoformat()}.{kind}"
        self._dialogs.save(
            self, N_("Export the contact log"), name, _FILE_KINDS[kind], self.begin, purpose="export"
        )

    def begin(self, path: Path) -> None:
        """Write ``path``; the sheet goes, the row above the page shows how far it is."""
        job = _Export(self.desk, str(self.kind.value() or "xlsx"), self._wanted, self._sort, self._count)
        self.leave()
        job.run(path)

    def retranslate(self) -> None:
        self.kind.set_options([Option(key, self.words(name)) for key, name in KINDS.items()])
        everything = (
            self._wanted == ContactFilter(tab=self._wanted.tab) and self._wanted.tab == ContactFilter().tab
        )
        covers = N_("The whole contact log.") if everything else N_("This list, with its filter.")
        if not self.desk.office.may(CONTACTS_PRINT_ALL):
            covers = N_("Of this list, only your own contacts.")
        parts = [self.words(covers)]
        if self._counted:
            number = show_number(self._count, language=self.desk.words.language)
            parts.append(self.words(N_("Records: {number}", number=number)))
        self.contents.setText(" ".join(parts))

    def _tell_count(self, count: int) -> None:
        self._count, self._counted = count, True
        self.retranslate()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.message.tell("bad", error.message)
        else:
            self.desk.shell.show_trouble(error)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.card)
        column.setContentsMargins(22, 16, 18, 18)
        column.setSpacing(12)
        column.addLayout(titled(self))
        column.addWidget(self.message)
        column.addWidget(self.kind)
        column.addWidget(self.contents)
        column.addStretch(1)
        column.addWidget(Rule())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.export_button)
        column.addLayout(buttons)


@dataclass(frozen=True)
class _Export:
    """One export, which may be tried again elsewhere."""

    desk: Desk
    kind: str
    wanted: ContactFilter
    sort: Sort
    count: int

    def run(self, path: Path) -> None:
        """Write ``path`` with a row that can be stopped; nothing is left of a stopped export."""
        desk = self.desk

        def job(progress: Progress) -> int:
            progress.check()
            return export_contacts(
                desk.office,
                path,
                self.kind,
                desk.words,
                wanted=self.wanted,
                sort=self.sort,
                progress=lambda done: progress.report(done, max(done, self.count)),
            )

        desk.shell.close_bar("export")
        run_beside(desk, job, N_("Exporting…"), partial(self._done, path), partial(self._failed, path))

    def _done(self, path: Path, _rows: int) -> None:
        self.desk.shell.toast(N_("Saved: {name}", name=path.name), N_("Open folder"), partial(open_folder, path))

    def _failed(self, path: Path, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.desk.shell.toast(N_("The export was stopped. No file was made."))
        elif isinstance(error, UserError):
            again = ((N_("Try again"), partial(self.run, path)),)
            self.desk.shell.bar("export", "bad", error.message, actions=again)
        else:
            self.desk.shell.show_trouble(error)
