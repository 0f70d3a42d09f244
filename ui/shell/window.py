"""The one window: it shows one surface at a time (opening, first run, sign-in, work) and a title."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from app.core.i18n import N_, Translator
from ui.kit.look import Look
from ui.kit.stack import Stack

#: The window a 1366 × 768 screen leaves beside its taskbar and title bar.
USUAL_SIZE = (1366, 688)
SMALLEST = (480, 300)
NAME = "Lete"


class Window(QMainWindow):
    """Shows surfaces; ``painted`` tells once that the first frame is on the screen."""

    painted = Signal()

    def __init__(self, look: Look, words: Translator) -> None:
        super().__init__()
        self.look = look
        self._painted = False
        self.surfaces = Stack()
        self.setCentralWidget(self.surfaces)
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL_SIZE)
        self.set_organization("")
        self.surfaces.addWidget(_Waiting(look, words(N_("Opening…"))))

    def dress(self) -> None:
        """Put the icon on; drawing it can wait until the first frame is there."""
        self.setWindowIcon(QIcon(self.look.icon("chat_multiple", 32, "accent", on=self, filled=True)))

    def set_organization(self, name: str) -> None:
        """Whose office it is, in the title."""
        self.setWindowTitle(f"{NAME} – {name}" if name else NAME)

    def show_surface(self, surface: QWidget) -> None:
        """Bring a surface to the front."""
        if self.surfaces.indexOf(surface) < 0:
            self.surfaces.addWidget(surface)
        self.surfaces.setCurrentWidget(surface)

    def drop_surface(self, surface: QWidget) -> None:
        """A surface that is done with."""
        self.surfaces.removeWidget(surface)
        surface.hide()
        surface.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()


class _Waiting(QWidget):
    """One quiet word, until the database answers. Painted by hand: it must be there before all else is loaded."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self._look, self._text = look, text

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font("body"))
        painter.setPen(self._look.colour("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
