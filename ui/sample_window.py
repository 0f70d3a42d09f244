"""A window on a sample office, signed in, without a person at it: for pictures, the self-check and the tour."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from app import demo
from app.connection import Connection, connect
from app.core.i18n import Translator
from app.core.local_settings import LocalSettings
from app.printing.printouts import print_to_file
from ui.kit.application import application
from ui.kit.look import Look
from ui.kit.print_sheet import find_printout
from ui.kit.sheet import Sheet
from ui.shell.program import SAMPLE_BAR, Program
from ui.shell.workplace import Workplace

#: How long a screen may take to come to rest, in milliseconds, before we go on without it.
PATIENCE_MS = 20_000
#: A screen is at rest when nothing was under way for this long: longer than what is searched as typed waits.
QUIET_MS = 250


class SampleWindow:
    """The window, and what a person would do to bring things to its front."""

    def __init__(self, program: Program, workplace: Workplace) -> None:
        self.program = program
        self.window = program.window
        self.workplace = workplace
        self.desk = workplace.desk

    def resize(self, width: int, height: int) -> None:
        """Make the window that large."""
        self.window.resize(width, height)
        self.settle()

    def settle(self) -> None:
        """Let everything that was begun come to its end: reading, layout, painting."""
        patience, quiet = QElapsedTimer(), QElapsedTimer()
        patience.start()
        quiet.start()
        while quiet.elapsed() < QUIET_MS and patience.elapsed() < PATIENCE_MS:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if self.program.tasks.busy:
                quiet.restart()

    def print(self, key: str, path: Path, **params: str) -> None:
        """Make a printout as a PDF."""
        print_to_file(find_printout(key), self.desk.office, path, self.desk.words, **params)

    def sheet(self) -> Sheet | None:
        """The side sheet that is open."""
        return self.workplace.sheets.sheet


@contextmanager
def sample_window(
    folder: Path,
    *,
    language: str = "lv",
    theme: str = "light",
    contacts: int = demo.USUAL_CONTACTS,
    words: Translator | None = None,
) -> Iterator[SampleWindow]:
    """A signed-in window on a fresh sample office whose files lie in ``folder``. Raises Unavailable."""
    app = application()
    url = f"sqlite:///{folder / 'sample.db'}"
    password = secrets.token_urlsafe(12)
    demo.make(url, password, contacts)
    look = Look(theme, animations=False)
    look.apply(app)
    words = words or Translator(language)
    program = Program(app, look, words, LocalSettings(folder / "settings"), data_folder=folder)
    try:
        yield _signed_in(program, connect(url), password)
    finally:
        program.close()
        program.window.close()
        program.window.deleteLater()
        # Nothing of the window may outlive the program: no timer of a page asks for work that nobody does.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _signed_in(program: Program, connection: Connection, password: str) -> SampleWindow:
    program.window.show()
    program.take(connection, connection.sign_in(demo.DEMO_LOGIN, password, program.hub))
    assert program.workplace is not None
    program.workplace.close_bar(SAMPLE_BAR)
    return SampleWindow(program, program.workplace)
