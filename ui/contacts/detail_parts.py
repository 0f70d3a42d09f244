"""What the detail of a contact is built of: facts, links, and the course of things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.labels import Text
from ui.kit.look import Look
from ui.kit.paint import focus_frame

_LABEL, _ICON, _ICON_ROOM = 96, 16, 26


class Told(Text):
    """A text from the record: plain, wrapping, and markable for copying."""

    def __init__(self, look: Look, role: str = "body", tone: str = "", *, wrap: bool = True) -> None:
        super().__init__(look, role, tone, wrap=wrap)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if wrap:
            self.setMinimumWidth(1)


@dataclass(frozen=True)
class Fact:
    """A label and what it says; ``lead`` stands strong before it, ``tone`` colours the lead."""

    label: str
    text: str
    lead: str = ""
    tone: str = ""


class Facts(QWidget):
    """Facts in two columns; rows are reused, because every arrow key in the list shows other facts."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._rows: list[tuple[Text, Told, Told, QWidget]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._dress()
        look.changed.connect(self._dress)

    def set_rows(self, facts: Sequence[Fact]) -> None:
        """Show these."""
        while len(self._rows) < len(facts):
            self._add()
        for at, (label, lead, text, pair) in enumerate(self._rows):
            shown = at < len(facts)
            for widget in (label, pair):
                widget.setVisible(shown)
            if not shown:
                continue
            fact = facts[at]
            label.setText(fact.label)
            lead.setText(fact.lead)
            lead.set_tone(fact.tone)
            lead.setVisible(bool(fact.lead))
            text.setText(fact.text)
            text.setAccessibleName(f"{fact.label}: {fact.lead} {fact.text}")

    def rows(self) -> dict[str, str]:
        """What is shown, by label."""
        return {
            label.text(): " ".join(filter(None, (lead.text(), text.text())))
            for label, lead, text, pair in self._rows
            if not pair.isHidden()
        }

    def _add(self) -> None:
        label = Text(self.look, "caption", "text2", wrap=True)
        lead, text = Told(self.look, "strong", wrap=False), Told(self.look)
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        at = len(self._rows)
        self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(pair, at, 1)
        self._rows.append((label, lead, text, pair))

    def _dress(self) -> None:
        self._grid.setColumnMinimumWidth(0, self.look.px(_LABEL))


class Link(Text):
    """A sentence that leads somewhere; Enter, Space and a click follow it."""

    followed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "caption", "accent_text", wrap=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumWidth(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self.followed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.followed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            focus_frame(painter, self.rect(), self.look, 3)
            painter.end()


@dataclass(frozen=True)
class Step:
    """One step in the course of a contact."""

    icon: str
    text: str
    when: str


class _StepRow(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._icon = ""
        self._last = True
        self.text = Told(look)
        self.when = Told(look, "caption", "text2")
        column = QVBoxLayout(self)
        column.setSpacing(1)
        column.addWidget(self.text)
        column.addWidget(self.when)
        self._dress()
        look.changed.connect(self._dress)

    def tell(self, step: Step, *, last: bool) -> None:
        self._icon, self._last = step.icon, last
        self.text.setText(step.text)
        self.when.setText(step.when)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self.look
        side = look.px(_ICON)
        painter.drawPixmap(QPointF(0, look.px(1)), look.icon(self._icon, _ICON, "text2", on=self))
        if not self._last:
            line = QRect(side // 2, side + look.px(5), 1, max(0, self.height() - side - look.px(6)))
            painter.fillRect(line, look.colour("line2"))
        painter.end()

    def _dress(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(self.look.px(_ICON_ROOM), 0, 0, self.look.px(8))


class Course(QWidget):
    """The steps, newest first, on a thread."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._rows: list[_StepRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these."""
        while len(self._rows) < len(steps):
            row = _StepRow(self.look)
            self._rows.append(row)
            self._column.addWidget(row)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(steps))
            if at < len(steps):
                row.tell(steps[at], last=at == len(steps) - 1)

    def texts(self) -> list[tuple[str, str]]:
        """What is shown: text and time with name."""
        return [(row.text.text(), row.when.text()) for row in self._rows if not row.isHidden()]
