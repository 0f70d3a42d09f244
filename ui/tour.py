"""The main job in pictures, for a computer without a display: ``python -m ui.tour DIR``.

A contact is entered by real key events, an old journal is read in, a client is found without diacritics, and the
register is printed; each step leaves a PNG, the paper also a PDF.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.contacts.import_sheet import open_import
from ui.kit.application import hush_offscreen
from ui.kit.import_sheet import ImportSheet
from ui.kit.pdf_pages import page_picture
from ui.more_screens import JOURNAL
from ui.sample_window import SampleWindow, sample_window
from ui.screens import save


class Tour:
    """One walk through the program, each step seen."""

    def __init__(self, window: SampleWindow, folder: Path) -> None:
        self._window = window
        self._folder = folder
        self._seen = 0

    def walk(self) -> None:
        """Do the whole job."""
        self._enter_contact()
        self._import_journal()
        self._search()
        self._print()

    def _enter_contact(self) -> None:
        self._window.workplace.open_page("contacts")
        self._press(Qt.Key.Key_F2)
        self._type("Šķēle Ārija")
        self._press(Qt.Key.Key_Tab)
        self._type("26000417")
        self._press(Qt.Key.Key_Return)
        self._press(Qt.Key.Key_Return)
        self._type("Atk")
        self._press(Qt.Key.Key_Return)
        self._type("Trešdien nav iztukšots dzeltenais konteiners. Vai būs atkārtots reiss?")
        self._see("saruna")
        self._press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._press(Qt.Key.Key_Home)  # the list stays where it was; the new contact stands above
        self._see("saglabats")

    def _import_journal(self) -> None:
        path = self._folder / "zurnals_2025.csv"
        path.write_text(JOURNAL, encoding="utf-8-sig")
        sheet = open_import(self._window.desk, path)
        self._until(lambda: sheet.steps.currentWidget() is sheet.columns)
        self._see("importa_kolonnas")
        self._press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._until(lambda: sheet.steps.currentWidget() is sheet.report)
        self._see("importa_parbaude")
        self._read_in(sheet)
        self._see("importets")

    def _read_in(self, sheet: ImportSheet) -> None:
        gone: list[bool] = []
        sheet.closed.connect(lambda: gone.append(True))
        self._press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._until(lambda: bool(gone))

    def _search(self) -> None:
        self._window.workplace.open_page("contacts")
        self._window.settle()
        self._type("skele")
        self._window.settle()
        self._see("meklets")

    def _print(self) -> None:
        paper = self._folder / "registrs.pdf"
        self._window.print("contact_register", paper)
        page_picture(paper.read_bytes(), 0, 1.5).save(str(self._folder / "registrs.png"))

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._send(key, "", modifiers)
        self._window.settle()

    def _type(self, text: str) -> None:
        for letter in text:
            self._send(Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown, letter)
        self._window.settle()

    def _send(
        self, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        from PySide6.QtTest import QTest  # noqa: PLC0415 - only the tour presses keys

        target: QWidget = QApplication.focusWidget() or self._window.window
        if not text:
            QTest.keyClick(target, key, modifiers)
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))

    def _until(self, reached: Callable[[], bool]) -> None:
        for _turn in range(200):
            if reached():
                return
            self._window.settle()
        raise TimeoutError("the tour waits for a step that does not come")

    def _see(self, name: str) -> None:
        self._window.settle()
        self._seen += 1
        save(self._window.window, self._folder / f"{self._seen}_{name}.png")


def main() -> int:
    """Walk, and leave the pictures in the folder named on the command line."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    hush_offscreen()
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lete-tour-") as data, sample_window(Path(data)) as window:
        window.resize(1366, 688)
        Tour(window, folder).walk()
    return 0


if __name__ == "__main__":
    sys.exit(main())
