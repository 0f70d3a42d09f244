"""Strips above the work of the day: what is good to know, and where something can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core import dates, weekdays
from app.core.dates import Case
from app.core.i18n import N_, Message, Translator
from app.today.notices import CopyTold, Notices, ShortDay
from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, LeadText
from ui.kit.look import Look

#: The settings page that holds what is missing, and the one about copies (app.core.settings.Page).
OFFICE, DATA = "office", "data"


@dataclass(frozen=True)
class Told:
    """One strip in words; its button opens the settings page ``page``, or prints ``printout``."""

    icon: str
    tone: str
    text: str
    action: str = ""
    page: str = ""
    printout: str = ""


def told(notices: Notices, words: Translator) -> list[Told]:
    """The strips for these notices, the calmest first."""
    found = []
    if notices.short_day is not None:
        text, action = short_day_text(notices.short_day, words), words(N_("Prepare a notice"))
        found.append(Told("info", "info", text, action, printout="door_notice"))
    if notices.missing:
        text = words(N_("Still to be filled in: {what}.", what=_joined(notices.missing, words)))
        found.append(Told("info", "info", text, words(N_("Open settings")), OFFICE))
    if notices.copy is not None and not notices.copy.is_overdue:
        found.insert(0, Told("shield", "ok", copy_text(notices.copy, words)))
    elif notices.copy is not None:
        found.append(Told("warning", "warn", copy_text(notices.copy, words), words(N_("Backup copies")), DATA))
    return found


def short_day_text(short: ShortDay, words: Translator) -> str:
    """„Trešdien, 23. decembrī, ir saīsināta pirmssvētku darba diena (līdz 16:00).”"""
    until = dates.clock(short.until) if short.until else ""
    if short.is_today:
        text = N_("Today is a shortened working day before a holiday")
    else:
        day = dates.day_and_month(short.day, words.language, Case.LOCATIVE)
        on = weekdays.ON[short.day.weekday()]
        text = N_("{weekday}, {date}, is a shortened working day before a holiday", weekday=on, date=day)
    whole = (
        N_("{sentence} (until {time}).", sentence=text, time=until) if until else N_("{sentence}.", sentence=text)
    )
    said = words(whole)
    return said[:1].upper() + said[1:]


def copy_text(copy: CopyTold, words: Translator) -> str:
    """„Pēdējā pārbaudītā kopija: 10.11.2026.”"""
    if copy.last is None:
        return words(N_("There is no proved backup copy yet."))
    return words(N_("Last proved backup copy: {date}", date=dates.full(copy.last)))


class Strips(QWidget):
    """The strips one under another."""

    def __init__(
        self, look: Look, open_settings: Callable[[str], None], open_print: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.look = look
        self._open_settings, self._open_print = open_settings, open_print
        self._shown: list[Told] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_told(self, strips: Sequence[Told]) -> None:
        """Show these; nothing moves while they stay the same."""
        if list(strips) == self._shown:
            return
        self._shown = list(strips)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for strip in strips:
            self._column.addWidget(self._frame(strip))
        self.setVisible(bool(strips))

    def texts(self) -> list[str]:
        """What the strips say."""
        return [strip.text for strip in self._shown]

    def _frame(self, strip: Told) -> QFrame:
        frame = QFrame()
        frame.setProperty("surface", "card")
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 5, 6, 5)
        row.setSpacing(12)
        row.addWidget(IconLabel(self.look, strip.icon, 16, strip.tone, filled=True))
        text = LeadText(self.look)
        text.set_lead("", strip.text)
        row.addWidget(text, 1, Qt.AlignmentFlag.AlignVCenter)
        frame.setAccessibleName(strip.text)
        if strip.action:
            button = Button(self.look)
            button.setText(strip.action)
            button.clicked.connect(partial(self._act, strip))
            row.addWidget(button)
        else:
            frame.setMinimumHeight(self.look.px(42))
        return frame

    def _act(self, strip: Told, _checked: bool = False) -> None:
        if strip.printout:
            self._open_print(strip.printout)
        else:
            self._open_settings(strip.page)


def _joined(names: Sequence[Message], words: Translator) -> str:
    return ", ".join(words(name) for name in names)
