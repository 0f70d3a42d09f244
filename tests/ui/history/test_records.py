"""The histories of people, institutions, services, cards and lists of settings, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.directory.records import InstitutionRecord
from app.directory.service import Directory
from tests.support.desks import RecordingShell
from tests.support.fitting import cut_off
from tests.ui.cards.place import give, hire, lose
from tests.ui.cards.test_cards_pane import Open as OpenCards
from tests.ui.directory.conftest import opened, staff
from tests.ui.directory.place import Open
from tests.ui.kit.keys import CONTROL, focused, press
from tests.ui.settings.test_lists import UNITS, typed
from tests.ui.settings.test_page import Open as OpenSettings
from tests.ui.settings.test_page import administrator, lists
from tests.ui.settings.test_page import opened as settings
from ui.history.sheet import HistorySheet

if TYPE_CHECKING:
    from ui.kit.desk import Desk

__all__ = ["administrator", "opened", "settings", "staff"]


def history(place: Open | OpenCards | OpenSettings, shell: RecordingShell) -> HistorySheet:
    """What Ctrl+H opens, once it is read."""
    press(Qt.Key.Key_H, CONTROL)
    place.wait()
    sheet = shell.sheet()
    assert isinstance(sheet, HistorySheet)
    assert not sheet.busy
    return sheet


def heads(sheet: HistorySheet) -> list[str]:
    return [card.head.text() for card in sheet.cards]


def test_ctrl_h_shows_what_was_done_to_a_person(opened: Open, shell: RecordingShell) -> None:
    name = opened.names()[0]
    sheet = history(opened, shell)
    assert sheet.about.text().endswith("kas, kad un ko mainījis.")
    assert heads(sheet) == ["Reģistrēts · ilze"]
    assert any(line.startswith("Vārds un uzvārds: ") for line in sheet.cards[0].texts())
    assert not cut_off(sheet)
    assert focused() is sheet.cards[0]
    assert sheet.about.text().split(":")[0].split()[-1] in name


def test_the_button_beside_the_list_opens_it_too(opened: Open, shell: RecordingShell) -> None:
    opened.pane.detail.history_wanted.emit()
    opened.wait()
    assert isinstance(shell.sheet(), HistorySheet)


def test_what_is_done_to_an_institution_meanwhile_appears(desk: Desk, opened: Open, shell: RecordingShell) -> None:
    directory = Directory(desk.office)
    body = directory.save_institution(InstitutionRecord(name="Valsts zemes dienests"))
    opened.page.show_target(tab="institutions", institution=body)
    opened.wait()
    opened.page.arrive()
    sheet = history(opened, shell)
    assert "Valsts zemes dienests" in sheet.about.text()
    directory.hide_institution(body)
    opened.qtbot.waitUntil(lambda: len(sheet.cards) == 2)
    assert sheet.cards[0].texts() == ["Paslēpts: Nē → Jā"]
    opened.wait()


def test_the_history_of_a_card_tells_its_course(desk: Desk, shell: RecordingShell, qtbot: QtBot) -> None:
    lose(desk, give(desk, hire(desk)["Raivis Šķēle"]))
    place = OpenCards(desk, shell, qtbot)
    place.pane.list.choose(next(key for key, row in place.pane.records.items() if row.id is not None))
    place.wait()
    sheet = history(place, shell)
    assert sheet.about.text().startswith("Raivis Šķēle, Nr. ")
    assert "Apliecības gaita · Reģistrēts · ilze" in heads(sheet)
    assert "Stāvoklis: Izsniegta → Nozaudēta" in [line for card in sheet.cards for line in card.texts()]
    assert not cut_off(sheet)


def test_somebody_without_a_card_has_none(desk: Desk, shell: RecordingShell, qtbot: QtBot) -> None:
    hire(desk)
    place = OpenCards(desk, shell, qtbot)
    press(Qt.Key.Key_H, CONTROL)
    place.wait()
    assert shell.sheet() is None
    assert not place.pane.deeds.history.isVisible()


@pytest.mark.usefixtures("administrator")
def test_a_unit_has_its_history_in_the_settings(settings: OpenSettings, shell: RecordingShell) -> None:
    editor = lists(settings, UNITS)
    editor.add.click()
    settings.wait()
    typed(settings, editor, 0, "Noliktava")
    editor.grid.setFocus()
    sheet = history(settings, shell)
    assert "Nosaukums: Noliktava" in sheet.cards[-1].texts()
