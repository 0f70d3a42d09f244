"""The pane of one contact as it is laid out: name, next steps, facts, question, notes, course."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import C_, N_, Message
from ui.contacts.detail_parts import Course, Facts, Link, Told
from ui.kit.buttons import Button
from ui.kit.chips import Chip
from ui.kit.desk import Desk
from ui.kit.labels import IconLabel, Rule, Text
from ui.kit.scroll import Scroll
from ui.kit.texts import Speaking

SIDE = 16


class DetailFrame(Speaking, Scroll):
    """The widgets of the pane; what they show and do is :class:`~ui.contacts.detail.DetailPane`'s."""

    back_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self._build()

    def _build(self) -> None:
        look = self.look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.say(self.setAccessibleName, N_("Details of the contact"))
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(SIDE, 12, SIDE, 12)
        self.back_button = Button(look, "quiet", icon="arrow_left", key="Esc")
        self.say(self.back_button.setText, N_("Back"))
        self.back_button.clicked.connect(self.back_wanted)
        self.back_button.hide()
        outer.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.nothing = Text(look, "body", "text2", wrap=True)
        outer.addWidget(self.nothing)
        self.content = QWidget()
        outer.addWidget(self.content)
        outer.addStretch(1)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._build_head(column)
        self._build_body(column)
        self.setWidget(inner)

    def _build_head(self, column: QVBoxLayout) -> None:
        look = self.look
        top = QHBoxLayout()
        top.setSpacing(8)
        self.name = Told(look, "pane")
        self.chip = Chip(look)
        self.lock = IconLabel(look, "lock_closed", 20, "text2")
        self.lock.hide()
        top.addWidget(self.lock, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.name, 1)
        top.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addLayout(top)
        self.heading = Told(look, "caption", "text2")
        titles.addWidget(self.heading)
        column.addLayout(titles)
        self.banner_frame = QFrame()
        self.banner_frame.setProperty("surface", "soft")
        self.banner = Told(look)
        banner = QVBoxLayout(self.banner_frame)
        banner.setContentsMargins(12, 8, 12, 8)
        banner.addWidget(self.banner)
        column.addWidget(self.banner_frame)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.primary = Button(look, "primary", icon="call", key="Ctrl+Enter")
        self.hand_button = Button(look, icon="arrow_forward")
        self.say(self.hand_button.setText, C_("button", "Hand over"))
        self.more_button = Button(look, icon="more_horizontal")
        self.say(self.more_button.setAccessibleName, N_("More actions"))
        self.say(self.more_button.setToolTip, N_("More actions"))
        buttons.addWidget(self.primary)
        buttons.addWidget(self.hand_button)
        buttons.addWidget(self.more_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self._forms = QVBoxLayout()
        column.addLayout(self._forms)

    def _build_body(self, column: QVBoxLayout) -> None:
        look = self.look
        column.addWidget(Rule())
        self.facts = Facts(look)
        column.addWidget(self.facts)
        column.addWidget(Rule())
        self.question_title, self.notes_title = self._title(N_("Question")), self._title(N_("Notes"))
        self.question, self.notes = Told(look), Told(look)
        self.earlier = Link(look)
        for widget in (self.question_title, self.question, self.notes_title, self.notes, self.earlier):
            column.addWidget(widget)
        column.addWidget(Rule())
        column.addWidget(self._title(C_("contact", "Course")))
        self.course = Course(look)
        column.addWidget(self.course)

    def _title(self, text: Message) -> Text:
        label = Text(self.look, "caption_strong", "text2")
        self.say(label.setText, text)
        return label
