"""A window's content with the journal's page in it, on the office of mock-up 02; and ways to look at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.contacts.journal import rows_of, settled
from tests.ui.kit.keys import press
from ui.contacts.page import JournalPage
from ui.kit.desk import Desk
from ui.registers import CONTACTS
from ui.shell.workplace import Workplace


class JournalPlace:
    """The journal as a person has it before them."""

    def __init__(self, qtbot: QtBot, work: Workplace) -> None:
        self.qtbot, self.work, self.desk = qtbot, work, work.desk
        page = work.pages["contacts"]
        assert isinstance(page, JournalPage)
        self.page = page
        self.printed: list[tuple[str, dict[str, object]]] = []
        self.exported: list[tuple[object, object]] = []
        page.print_wanted.connect(lambda key, values: self.printed.append((key, values)))
        page.export_wanted.connect(lambda *what: self.exported.append(what))

    def settle(self) -> None:
        """Wait until everything asked for is on screen."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: settled(self.page), timeout=20_000)
        QApplication.processEvents()

    def clients(self) -> list[str]:
        """The names in the list, from the top."""
        return rows_of(self.page)

    def choose(self, client: str) -> None:
        """Go to the first row of a client."""
        self.page.table.choose_row(self.clients().index(client))
        self.settle()
        self.page.table.setFocus()

    def key(self, *keys: object) -> None:
        """Press a key and wait for what it does."""
        press(*keys)  # type: ignore[arg-type]
        self.settle()

    def said(self) -> str:
        """The toast's text."""
        return self.work.message.accessibleName()


@contextmanager
def journal_place(qtbot: QtBot, desk: Desk, width: int = 1366, height: int = 688) -> Iterator[JournalPlace]:
    """The place, shown and settled."""
    work = Workplace(lambda shell: replace(desk, shell=shell), pages=(CONTACTS,))
    work.resize(width, height)
    work.show()
    qtbot.waitExposed(work)
    work.activateWindow()
    qtbot.waitUntil(work.isActiveWindow)
    work.open_page("contacts")
    place = JournalPlace(qtbot, work)
    place.settle()
    try:
        yield place
        place.settle()
    finally:
        shiboken6.delete(work)
