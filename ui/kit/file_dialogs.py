"""Asking for a file with the system's own dialog, in our words where Qt's Latvian is poor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QStandardPaths, Qt, QTranslator, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.core.i18n import N_, Message, Translator

if TYPE_CHECKING:
    from app.core.local_settings import LocalSettings

_ALL = N_("All files")

#: Texts of Qt's own dialogs, the way people here say them.
_OWN: dict[str, Message] = {
    "%1 already exists.\nDo you want to replace it?": N_("The file “%1” is already there. Replace it?"),
    "%1\nFile not found.\nPlease verify the correct file name was given.": N_(
        "The file “%1” is not there. Check its name."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": N_(
        "The folder “%1” is not there. Check its name."
    ),
    "Files of type:": N_("Kind of file:"),
    "File &name:": N_("File &name:"),
    "Look in:": N_("Folder:"),
    "Directory:": N_("Folder:"),
    "Parent Directory": N_("Folder above"),
    "Date Modified": N_("Changed"),
    "Create New Folder": N_("New folder"),
    "Create a New Folder": N_("New folder"),
    "Folder": N_("Folder"),
    "%1 File": N_("%1 file"),
}
#: Qt's classes whose texts stand in a file dialog begin so.
_CONTEXTS = ("QFile", "QAbstractFileIcon")


class DialogTexts(QTranslator):
    """What Qt itself says: ours where we have it, else Qt's own catalogue; English is left as it is."""

    def __init__(self, words: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._qt = QTranslator(self)
        self._qt.load("qtbase_lv", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))

    def follow(self, words: Translator) -> None:
        """Speak the language of another translator."""
        self._words = words

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The text in the language of the screen; None leaves it as Qt has it, "" would be a blank."""
        if self._words.language == "en":
            return None
        own = _OWN.get(text) if context.startswith(_CONTEXTS) else None
        if own is not None:
            return self._words(own)
        return self._qt.translate(context, text, disambiguation, n) or None

    def isEmpty(self) -> bool:
        """Qt passes over a translator that is empty."""
        return False


def dress_dialogs(words: Translator) -> None:
    """Make Qt's own texts speak the language of ``words`` from now on, and follow it."""
    app = QCoreApplication.instance()
    texts = app.findChild(DialogTexts) if app is not None else None
    if texts is not None:
        texts.follow(words)
    elif app is not None:
        QCoreApplication.installTranslator(DialogTexts(words, app))


def name_dialog(dialog: QFileDialog, words: Translator, accept: Message) -> None:
    """Say everything in the dialog ourselves: Qt asks for its own texts only in some of its versions."""
    label = QFileDialog.DialogLabel
    texts = (
        (label.LookIn, N_("Folder:")),
        (label.FileName, N_("File &name:")),
        (label.FileType, N_("Kind of file:")),
        (label.Accept, accept),
        (label.Reject, N_("Cancel")),
    )
    for which, text in texts:
        dialog.setLabelText(which, words(text))


class FileDialogs:
    """Asks for files; each ``purpose`` remembers its folder on this PC. The answer comes through ``taken``."""

    def __init__(self, words: Translator, local: LocalSettings) -> None:
        self._words = words
        self._local = local

    def save(
        self,
        parent: QWidget,
        title: Message,
        name: str,
        kind: Message,
        taken: Callable[[Path], object],
        *,
        purpose: str = "save",
    ) -> QFileDialog:
        """Where to write a file that is called ``name`` unless the person wants another name."""
        suffix = Path(name).suffix
        dialog = self._dialog(parent, title, [f"{self._words(kind)} (*{suffix})"], taken, purpose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        name_dialog(dialog, self._words, N_("Save"))
        dialog.selectFile(name)
        dialog.open()
        return dialog

    def choose(
        self,
        parent: QWidget,
        title: Message,
        kind: Message,
        suffixes: tuple[str, ...],
        taken: Callable[[Path], object],
        *,
        purpose: str = "open",
    ) -> QFileDialog:
        """Which file to read."""
        patterns = " ".join(f"*.{suffix}" for suffix in suffixes)
        filters = [f"{self._words(kind)} ({patterns})", f"{self._words(_ALL)} (*)"]
        dialog = self._dialog(parent, title, filters, taken, purpose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        name_dialog(dialog, self._words, N_("Choose"))
        dialog.open()
        return dialog

    def _dialog(
        self,
        parent: QWidget,
        title: Message,
        filters: list[str],
        taken: Callable[[Path], object],
        purpose: str,
    ) -> QFileDialog:
        dress_dialogs(self._words)
        dialog = QFileDialog(parent, self._words(title))
        dialog.setDirectory(self._folder(purpose))
        dialog.setNameFilters(filters)

        def chosen(text: str) -> None:
            path = Path(text)
            self._local.remember(f"folder.{purpose}", str(path.parent))
            taken(path)

        dialog.fileSelected.connect(chosen)
        before = QApplication.focusWidget()
        dialog.finished.connect(lambda _result: back_to(parent, dialog, before))
        return dialog

    def _folder(self, purpose: str) -> str:
        kept = self._local.recall(f"folder.{purpose}", "")
        if kept and Path(kept).is_dir():
            return str(kept)
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def back_to(parent: QWidget, dialog: QFileDialog, before: QWidget | None) -> None:
    """Not every desktop gives the keyboard back to the window that asked, nor to what had it there."""
    dialog.deleteLater()
    if shiboken6.isValid(parent):
        parent.activateWindow()
    if before is not None and shiboken6.isValid(before) and before.isVisible():
        before.setFocus(Qt.FocusReason.OtherFocusReason)


def open_folder(path: Path) -> None:
    """Show the folder of a file in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
