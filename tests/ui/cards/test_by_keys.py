"""A card for a known person takes one filter and two keys (mock-up 07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.cards.records import State
from app.cards.service import Cards
from tests.support.desks import RecordingShell
from tests.ui.cards.place import Room, give, hire
from tests.ui.kit.keys import ALT, CONTROL, press, write
from ui.cards.cards_pane import CardsPane
from ui.cards.issue_sheet import IssueSheet
from ui.cards.move_form import MoveSheet
from ui.directory.page import make_page
from ui.kit.print_sheet import PrintSheet

if TYPE_CHECKING:
    from ui.kit.desk import Desk


def test_filter_enter_issue_and_print(desk: Desk, shell: RecordingShell, qtbot: QtBot) -> None:
    staff = hire(desk)
    room = Room(desk, shell, qtbot)
    page = make_page(desk)
    room.column.addWidget(page)
    room.until(page.here.has_detail)
    page.arrive()
    write("skel")
    press(Qt.Key.Key_Return)
    room.until(lambda: not desk.tasks.busy and page.here.has_detail())
    press(Qt.Key.Key_I, ALT)
    room.until(lambda: shell.sheet() is not None)
    press(Qt.Key.Key_Return, CONTROL)
    room.until(lambda: bool(shell.panels))
    (panel,) = shell.panels
    assert isinstance(panel, PrintSheet)
    assert panel.printout.key == "staff_id"
    (card,) = (row for row in Cards(desk.office).of_employee(staff["Raivis Šķēle"]) if row.id is not None)
    assert (card.number, card.state) == ("001", State.ISSUED)
    room.wait()
    panel.leave()
    room.wait()


def test_on_the_page_the_keys_belong_to_the_list_in_front(desk: Desk, shell: RecordingShell, qtbot: QtBot) -> None:
    staff = hire(desk)
    card = give(desk, staff["Raivis Šķēle"])
    room = Room(desk, shell, qtbot)
    page = make_page(desk)
    room.column.addWidget(page)
    room.until(page.here.has_detail)
    page.show_target(tab="staff_id", card=card)
    pane = page.here
    assert isinstance(pane, CardsPane)
    room.until(lambda: not pane.waiting)
    page.arrive()
    press(Qt.Key.Key_A, ALT)
    sheet = shell.sheet()
    assert isinstance(sheet, MoveSheet)
    assert sheet.row.id == card
    press(Qt.Key.Key_Escape)
    assert shell.sheet() is None
    page.print_now()
    (panel,) = shell.panels
    assert isinstance(panel, PrintSheet)
    room.wait()
    panel.leave()
    page.show_target(tab="staff_id", which="lacking")
    room.until(lambda: not pane.waiting)
    page.arrive()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_I, ALT)
    issue = shell.sheet()
    assert isinstance(issue, IssueSheet)
    room.until(lambda: issue.begun is not None)
    assert issue.fields.name.value() == "Guna Āboliņa"
    room.wait()
    shell.close_sheet()
    room.wait()
