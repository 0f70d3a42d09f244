"""Asks for a file or a folder from where a field stands, with the system's own dialog."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.core.i18n import N_, Translator
from ui.kit.file_dialogs import back_to, dress_dialogs, name_dialog


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
    before = QApplication.focusWidget()
    dialog = QFileDialog(parent, title)
    dialog.setNameFilter(kind)
    place = Path(start) if start else None
    if place is not None:
        # A folder to begin in is not the name of a file.
        dialog.setDirectory(str(place if place.is_dir() else place.parent))
    if asked is Asked.FOLDER:
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    elif asked is Asked.NEW_FILE:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    if place is not None and (asked is Asked.NEW_FILE or place.is_file()):
        dialog.selectFile(start)
    name_dialog(dialog, words, N_("Save") if asked is Asked.NEW_FILE else N_("Choose"))
    dialog.fileSelected.connect(lambda path: taken(path) if path else None)
    dialog.finished.connect(lambda _result: back_to(parent, dialog, before))
    dialog.open()
    return dialog
