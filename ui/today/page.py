"""Šodien: what a person has to do now (design.md 6.1, mock-up 01)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core import dates, moments
from app.core.changes import Changes
from app.core.due import Counter, DueRow
from app.core.i18n import N_
from app.core.permissions import CONTACTS_ADD, CONTACTS_SEE
from app.today.service import Picture, Today
from ui.kit.desk import Desk
from ui.kit.labels import ElidedText
from ui.kit.page import Page
from ui.kit.panel import is_enter
from ui.kit.scroll import Scroll
from ui.kit.tasks import Task
from ui.registers import PREVIEWED
from ui.today.counters import Counters
from ui.today.preview import WIDTH, Preview
from ui.today.strips import Strips, told
from ui.today.work_list import WorkList

#: How near things are changes by the minute.
MINUTE_MS = 60_000
#: Changes come in swarms; they are looked at once.
SWARM_MS = 50
#: In a window narrower than this a preview stands in the place of the list.
WITH_PREVIEW = 1000
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOST = 16_777_215  # Qt's QWIDGETSIZE_MAX


class TodayPage(Page):
    """Greeting, counters, strips and the list of work."""

    title_text = N_("Today")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._picture: Picture | None = None
        self._reading: Task | None = None
        self._arriving = False
        self._stale = True
        self._of_unit = False
        self.date_line = ElidedText(self.look, "caption", "text2")
        self.titles.addWidget(self.date_line)
        if desk.office.may(CONTACTS_ADD):
            self.add_primary(N_("New contact"), "add", "F2").clicked.connect(self._begin)
        self.counters = Counters(self.look)
        self.counters.opened.connect(self._open)
        self.strips = Strips(
            self.look, lambda page: desk.shell.open_page("settings", page=page), partial(_print, desk)
        )
        self.work = WorkList(self.look, desk.words, lists=desk.office.may(CONTACTS_SEE))
        self.work.opened.connect(self._open)
        self.work.all_wanted.connect(lambda: desk.shell.open_page("contacts", tab="mine"))
        self.work.unit_wanted.connect(self._choose_whose)
        self.work.others_wanted.connect(lambda: desk.shell.open_page("contacts", tab="open"))
        self.work.chosen.connect(self._row_chosen)
        self.preview = Preview(desk, PREVIEWED, self.close_preview)
        self.inside = self._scrolling()
        split = QHBoxLayout()
        split.setSpacing(10)
        split.addWidget(self.inside, 1)
        split.addWidget(self.preview)
        self.body.addLayout(split, 1)
        self._show_hour()
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._minute_passed)
        self._minute.start()
        self._soon = QTimer(self, singleShot=True, interval=SWARM_MS)
        self._soon.timeout.connect(self._look_again)
        desk.bridge.changed.connect(self._changed)

    def arrive(self) -> None:
        """The first row takes the keyboard, as soon as it is known."""
        self._arriving = True
        if self._stale:
            self.reload()
        else:
            self._settle()

    def reload(self) -> None:
        """Read everything again, beside the window."""
        self._stale = False
        if self._reading is not None:
            self._reading.cancel()
        read = partial(Today(self.desk.office).picture, self.desk.settings, unit=self._of_unit)
        self._reading = self.desk.tasks.run(read, self._show, self._failed, owner=self)

    def panes(self) -> Iterable[QWidget]:
        cards = self.counters.cards[:1]
        return (*cards, *self.work.panes(), self.preview)

    def open_preview(self) -> bool:
        """Space on a row of the list; whether there is anything to show of it."""
        row = self.work.row()
        if row is None or not self.work.list.hasFocus() or not self.preview.show_row(row):
            return False
        self.preview.show()
        self._arrange()
        return True

    def close_preview(self) -> None:
        """Esc, or Space again: only the list is left."""
        if self.preview.isVisible():
            self.inside.show()
            self.work.list.setFocus()
            self.preview.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What comes here the list, or the preview, had no use for.
        if not self._preview_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def retranslate(self) -> None:
        self._show_hour()
        if self._picture is not None:
            self._dress(self._picture)

    def _show(self, picture: Picture) -> None:
        self._reading = None
        self._picture = picture
        self._show_hour()
        self._dress(picture)
        due = picture.due
        self.work.offer_unit(picture.has_unit)
        others = not due.total and any(counter.count for counter in due.counters)
        self.work.show_rows(due.rows, due.total, picture.now, others=others)
        if self._arriving:
            self._settle()

    def _dress(self, picture: Picture) -> None:
        self.counters.show_counters(picture.due.counters, self.desk.words)
        self.strips.show_told(told(picture.notices, self.desk.words))

    def _show_hour(self) -> None:
        now = self.desk.office.clock()
        self.say(self.title.setText, moments.greeting(now))
        self.date_line.setText(dates.heading(moments.riga_date(now), self.desk.words.language))

    def _settle(self) -> None:
        self._arriving = False
        self.work.go_to_first()
        self._arrange()

    def _failed(self, error: Exception) -> None:
        self._reading = None
        self._stale = True
        self.desk.shell.show_trouble(error)

    def _open(self, wanted: Counter | DueRow | None) -> None:
        if wanted is not None:
            self.desk.shell.open_page(wanted.page, **wanted.target)

    def _preview_key(self, event: QKeyEvent) -> bool:
        key, is_open = event.key(), self.preview.isVisible()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_Space and not is_open:
            return self.open_preview()
        if not is_open:
            return False
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            self.close_preview()
        elif key in _ARROWS:
            self.work.step(_ARROWS[Qt.Key(key)])
        elif is_enter(event):
            self._open(self.work.row())
        else:
            return False
        return True

    def _row_chosen(self, row: DueRow | None) -> None:
        if not self.preview.isVisible():
            return
        if row is None:
            self.close_preview()
        else:
            self.preview.follow(row)

    def _arrange(self) -> None:
        """The preview stands beside the list; where there is no room, in its place, and has the keyboard."""
        if not self.preview.isVisible():
            return
        beside = self.window().width() >= WITH_PREVIEW
        self.preview.setMinimumWidth(self.look.px(WIDTH) if beside else 0)
        self.preview.setMaximumWidth(self.look.px(WIDTH) if beside else _MOST)
        if not beside:
            self.preview.setFocus()
        self.inside.setVisible(beside)

    def _choose_whose(self, unit: bool) -> None:
        self._of_unit = unit
        self.reload()

    def _begin(self) -> None:
        self.desk.shell.new_contact()

    def _changed(self, _changes: Changes) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _minute_passed(self) -> None:
        self._show_hour()
        self._look_again()

    def _look_again(self) -> None:
        """Read again what is on the screen; what is not waits until it is."""
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def _scrolling(self) -> Scroll:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.counters)
        column.addWidget(self.strips)
        column.addWidget(self.work, 1)
        area = Scroll()
        area.setWidget(inside)
        return area


def _print(desk: Desk, key: str) -> None:
    from ui.kit.print_sheet import open_print  # noqa: PLC0415 - loaded when somebody prints

    open_print(desk, key)


def make_page(desk: Desk) -> TodayPage:
    """The page for one signed-in person."""
    return TodayPage(desk)
