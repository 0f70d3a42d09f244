"""The first step of reading a file in: choose it or drop it here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_, Message, Speak
from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Text
from ui.kit.look import Look
from ui.kit.scroll import Scroll
from ui.kit.texts import Speaking


class ChooseStep(Speaking, QWidget):
    """A place to drop a file on, with a button for those who do not drag."""

    chosen = Signal(object)
    """The Path of a dropped file."""

    def __init__(self, look: Look, words: Speak, text: Message) -> None:
        super().__init__()
        self.look, self.words = look, words
        self.setAcceptDrops(True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(10)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(IconLabel(look, "arrow_upload", 32, "text2"), 0, middle)
        lead = Text(look, "section", wrap=True)
        lead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.say(lead.setText, text)
        column.addWidget(lead)
        what = Text(look, "body", "text2", wrap=True)
        what.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.say(
            what.setText,
            N_("Excel (XLSX, XLSM) or CSV. The columns are recognised by their headings; nothing is written yet."),
        )
        column.addWidget(what)
        self.button = Button(look, "primary", icon="folder_open", key="Ctrl+O")
        self.say(self.button.setText, N_("Choose a file…"))
        column.addWidget(self.button, 0, middle)
        column.addStretch(1)
        area = Scroll()
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        outer.addWidget(area)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.look.colour("ctl_edge"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(self.look.colour("layer2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()


def dropped_file(event: QDropEvent) -> Path | None:
    """The one file that is being dropped."""
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
