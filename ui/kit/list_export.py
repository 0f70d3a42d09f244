"""Ctrl+E: a list as an Excel file, as it is filtered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.core.errors import UserError
from app.core.i18n import N_, Message
from app.core.latvian import fold
from ui.kit.desk import Desk
from ui.kit.file_dialogs import FileDialogs, open_folder

#: Writes the list to a file, in a worker; how many rows there were.
Write = Callable[[Path], int]


def ask_export(desk: Desk, parent: QWidget, title: Message, write: Write) -> None:
    """Ask where, and write the list called ``title`` there."""
    name = "_".join(fold(desk.words(title)).split()) + ".xlsx"
    FileDialogs(desk.words, desk.local).save(
        parent,
        N_("Export: {title}", title=title),
        name,
        N_("Excel workbook"),
        partial(export, desk, write),
        purpose="export",
    )


def export(desk: Desk, write: Write, path: Path) -> None:
    """Write the file beside the window, and say when it is there."""

    def written(_count: int) -> None:
        desk.shell.toast(N_("Saved: {name}", name=path.name), N_("Open folder"), partial(open_folder, path))

    def failed(error: Exception) -> None:
        if isinstance(error, UserError):
            again = ((N_("Try again"), partial(_again, desk, write, path)),)
            desk.shell.bar("export", "bad", error.message, actions=again)
        else:
            desk.shell.show_trouble(error)

    desk.tasks.run(partial(write, path), written, failed)


def _again(desk: Desk, write: Write, path: Path) -> None:
    desk.shell.close_bar("export")
    export(desk, write, path)
