"""The page of people in a window, on a real database, and short ways to look at it."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.directory.records import EmployeeRecord, Reception
from app.directory.service import Directory
from tests.support.desks import RecordingShell
from tests.ui.kit.keys import press
from ui.directory.form import RecordSheet
from ui.directory.page import DirectoryPage, make_page
from ui.directory.people_pane import PeoplePane
from ui.directory.record_pane import RecordPane
from ui.kit.sheet import SheetHost

if TYPE_CHECKING:
    from ui.kit.desk import Desk

MONDAY: Reception = {1: ((time(8), time(12)),)}
THURSDAY: Reception = {4: ((time(13), time(17)),)}


class Open:
    """A window with the page in it, wide or narrow."""

    def __init__(self, desk: Desk, shell: RecordingShell, qtbot: QtBot, width: int = 1130) -> None:
        self.desk, self.shell, self.qtbot = desk, shell, qtbot
        self.area = QWidget()
        column = QVBoxLayout(self.area)
        self.page: DirectoryPage = make_page(desk)
        column.addWidget(self.page)
        shell.host = SheetHost(self.area)
        qtbot.addWidget(self.area)
        self.area.resize(width, 688)
        self.area.show()
        qtbot.waitExposed(self.area)
        self.area.activateWindow()
        qtbot.waitUntil(self.area.isActiveWindow, timeout=20_000)
        self.page.arrive()
        self.wait()

    def wait(self) -> None:
        """Until nothing runs beside the window."""
        self.qtbot.waitUntil(self._is_idle, timeout=20_000)

    def _is_idle(self) -> bool:
        QApplication.sendPostedEvents()
        if self.desk.tasks.busy:
            return False
        if not shiboken6.isValid(self.page):
            return True
        own = [pane for pane in self.page.lists.values() if isinstance(pane, RecordPane)]
        return not self.page.waiting and not any(pane.waiting for pane in own)

    @property
    def pane(self) -> RecordPane:
        """The list in front."""
        pane = self.page.here
        assert isinstance(pane, RecordPane)
        return pane

    def names(self) -> list[str]:
        """The list as it is read."""
        self.wait()
        model = self.pane.table.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    @property
    def sheet(self) -> RecordSheet[EmployeeRecord]:
        sheet = self.shell.sheet()
        assert isinstance(sheet, RecordSheet)
        return sheet

    def error(self, field: str) -> str:
        return self.sheet.form.field(field).error()


def go_to(opened: Open, key: str) -> None:
    """Go to a tab by keyboard."""
    opened.page.tabs.setFocus()
    while opened.page.here.key != key:
        press(Qt.Key.Key_Right)
    opened.wait()


def people_pane(opened: Open) -> PeoplePane:
    pane = opened.pane
    assert isinstance(pane, PeoplePane)
    return pane


def people(desk: Desk) -> dict[str, EmployeeRecord]:
    return {person.name: person for person in Directory(desk.office).employees(hidden=True)}
