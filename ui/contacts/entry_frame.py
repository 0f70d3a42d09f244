"""The frame of the entry sheet: chips and bars above the fields, the draft's time and the buttons below."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from app.core import dates
from app.core.errors import Conflict
from app.core.i18n import N_, Message
from app.core.moments import to_riga
from ui.contacts.entry_body import EntryBody
from ui.contacts.entry_chips import EntryChips
from ui.contacts.entry_conflict import CompareView
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.labels import IconLabel, Rule, Text
from ui.kit.messages import BarArea
from ui.kit.sheet import Sheet


class EntryFrame(Sheet):
    """What the sheet looks like; what it does is :class:`~ui.contacts.entry_sheet.EntrySheet`'s."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, desk.words)
        self.desk = desk
        self.comparing: CompareView | None = None
        self.chips = EntryChips(self.look, desk.words)
        self.bars = BarArea(self.look, desk.words, stacked=True)
        self._stack = QStackedWidget(self)
        self.page = EntryBody(desk, self, self._stack)
        self.form = self.page.form
        self._focus_before: QWidget | None = None
        self._compare_place = QScrollArea(self._stack)
        self._compare_place.setFrameShape(QFrame.Shape.NoFrame)
        self._compare_place.setWidgetResizable(True)
        self._compare_place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self._compare_place)
        self.body.addWidget(self.chips)
        self.body.addWidget(self.bars)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(Rule())
        self.body.addLayout(self._foot())

    def set_columns(self, columns: int) -> None:
        self.page.set_columns(columns)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round through the fields as they stand.

        Qt's own chain is made anew with each new parent, and segments that come later are not in their place.
        """
        bars = [button for bar in self.bars.bars().values() for button in bar.findChildren(QAbstractButton)]
        fields = self.page.tab_stops() if self.comparing is None else self.comparing.stops()
        stops = [*bars, *fields, self.cancel_button, self.save_button, self.close_button]
        stops = [stop for stop in stops if stop.isVisible() and stop.isEnabled()]
        focus = QApplication.focusWidget()
        here = (at for at, stop in enumerate(stops) if focus and (stop is focus or stop.isAncestorOf(focus)))
        at = next(here, None)
        if at is None:
            return super().focusNextPrevChild(forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def show_kept(self, at: datetime | None, trouble: Message | None) -> None:
        """When the draft was kept last, or why it cannot be."""
        text = N_("Draft {time}", time=dates.clock(to_riga(at).time())) if at else None
        shown = trouble or text
        if shown is None:
            self.unsay(self._kept.setText)
            self._kept.clear()
        else:
            self.say(self._kept.setText, shown)
        self._kept.set_tone("bad" if trouble else "text2")
        self._kept_icon.setVisible(text is not None and trouble is None)

    def set_busy(self, busy: bool) -> None:
        """While saving, the sheet itself holds the keyboard: what is typed now would be lost with it."""
        if busy:
            self._focus_before = QApplication.focusWidget()
            self.setFocus()
        self._stack.setEnabled(not busy)
        self.save_button.set_busy(busy)
        before = self._focus_before
        if not busy and before is not None and self.isAncestorOf(before):
            before.setFocus()

    def compare(self, conflict: Conflict) -> None:
        """Show both values of what two people changed, in place of the fields."""
        if self.comparing is not None:
            self.comparing.focus_first()
            return
        self.comparing = CompareView(self.desk, conflict)
        self.comparing.reached.connect(self._show_choice)
        self._compare_place.setWidget(self.comparing)
        self._stack.setCurrentWidget(self._compare_place)
        self.say(self.save_button.setText, N_("Save what is chosen"))
        self.comparing.focus_first()

    def end_compare(self) -> None:
        """Back to the fields."""
        if self.comparing is not None:
            self.comparing = None
            self._compare_place.takeWidget().deleteLater()
            self._stack.setCurrentWidget(self.page)
            self.say(self.save_button.setText, N_("Save"))

    def _show_choice(self, parts: tuple[QWidget, ...]) -> None:
        for part in parts:
            self._compare_place.ensureWidgetVisible(part, 0, 4)

    def _foot(self) -> QHBoxLayout:
        self._kept_icon = IconLabel(self.look, "checkmark_circle", 16, "ok")
        self._kept_icon.hide()
        self._kept = Text(self.look, "caption", "text2", wrap=True)
        self.cancel_button = Button(self.look, "quiet", key="Esc")
        self.save_button = Button(self.look, "primary", key="Ctrl+Enter")
        self.say(self.cancel_button.setText, N_("Cancel"))
        self.say(self.save_button.setText, N_("Save"))
        self.say(self.save_button.set_busy_text, N_("Saving…"))
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._kept_icon)
        foot.addWidget(self._kept, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        return foot
