"""The sheet of a person on the staff, with reception hours for each day of the week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import C_, N_, Message
from app.core.phones import parse_phone, show_phone
from app.directory import policy
from app.directory.languages import parse_languages, show_languages
from app.directory.records import EmployeeRecord, UnitRecord
from app.directory.service import Directory
from ui.directory.form import RecordSheet, Save, grid_of, lines_of
from ui.kit.choice import ChoiceField
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.labels import Text
from ui.kit.line_fields import LineField
from ui.kit.parsed_fields import ParsedField, PhoneField

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
    """A person: what a client may be told, and who they are in Lete."""

    def __init__(
        self,
        desk: Desk,
        record: EmployeeRecord | None,
        save: Save[EmployeeRecord],
        read: Callable[[int], EmployeeRecord],
    ) -> None:
        self._unit_ids: dict[str, int | None] = {}
        super().__init__(desk, record, save, read, new=N_("New employee"), change=N_("Change an employee"))
        directory = Directory(desk.office)
        desk.tasks.run(directory.units, self._offer_units, owner=self)

    def _make_fields(self) -> None:
        look, words = self.look, self.desk.words
        name = LineField(look)
        name.set_required()
        self._add("name", N_("Name and surname"), name)
        self._add("job_title", N_("Post"), LineField(look))
        self._unit = ChoiceField(look, free=True)
        self._add("unit", N_("Unit"), self._unit)
        self._add("place", N_("Room or place"), LineField(look))
        self._add("phone", N_("Phone"), PhoneField(look, words, parse_phone, show_phone))
        self._add("email", N_("E-mail"), LineField(look))
        spoken = ParsedField(
            look, words, lambda text: parse_languages(text, words), lambda codes: show_languages(codes, words)
        )
        self._add("languages", N_("Languages"), spoken)
        account = LineField(look)
        self.say(account.set_help, N_("Where the person uses Lete: the name they sign in with."))
        self._add("account", N_("User name"), account)
        self._make_hours()

    def _make_hours(self) -> None:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        heading, help_line = Text(self.look, "strong"), Text(self.look, "caption", "text2", wrap=True)
        self.say(heading.setText, N_("Reception hours"))
        self.say(help_line.setText, N_("Written like this: 8-12, 13-17."))
        column.addWidget(heading)
        column.addWidget(help_line)
        fields = []
        for number, day in enumerate(WEEKDAYS, 1):
            field = ParsedField(self.look, self.desk.words, policy.parse_spans, policy.show_spans)
            self._add(f"day{number}", day, field, below=group)
            fields.append(field)
        column.addLayout(grid_of(fields))

    def _values(self, record: EmployeeRecord) -> Mapping[str, object]:
        return {
            "name": record.name,
            "job_title": record.job_title,
            "unit": record.unit,
            "place": record.place,
            "phone": record.phone,
            "email": record.email,
            "languages": record.languages or None,
            "account": record.account,
            **{f"day{day}": record.reception.get(day) or None for day in range(1, 8)},
        }

    def _record(self, values: Mapping[str, Any]) -> EmployeeRecord:
        hours = {day: values[f"day{day}"] for day in range(1, 8) if values[f"day{day}"]}
        unit = lines_of(values["unit"])
        return EmployeeRecord(
            name=values["name"],
            job_title=values["job_title"],
            unit_id=self._unit_ids.get(unit),
            unit=unit,
            place=values["place"],
            phone=lines_of(values["phone"]),
            email=values["email"],
            languages=values["languages"] or (),
            reception=hours,
            account=values["account"] or None,
        )

    def _offer_units(self, units: list[UnitRecord]) -> None:
        self._unit_ids = {unit.name: unit.id for unit in units}
        self._unit.set_options([Option(unit.name, unit.name) for unit in units])
