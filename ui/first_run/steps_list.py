"""The list of steps at the left: number or tick, title; done ones can be gone back to (mock-up 12)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import Message, Speak
from ui.kit.look import Look
from ui.kit.paint import focus_frame, rounded
from ui.kit.texts import Speaking

_ROW, _LOW_ROW, _DISC, _SIDE, _GAP = 36, 31, 24, 10, 12


class StepButton(QAbstractButton):
    """One step in the list."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self.look = look
        self._number = number
        self.state = "ahead"
        self.row = _ROW
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_state(self, state: str) -> None:
        """``done``, ``skipped``, ``here`` or ``ahead``; only what lies behind can be pressed."""
        self.state = state
        self.setEnabled(state in ("done", "skipped"))
        self.update()

    def sizeHint(self) -> QSize:
        look = self.look
        words = QFontMetrics(look.font("strong")).horizontalAdvance(self.text())
        return QSize(2 * look.px(_SIDE) + look.px(_DISC) + look.px(_GAP) + words + 2, look.px(self.row))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self.look
        painter = QPainter(self)
        here = self.state == "here"
        if here or (self.isEnabled() and self.underMouse()):
            rounded(painter, QRectF(self.rect()), 4, look.colour("sel" if here else "hover"), None)
        side = look.px(_DISC)
        disc = QRectF(look.px(_SIDE), (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        if self.state == "done":
            rounded(painter, disc, side / 2, look.colour("accent"), None)
            tick = look.icon("checkmark", 14, "on_accent", on=self, filled=True)
            inset = (disc.width() - look.px(14)) / 2
            painter.drawPixmap(disc.topLeft() + QRectF(inset, inset, 0, 0).topLeft(), tick)
        else:
            rounded(painter, disc, side / 2, look.colour("layer"), look.colour("accent" if here else "ctl_edge"))
            painter.setPen(look.colour("accent_text" if here else "text2"))
            painter.setFont(look.font("caption_strong"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setPen(look.colour("text" if here or self.state == "done" else "text2"))
        painter.setFont(look.font("strong" if here else "body"))
        left = look.px(_SIDE) + side + look.px(_GAP)
        room = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            focus_frame(painter, self.rect(), look)
        painter.end()


class StepsList(Speaking, QWidget):
    """All steps in order."""

    wanted = Signal(int)

    def __init__(self, look: Look, words: Speak, titles: Sequence[Message]) -> None:
        super().__init__()
        self.look, self.words = look, words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.buttons: list[StepButton] = []
        for at, title in enumerate(titles):
            button = StepButton(look, at + 1)
            self.say(button.setText, title)
            button.clicked.connect(lambda _checked=False, at=at: self.wanted.emit(at))
            column.addWidget(button)
            self.buttons.append(button)

    def set_low(self, low: bool) -> None:
        """Stand closer together in a low window."""
        column = self.layout()
        assert column is not None
        column.setSpacing(0 if low else 4)
        for button in self.buttons:
            button.row = _LOW_ROW if low else _ROW
            button.updateGeometry()

    def show_states(self, here: int, done: set[int], skipped: set[int]) -> None:
        """Where the person is, and what lies behind."""
        for at, button in enumerate(self.buttons):
            if at == here:
                button.set_state("here")
            elif at in done:
                button.set_state("done")
            else:
                button.set_state("skipped" if at in skipped else "ahead")
