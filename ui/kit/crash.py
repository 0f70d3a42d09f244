"""What happens when the program itself is wrong: a log with an id on this PC, and a calm sentence."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

#: Reports kept on this PC.
KEPT = 50


class CrashLog:
    """Writes reports into ``folder`` and tells ``show`` their ids. Reports name code, never what was typed."""

    def __init__(self, folder: Path, show: Callable[[str], None]) -> None:
        self._folder = folder
        self._show = show

    def install(self) -> None:
        """Catch whatever nobody caught."""
        sys.excepthook = self._caught

    def report(self, error: BaseException) -> str:
        """Write the report; its id."""
        code = os.urandom(4).hex()
        # Only where it happened: an exception's own text may quote what a client said.
        frames = "".join(traceback.format_tb(error.__traceback__))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
            path = self._folder / f"{stamp}-{code}.txt"
            path.write_text(f"{type(error).__name__}\n{frames}", encoding="utf-8")
            for old in sorted(self._folder.glob("*.txt"))[:-KEPT]:
                old.unlink()
        except OSError:
            pass  # a full disk must not hide the trouble itself
        return code

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._show(self.report(error))
