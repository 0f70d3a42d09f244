"""A page with four people on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from tests.support.desks import RecordingShell
from tests.ui.directory.place import MONDAY, THURSDAY, Open

if TYPE_CHECKING:
    from ui.kit.desk import Desk


@pytest.fixture
def staff(desk: Desk) -> dict[str, int]:
    directory = Directory(desk.office)
    people = (
        EmployeeRecord(
            name="Raivis Šķēle",
            job_title="Maršrutu dispečers",
            place="207. kabinets",
            phone="+37163000214",
            languages=("lv", "ru"),
            reception=MONDAY | THURSDAY,
        ),
        EmployeeRecord(name="Guna Āboliņa", job_title="Grāmatvede", phone="+37163000210"),
        EmployeeRecord(name="Līga Ķirse", job_title="Juriste"),
        EmployeeRecord(name="Kristīne Kalniņa", job_title="Lietvede"),
    )
    return {person.name: directory.save_employee(person) for person in people}


@pytest.fixture
def opened(desk: Desk, shell: RecordingShell, staff: dict[str, int], qtbot: QtBot) -> Iterator[Open]:
    made = Open(desk, shell, qtbot)
    yield made
    if shiboken6.isValid(made.page):
        shell.close_sheet()
    made.wait()
