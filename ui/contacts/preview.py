"""A contact shown beside another list, as Šodien does with Space: to be read, not to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.contacts.detail_view import DetailView
from ui.kit.desk import Desk
from ui.kit.previewer import Previewer

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class ContactPreview(DetailView):
    """The detail of a contact without its buttons; the arrows are left to the list beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.client_wanted.connect(lambda client, _name: desk.shell.open_page("contacts", client=client))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


def previewer(desk: Desk) -> Previewer:
    """Shows the contact that a row of Šodien is about."""
    pane = ContactPreview(desk)
    return Previewer(pane, partial(_show, pane))


def _show(pane: ContactPreview, target: Mapping[str, object]) -> bool:
    record = target.get("record")
    if not isinstance(record, int):
        return False
    pane.show_contact(record)
    return True
