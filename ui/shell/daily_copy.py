"""The day's backup copy of an office kept in a file: made by itself while people work."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.permissions import BACKUP
from app.office_backup import make_daily_copy

if TYPE_CHECKING:
    from app.core.backup import Copy
    from ui.kit.desk import Desk

#: The first look, once the morning's first clicks are over, and how often after that; in milliseconds.
FIRST_MS, EVERY_MS = 15_000, 3_600_000
BAR = "daily_copy"


class DailyCopy(QObject):
    """Makes the copy when it is due. Only an administrator hears of trouble: others could not mend it."""

    def __init__(self, desk: Desk, parent: QObject, first: int = FIRST_MS, every: int = EVERY_MS) -> None:
        super().__init__(parent)
        self._desk = desk
        self._first = QTimer(self, singleShot=True, interval=first)
        self._hourly = QTimer(self, interval=every)
        for timer in (self._first, self._hourly):
            timer.timeout.connect(self.look)
            timer.start()
        self._looking = False

    def look(self) -> None:
        """See whether the copy is due, and make it beside the window."""
        if not self._looking:
            self._looking = True
            self._desk.tasks.run(partial(make_daily_copy, self._desk.office), self._done, self._failed, owner=self)

    def _done(self, _copy: Copy | None) -> None:
        self._looking = False
        self._desk.shell.close_bar(BAR)

    def _failed(self, error: Exception) -> None:
        self._looking = False
        if not isinstance(error, UserError):
            self._desk.shell.show_trouble(error)
        elif self._desk.office.may(BACKUP):
            settings = partial(self._desk.shell.open_page, "settings", section="data")
            self._desk.shell.bar(
                BAR,
                "warn",
                error.message,
                lead=N_("Today’s backup copy is not made."),
                actions=((N_("Try again"), self.look), (N_("Settings"), settings)),
            )
