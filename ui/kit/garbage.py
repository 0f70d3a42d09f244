"""Python's collector, kept to the main thread.

It runs in whatever thread allocates; when that is a worker, it may take a window apart there, with its timers and
its children, which Qt does not survive. So it is switched off and called from the event loop instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

#: How often it is looked whether there is enough to collect, in milliseconds; a start is over by the first look.
LOOK_MS = 5000


class Collector(QObject):
    """Collects in the main thread, as often as Python itself would, for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        self.destroyed.connect(gc.enable)

    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        limits, counts = gc.get_threshold(), gc.get_count()
        due = [generation for generation in range(3) if counts[generation] > limits[generation]]
        if due:
            gc.collect(due[-1])
