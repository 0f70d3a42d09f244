"""The surface of the first run on a PC that has no office yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from app.core.i18n import Translator
    from ui.first_run.view import FirstRun

Open = Callable[..., "FirstRun"]


@pytest.fixture
def open_first_run(qapp: QApplication, qtbot: QtBot, tr: Translator, tmp_path: Path) -> Iterator[Open]:
    """Opens the first run; a second call is the program started again on the same PC."""
    from app.core.local_settings import LocalSettings
    from ui.first_run.view import FirstRun
    from ui.kit.look import Look
    from ui.kit.tasks import Tasks

    look = Look("light")
    look.apply(qapp)
    tasks = Tasks()

    def opened(size: tuple[int, int] = (1366, 688)) -> FirstRun:
        view = FirstRun(look, tr, tasks, LocalSettings(tmp_path / "settings"), tmp_path / "data")
        qtbot.addWidget(view)
        view.resize(*size)
        with qtbot.waitExposed(view):
            view.show()
        view.activateWindow()
        return view

    yield opened
    tasks.close()
