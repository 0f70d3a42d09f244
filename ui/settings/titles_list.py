"""Job titles, and which of them serve clients: it decides who must have which card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from app.core.errors import UserError
from app.core.i18n import C_, N_
from app.directory.policy import checked_job_title
from app.directory.records import JobTitleRecord
from app.directory.service import Directory
from ui.kit.desk import Desk
from ui.kit.grid import GridColumn, GridRow
from ui.settings.directory_lists import hidden_text
from ui.settings.list_editor import SHOWN, ListEditor

_COUNTER, _FIELD = "serves_counter", "visits_clients"


class TitlesList(ListEditor[JobTitleRecord]):
    """A post stands here in both its forms; people's own posts are known by either."""

    name = N_("Job titles")
    subject = "job_title"
    hint = N_("Type or F3 to change, Space ticks, Del hides.")
    columns = (
        GridColumn("name", N_("Job title"), 130, fills=True),
        GridColumn("other_form", N_("The other form"), 120, fills=True),
        GridColumn(_COUNTER, C_("job title", "At the counter"), 124, flag=True),
        GridColumn(_FIELD, C_("job title", "Visits clients"), 150, flag=True),
        GridColumn(SHOWN, C_("column", "In use"), 68, flag=True),
    )

    def __init__(self, desk: Desk) -> None:
        self._directory = Directory(desk.office)
        super().__init__(desk)

    def read(self) -> list[JobTitleRecord]:
        return self._directory.job_titles(hidden=True)

    def row_of(self, record: JobTitleRecord) -> GridRow:
        cells: dict[str, str | bool] = {
            "name": record.name,
            "other_form": record.other_form,
            _COUNTER: record.serves_counter,
            _FIELD: record.visits_clients,
            SHOWN: not record.hidden,
        }
        return GridRow(cells, quiet=record.hidden)

    def make(self, old: JobTitleRecord | None, values: Mapping[str, Any]) -> JobTitleRecord:
        changed = replace(
            old or JobTitleRecord(name=""),
            name=str(values["name"]),
            other_form=str(values.get("other_form", "")),
            serves_counter=bool(values.get(_COUNTER)),
            visits_clients=bool(values.get(_FIELD)),
        )
        return checked_job_title(changed)

    def save(self, old: JobTitleRecord | None, new: JobTitleRecord) -> None:
        text = N_("Saved: {what}", what=new.name)
        self.follow(lambda each: each.name == new.name)
        if old is None:
            made: list[int] = []
            hide = self._directory.hide_job_title
            self.keeper.do(text, partial(self._add, new, made), lambda: hide(made[0]), self._refused)
        else:
            self.keeper.do(text, partial(self._put, new), partial(self._put, old), self._refused)

    def drop(self, record: JobTitleRecord) -> None:
        assert record.id is not None
        set_hidden = partial(self._directory.hide_job_title, record.id)
        text = hidden_text(record.name, record.hidden)
        self.keeper.do(text, partial(set_hidden, not record.hidden), partial(set_hidden, record.hidden))

    def _refused(self, error: UserError) -> None:
        """The list has it already: said where it was typed."""
        self.tell(error.message)

    def _add(self, new: JobTitleRecord, made: list[int]) -> None:
        if made:
            self._directory.hide_job_title(made[0], hidden=False)
        else:
            made.append(self._directory.save_job_title(new))

    def _put(self, record: JobTitleRecord) -> None:
        """Save over whatever version there is now: the person sees what the row holds."""
        present = next(each for each in self._directory.job_titles(hidden=True) if each.id == record.id)
        self._directory.save_job_title(replace(record, version=present.version, hidden=present.hidden))
