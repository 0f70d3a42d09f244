"""The list on the screen becomes a file that says what the list says."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.contacts.records import ContactFilter, Sort
from app.core.permissions import Actor, Role
from app.office import Office
from tests.app.contacts.samples import save
from tests.support.desks import RecordingShell
from tests.ui.kit.keys import press
from ui.contacts.export_sheet import ExportSheet, open_export
from ui.kit.desk import Desk


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, shell: RecordingShell, screen_office: Office) -> QWidget:
    """A window over three contacts, two of them about a container."""
    for name, subject in (("Dace", "Konteiners"), ("Ārija", "Konteinera maiņa"), ("Vilnis", "Rēķins")):
        save(screen_office, client_name=name, phone="", subject=subject)
    window = QWidget()
    QLineEdit(window).setFocus()
    qtbot.addWidget(window)
    window.resize(1000, 640)
    window.show()
    QTest.qWaitForWindowActive(window)
    shell.window = window
    return window


def opened(qtbot: QtBot, desk: Desk, wanted: ContactFilter) -> ExportSheet:
    sheet = open_export(desk, wanted, Sort("client_name", descending=False))
    qtbot.waitUntil(lambda: "Ieraksti" in sheet.contents.text())
    return sheet


def choose(path: Path) -> None:
    """Enter on the sheet, then a name and Enter in the dialog."""
    press(Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    QTest.keyClick(name, Qt.Key.Key_Return)


def test_the_filtered_list_is_exported_to_excel(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, tmp_path: Path
) -> None:
    sheet = opened(qtbot, desk, ContactFilter(text="konteiner"))
    assert sheet.contents.text() == "Šis saraksts ar tā filtru. Ieraksti: 2"
    choose(tmp_path / "izlase")
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert desk.words(shell.toasts[-1].text) == "Saglabāts: izlase.xlsx"
    book = load_workbook(tmp_path / "izlase.xlsx")
    rows = list(book.active.values)
    book.close()
    assert [row[4] for row in rows[1:]] == ["Ārija", "Dace"]


def test_one_who_exports_their_own_is_told_how_many_those_are(qtbot: QtBot, desk: Desk, window: QWidget) -> None:
    clerk = replace(desk.office, actor=Actor("jauns", "Jauns Darbinieks", frozenset({Role.CLERK})))
    save(clerk, client_name="Ligita", phone="", subject="Konteiners")
    sheet = opened(qtbot, replace(desk, office=clerk), ContactFilter())
    assert sheet.contents.text() == "No šī saraksta — tikai Jūsu ieraksti. Ieraksti: 1"


def test_csv_is_chosen_by_key_and_remembered(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, tmp_path: Path
) -> None:
    sheet = opened(qtbot, desk, ContactFilter())
    assert sheet.contents.text() == "Viss saziņas žurnāls. Ieraksti: 3"
    sheet.kind.focus_target().setFocus()
    press(Qt.Key.Key_Down)
    choose(tmp_path / "viss")
    qtbot.waitUntil(lambda: bool(shell.toasts))
    with (tmp_path / "viss.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file, delimiter=";"))) == 4
    assert opened(qtbot, desk, ContactFilter()).kind.value() == "csv"


def test_a_file_that_cannot_be_written_is_told_with_a_way_out(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, window: QWidget, tmp_path: Path
) -> None:
    opened(qtbot, desk, ContactFilter())
    folder = tmp_path / "mape"
    folder.mkdir()
    (folder / "viss.xlsx").mkdir()  # stands in the way, as an open file does
    sheet = shell.panels[-1]
    assert isinstance(sheet, ExportSheet)
    sheet.begin(folder / "viss.xlsx")
    qtbot.waitUntil(lambda: "export" in shell.bars)
    bar = shell.bars["export"]
    assert "viss.xlsx" in desk.words(bar.text)
    (folder / "viss.xlsx").rmdir()
    bar.actions[0][1]()
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert (folder / "viss.xlsx").is_file()


def test_esc_exports_nothing(qtbot: QtBot, desk: Desk, window: QWidget) -> None:
    sheet = opened(qtbot, desk, ContactFilter())
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
