"""One of several lists that stand on a page behind tabs; the page is their host and knows none of them by name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.core.i18n import Message
from ui.kit.desk import Desk
from ui.kit.texts import Speaking


class ListPane(Speaking, QWidget):
    """A list with its filters and its detail. The pane itself is what stands in the page's card.

    Subclasses set what the host asks for: ``key`` and ``title`` of the tab, ``icon`` and ``new`` of the button
    that adds a record (None: nobody adds one here), ``line``, the row of filters above the card, and ``detail``,
    which stands beside it where there is room.
    """

    key: str
    title: Message
    icon: str = "add"
    new: Message | None = None
    line: QWidget
    detail: QWidget

    counted = Signal(int)
    """How many records there are now, for the tab."""
    chosen = Signal()
    """Another record is the chosen one, or none is: the detail may come or go."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words

    def begin(self) -> None:
        """The pane comes to the front for the first time: read what it shows."""
        self.reload()

    def arrive(self) -> None:
        """The pane comes to the front: put the keyboard where work begins."""
        self.setFocus()

    def reload(self) -> None:
        """Read everything again, beside the window."""

    def panes(self) -> Iterable[QWidget]:
        """Where F6 goes, in order."""
        return (self.line, self)

    def actions(self) -> list[QAction]:
        """What can be done here, for the page's keys, the palette and F1."""
        return super().actions()

    def new_record(self) -> None:
        """Ctrl+N: an empty sheet; only where ``new`` says what."""

    def focus_filter(self) -> None:
        """Ctrl+F: put the keyboard into the filter."""
        self.line.setFocus()

    def print_now(self) -> None:
        """Ctrl+P: print what is chosen, or the list."""

    def export(self) -> None:
        """Ctrl+E: write the list to a file."""

    def has_detail(self) -> bool:
        """Whether there is a record to show beside the list."""
        return False

    def show_target(self, **target: object) -> bool:
        """Show what somebody asked for by ``open_page``; False where it is no matter of this pane."""
        return target.get("tab") == self.key
