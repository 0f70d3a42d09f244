"""Where the data are, and their copies: made, checked and restored here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from app.core.backup import Copy
from app.core.errors import UserError
from app.core.i18n import N_, Message
from app.core.settings import PAGE_LABELS, Page
from app.office_backup import Backups, BackupState
from ui.kit.ask_path import ask_path
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.labels import IconLabel, Text
from ui.settings.restore_dialog import RestoreDialog, shown_moment
from ui.settings.section import OptionsSection, options_of


class DataSection(OptionsSection):
    """The place of the database, the copies, and the options of both."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, PAGE_LABELS[Page.DATA])
        self._backups = Backups(desk.office)
        self._state: BackupState | None = None
        self.heading(N_("Where the data are kept"))
        self.where = Text(self.look, "body", "text2", wrap=True)
        self.column.addWidget(self.where)
        self.caution = Text(self.look, "body", "warn", wrap=True)
        self.caution.hide()
        self.column.addWidget(self.caution)
        self.heading(N_("Backup copies"))
        line = QHBoxLayout()
        line.setSpacing(8)
        self._icon = IconLabel(self.look, "info", 16, "text2")
        self.latest = Text(self.look, "body", wrap=True)
        line.addWidget(self._icon)
        line.addWidget(self.latest, 1)
        self.column.addLayout(line)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.make = self._button(row, "save", N_("Make a copy"), N_("Copying…"))
        self.make.clicked.connect(self._make)
        self.check = self._button(row, "shield", N_("Check"), N_("Checking…"))
        self.check.clicked.connect(self._check)
        self.restore = self._button(row, "arrow_counterclockwise", N_("Restore…"), N_("Checking…"))
        self.restore.clicked.connect(self._choose_copy)
        row.addStretch(1)
        self.column.addLayout(row)
        self.told = Text(self.look, "body", "ok", wrap=True)
        self.told.hide()
        self.column.addWidget(self.told)
        self.heading(N_("Options"))
        self.add_options(options_of(Page.DATA))
        self.column.addStretch(1)

    def reload(self) -> None:
        super().reload()
        self.desk.tasks.run(self._backups.state, self._show_state, self.desk.shell.show_trouble, owner=self)

    def _show_state(self, state: Any) -> None:
        assert isinstance(state, BackupState)
        self._state = state
        self.where.setText(state.database)
        for caution in state.cautions[:1]:
            self.say(self.caution.setText, caution)
        self.caution.setVisible(bool(state.cautions))
        self._show_latest(state)
        if state.latest is None:
            self.say(self.check.set_off, N_("There is no copy yet."))
        else:
            self.unsay(self.check.set_off)
            self.check.set_off("")
        if not state.folder:
            self.say(self.make.set_off, N_("Choose the folder for backup copies first."))
        else:
            self.unsay(self.make.set_off)
            self.make.set_off("")
        if not state.is_file:
            self.say(self.restore.set_off, N_("IT restores a Postgres database with lete-admin restore."))

    def _show_latest(self, state: BackupState) -> None:
        if state.verified is not None:
            self._icon.set_icon("checkmark_circle", "ok", filled=True)
            when = shown_moment(state.verified)
            self.say(self.latest.setText, N_("Last copy: {when}, checked", when=when))
            return
        self._icon.set_icon("warning", "warn", filled=True)
        none = N_("There is no copy yet.") if state.folder else N_("No folder is chosen for the copies.")
        self.say(self.latest.setText, none)

    def _make(self) -> None:
        self._begin(self.make)
        self.desk.tasks.run(self._backups.make, self._made, partial(self._failed, self.make), owner=self)

    def _made(self, copy: Copy) -> None:
        self.make.set_busy(False)
        self._tell(N_("The copy {name} is made and checked.", name=copy.path.name), "ok")
        self.reload()

    def _check(self) -> None:
        if self._state is None or self._state.latest is None:
            return
        path = self._state.latest.path
        self._begin(self.check)
        job = partial(self._backups.check, path)
        self.desk.tasks.run(job, partial(self._checked, path), partial(self._failed, self.check), owner=self)

    def _checked(self, path: Path, _nothing: None) -> None:
        self.check.set_busy(False)
        self._tell(N_("The copy {name} is whole.", name=path.name), "ok")

    def _choose_copy(self) -> None:
        state = self._state
        if state is None:
            return
        start = str(state.latest.path) if state.latest is not None else state.folder
        title = self.words(N_("Restore a copy"))
        ask_path(self, self.words, title, self.ask_restore, start=start, kind="Lete (*.db)")

    def ask_restore(self, chosen: str) -> None:
        """Ask for the word, then put the copy in the place of the database."""
        path = Path(chosen)
        latest = self._state.latest if self._state is not None else None
        at = latest.at if latest is not None and latest.path == path else None
        dialog = RestoreDialog(self.look, self.words, path, at, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(partial(self._restore, path))
        dialog.open()

    def _restore(self, path: Path) -> None:
        self._begin(self.restore)
        job = partial(self._backups.begin_restore, path)
        self.desk.tasks.run(job, partial(self._go, path), partial(self._failed, self.restore), owner=self)

    def _go(self, path: Path, _nothing: None) -> None:
        self.restore.set_busy(False)
        self.desk.shell.restore_copy(path)

    def _begin(self, button: Button) -> None:
        self.told.hide()
        button.set_busy(True)

    def _failed(self, button: Button, error: Exception) -> None:
        button.set_busy(False)
        if not isinstance(error, UserError):
            raise error
        self._tell(error.message, "bad")

    def _tell(self, text: Message, tone: str) -> None:
        self.told.set_tone(tone)
        self.say(self.told.setText, text)
        self.told.show()

    def _button(self, row: QHBoxLayout, icon: str, text: Message, busy: Message) -> Button:
        button = Button(self.look, icon=icon)
        self.say(button.setText, text)
        self.say(button.set_busy_text, busy)
        row.addWidget(button)
        return button
