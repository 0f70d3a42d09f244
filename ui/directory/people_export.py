"""Ctrl+E in the list of people: those listed, as an Excel file that the import reads back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.core.i18n import Message, Translator
from app.directory.export import export_directory
from app.directory.records import StaffFilter
from app.office import Office
from ui.kit.desk import Desk
from ui.kit.list_export import ask_export


def ask_staff_export(desk: Desk, parent: QWidget, title: Message, wanted: StaffFilter) -> None:
    """Ask where, and write the people there that ``wanted`` leaves."""
    ask_export(desk, parent, title, partial(write_staff, desk.office, wanted))


def write_staff(office: Office, wanted: StaffFilter, path: Path) -> int:
    """Write the file; how many people are in it. Called in workers."""
    return export_directory(office, path, "xlsx", Translator("lv"), wanted)
