"""Everything about one card, beside the list or, in a narrow window, in a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.cards.records import CardDetail, CardDraft, CardRow
from app.core.i18n import N_, Translator
from ui.cards.words import Terms, chip_of, course_of, facts_of, prints_of
from ui.kit.buttons import Button, IconButton
from ui.kit.chips import Chip
from ui.kit.labels import Text
from ui.kit.look import Look
from ui.kit.texts import Speaking

WIDTH = 364
#: The property of an action with the key that the page has for it.
KEY = "page_key"
#: How many actions stand as buttons; the others are in „…”.
BUTTONS = 2


class CardView(Speaking, QFrame):
    """The chip and the name, facts, what happened, the prints, and below what can be done."""

    words: Translator

    def __init__(self, look: Look, words: Translator) -> None:
        super().__init__()
        self.look, self.words = look, words
        self.actions_shown: list[QAction] = []
        self._terms: Terms | None = None
        self._known: tuple[CardRow, CardDetail | None] | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 12)
        outer.setSpacing(8)
        inside = QWidget()
        inside.setProperty("surface", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 16, 18, 8)
        column.setSpacing(4)
        self.name = Text(look, "pane", wrap=True)
        self.about = Text(look, "body", "text2", wrap=True)
        self.chip = Chip(look)
        self.facts = Pairs(look)
        self.course = Pairs(look, first="body")
        self.prints = Pairs(look, first="body")
        self._course_title = Text(look, "section")
        self._prints_title = Text(look, "section")
        self.say(self._course_title.setText, N_("Course"))
        self.say(self._prints_title.setText, N_("Prints"))
        for widget in (self.name, self.about):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        parts: tuple[QWidget, ...] = (self.facts, self._course_title, self.course, self._prints_title, self.prints)
        for part in parts:
            column.addSpacing(4)
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.say(area.setAccessibleName, N_("Card"))
        self.area = area
        outer.addWidget(area, 1)
        self._row = self._buttons()
        outer.addLayout(self._row)
        look.changed.connect(self._fit_keys)

    def show_card(self, row: CardRow, detail: CardDetail | None, terms: Terms) -> None:
        """Show a card; without ``detail`` somebody who lacks one, or what the list knows until it is read."""
        self._known, self._terms = (row, detail), terms
        self.retranslate()

    def retranslate(self) -> None:
        if self._known is None or self._terms is None:
            return
        (row, detail), terms, words = self._known, self._terms, self.words
        self.name.setText(row.person)
        about = " · ".join(filter(None, (row.job_title, row.unit)))
        self.about.setText(about)
        self.about.setVisible(bool(about))
        kind, icon, text = chip_of(row, terms)
        self.chip.set_state(kind, icon, words(text))
        shown = detail or bare_detail(row)
        self.facts.set_rows([(words(label), value) for label, value in facts_of(shown, terms, words)])
        self.course.set_rows(course_of(shown, words))
        self.prints.set_rows(prints_of(shown, words))
        self._course_title.setVisible(bool(shown.events))
        self._prints_title.setVisible(bool(shown.prints))

    def offer(self, actions: Sequence[QAction]) -> None:
        """What can be done with the card, the likeliest first."""
        self.actions_shown = list(actions)
        for at, button in enumerate(self.buttons):
            here = at < len(actions)
            button.setVisible(here)
            if here:
                button.setText(actions[at].text())
        self.more.setVisible(len(actions) > len(self.buttons))
        self._fit_keys()

    def first_stop(self) -> QWidget:
        """Where the keyboard comes in: what can be done, or where nothing can, what there is to read."""
        return next((button for button in self.buttons if not button.isHidden()), self.area)

    def open_menu(self) -> None:
        """The other things that can be done."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions_shown[len(self.buttons) :])
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is made: the buttons give up a key before they stand outside."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_keys()

    def _fit_keys(self) -> None:
        """The key in each button; where there is no room for all, the last one is told, but not shown."""
        keys = [_key_of(action) for action in self.actions_shown[: len(self.buttons)]]
        for button, key in zip(self.buttons, keys, strict=False):
            button.set_key(key)
        self._row.invalidate()
        if len(keys) == len(self.buttons) and self._row.minimumSize().width() > self.width():
            self.buttons[-1].set_key("")
            self.buttons[-1].setAccessibleDescription(keys[-1])

    def _do(self, at: int) -> None:
        if at < len(self.actions_shown):
            self.actions_shown[at].trigger()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 10, 0)
        row.setSpacing(6)
        self.buttons = [Button(self.look) for _ in range(BUTTONS)]
        for at, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked=False, at=at: self._do(at))
            button.hide()
            row.addWidget(button)
        row.addStretch(1)
        self.more = IconButton(self.look, "more_horizontal")
        self.say(self.more.set_name, N_("More"))
        self.more.clicked.connect(self.open_menu)
        self.more.hide()
        row.addWidget(self.more)
        return row


def _key_of(action: QAction) -> str:
    return action.shortcut().toString() or str(action.property(KEY) or "")


class Pairs(QWidget):
    """Texts in twos, below each other; rows are reused, for every arrow key in the list shows others."""

    def __init__(self, look: Look, *, first: str = "caption") -> None:
        super().__init__()
        self.look = look
        self._label_first = first == "caption"
        self._rows: list[tuple[Text, Text]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these."""
        while len(self._rows) < len(rows):
            self._add()
        for at, (above, below) in enumerate(self._rows):
            here = at < len(rows)
            above.setVisible(here)
            below.setVisible(here)
            if here:
                above.setText(rows[at][0])
                below.setText(rows[at][1])

    def rows(self) -> list[tuple[str, str]]:
        """What is shown."""
        return [(above.text(), below.text()) for above, below in self._rows if not above.isHidden()]

    def _add(self) -> None:
        quiet = ("caption", "text2")
        above = Text(self.look, *(quiet if self._label_first else ("body", "")), wrap=True)
        below = Text(self.look, *(("body", "") if self._label_first else quiet), wrap=True)
        above.setContentsMargins(0, 5, 0, 0)
        for text in (above, below):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(text)
        self._rows.append((above, below))


def bare_detail(row: CardRow) -> CardDetail:
    """What the list itself knows of a card."""
    draft = CardDraft(employee_id=row.employee_id, kind=row.kind, number=row.number, name=row.name)
    return CardDetail(row=row, draft=draft)
