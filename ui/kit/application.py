"""The one QApplication, however the program was started."""

from __future__ import annotations

import builtins
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.kit.garbage import Collector

#: What Qt says about every window that is drawn nowhere.
_OFFSCREEN = ("This plugin does not support propagateSizeHints()", "This plugin does not support raise()")


def hush_offscreen() -> None:
    """Keep Qt's remark about windows drawn nowhere off standard error; everything else is told as before."""

    def tell(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if text not in _OFFSCREEN:
            sys.stderr.write(f"{text}\n")

    qInstallMessageHandler(tell)


def import_plainly() -> None:
    """End PySide's own way of importing, which reads the source of every module for switches Lete has none of.

    A sixth of the start went there. Called once the PySide modules that every start needs are there.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def application() -> QApplication:
    """The one QApplication, set up the way every start needs it."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        QGuiApplication.highDpiScaleFactorRoundingPolicy().PassThrough
    )
    app = QApplication([sys.argv[0] if sys.argv else "lete"])
    app.setApplicationName("Lete")
    app.setDesktopFileName("lete")
    Collector(app)
    return app
