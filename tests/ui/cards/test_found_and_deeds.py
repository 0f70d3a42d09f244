"""Cards in the palette, and what can be done with a person's cards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from app.cards.records import Kind
from app.core.permissions import Actor, Role
from app.office import Office
from tests.support.desks import RecordingShell
from tests.ui.cards.place import Room, give, hire, lose
from ui.cards.deeds import deeds
from ui.cards.found import sources
from ui.cards.issue_sheet import IssueSheet
from ui.cards.photo_panel import PhotoPanel

if TYPE_CHECKING:
    from ui.kit.desk import Desk


@pytest.fixture
def staff(desk: Desk) -> dict[str, int]:
    return hire(desk)


def test_a_card_is_found_by_name_and_by_number_and_opens_in_its_list(
    desk: Desk, shell: RecordingShell, staff: dict[str, int]
) -> None:
    card = give(desk, staff["Raivis Šķēle"])
    (source,) = sources(desk)
    (by_name,) = source.find("skel")
    assert (by_name.title, by_name.about) == ("Raivis Šķēle · Nr. 001", "Darba apliecība · Derīga")
    assert [hit.title for hit in source.find("001")] == [by_name.title]
    by_name.open()
    assert shell.opened == [("directory", {"tab": "staff_id", "card": card})]
    assert list(source.find("nav tāda")) == []


def test_a_lost_plate_opens_among_the_lost(desk: Desk, shell: RecordingShell, staff: dict[str, int]) -> None:
    plate = give(desk, staff["Raivis Šķēle"], kind=Kind.DESK_PLATE)
    lose(desk, plate)
    sources(desk)[0].find("skel")[0].open()
    assert shell.opened == [("directory", {"tab": "lost", "card": plate})]


def test_whoever_issues_cards_has_keys_for_it(
    desk: Desk, shell: RecordingShell, staff: dict[str, int], qtbot: QtBot
) -> None:
    room = Room(desk, shell, qtbot)
    made = {deed.keys: deed for deed in deeds(desk)}
    assert list(made) == ["Alt+I", "Alt+V", "Alt+F"]
    made["Alt+V"].call(staff["Raivis Šķēle"])
    sheet = shell.sheet()
    assert isinstance(sheet, IssueSheet)
    room.until(lambda: sheet.begun is not None)
    assert sheet.fields.kind.value() == Kind.NAME_CARD
    room.wait()
    shell.close_sheet()
    made["Alt+F"].call(staff["Raivis Šķēle"])
    room.wait()
    (panel,) = shell.panels
    assert isinstance(panel, PhotoPanel)
    assert panel.title.text() == "Fotogrāfija: Raivis Šķēle"
    room.wait()
    panel.leave()


def test_a_clerk_is_offered_none(desk: Desk) -> None:
    clerk = Office(
        desk.office.engine, Actor("a", "Anna", frozenset({Role.CLERK})), desk.office.hub, desk.office.clock
    )
    assert deeds(replace(desk, office=clerk)) == []
