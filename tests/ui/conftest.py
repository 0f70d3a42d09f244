"""What tests of screens stand on: a signed-in person's working place on a real SQLite database."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.core.i18n import Translator
    from app.office import Office
    from tests.support.databases import Databases
    from tests.support.desks import RecordingShell
    from ui.kit.desk import Desk

#: Half past ten in Riga on a Friday.
NOW = datetime(2026, 11, 20, 8, 31, tzinfo=UTC)


@pytest.fixture(autouse=True)
def collected_on_the_main_thread() -> Iterator[None]:
    """As in the program itself (ui.kit.garbage): no worker takes a window apart."""
    gc.disable()
    yield
    gc.collect(0)


@pytest.fixture
def screen_office(databases: Databases) -> Iterator[Office]:
    """The office of Ilze Kalniņa, who serves clients and heads the unit."""
    from app.core.db import engine_for
    from app.core.permissions import Actor, Role
    from app.office import Office

    url = databases.migrated("sqlite")
    engine = engine_for(url)
    yield Office(engine, Actor("ilze", "Ilze Kalniņa", frozenset({Role.CLERK, Role.HEAD})), clock=lambda: NOW)
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def shell() -> RecordingShell:
    from tests.support.desks import RecordingShell

    return RecordingShell()


@pytest.fixture
def desk(
    qapp: QApplication, screen_office: Office, shell: RecordingShell, tr: Translator, tmp_path: Path
) -> Iterator[Desk]:
    """The working place; everything that runs beside the screen has ended when the test has."""
    from app.core.drafts import DraftJournal
    from app.core.local_settings import LocalSettings
    from app.core.office_settings import OfficeSettings
    from ui.kit.bridge import Bridge
    from ui.kit.desk import Desk
    from ui.kit.look import Look
    from ui.kit.tasks import Tasks
    from ui.kit.undo import UndoStack

    look = Look("light")
    look.apply(qapp)
    made = Desk(
        office=screen_office,
        words=tr,
        look=look,
        tasks=Tasks(),
        bridge=Bridge(screen_office.hub),
        undo=UndoStack(),
        drafts=DraftJournal(tmp_path / "drafts"),
        local=LocalSettings(tmp_path / "settings"),
        settings=OfficeSettings(screen_office),
        shell=shell,
    )
    yield made
    made.tasks.close()
    made.bridge.close()
    made.drafts.close()
