"""The surface of the first run as it is laid out: the list of steps, the step in front, the buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.i18n import N_, Message, Translator
from ui.first_run.step import Step
from ui.first_run.steps_list import StepsList
from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Rule, Text, card
from ui.kit.look import Look
from ui.kit.progress import Meter
from ui.kit.texts import Speaking

WIDTH, HEIGHT, LIST_WIDTH, NARROW_LIST = 1020, 612, 272, 256
_NARROW, _LOW = 1000, 560


class FirstRunFrame(Speaking, QWidget):
    """The widgets; what they do is :class:`~ui.first_run.view.FirstRun`'s, which lays them out with its steps."""

    words: Translator

    def __init__(self, look: Look, words: Translator) -> None:
        super().__init__()
        self.look, self.words = look, words

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dress()

    def show_page(self, page: QWidget) -> None:
        """A hidden page asks for no room, so that a short one does not scroll."""
        leaves = self.pages.layout()
        assert leaves is not None
        if page.parentWidget() is not self.pages:
            leaves.addWidget(page)
        for at in range(leaves.count()):
            item = leaves.itemAt(at)
            other = item.widget() if item is not None else None
            if other is not None:
                other.setVisible(other is page)

    def tell(self, text: Message | None) -> None:
        """Say above the buttons what is wrong; None takes it away."""
        self.trouble.setVisible(text is not None)
        self.trouble_icon.setVisible(text is not None)
        if text is not None:
            self.say(self.trouble.setText, text)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll to it, once what has just been said about it has its room."""
        QTimer.singleShot(0, self, lambda: self.room.ensureWidgetVisible(widget))

    def show_stage(self, text: Message | None, share: float | None = None) -> None:
        """What is being done just now, and how much is done (0 to 1); None: nothing."""
        self.progress.setVisible(text is not None)
        self.meter.set_share(share)
        if text is not None:
            self.say(self.stage.setText, text)

    def lay_out(self, steps: Sequence[Step]) -> None:
        """Put the steps into their places."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 10, 12, 10)
        self.card = card()
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self.card)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self._left_side(steps))
        row.addWidget(self._right_side(steps), 1)

    def _left_side(self, steps: Sequence[Step]) -> QWidget:
        self.side = QScrollArea()
        self.side.setWidgetResizable(True)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = card("soft")
        self.side_column = column = QVBoxLayout(inside)
        column.setSpacing(6)
        heading = Text(self.look, "pane")
        self.say(heading.setText, N_("Getting ready"))
        promise = Text(self.look, "caption", "text2", wrap=True)
        self.say(promise.setText, N_("About 10 minutes. You can stop and go on later – nothing will be lost."))
        column.addWidget(heading)
        column.addWidget(promise)
        column.addSpacing(10)
        self.list = StepsList(self.look, self.words, [step.title for step in steps])
        column.addWidget(self.list)
        column.addStretch(1)
        self.others = QWidget()
        links = QVBoxLayout(self.others)
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(2)
        self.sample = Button(self.look, "quiet", icon="lightbulb")
        self.say(self.sample.setText, N_("Try with sample data"))
        self.existing = Button(self.look, "quiet", icon="database")
        self.say(self.existing.setText, N_("Lete is in use already"))
        for button in (self.sample, self.existing):
            links.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.others)
        self.side.setWidget(inside)
        return self.side

    def _right_side(self, steps: Sequence[Step]) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(32, 24, 28, 14)
        column.setSpacing(4)
        self.title = Text(self.look, "title")
        self.about = Text(self.look, "body", "text2", wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addSpacing(8)
        self.pages = QWidget()
        leaves = QVBoxLayout(self.pages)
        leaves.setContentsMargins(0, 0, 0, 0)
        for step in steps:
            leaves.addWidget(step)
        self.room = QScrollArea()
        self.room.setFrameShape(QFrame.Shape.NoFrame)
        self.room.setWidgetResizable(True)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 6, 4)
        inside.addWidget(self.pages)
        self.room.setWidget(inner)
        column.addWidget(self.room, 1)
        column.addWidget(self._footer())
        return right

    def _footer(self) -> QWidget:
        self.foot = QWidget()
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        trouble = QHBoxLayout()
        self.trouble_icon = IconLabel(self.look, "error_circle", 16, "bad")
        self.trouble = Text(self.look, "body", "bad", wrap=True)
        trouble.addWidget(self.trouble_icon)
        trouble.addWidget(self.trouble, 1)
        column.addLayout(trouble)
        column.addWidget(self._progress())
        column.addWidget(Rule())
        row = QHBoxLayout()
        row.setSpacing(8)
        self.wait = Button(self.look, "quiet")
        self.say(self.wait.setText, N_("Fill in later"))
        self.before = Button(self.look, icon="arrow_left", key="Alt+←")
        self.say(self.before.setText, N_("Back"))
        self.go_on = Button(self.look, "primary", icon="arrow_right", key="Enter")
        row.addWidget(self.wait)
        row.addStretch(1)
        row.addWidget(self.before)
        row.addWidget(self.go_on)
        column.addLayout(row)
        return self.foot

    def _progress(self) -> QWidget:
        self.progress = QWidget()
        column = QVBoxLayout(self.progress)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.stage = Text(self.look, "caption", "text2")
        self.meter = Meter(self.look, 3)
        column.addWidget(self.stage)
        column.addWidget(self.meter)
        self.progress.hide()
        return self.progress

    def dress(self) -> None:
        """Fit the present size of the window and of the text."""
        px = self.look.px
        narrow = self.width() < px(_NARROW)
        low = self.height() < px(_LOW)
        self.list.set_low(low)
        self.side_column.setContentsMargins(*((10, 12, 8, 8) if low or narrow else (20, 24, 18, 18)))
        self.side.setFixedWidth(px(NARROW_LIST if narrow else LIST_WIDTH))
        self.card.setFixedSize(min(px(WIDTH), self.width() - 24), min(px(HEIGHT), self.height() - 20))
