"""The end of the first run: everything is ready, and the recovery code waits to be kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import N_, Message, Translator
from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Text
from ui.kit.look import Look
from ui.kit.paint import focus_frame, keycap_size, paint_keycap
from ui.kit.tasks import Tasks
from ui.kit.texts import Speaking
from ui.sign_in.code_card import CodeCard

#: What may come first once somebody has signed in; remembered on this PC under NEXT.
NEXT = "first_run.next"
CONTACT, IMPORT = "contact", "import"


class NextCard(QPushButton):
    """A card that begins something: icon, words, key."""

    def __init__(self, look: Look, icon: str, key: str = "") -> None:
        super().__init__()
        self.look, self._icon, self._key = look, icon, key
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = self.look
        words = self.fontMetrics().horizontalAdvance(self.text())
        cap = keycap_size(look, self._key).width() + look.px(10) if self._key else 0
        return QSize(look.px(52) + words + cap + look.px(14), look.px(52))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.text()
        look = self.look
        painter = QPainter(self)
        fill = look.colour("hover" if self.underMouse() and self.isEnabled() else "layer2")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(fill)
        painter.setPen(look.colour("line2"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        tone = "text" if self.isEnabled() else "off"
        top = (self.height() - look.px(20)) // 2
        painter.drawPixmap(look.px(16), top, look.icon(self._icon, 20, tone, on=self))
        painter.setPen(look.colour(tone))
        painter.setFont(look.font("strong"))
        words = self.rect().adjusted(look.px(48), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        if self._key:
            cap = keycap_size(look, self._key)
            box = self.rect()
            box.setSize(cap)
            box.moveCenter(self.rect().center())
            box.moveRight(self.width() - look.px(12))
            paint_keycap(painter, box, look, self._key, ink=look.colour(tone), edge=look.colour("line2"))
        if self.hasFocus():
            focus_frame(painter, self.rect(), look, 6)
        painter.end()
        del event


class EndPage(Speaking, QWidget):
    """„Viss gatavs.” ``begun`` tells what the person wants to do first ("" for nothing in particular)."""

    begun = Signal(str)

    def __init__(
        self,
        look: Look,
        words: Translator,
        tasks: Tasks,
        code: str,
        *,
        person: str = "",
        organisation: str = "",
        told: Sequence[Message] = (),
    ) -> None:
        super().__init__()
        self.look, self.words = look, words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(IconLabel(look, "checkmark_circle", 28, "ok", filled=True))
        title = Text(look, "title")
        self.say(title.setText, N_("Everything is ready."))
        top.addWidget(title)
        top.addStretch(1)
        column.addLayout(top)
        for text in told:
            line = Text(look, "body", wrap=True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # an address is copied
            self.say(line.setText, text)
            column.addWidget(line)
        self.code: CodeCard | None = None
        if code:
            self.code = CodeCard(look, words, tasks, code, person=person, organisation=organisation)
            self.code.confirmed.connect(self._confirm)
            column.addWidget(self.code)
        cards = QHBoxLayout()
        cards.setSpacing(10)
        self.contact = self._card("call", "F2", N_("First contact"), CONTACT)
        self.journal = self._card("arrow_upload", "", N_("Read in an Excel journal"), IMPORT)
        cards.addWidget(self.contact)
        cards.addWidget(self.journal)
        column.addLayout(cards)
        column.addStretch(1)
        self.start = Button(look, "primary", icon="arrow_right", key="Enter")
        self.say(self.start.setText, N_("Start working"))
        self.start.clicked.connect(lambda: self.begun.emit(""))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.start)
        column.addLayout(row)
        self._confirm(kept=not code)

    def focus_first(self) -> None:
        """The code first, then work."""
        (self.code.save if self.code is not None else self.start).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter beside a button begins the work, as its key says."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.start.isEnabled():
            self.start.click()
        else:
            super().keyPressEvent(event)

    def _card(self, icon: str, key: str, text: Message, what: str) -> NextCard:
        card = NextCard(self.look, icon, key)
        self.say(card.setText, text)
        card.clicked.connect(lambda: self.begun.emit(what))
        if key:
            card.setShortcut(key)
        return card

    def _confirm(self, kept: bool) -> None:
        for button in (self.contact, self.journal):
            button.setEnabled(kept)
        if kept:
            self.unsay(self.start.set_off)
            self.start.set_off("")
        else:
            self.say(self.start.set_off, N_("First keep the code."))
