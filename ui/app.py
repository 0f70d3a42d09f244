"""Start-up of Lete: options of the command line, the look of this PC, the window, and then the office.

The window is painted before anything of the database is imported; what comes first must stay light.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.core.i18n import LANGUAGES, Translator
from app.core.local_settings import LocalSettings
from ui.kit.application import application, hush_offscreen, import_plainly
from ui.kit.look import Look
from ui.shell.trace import Trace
from ui.shell.window import Window

if TYPE_CHECKING:
    from ui.shell.program import Program


def main(argv: Sequence[str] | None = None) -> int:
    """Run Lete; the exit status. ``--self-check`` and ``--screens`` show no window."""
    import_plainly()
    options = _options(sys.argv[1:] if argv is None else argv)
    if options.self_check or options.screens:
        # Wine and some Windows shells drop the variable, so it is set here as well.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        hush_offscreen()
    if options.screens:
        from ui.screens import render  # noqa: PLC0415 - only this option needs it

        return render(options.screens, options.lang or "lv", options.theme or "light", options.scale)
    if options.self_check:
        from ui.self_check import check  # noqa: PLC0415 - only this option needs it

        return check()
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    """A window, painted as early as can be; what works in it is loaded behind the first frame."""
    trace = Trace(options.trace)
    app = application()
    local = LocalSettings()
    wanted = local.appearance()
    look = Look(options.theme or wanted.theme, wanted.text_size, animations=wanted.animations)
    look.apply(app)
    words = Translator(options.lang or wanted.language)
    window = Window(look, words)
    programs: list[Program] = []

    def begin() -> None:
        from ui.shell.program import Program  # noqa: PLC0415 - the first frame does without

        trace.mark("first_frame")
        program = Program(
            app, look, words, local, window=window, database=options.db, page=options.open, trace=trace
        )
        programs.append(program)
        program.start()

    window.painted.connect(begin, Qt.ConnectionType.QueuedConnection)
    window.show()
    status = app.exec()
    for program in programs:
        program.close()
    return status


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
