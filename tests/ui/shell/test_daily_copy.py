"""The day's copy is made by whoever works; only an administrator is bothered when it cannot be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.core.office_settings import OfficeSettings
from app.core.permissions import Actor, Role
from app.core.settings import BACKUP_FOLDER
from tests.support.desks import RecordingShell
from ui.shell.daily_copy import BAR, DailyCopy

if TYPE_CHECKING:
    from app.office import Office
    from ui.kit.desk import Desk

HOUR = 3_600_000


def acting(desk: Desk, role: Role) -> Desk:
    return replace(desk, office=replace(desk.office, actor=Actor("dace", "Dace", frozenset({role}))))


def beside(office: Office) -> Path:
    return Path(office.engine.url.database or "").parent / "kopijas"


@pytest.fixture
def place() -> QObject:
    return QObject()


def choose_folder(desk: Desk, folder: Path) -> None:
    OfficeSettings(acting(desk, Role.ADMINISTRATOR).office).set(BACKUP_FOLDER, str(folder))


def test_a_clerk_s_computer_makes_the_copy_beside_the_database(qtbot: QtBot, desk: Desk, place: QObject) -> None:
    folder = beside(desk.office)
    DailyCopy(acting(desk, Role.CLERK), place, first=1, every=HOUR)
    qtbot.waitUntil(lambda: len(list(folder.glob("lete-*.db"))) == 1 and not desk.tasks.busy)


def test_it_is_made_again_only_the_next_day(qtbot: QtBot, desk: Desk, place: QObject) -> None:
    copying = DailyCopy(desk, place, first=HOUR, every=HOUR)
    for _ in range(2):
        copying.look()
        qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert len(list(beside(desk.office).iterdir())) == 1


def test_an_administrator_is_told_what_to_do_until_it_is_made(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, place: QObject, tmp_path: Path
) -> None:
    gone = tmp_path / "disks"
    choose_folder(desk, gone)
    DailyCopy(acting(desk, Role.ADMINISTRATOR), place, first=1, every=HOUR)
    qtbot.waitUntil(lambda: BAR in shell.bars)
    bar = shell.bars[BAR]
    told = f"Mapes {gone} nav. Pievienojiet tās disku vai izvēlieties citu mapi rezerves kopijām."
    assert desk.words(bar.text) == told
    assert [desk.words(name) for name, _ in bar.actions] == ["Mēģināt vēlreiz", "Iestatījumi"]
    bar.actions[1][1]()
    assert shell.opened == [("settings", {"section": "data"})]
    gone.mkdir()
    bar.actions[0][1]()
    qtbot.waitUntil(lambda: BAR not in shell.bars)
    assert len(list(gone.iterdir())) == 1


def test_others_are_not_bothered(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, place: QObject, tmp_path: Path
) -> None:
    choose_folder(desk, tmp_path / "disks")
    copying = DailyCopy(acting(desk, Role.CLERK), place, first=HOUR, every=HOUR)
    copying.look()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert (shell.bars, shell.troubles) == ({}, [])
    assert not (tmp_path / "disks").exists()
