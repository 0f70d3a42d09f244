"""From an empty window to work: what begins by itself, and what F6 reaches while something long runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.errors import UserError
from app.core.i18n import N_, Translator
from app.core.local_settings import LocalSettings
from tests.ui.kit.keys import focused, press
from ui.kit.file_dialogs import DialogTexts
from ui.kit.look import Look
from ui.kit.progress import run_beside
from ui.kit.tasks import Progress
from ui.sample_window import SampleWindow, sample_window
from ui.shell.daily_copy import DailyCopy
from ui.shell.database_watch import DatabaseWatch
from ui.shell.program import Program


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleWindow]:
    with sample_window(tmp_path_factory.mktemp("window"), contacts=5) as made:
        made.resize(1200, 800)
        yield made


def test_qt_s_own_texts_follow_the_language_once_the_window_is_there(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    look = Look("light")
    look.apply(qapp)
    local = LocalSettings(tmp_path / "settings")
    program = Program(qapp, look, Translator("lv"), local, data_folder=tmp_path)
    try:
        program.start()
        qtbot.waitUntil(lambda: qapp.findChild(DialogTexts) is not None)
        line = QLineEdit("a")
        qtbot.addWidget(line)
        assert "&Kopēt" in _menu(line)
        program.use_language("en")
        assert "&Copy" in _menu(line)
        qtbot.waitUntil(lambda: not program.tasks.busy)
    finally:
        program.close()
        program.window.close()
        program.window.deleteLater()


def _menu(line: QLineEdit) -> list[str]:
    menu = line.createStandardContextMenu()
    texts = [action.text().partition("\t")[0] for action in menu.actions()]
    menu.deleteLater()
    return texts


def test_work_begins_with_the_watch_and_the_daily_copy(window: SampleWindow) -> None:
    assert window.program.findChild(DatabaseWatch) is not None
    assert window.workplace.findChild(DailyCopy) is not None


def test_f6_reaches_what_stops_long_work(qtbot: QtBot, window: SampleWindow) -> None:
    failures: list[Exception] = []
    going = Event()

    def job(progress: Progress) -> None:
        while not going.wait(0.01):
            progress.check()

    window.window.activateWindow()
    run_beside(window.desk, job, N_("Exporting…"), lambda _none: None, failures.append)
    try:
        (row,) = window.workplace._rows
        qtbot.waitUntil(row.stop_button.isVisible)
        window.workplace.navigation.list.setFocus()
        press(Qt.Key.Key_F6)
        assert focused() is row.stop_button
        QTest.keyClick(row.stop_button, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: bool(failures))
        assert not isinstance(failures[0], UserError)
        window.workplace.navigation.list.setFocus()
        press(Qt.Key.Key_F6)
        assert focused() is not window.workplace.navigation.list
        assert window.workplace.page is not None
        assert window.workplace.page.isAncestorOf(focused())
    finally:
        going.set()
