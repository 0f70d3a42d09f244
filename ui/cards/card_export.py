"""Ctrl+E: a list of cards as an Excel file, as it is filtered."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.cards.records import CardFilter
from app.core.errors import UserError
from app.core.i18n import N_, Message, Translator
from app.core.latvian import fold
from ui.kit.desk import Desk
from ui.kit.file_dialogs import FileDialogs, open_folder


def ask_export(desk: Desk, parent: QWidget, title: Message, wanted: CardFilter) -> None:
    """Ask where, and write there the cards that ``wanted`` leaves."""
    name = "_".join(fold(desk.words(title)).split()) + ".xlsx"
    FileDialogs(desk.words, desk.local).save(
        parent,
        N_("Export: {title}", title=title),
        name,
        N_("Excel workbook"),
        partial(export, desk, wanted),
        purpose="export",
    )


def export(desk: Desk, wanted: CardFilter, path: Path) -> None:
    """Write the file beside the window, and say when it is there."""

    def written(_count: int) -> None:
        desk.shell.toast(N_("Saved: {name}", name=path.name), N_("Open folder"), partial(open_folder, path))

    def failed(error: Exception) -> None:
        if isinstance(error, UserError):
            again = ((N_("Try again"), partial(_again, desk, wanted, path)),)
            desk.shell.bar("export", "bad", error.message, actions=again)
        else:
            desk.shell.show_trouble(error)

    desk.tasks.run(partial(_write, desk, wanted, path), written, failed)


def _again(desk: Desk, wanted: CardFilter, path: Path) -> None:
    desk.shell.close_bar("export")
    export(desk, wanted, path)


def _write(desk: Desk, wanted: CardFilter, path: Path) -> int:
    from app.cards.export import export_cards  # noqa: PLC0415 - the library for Excel files is slow to load

    return export_cards(desk.office, path, "xlsx", Translator("lv"), wanted)
