"""The one window: it shows one surface at a time (opening, first run, sign-in, work) and a title."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QPaintEvent, QPixmap
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.kit.look import Look

#: The window a 1366 × 768 screen leaves beside its taskbar and title bar.
USUAL_SIZE = (1366, 688)
SMALLEST = (480, 300)
NAME = "Lete"


class Window(QMainWindow):
    """Shows surfaces; ``painted`` tells once that the first frame is on the screen."""

    painted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._painted = False
        self.surfaces = QStackedWidget()
        self.setCentralWidget(self.surfaces)
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL_SIZE)
        self.set_organization("")
        self.setWindowIcon(_icon(look))

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


def _icon(look: Look) -> QIcon:
    pixmap: QPixmap = look.icon("chat_multiple", 32, "accent", on=QWidget(), filled=True)
    return QIcon(pixmap)
