"""What the audit is filtered by: person, act, and days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.audit_words import ACTS
from app.core import periods
from app.core.audit_overview import AuditFilter
from app.core.i18n import C_, N_, Message
from app.core.moments import riga_date
from ui.kit.day_fields import date_field
from ui.kit.desk import Desk
from ui.kit.drop_button import DropButton
from ui.kit.fields import Option
from ui.kit.parsed_fields import DateField
from ui.kit.texts import Speaking

ALL, DAYS = "", "days"
PERIODS: dict[str, Message] = {
    ALL: N_("All time"),
    **periods.NAMES,
    DAYS: N_("From day to day…"),
}


class AuditFilterBar(Speaking, QWidget):
    """Two choices and a period; ``changed`` comes when the list should be read anew."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self._people: Sequence[tuple[str, str]] = ()
        self.person, self.act, self.period = (DropButton(self.look) for _ in range(3))
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        for button, width in ((self.person, 150), (self.act, 150), (self.period, 150)):
            button.set_least_width(width)
            button.set_value("")
            self.row.addWidget(button)
        self.person.chosen.connect(lambda _value: self.changed.emit())
        self.act.chosen.connect(lambda _value: self.changed.emit())
        self.period.chosen.connect(self._period_chosen)
        self.first_day, self.last_day = self._date_field(), self._date_field()
        self.say(self.first_day.set_label, N_("From day"))
        self.say(self.last_day.set_label, N_("Until day"))
        self.days = QWidget()
        days = QHBoxLayout(self.days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(8)
        days.addWidget(self.first_day)
        days.addWidget(self.last_day)
        days.addStretch(1)
        self.days.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.row)
        column.addWidget(self.days)
        self.retranslate()

    def retranslate(self) -> None:
        if not hasattr(self, "days"):
            return
        say = self.words
        self.person.set_name(say(C_("column", "Who")))
        self.act.set_name(say(N_("Act")))
        self.period.set_name(say(N_("Period")))
        self.set_people(self._people)
        acts = sorted((say(name), key) for key, name in ACTS.items())
        self.act.set_options([Option("", say(N_("All acts"))), *(Option(key, name) for name, key in acts)])
        self.period.set_options([Option(key, say(name)) for key, name in PERIODS.items()])

    def set_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer these: login and name."""
        self._people = people
        everybody = Option("", self.words(N_("Everybody")))
        self.person.set_options([everybody, *(Option(login, name) for login, name in people)])

    def filter(self) -> AuditFilter:
        """The filter as it stands."""
        first, last = self._span()
        return AuditFilter(str(self.person.value() or ""), str(self.act.value() or ""), first, last)

    def clear(self) -> None:
        """Show everything."""
        for button in (self.person, self.act, self.period):
            button.set_value("")
        self.days.hide()
        self.changed.emit()

    def _today(self) -> date:
        return riga_date(self.desk.office.clock())

    def _span(self) -> tuple[date | None, date | None]:
        period = str(self.period.value() or ALL)
        if period == DAYS:
            return self.first_day.value(), self.last_day.value()
        return periods.span(period, self._today())

    def _period_chosen(self, period: object) -> None:
        self.days.setVisible(period == DAYS)
        if period == DAYS:
            self.first_day.focus_target().setFocus()
        self.changed.emit()

    def _date_field(self) -> DateField:
        field = date_field(self.desk)
        field.edited.connect(self.changed)
        return field
