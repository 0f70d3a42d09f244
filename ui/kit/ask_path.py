"""Asks for a file or a folder from where a field stands, with the system's own dialog."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.i18n import Translator
from ui.kit.file_dialogs import dress_dialogs


class Asked(Enum):
    """What is asked for."""

    FILE = "file"
    FOLDER = "folder"
    NEW_FILE = "new_file"


def ask_path(
    parent: QWidget,
    words: Translator,
    title: str,
    taken: Callable[[str], object],
    *,
    asked: Asked = Asked.FILE,
    start: str = "",
    kind: str = "",
) -> QFileDialog:
    """Open the dialog at ``start``; ``kind`` is a name filter, ``taken`` gets the path chosen, if any."""
    dress_dialogs(words)
    dialog = QFileDialog(parent, title, start, kind)
    if asked is Asked.FOLDER:
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    elif asked is Asked.NEW_FILE:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(start)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: taken(path) if path else None)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog
