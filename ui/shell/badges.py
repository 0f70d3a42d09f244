"""How many things wait on a page, beside its name in the navigation, before anybody has opened it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.core.changes import Changes
from app.core.permissions import CONTACTS_SEE
from ui.kit.desk import Desk
from ui.kit.tasks import Task
from ui.shell.navigation import Navigation

#: Changes come in swarms; they are counted once.
SWARM_MS = 100
CONTACTS = "contacts"


class Badges(QObject):
    """Keeps the badges of ``navigation`` true while it lives."""

    def __init__(self, desk: Desk, navigation: Navigation) -> None:
        super().__init__(navigation)
        self._desk, self._navigation = desk, navigation
        self._counting: Task | None = None
        self._soon = QTimer(self, singleShot=True, interval=SWARM_MS)
        self._soon.timeout.connect(self.count)
        if desk.office.may(CONTACTS_SEE):
            desk.bridge.changed.connect(self._changed)
            self._soon.start()

    def count(self) -> None:
        """Count again, beside the window."""
        from app.contacts.records import Tab  # noqa: PLC0415 - the first page may not need the journal
        from app.contacts.service import Contacts  # noqa: PLC0415

        if self._counting is not None:
            self._counting.cancel()
        contacts = Contacts(self._desk.office)
        self._counting = self._desk.tasks.run(
            lambda: contacts.counts()[Tab.CALLBACKS],
            lambda waiting: self._navigation.set_badge(CONTACTS, waiting),
            self._failed,
            owner=self,
        )

    def _changed(self, changes: Changes) -> None:
        if changes.register == CONTACTS and not self._soon.isActive():
            self._soon.start()

    def _failed(self, _error: Exception) -> None:
        """A badge is not worth a message: whoever opens the page is told what is wrong."""
