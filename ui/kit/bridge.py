"""Change notices on the main thread: the Hub speaks in whatever thread committed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from app.core.changes import Changes, Hub


class Bridge(QObject):
    """Passes the Hub's changes on as a Qt signal."""

    changed = Signal(object)
    regained = Signal()
    """The database was lost and can be reached again; sent by whoever watches it."""
    _arrived = Signal(object)

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._stop = hub.listen(self._pass)

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def _pass(self, changes: Changes) -> None:
        self._arrived.emit(changes)
