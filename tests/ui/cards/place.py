"""Staff with and without cards, and a window for the screens of cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.cards.records import Kind, Move, State
from app.cards.service import Cards
from app.core.office_settings import OfficeSettings
from app.core.settings import CARD_RULES, CardRuleOption
from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from tests.support.desks import RecordingShell
from ui.kit.sheet import SheetHost

if TYPE_CHECKING:
    from ui.kit.desk import Desk

#: The tests' own day in Riga.
TODAY = date(2026, 11, 20)
PEOPLE = (
    ("Raivis Šķēle", "Maršrutu dispečers"),
    ("Guna Āboliņa", "Grāmatvede"),
    ("Jānis Krūmiņš", "Apsekošanas inženieris"),
    ("Sandra Liepiņa", "Klientu apkalpošanas speciāliste"),
)


def hire(desk: Desk) -> dict[str, int]:
    """Four people; each must have a staff ID."""
    from app.core.permissions import Actor, Role
    from app.office import Office

    directory = Directory(desk.office)
    ids = {name: directory.save_employee(EmployeeRecord(name=name, job_title=title)) for name, title in PEOPLE}
    office = Office(
        desk.office.engine, Actor("ilze", "Ilze Kalniņa", frozenset(Role)), desk.office.hub, desk.office.clock
    )
    OfficeSettings(office).set(CARD_RULES, (CardRuleOption("staff_id", "all", True),))
    return ids


def give(desk: Desk, employee: int, *, until: date = date(2028, 11, 30), kind: Kind = Kind.STAFF_ID) -> int:
    """Issue a card."""
    cards = Cards(desk.office)
    draft = cards.proposal(employee, kind).draft
    return cards.issue(replace(draft, issued_on=date(2026, 11, 2), valid_until=until))


def lose(desk: Desk, card: int) -> None:
    """Enter a loss."""
    cards = Cards(desk.office)
    cards.move(card, Move(State.LOST, TODAY, "Pazaudēta ceļā"), cards.card(card).row.version)


class Room:
    """A window with one widget in it; sheets and panels open over it."""

    def __init__(
        self, desk: Desk, shell: RecordingShell, qtbot: QtBot, *, size: tuple[int, int] = (1130, 688)
    ) -> None:
        self.desk, self.shell, self.qtbot = desk, shell, qtbot
        self.area = QWidget()
        self.column = QVBoxLayout(self.area)
        shell.host = SheetHost(self.area)
        shell.window = self.area
        qtbot.addWidget(self.area)
        self.area.resize(*size)
        self.area.show()
        qtbot.waitExposed(self.area)
        self.area.activateWindow()
        qtbot.waitUntil(self.area.isActiveWindow, timeout=20_000)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Let things happen until it is so."""
        self.qtbot.waitUntil(is_so, timeout=20_000)

    def wait(self) -> None:
        """Until nothing runs beside the window."""

        def idle() -> bool:
            QApplication.sendPostedEvents()
            return not self.desk.tasks.busy

        self.until(idle)

    def told(self) -> list[str]:
        """The toasts."""
        return [self.desk.words(said.text) for said in self.shell.toasts]
