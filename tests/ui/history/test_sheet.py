"""The history of a contact beside the journal, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.contacts.service import Contacts
from app.core.errors import Unavailable
from app.core.i18n import N_
from tests.support.fitting import cut_off
from tests.ui.contacts.journal import fill
from tests.ui.contacts.journal_place import JournalPlace, journal_place
from tests.ui.kit.keys import CONTROL, focused, press
from ui.history.card import EntryCard
from ui.history.sheet import AT_ONCE, HistorySheet
from ui.kit.desk import Desk

DZINTRA = "Bērziņa Dzintra"


@pytest.fixture
def place(qtbot: QtBot, desk: Desk) -> Iterator[JournalPlace]:
    fill(desk.office)
    with journal_place(qtbot, desk) as place:
        place.choose(DZINTRA)
        yield place


def change(place: JournalPlace, **values: Any) -> None:
    row = place.page.detail.row
    assert row is not None
    contacts = Contacts(place.desk.office)
    begun = contacts.draft(row.id)
    contacts.save(replace(begun, fields=replace(begun.fields, **values)))


def opened(place: JournalPlace) -> HistorySheet:
    press(Qt.Key.Key_H, CONTROL)
    sheet = place.work.findChildren(HistorySheet)[-1]
    place.qtbot.waitUntil(lambda: not sheet.busy, timeout=20_000)
    place.settle()
    return sheet


def texts(sheet: HistorySheet) -> list[list[str]]:
    return [card.texts() for card in sheet.cards]


def test_ctrl_h_shows_who_did_what_the_newest_first(place: JournalPlace) -> None:
    change(place, phone="+37126000999")
    sheet = opened(place)
    assert sheet.title.text() == "Vēsture"
    assert "2026-18" in sheet.about.text()
    newest, first = sheet.cards
    assert newest.head.text() == "Mainīts · Ilze Kalniņa"
    assert newest.when.text().startswith("20.11.2026. 10:31 · audita pieraksts ")
    assert newest.texts() == ["Tālrunis: 26 000 417 → 26 000 999"]
    assert first.head.text() == "Reģistrēts · Ilze Kalniņa"
    assert "Klients: Bērziņa Dzintra" in first.texts()


def test_the_keyboard_goes_through_it_and_back_to_the_list(place: JournalPlace) -> None:
    for number in range(3):
        change(place, subject=f"Jautājums {number}")
    sheet = opened(place)
    assert focused() is sheet.cards[0]
    press(Qt.Key.Key_Down)
    assert focused() is sheet.cards[1]
    press(Qt.Key.Key_End)
    assert focused() is sheet.cards[-1]
    press(Qt.Key.Key_Down)
    assert focused() is sheet.cards[-1]
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Up)
    assert focused() is sheet.cards[0]
    press(Qt.Key.Key_Escape)
    assert focused() is place.page.table


def test_readers_speak_the_whole_entry(place: JournalPlace) -> None:
    change(place, phone="+37126000999")
    spoken = opened(place).cards[0].accessibleName()
    for part in ("Mainīts · Ilze Kalniņa", "20.11.2026. 10:31", "Tālrunis: 26 000 417 → 26 000 999"):
        assert part in spoken


def test_it_is_in_the_menus_of_the_contact(place: JournalPlace) -> None:
    names = [action.text() for action in place.page.detail.make_menu().actions()]
    assert "Vēsture" in names
    assert "Vēsture" in [action.text() for action in place.page.table.make_menu(of_row=True).actions()]


def test_what_is_done_meanwhile_appears_by_itself(place: JournalPlace) -> None:
    sheet = opened(place)
    before = len(sheet.cards)
    change(place, subject="Cits jautājums")
    place.qtbot.waitUntil(lambda: len(sheet.cards) == before + 1)
    assert sheet.cards[0].texts()[0].endswith("→ Cits jautājums")
    place.settle()


def test_text_of_people_is_never_markup_and_keeps_its_lines(place: JournalPlace) -> None:
    change(place, notes="<b>x</b>\nOtrā rinda")
    assert opened(place).cards[0].texts() == ["Piezīmes: – → <b>x</b>\u2028Otrā rinda"]


def test_a_long_history_is_shown_by_parts(place: JournalPlace) -> None:
    for number in range(AT_ONCE + 3):
        change(place, subject=f"Jautājums {number}")
    sheet = opened(place)
    assert len(sheet.cards) == AT_ONCE
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Down)
    assert len(sheet.cards) == AT_ONCE + 4
    assert isinstance(focused(), EntryCard)
    assert sheet.more.isHidden()


def test_it_speaks_the_language_of_the_screen(place: JournalPlace, desk: Desk) -> None:
    change(place, phone="+37126000999")
    sheet = opened(place)
    desk.words.use("en")
    sheet.retranslate()
    place.qtbot.waitUntil(lambda: texts(sheet)[0][0].startswith("Phone: "))
    assert sheet.cards[0].head.text() == "Changed · Ilze Kalniņa"
    desk.words.use("lv")


def test_trouble_is_told_in_place_and_tried_again(place: JournalPlace) -> None:
    answers: list[Any] = [Unavailable(N_("The file is damaged: {why}.", why="x")), []]

    def load() -> Any:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    sheet = HistorySheet(place.desk, N_("History"), load, lambda _changes: False)
    place.work.open_sheet(sheet)
    place.qtbot.waitUntil(lambda: not sheet.state.isHidden())
    assert sheet.state.text.text() == "Datne ir bojāta: x."
    sheet.state.button.click()
    place.qtbot.waitUntil(lambda: sheet.state.isHidden() and not sheet.busy)
    place.work.close_sheet()


@pytest.mark.parametrize("size", [(1366, 688), (911, 432)])
def test_nothing_is_cut_off(qtbot: QtBot, desk: Desk, size: tuple[int, int]) -> None:
    fill(desk.office)
    with journal_place(qtbot, desk, *size) as place:
        place.choose(DZINTRA)
        change(place, notes="Ļoti gara piezīme, " * 20)
        assert cut_off(opened(place)) == []
