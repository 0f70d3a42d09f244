"""The side sheet with the history of one record: who did what to it and when, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import UserError
from app.core.history import HistoryEntry
from app.core.i18n import N_, Message, Translator
from ui.history.card import EntryCard
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.labels import Text
from ui.kit.page_state import PageState
from ui.kit.scroll import Scroll
from ui.kit.sheet import Sheet
from ui.kit.tasks import Task

#: How many entries are shown before somebody asks for more.
AT_ONCE = 50

Load = Callable[[], list[HistoryEntry]]
#: Whether what was done elsewhere may have been done to the record.
Concerns = Callable[[Changes], bool]


class _Room(Scroll):
    """Leaves the arrow keys to the sheet."""

    def fit(self) -> None:
        """Give the entries the height they need now, so that none is painted squeezed before it is laid out."""
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        if layout is not None:
            layout.activate()
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class HistorySheet(Sheet):
    """↑↓ go from entry to entry; whatever is done to the record meanwhile appears by itself."""

    words: Translator

    def __init__(self, desk: Desk, about: Message, load: Load, concerns: Concerns) -> None:
        super().__init__(desk.look, desk.words)
        self.desk, self._load, self._concerns = desk, load, concerns
        self._entries: list[HistoryEntry] = []
        self._most = AT_ONCE
        self._reading: Task | None = None
        self.cards: list[EntryCard] = []
        self.say(self.title.setText, N_("History"))
        self.say(self.setAccessibleName, N_("History"))
        self.about = Text(self.look, "body", "text2", wrap=True)
        self.say(self.about.setText, about)
        self.body.addWidget(self.about)
        self.state = PageState(self.look, self.words)
        self.state.button.clicked.connect(self.reload)
        self.state.hide()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self.more = Button(self.look, "quiet", icon="chevron_down")
        self.say(self.more.setText, N_("Show earlier entries"))
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.room = _Room()
        self.room.setWidget(inner)
        self.body.addWidget(self.room, 1)
        self.body.addWidget(self.state, 1)
        desk.bridge.changed.connect(self._changed)
        self.reload()

    @property
    def busy(self) -> bool:
        """Whether the history is on its way."""
        return self._reading is not None

    def reload(self) -> None:
        """Read the history again; the entry that has the keyboard keeps it."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self.desk.tasks.run(self._load, self._take, self._fail, owner=self)

    def retranslate(self) -> None:
        if hasattr(self, "room"):
            self.reload()

    def focus_first(self) -> None:
        (self.cards[0] if self.cards else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.cards) - 1}
        key = Qt.Key(event.key())
        at = next((place for place, card in enumerate(self.cards) if card.hasFocus()), -1)
        if self.cards and key in step:
            self._go(max(0, at + step[key]))
        elif self.cards and key in ends:
            self._go(ends[key])
        else:
            super().keyPressEvent(event)

    def _go(self, at: int) -> None:
        if at >= len(self.cards) and not self.more.isHidden():
            self._show_more()
        card = self.cards[min(at, len(self.cards) - 1)]
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.room.ensureWidgetVisible(card, 0, 8)

    def _take(self, entries: list[HistoryEntry]) -> None:
        self._reading = None
        self._entries = entries
        self.state.hide()
        self.room.show()
        waiting = not self.cards and self.close_button.hasFocus()
        self._show()
        if waiting:
            self.focus_first()

    def _fail(self, error: Exception) -> None:
        self._reading = None
        if not isinstance(error, UserError):
            self.desk.shell.show_trouble(error)
            return
        self.room.hide()
        self.state.tell("warning", error.message, N_("Try again"))
        self.state.show()

    def _show(self) -> None:
        shown: Sequence[HistoryEntry] = self._entries[: self._most]
        while len(self.cards) < len(shown):
            card = EntryCard(self.look)
            self._column.insertWidget(len(self.cards), card)
            self.cards.append(card)
        while len(self.cards) > len(shown):
            gone = self.cards.pop()
            gone.hide()
            gone.deleteLater()
        for card, entry in zip(self.cards, shown, strict=True):
            card.tell(entry, self.words)
        self.more.setVisible(len(self._entries) > len(shown))
        self.room.fit()

    def _show_more(self) -> None:
        at = len(self.cards)
        self._most += AT_ONCE
        self._show()
        self._go(at)

    def _changed(self, changes: Changes) -> None:
        if self._concerns(changes):
            self.reload()
