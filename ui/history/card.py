"""One entry of a history: what was done, by whom and when, and each field before and after."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.audit_words import ACTS
from app.core import dates
from app.core.history import INSERT, Change, HistoryEntry
from app.core.i18n import N_, Message, Translator
from app.core.moments import riga_date, to_riga
from ui.kit.labels import LeadText, Text
from ui.kit.look import Look
from ui.kit.paint import focus_frame

_NOTHING = "–"
#: A line break inside a paragraph, as Qt lays it out.
_NEW_LINE = "\u2028"


class EntryCard(QFrame):
    """Takes the keyboard as a whole; readers speak all of it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setProperty("surface", "soft")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head = Text(look, "strong", wrap=True)
        self.when = Text(look, "caption", "text2", wrap=True)
        self._lines: list[LeadText] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(3)
        self._column.addWidget(self.head)
        self._column.addWidget(self.when)

    def tell(self, entry: HistoryEntry, words: Translator) -> None:
        """Show this entry."""
        act = ACTS.get(entry.act) or Message("{key}", {"key": entry.act})
        self.head.setText(" · ".join(filter(None, (entry.about, words(act), entry.who))))
        at = to_riga(entry.at)
        moment = f"{dates.full(riga_date(entry.at))} {dates.clock(at.time())}"
        self.when.setText(f"{moment} · {words(N_('audit entry {seq}', seq=entry.seq))}")
        changes = [_told(change, words, new=entry.act == INSERT) for change in entry.changes]
        while len(self._lines) < len(changes):
            line = LeadText(self.look)
            self._lines.append(line)
            self._column.addWidget(line)
        for at_line, line in enumerate(self._lines):
            line.setVisible(at_line < len(changes))
            if at_line < len(changes):
                line.set_lead(*changes[at_line])
        told = (self.head.text(), self.when.text(), *(lead + rest for lead, rest in changes))
        self.setAccessibleName("; ".join(told))

    def texts(self) -> list[str]:
        """What is told of the fields."""
        return [line.text() for line in self._lines if not line.isHidden()]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            focus_frame(painter, self.rect(), self.look)
            painter.end()


def _told(change: Change, words: Translator, *, new: bool) -> tuple[str, str]:
    """„Tālrunis: ” and „26 000 417 → 26 000 418”."""
    lead = f"{change.label}: "
    if change.masked:
        return lead, words(N_("Restricted access"))
    both = f"{change.old or _NOTHING} → {change.new or _NOTHING}"
    rest = change.new if new and not change.old else both
    return lead, rest.replace("\n", _NEW_LINE)
