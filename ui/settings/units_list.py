"""The parts of the office, a list of the directory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from app.core.i18n import C_, N_
from app.directory.policy import checked_unit
from app.directory.records import UnitRecord
from app.directory.service import Directory
from ui.kit.desk import Desk
from ui.kit.grid import GridColumn, GridRow
from ui.settings.directory_lists import hidden_text
from ui.settings.list_editor import SHOWN, ListEditor


class UnitsList(ListEditor[UnitRecord]):
    """What the parts are called; people are put into them in their own records."""

    name = N_("Units")
    subject = "unit"
    hint = N_("F3 renames, Del hides.")
    columns = (
        GridColumn("name", N_("Unit"), 260, fills=True),
        GridColumn(SHOWN, C_("column", "In use"), 90, flag=True),
    )

    def __init__(self, desk: Desk) -> None:
        self._directory = Directory(desk.office)
        super().__init__(desk)

    def read(self) -> list[UnitRecord]:
        return self._directory.units(hidden=True)

    def row_of(self, record: UnitRecord) -> GridRow:
        return GridRow({"name": record.name, SHOWN: not record.hidden}, quiet=record.hidden)

    def make(self, old: UnitRecord | None, values: Mapping[str, Any]) -> UnitRecord:
        return checked_unit(replace(old or UnitRecord(name=""), name=str(values["name"])))

    def save(self, old: UnitRecord | None, new: UnitRecord) -> None:
        text = N_("Saved: {what}", what=new.name)
        self.follow(lambda each: each.name == new.name)
        if old is None:
            made: list[int] = []
            self.keeper.do(text, partial(self._add, new, made), lambda: self._directory.hide_unit(made[0]))
        else:
            self.keeper.do(text, partial(self._put, new), partial(self._put, old))

    def drop(self, record: UnitRecord) -> None:
        assert record.id is not None
        set_hidden = partial(self._directory.hide_unit, record.id)
        text = hidden_text(record.name, record.hidden)
        self.keeper.do(text, partial(set_hidden, not record.hidden), partial(set_hidden, record.hidden))

    def _add(self, new: UnitRecord, made: list[int]) -> None:
        if made:
            self._directory.hide_unit(made[0], hidden=False)
        else:
            made.append(self._directory.save_unit(new))

    def _put(self, record: UnitRecord) -> None:
        """Save over whatever version there is now: the person sees what the row holds."""
        present = next(each for each in self._directory.units(hidden=True) if each.id == record.id)
        self._directory.save_unit(replace(record, version=present.version, hidden=present.hidden))
