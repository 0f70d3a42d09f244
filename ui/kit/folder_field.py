"""A folder or file: typed, or chosen in the system's own dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.i18n import N_, Translator
from ui.kit.ask_path import Asked, ask_path
from ui.kit.buttons import Button
from ui.kit.labels import restyle
from ui.kit.line_fields import LineField
from ui.kit.look import Look
from ui.kit.texts import Speaking


class FolderField(Speaking, LineField):
    """A line with [Choose…] beside it. ``files`` is a file filter where a file is meant, not a folder."""

    words: Translator

    def __init__(self, look: Look, words: Translator, *, files: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.words = words
        self._files = files
        panel = QWidget()
        row = QHBoxLayout(panel)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        self.choose = Button(look, icon="folder_open")
        self.say(self.choose.setText, N_("Choose…"))
        self.choose.clicked.connect(self._choose)
        row.addWidget(self.choose)
        panel.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._place(panel, self.line)

    def _choose(self) -> None:
        asked = Asked.FILE if self._files else Asked.FOLDER
        start = self.value() or str(Path.home())
        ask_path(self, self.words, self.label(), self._take, asked=asked, start=start, kind=self._files)

    def _take(self, path: str) -> None:
        self.set_value(path)
        self.edited.emit()
        self.line.editingFinished.emit()

    def _mark_bad(self, bad: bool) -> None:
        if bool(self.line.property("bad")) != bad:
            self.line.setProperty("bad", bad)
            restyle(self.line)
