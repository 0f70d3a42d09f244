"""Start-up of Lete: options of the command line, the look of this PC, the window, and then the office.

The window is painted before anything of the database is imported; what comes first must stay light.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.core.i18n import LANGUAGES, Translator
from app.core.local_settings import LocalSettings
from app.core.settings import ANIMATIONS, LANGUAGE, TEXT_SIZE, THEME
from ui.kit.garbage import Collector
from ui.kit.look import Look
from ui.shell.program import Program
from ui.shell.trace import Trace


def main(argv: Sequence[str] | None = None) -> int:
    """Run Lete; the exit status. ``--self-check`` and ``--screens`` show no window."""
    options = _options(sys.argv[1:] if argv is None else argv)
    if options.self_check or options.screens:
        # Wine and some Windows shells drop the variable, so it is set here as well.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if options.screens:
        from ui.screens import render  # noqa: PLC0415 - only this option needs it

        return render(options.screens, options.lang or "lv", options.theme or "light", options.scale)
    if options.self_check:
        from ui.self_check import check  # noqa: PLC0415 - only this option needs it

        return check()
    trace = Trace(options.trace)
    app = application()
    local = LocalSettings()
    look = Look(
        options.theme or local.get(THEME), int(local.get(TEXT_SIZE)), animations=local.get(ANIMATIONS)
    )
    look.apply(app)
    words = Translator(options.lang or local.get(LANGUAGE))
    program = Program(app, look, words, local, database=options.db, page=options.open, trace=trace)
    program.start()
    status = app.exec()
    program.close()
    return status


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


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("lete", description="The counter of a small Latvian office.")
    parser.add_argument("--db", metavar="URL", default="", help="the database to open")
    parser.add_argument("--open", metavar="PAGE", default="", help="the page to open first, such as contacts")
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--theme", choices=("light", "dark", "system"))
    parser.add_argument("--scale", type=float, default=1.0, help="device pixels per pixel, for --screens")
    parser.add_argument("--screens", type=Path, metavar="DIR", help="render every page to PNG and end")
    parser.add_argument("--self-check", action="store_true", help="open every page, make one PDF, end with 0")
    parser.add_argument("--trace", type=Path, metavar="FILE", help="write the moments of the start as JSON")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
