"""The sheet of a person on the staff, with reception hours for each day of the week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core import dates
from app.core.errors import UserError
from app.core.i18n import C_, N_, Message
from app.core.permissions import STAFF_MANAGE
from app.core.phones import parse_phone, show_phone, split_phones
from app.directory import policy
from app.directory.languages import parse_languages, show_languages
from app.directory.records import AbsenceRecord, EmployeeRecord, JobTitleRecord, PastPostRecord, UnitRecord
from app.directory.service import Directory
from ui.directory.absence_sheet import days_of, open_absences
from ui.directory.form import RecordSheet, Save, grid_of, lines_of
from ui.directory.person_field import PersonField, person_of
from ui.kit.buttons import Button
from ui.kit.choice import ChoiceField
from ui.kit.day_fields import date_field
from ui.kit.desk import Desk
from ui.kit.fields import Field, Option
from ui.kit.labels import Text
from ui.kit.line_fields import LineField
from ui.kit.parsed_fields import ParsedField, PhoneField
from ui.kit.text_area import AreaField

WEEKDAYS: tuple[Message, ...] = (
    C_("day", "Monday"),
    C_("day", "Tuesday"),
    C_("day", "Wednesday"),
    C_("day", "Thursday"),
    C_("day", "Friday"),
    C_("day", "Saturday"),
    C_("day", "Sunday"),
)


class EmployeeSheet(RecordSheet[EmployeeRecord]):
    """A person: what a client may be told, who they are in Lete, and when they are away.

    What is changed here corrects the entry; a new post or surname, with its date, is a staff event.
    """

    def __init__(
        self,
        desk: Desk,
        record: EmployeeRecord | None,
        save: Save[EmployeeRecord],
        read: Callable[[int], EmployeeRecord],
    ) -> None:
        self._unit_ids: dict[str, int | None] = {}
        super().__init__(desk, record, save, read, new=N_("New employee"), change=N_("Change an employee"))
        self._read_rest()

    def _make_fields(self) -> None:
        look, words = self.look, self.desk.words
        name = LineField(look)
        name.set_required()
        self._add("name", N_("Name and surname"), name)
        self._post, self._unit = ChoiceField(look, free=True), ChoiceField(look, free=True)
        if self.base is not None:
            self.say(
                self._post.set_help, N_("Only corrections here; a new post or surname is a staff change (Alt+P).")
            )
        self._add("job_title", N_("Post"), self._post)
        self._add("unit", N_("Unit"), self._unit)
        self._add("place", N_("Room or place"), LineField(look))
        self._add("phone", N_("Phone"), PhoneField(look, words, parse_phone, show_phone))
        self._add("email", N_("E-mail"), LineField(look))
        spoken = ParsedField(
            look, words, lambda text: parse_languages(text, words), lambda codes: show_languages(codes, words)
        )
        self._add("languages", N_("Languages"), spoken)
        self._make_hours()
        self._make_rest()

    def _make_hours(self) -> None:
        group, column = _group()
        heading, help_line = Text(self.look, "strong"), Text(self.look, "caption", "text2", wrap=True)
        self.say(heading.setText, N_("Reception hours"))
        self.say(help_line.setText, N_("Written like this: 8-12, 13-17."))
        column.addWidget(heading)
        column.addWidget(help_line)
        fields: list[Field] = []
        for number, day in enumerate(WEEKDAYS, 1):
            field = ParsedField(self.look, self.desk.words, policy.parse_spans, policy.show_spans)
            self._add(f"day{number}", day, field, below=group)
            fields.append(field)
        column.addLayout(grid_of(fields))

    def _make_rest(self) -> None:
        """What is filled in once: it stands below what clients ask for."""
        group, column = _group()
        look, words = self.look, self.desk.words
        phones = ParsedField(look, words, _parse_phones, _show_phones)
        phones.set_placeholder("67 123 456, 26 123 456")
        account, notes = LineField(look), AreaField(look)
        self.say(account.set_help, N_("Where the person uses Lete: the name they sign in with."))
        days = date_field(self.desk), date_field(self.desk)
        rest: tuple[tuple[str, Message, Field], ...] = (
            ("other_phones", N_("Other phones"), phones),
            ("manager_id", N_("Line manager"), PersonField(self.desk)),
            ("employed_from", N_("Works here since"), days[0]),
            ("employed_until", N_("Works here until"), days[1]),
            ("account", N_("User name"), account),
            ("notes", N_("Notes"), notes),
        )
        for name, label, field in rest:
            self._add(name, label, field, below=group)
        for field in (phones, rest[1][2]):
            column.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(16)
        for day in days:
            row.addWidget(day)
        row.addStretch(1)
        column.addLayout(row)
        for field in (account, notes):
            column.addWidget(field)
        if self.base is not None:
            self._make_course(column, self.base.id or 0)

    def _make_course(self, column: QVBoxLayout, employee_id: int) -> None:
        """When the person is away, and the posts they had: read only."""
        heading, self._absences = Text(self.look, "strong"), Text(self.look, wrap=True)
        heading.setContentsMargins(0, 8, 0, 0)
        self.say(heading.setText, N_("Absences"))
        away = Button(self.look, icon="calendar_today")
        self.say(away.setText, N_("Absences…"))
        away.clicked.connect(partial(self._open_absences, employee_id))
        self._posts_heading, self._posts = Text(self.look, "strong"), Text(self.look, wrap=True)
        self._posts_heading.setContentsMargins(0, 8, 0, 0)
        self.say(self._posts_heading.setText, N_("Post history"))
        for text in (heading, self._absences):
            column.addWidget(text)
        column.addWidget(away, 0, Qt.AlignmentFlag.AlignLeft)
        for text in (self._posts_heading, self._posts):
            column.addWidget(text)
            text.hide()

    def _values(self, record: EmployeeRecord) -> Mapping[str, object]:
        return {
            "name": record.name,
            "job_title": record.job_title,
            "unit": record.unit,
            "place": record.place,
            "phone": record.phone,
            "email": record.email,
            "languages": record.languages or None,
            "other_phones": record.other_phones or None,
            "manager_id": person_of(record.manager_id, record.manager),
            "employed_from": record.employed_from,
            "employed_until": record.employed_until,
            "account": record.account,
            "notes": record.notes,
            **{f"day{day}": record.reception.get(day) or None for day in range(1, 8)},
        }

    def _record(self, values: Mapping[str, Any]) -> EmployeeRecord:
        hours = {day: values[f"day{day}"] for day in range(1, 8) if values[f"day{day}"]}
        unit, manager = lines_of(values["unit"]), values["manager_id"]
        return replace(
            self.base or EmployeeRecord(name=""),
            name=values["name"],
            job_title=lines_of(values["job_title"]),
            unit_id=self._unit_id(unit),
            unit=unit,
            place=values["place"],
            phone=lines_of(values["phone"]),
            email=values["email"],
            languages=values["languages"] or (),
            reception=hours,
            account=values["account"] or None,
            other_phones=values["other_phones"] or (),
            notes=lines_of(values["notes"]),
            manager_id=manager.id if manager else None,
            manager=manager.name if manager else "",
            employed_from=values["employed_from"],
            employed_until=values["employed_until"],
        )

    def _unit_id(self, unit: str) -> int | None:
        """The number of a unit that is known by this name; before the list has come, only one's own."""
        if self.base is not None and unit and unit == self.base.unit:
            return self.base.unit_id
        return self._unit_ids.get(unit)

    # What the sheet needs besides.

    def _read_rest(self) -> None:
        directory = Directory(self.desk.office)
        lists = self.desk.tasks
        lists.run(lambda: (directory.units(), directory.job_titles()), self._offer, owner=self)
        if self.base is None:
            return
        employee_id, posts = self.base.id or 0, self.desk.office.may(STAFF_MANAGE)

        def course() -> tuple[list[AbsenceRecord], list[PastPostRecord]]:
            return directory.absences(employee_id), directory.past_posts(employee_id) if posts else []

        lists.run(course, self._show_course, self._no_course, owner=self)

    def _offer(self, lists: tuple[list[UnitRecord], list[JobTitleRecord]]) -> None:
        units, titles = lists
        self._unit_ids = {unit.name: unit.id for unit in units}
        self._unit.set_options([Option(unit.name, unit.name) for unit in units])
        named = dict.fromkeys(text for title in titles for text in (title.name, title.other_form) if text)
        self._post.set_options([Option(name, name) for name in named])

    def _show_course(self, course: tuple[list[AbsenceRecord], list[PastPostRecord]]) -> None:
        absences, posts = course
        away = [" · ".join(filter(None, (days_of(each), self._stands_in(each)))) for each in absences]
        self._absences.setText("\n".join(away) or self.words(N_("None.")))
        self._posts.setText("\n".join(_post_line(each) for each in posts))
        for text in (self._posts_heading, self._posts):
            text.setVisible(bool(posts))

    def _stands_in(self, absence: AbsenceRecord) -> str:
        return self.words(N_("Stands in: {name}", name=absence.substitute)) if absence.substitute else ""

    def _no_course(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.desk.shell.show_trouble(error)

    def _open_absences(self, employee_id: int) -> None:
        if not self.save_button.is_busy:
            self.leave()
            open_absences(self.desk, employee_id)


def _group() -> tuple[QWidget, QVBoxLayout]:
    group = QWidget()
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 6, 0, 0)
    column.setSpacing(6)
    return group, column


def _parse_phones(text: str) -> tuple[str, ...]:
    """The numbers of one line, E.164; raises UserError."""
    return tuple(phone.number or parse_phone(phone.text) for phone in split_phones(text))


def _show_phones(phones: tuple[str, ...]) -> str:
    return ", ".join(map(show_phone, phones))


def _post_line(post: PastPostRecord) -> str:
    """`12.03.2018.–31.05.2024. · Lietvede, Kanceleja · Zane Ozola`"""
    since = dates.full(post.since) if post.since else "…"
    where = ", ".join(filter(None, (post.job_title, post.unit)))
    return " · ".join(filter(None, (f"{since}–{dates.full(post.until)}", where, post.name)))
