"""When somebody is away and who stands in: the days there are, and a small form for one of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core import dates
from app.core.errors import UserError
from app.core.i18n import C_, N_, Message
from app.directory.records import AbsenceRecord
from app.directory.service import Directory
from ui.directory.form import RecordSheet
from ui.directory.person_field import PersonField, person_of
from ui.kit.day_fields import date_field
from ui.kit.desk import Desk
from ui.kit.labels import Text
from ui.kit.short_list import ShortList
from ui.kit.table import Column, Row, TwoLines
from ui.kit.undo import Act, push_act

_COLUMNS = (Column("days", N_("Absences"), 200, fills=True),)
#: The list shows so many rows without scrolling.
_ROWS = 4


class AbsenceSheet(RecordSheet[AbsenceRecord]):
    """One absence of a person being written, above those known; Enter there changes one, Del takes it back.

    Why somebody is away is asked nowhere.
    """

    def __init__(self, desk: Desk, employee_id: int, name: str, record: AbsenceRecord | None = None) -> None:
        self._employee_id = employee_id
        self._name = name
        self._directory = directory = Directory(desk.office)
        self._known: dict[int, AbsenceRecord] = {}
        super().__init__(
            desk,
            record,
            directory.save_absence,
            partial(_absence, directory, employee_id),
            new=N_("New absence"),
            change=N_("Change an absence"),
        )
        self.kept.connect(self._told)
        self._list_again()

    def _make_fields(self) -> None:
        first, last = date_field(self.desk), date_field(self.desk)
        for field in (first, last):
            field.set_required()
        self.person = Text(self.look, "strong", wrap=True)
        self.person.setText(self._name)
        self.body.insertWidget(0, self.person)
        self._add("first_day", C_("day", "From"), first)
        self._add("last_day", C_("day", "To"), last)
        self._substitute = PersonField(self.desk)
        self.say(self._substitute.set_help, N_("Clients are told who stands in."))
        self._add("substitute_id", N_("Substitute"), self._substitute)
        self._make_list()

    def _make_list(self) -> None:
        self.list = ShortList(self.look, self.words, _COLUMNS)
        self.say(self.list.setAccessibleName, N_("Absences"))
        self.list.setFixedHeight(self.look.px(34 + 48 * _ROWS))
        self.list.opened.connect(self._change)
        self.list.hide()
        take_back = QAction(self.list)
        self.say(take_back.setText, N_("Take the absence back"))
        take_back.setShortcut(QKeySequence("Del"))
        take_back.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        take_back.triggered.connect(lambda _checked=False: self._take_back())
        self.list.addAction(take_back)
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.list)
        self._below.append(group)

    def _values(self, record: AbsenceRecord) -> Mapping[str, object]:
        return {
            "first_day": record.first_day,
            "last_day": record.last_day,
            "substitute_id": person_of(record.substitute_id, record.substitute),
        }

    def _record(self, values: Mapping[str, Any]) -> AbsenceRecord:
        person = values["substitute_id"]
        return AbsenceRecord(
            employee_id=self._employee_id,
            first_day=values["first_day"],
            last_day=values["last_day"],
            substitute_id=person.id if person else None,
            substitute=person.name if person else "",
        )

    def _submit(self) -> None:
        values = self.form.values()
        missing = {
            name: self.words(text)
            for name, text in (("first_day", N_("Enter the first day.")), ("last_day", N_("Enter the last day.")))
            if values[name] is None
        }
        if missing:
            self.form.show_errors(missing)
        else:
            super()._submit()

    # What there is.

    def _list_again(self) -> None:
        job = partial(self._directory.absences, self._employee_id)
        self.desk.tasks.run(job, self._show_known, self._refused, owner=self)

    def _show_known(self, known: list[AbsenceRecord]) -> None:
        self._known = {each.id or 0: each for each in known}
        self.list.set_rows([_row(each, self.words(_stands_in(each))) for each in known])
        self.list.setVisible(bool(known))

    def _change(self, absence_id: int) -> None:
        """Another sheet with that absence in it, in the place of this one."""
        if not self.save_button.is_busy:
            self.leave()
            sheet = AbsenceSheet(self.desk, self._employee_id, self._name, self._known[absence_id])
            self.desk.shell.open_sheet(sheet)

    def _take_back(self) -> None:
        record = self._known.get(self.list.chosen_id())
        if record is None or record.id is None:
            return
        hide = self._directory.hide_absence
        act = Act(_taken_back(record), partial(hide, record.id, False), partial(hide, record.id, True))
        self.desk.tasks.run(act.redo, lambda _none: self._done(act), self._refused, owner=self)

    def _done(self, act: Act) -> None:
        push_act(self.desk, act)
        self._list_again()

    def _told(self, absence_id: int) -> None:
        name = N_("Absence saved: {name}", name=self._name)
        hide = self._directory.hide_absence
        if self.base is None:
            push_act(self.desk, Act(name, partial(hide, absence_id, True), partial(hide, absence_id, False)))
        else:
            self.desk.shell.toast(name)


def _absence(directory: Directory, employee_id: int, absence_id: int) -> AbsenceRecord:
    """One absence as it is stored now; raises UserError where it was taken back."""
    found = next((each for each in directory.absences(employee_id) if each.id == absence_id), None)
    if found is None:
        raise UserError(N_("This record is no longer available."))
    return found


def days_of(record: AbsenceRecord) -> str:
    """`23.11.2026.–27.11.2026.`"""
    return f"{dates.full(record.first_day)}–{dates.full(record.last_day)}"


def _stands_in(record: AbsenceRecord) -> Message:
    return N_("Stands in: {name}", name=record.substitute) if record.substitute else N_("Nobody stands in.")


def _taken_back(record: AbsenceRecord) -> Message:
    return N_("Absence taken back: {days}", days=days_of(record))


def _row(record: AbsenceRecord, about: str) -> Row:
    days = days_of(record)
    return Row(record.id or 0, (TwoLines(days, second=about),), f"{days}, {about}")


def open_absences(desk: Desk, employee_id: int) -> None:
    """The sheet for a person of that number."""

    def opened(name: str) -> None:
        desk.shell.open_sheet(AbsenceSheet(desk, employee_id, name))

    directory = Directory(desk.office)
    desk.tasks.run(lambda: directory.employee(employee_id).name, opened, desk.shell.show_trouble)
