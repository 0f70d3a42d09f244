"""What could be better about where the data are kept, told above the content to whoever can see to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.cautions import cautions
from app.core.i18n import N_, Message
from app.core.permissions import BACKUP

if TYPE_CHECKING:
    from ui.kit.desk import Desk

BAR = "place"


class Cautions(QObject):
    """Looks once, beside the window. Others than administrators could not mend it and are left in peace."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        if desk.office.may(BACKUP):
            desk.tasks.run(partial(cautions, desk.office.engine), self._show, desk.shell.show_trouble, owner=self)

    def _show(self, found: list[Message]) -> None:
        for message in found[:1]:
            settings = partial(self._desk.shell.open_page, "settings", section="data")
            self._desk.shell.bar(BAR, "warn", message, actions=((N_("Settings"), settings),))
