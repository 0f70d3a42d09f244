"""The recovery code on the screen: read once, copied or saved as a page to print, and confirmed as kept."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.core.errors import UserError
from app.core.i18n import N_, Message, Translator
from ui.kit.ask_path import Asked, ask_path
from ui.kit.buttons import Button
from ui.kit.checks import CheckBox
from ui.kit.labels import Text
from ui.kit.look import Look
from ui.kit.tasks import Tasks
from ui.kit.texts import Speaking


class CodeCard(Speaking, QFrame):
    """Shows ``code`` of the administrator ``person``. The program does not keep it: it is shown only now."""

    words: Translator
    confirmed = Signal(bool)
    """Whether the person says that the code is kept."""

    def __init__(
        self, look: Look, words: Translator, tasks: Tasks, code: str, *, person: str, organisation: str = ""
    ) -> None:
        super().__init__()
        self.look, self.words, self._tasks = look, words, tasks
        self.code, self._person, self._organisation = code, person, organisation
        self.setProperty("surface", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(8)
        title = Text(look, "section")
        self.say(title.setText, N_("Recovery code"))
        column.addWidget(title)
        what = Text(look, "body", "text2", wrap=True)
        self.say(
            what.setText,
            N_(
                "With this code you can set a new password if the present one is forgotten. It is shown only "
                "now. Keep it apart from the computer."
            ),
        )
        column.addWidget(what)
        self.shown = Text(look, "pane", wrap=True)
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.say(self.shown.setAccessibleName, N_("Recovery code"))
        self.shown.setText(code)
        column.addWidget(self.shown)
        column.addLayout(self._buttons())
        self.told = Text(look, "caption", "text2", wrap=True)
        self.told.hide()
        column.addWidget(self.told)
        self.check = CheckBox(look)
        self.say(self.check.setText, N_("The code is printed or written down"))
        self.check.toggled.connect(self.confirmed)
        column.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.save = Button(self.look, icon="document_pdf")
        self.say(self.save.setText, N_("Save as PDF…"))
        self.say(self.save.set_busy_text, N_("Saving…"))
        self.save.clicked.connect(self._save)
        self.copy = Button(self.look, icon="copy")
        self.say(self.copy.setText, N_("Copy"))
        self.copy.clicked.connect(self._copy)
        row.addWidget(self.save)
        row.addWidget(self.copy)
        row.addStretch(1)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code)
        self._tell(N_("Copied."), "text2")

    def _save(self) -> None:
        title = self.words(N_("Save as PDF…"))
        name = str(Path.home() / f"lete-{self.words(N_('recovery-code'))}.pdf")
        ask_path(self, self.words, title, self._write, asked=Asked.NEW_FILE, start=name, kind="PDF (*.pdf)")

    def _write(self, path: str) -> None:
        self.save.set_busy(True)
        job = partial(_write, Path(path), self.code, self._person, self._organisation)
        self._tasks.run(job, self._saved, self._failed, owner=self)

    def _saved(self, path: Path) -> None:
        self.save.set_busy(False)
        self._tell(N_("Saved: {name}", name=path.name), "text2")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _failed(self, error: Exception) -> None:
        self.save.set_busy(False)
        if not isinstance(error, UserError):
            raise error
        self._tell(error.message, "bad")

    def _tell(self, text: Message, tone: str) -> None:
        self.told.set_tone(tone)
        self.say(self.told.setText, text)
        self.told.show()


def _write(path: Path, code: str, person: str, organisation: str) -> Path:
    from app.printing.recovery import write_recovery_page  # noqa: PLC0415 - the paper's library is heavy

    path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
    # Paper is Latvian whatever the screen speaks.
    now = datetime.now(UTC)
    write_recovery_page(path, Translator("lv"), code, person=person, organisation=organisation, at=now)
    return path
