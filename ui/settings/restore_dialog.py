"""Restoring a copy cannot be taken back, so it asks for a typed word (design.md 6.14)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.dates import clock, full
from app.core.i18n import N_, Message, Translator
from app.core.moments import to_riga
from ui.kit.buttons import Button
from ui.kit.labels import Text
from ui.kit.line_fields import LineField
from ui.kit.look import Look
from ui.kit.texts import Speaking

#: What has to be typed; in Latvian „ATJAUNOT”.
WORD: Message = N_("RESTORE")


class RestoreDialog(Speaking, QDialog):
    """Says what will happen and opens the way once the word is typed."""

    def __init__(
        self, look: Look, words: Translator, copy: Path, at: datetime | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look, self.words = look, words
        self.setModal(True)
        self.say(self.setWindowTitle, N_("Restore a copy"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        title = Text(look, "pane")
        self.say(title.setText, N_("Restore a copy"))
        column.addWidget(title)
        name = Text(look, "strong", wrap=True)
        name.setText(f"{copy.name}  ({shown_moment(at)})" if at is not None else copy.name)
        column.addWidget(name)
        what = Text(look, "body", "text2", wrap=True)
        self.say(
            what.setText,
            N_(
                "Everything entered after this copy will not be seen any more. The present database is kept "
                "beside it. Everybody else must close Lete first."
            ),
        )
        what.setMinimumWidth(look.px(440))
        column.addWidget(what)
        self.word = LineField(look)
        self.say(self.word.set_label, N_("To confirm, type {word}", word=WORD))
        self.word.edited.connect(self._judge)
        self.word.line.returnPressed.connect(self._enter)
        column.addWidget(self.word)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = Button(look, key="Esc")
        self.say(cancel.setText, N_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.go = Button(look, "danger", icon="arrow_counterclockwise")
        self.say(self.go.setText, N_("Restore"))
        self.go.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.go)
        column.addLayout(row)
        self._judge()
        self.word.line.setFocus()

    def _judge(self) -> None:
        self.go.setEnabled(self.word.value() == self.words(WORD))

    def _enter(self) -> None:
        if self.go.isEnabled():
            self.accept()


def shown_moment(at: datetime) -> str:
    """`20.11.2026. 8:02`, Riga's time."""
    local = to_riga(at)
    return f"{full(local.date())} {clock(local.time())}"
