"""Whether the database can be reached, told above the content from the moment it cannot until it can again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.core.db import is_sqlite
from app.core.i18n import N_
from app.core.trouble import LOST
from app.core.watch import Watcher

if TYPE_CHECKING:
    from ui.kit.desk import Desk

BAR = "connection"


class DatabaseWatch(QObject):
    """The watcher of one person's office; what it tells comes to the main thread."""

    _told = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lost = self._stopped = False
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._watcher = Watcher(desk.office.engine, desk.office.hub, on_state=self._told.emit)
        self._watcher.start()

    def ready(self, timeout: float | None = None) -> bool:
        """Wait until the database is being watched."""
        return self._watcher.ready(timeout)

    def stop(self) -> None:
        """Watch no more, and go; what was said before is not heard any more either."""
        self._stopped = True
        if is_sqlite(self._desk.office.engine):
            self._watcher.stop()
            self.deleteLater()
        else:  # it may be waiting for a server that is silent
            self._desk.tasks.run(self._watcher.stop, lambda _nothing: self.deleteLater())

    def _show(self, reachable: bool) -> None:
        if self._stopped:
            return
        shell = self._desk.shell
        if reachable:
            shell.close_bar(BAR)
            shell.toast(N_("The connection to the database is back."))
            self._desk.bridge.regained.emit()
        elif self._lost:
            shell.toast(N_("There is still no connection to the database."))
        else:
            again = (N_("Try again"), self._watcher.try_now)
            shell.bar(BAR, "bad", LOST, actions=(again,), closable=False)
        self._lost = not reachable
