"""The moments of a start, for the bench: seconds since the epoch, written as JSON when the window is idle."""

from __future__ import annotations

import json
import time
from pathlib import Path


class Trace:
    """Remembers when something happened first; does nothing without a file."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._moments: dict[str, float] = {}
        self.mark("started")

    def mark(self, name: str) -> None:
        """Note ``name`` now, if it was not noted before."""
        if self._file is not None:
            self._moments.setdefault(name, time.time())

    def write(self) -> None:
        """The window is idle: write what was noted."""
        self.mark("idle")
        if self._file is not None:
            self._file.write_text(json.dumps(self._moments), encoding="utf-8")
            self._file = None
