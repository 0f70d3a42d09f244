"""The window warns of a badly placed database, and only whoever can see to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.core.permissions import Actor, Role
from app.core.sqlite_file import SHARED_MARK
from tests.support.desks import RecordingShell
from ui.shell.cautions import BAR, Cautions

if TYPE_CHECKING:
    from ui.kit.desk import Desk


def acting(desk: Desk, role: Role) -> Desk:
    return replace(desk, office=replace(desk.office, actor=Actor("dace", "Dace", frozenset({role}))))


@pytest.fixture
def place() -> QObject:
    return QObject()


@pytest.fixture
def networked(desk: Desk) -> Desk:
    """The office as on the computer whose disk others use over the network."""
    file = Path(desk.office.engine.url.database or "")
    file.with_name(file.name + SHARED_MARK).touch()
    return desk


def test_an_administrator_is_told_what_to_do(
    qtbot: QtBot, networked: Desk, shell: RecordingShell, place: QObject
) -> None:
    Cautions(acting(networked, Role.ADMINISTRATOR), place)
    qtbot.waitUntil(lambda: BAR in shell.bars)
    bar = shell.bars[BAR]
    assert bar.level == "warn"
    assert "lete-admin move" in networked.words(bar.text)
    bar.actions[0][1]()
    assert shell.opened == [("settings", {"section": "data"})]


def test_others_are_left_in_peace(qtbot: QtBot, networked: Desk, shell: RecordingShell, place: QObject) -> None:
    Cautions(acting(networked, Role.CLERK), place)
    qtbot.waitUntil(lambda: not networked.tasks.busy)
    assert shell.bars == {}


def test_a_well_placed_database_is_not_spoken_of(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, place: QObject
) -> None:
    Cautions(acting(desk, Role.ADMINISTRATOR), place)
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert shell.bars == {}
