"""Topics, with their usual term and specialist, and other institutions: lists of the directory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from app.core.errors import UserError
from app.core.i18n import C_, N_, Message
from app.directory.policy import checked_institution, checked_topic
from app.directory.records import EmployeeRecord, InstitutionRecord, TopicRecord
from app.directory.service import Directory
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.grid import GridColumn, GridRow
from ui.settings.list_editor import SHOWN, ListEditor


class TopicsList(ListEditor[TopicRecord]):
    """What contacts are about, in the office's own order."""

    name = N_("Topics")
    subject = "topic"
    hint = N_("F3 renames, Alt+↑↓ moves, Del hides.")

    def __init__(self, desk: Desk) -> None:
        self._directory = Directory(desk.office)
        self._staff: list[EmployeeRecord] = []
        self.columns = (
            GridColumn("name", N_("Topic"), 180, fills=True),
            GridColumn("days", N_("Working days"), 100),
            GridColumn("specialist", N_("Specialist"), 180, options=self._specialists),
            GridColumn(SHOWN, C_("column", "In use"), 90, flag=True),
        )
        super().__init__(desk)

    def read(self) -> list[TopicRecord]:
        self._staff = self._directory.employees()
        return self._directory.topics(hidden=True)

    def row_of(self, record: TopicRecord) -> GridRow:
        names = {person.id: person.name for person in self._staff}
        days = "" if record.default_days is None else str(record.default_days)
        specialist = names.get(record.specialist_id, "")
        cells: dict[str, str | bool] = {
            "name": record.name,
            "days": days,
            "specialist": specialist,
            SHOWN: not record.hidden,
        }
        return GridRow(cells, quiet=record.hidden, values={"specialist": record.specialist_id})

    def make(self, old: TopicRecord | None, values: Mapping[str, Any]) -> TopicRecord:
        days = str(values.get("days", "")).strip()
        if days and not days.isdecimal():
            raise UserError(N_("Write digits only."))
        record = old or TopicRecord(name="", position=len(self.records))
        return checked_topic(
            replace(
                record,
                name=str(values["name"]),
                default_days=int(days) if days else None,
                specialist_id=values.get("specialist") or None,
            )
        )

    def save(self, old: TopicRecord | None, new: TopicRecord) -> None:
        text = N_("Saved: {what}", what=new.name)
        if old is None:
            made: list[int] = []
            self.keeper.do(text, partial(self._add, new, made), lambda: self._directory.hide_topic(made[0]))
        else:
            self.keeper.do(text, partial(self._put, new), partial(self._put, old))

    def drop(self, record: TopicRecord) -> None:
        assert record.id is not None
        text = hidden_text(record.name, record.hidden)
        set_hidden = partial(self._directory.hide_topic, record.id)
        self.keeper.do(text, partial(set_hidden, not record.hidden), partial(set_hidden, record.hidden))

    def reorder(self, at: int, by: int) -> None:
        order = list(self.records)
        order.insert(at + by, order.pop(at))
        moved = order[at + by]
        self.follow(lambda each: each.id == moved.id)
        text = N_("Moved: {what}", what=moved.name)
        self.keeper.do(text, partial(self._arrange, order), partial(self._arrange, list(self.records)))

    def _add(self, new: TopicRecord, made: list[int]) -> None:
        if made:
            self._directory.hide_topic(made[0], hidden=False)
        else:
            made.append(self._directory.save_topic(new))

    def _put(self, record: TopicRecord) -> None:
        """Save over whatever version there is now: the person sees what the row holds."""
        present = next(each for each in self._directory.topics(hidden=True) if each.id == record.id)
        self._directory.save_topic(replace(record, version=present.version, position=present.position))

    def _arrange(self, order: list[TopicRecord]) -> None:
        present = {each.id: each for each in self._directory.topics(hidden=True)}
        for position, record in enumerate(order):
            each = present[record.id]
            if each.position != position:
                self._directory.save_topic(replace(each, position=position))

    def _specialists(self) -> list[Option]:
        return [Option(person.id, person.name) for person in self._staff]


class InstitutionsList(ListEditor[InstitutionRecord]):
    """Where clients are sent whose question is another body's."""

    name = N_("Other institutions")
    subject = "institution"
    columns = (
        GridColumn("name", N_("Name"), 170, fills=True),
        GridColumn("competence", N_("About"), 150, fills=True),
        GridColumn("phone", N_("Phone"), 110),
        GridColumn("web", N_("Website"), 120),
        GridColumn(SHOWN, C_("column", "In use"), 90, flag=True),
    )

    def __init__(self, desk: Desk) -> None:
        self._directory = Directory(desk.office)
        super().__init__(desk)

    def read(self) -> list[InstitutionRecord]:
        return self._directory.institutions(hidden=True)

    def row_of(self, record: InstitutionRecord) -> GridRow:
        cells: dict[str, str | bool] = {
            "name": record.name,
            "competence": record.competence,
            "phone": record.phone,
            "web": record.web,
            SHOWN: not record.hidden,
        }
        return GridRow(cells, quiet=record.hidden)

    def make(self, old: InstitutionRecord | None, values: Mapping[str, Any]) -> InstitutionRecord:
        changed = replace(
            old or InstitutionRecord(name=""),
            name=str(values["name"]),
            competence=str(values.get("competence", "")),
            phone=str(values.get("phone", "")),
            web=str(values.get("web", "")),
        )
        return checked_institution(changed)

    def save(self, old: InstitutionRecord | None, new: InstitutionRecord) -> None:
        text = N_("Saved: {what}", what=new.name)
        self.follow(lambda each: each.name == new.name)
        if old is None:
            made: list[int] = []
            hide = self._directory.hide_institution
            self.keeper.do(text, partial(self._add, new, made), lambda: hide(made[0]))
        else:
            self.keeper.do(text, partial(self._put, new), partial(self._put, old))

    def drop(self, record: InstitutionRecord) -> None:
        assert record.id is not None
        text = hidden_text(record.name, record.hidden)
        set_hidden = partial(self._directory.hide_institution, record.id)
        self.keeper.do(text, partial(set_hidden, not record.hidden), partial(set_hidden, record.hidden))

    def _add(self, new: InstitutionRecord, made: list[int]) -> None:
        if made:
            self._directory.hide_institution(made[0], hidden=False)
        else:
            made.append(self._directory.save_institution(new))

    def _put(self, record: InstitutionRecord) -> None:
        present = next(each for each in self._directory.institutions(hidden=True) if each.id == record.id)
        self._directory.save_institution(replace(record, version=present.version, hidden=present.hidden))


def hidden_text(what: str, was_hidden: bool) -> Message:
    """What is said when a row is hidden or comes back."""
    return N_("Shown again: {what}", what=what) if was_hidden else N_("Hidden: {what}", what=what)
