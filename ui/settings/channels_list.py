"""The channels of the office: their words, their order (which gives Alt+1…8) and which are in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.core.i18n import C_, N_
from app.core.settings import CHANNELS, ChannelOption
from ui.kit.grid import GridColumn, GridRow
from ui.settings.list_editor import SHOWN, ListEditor


class ChannelsList(ListEditor[ChannelOption]):
    """One option of the office holds them all."""

    name = CHANNELS.label
    hint = N_("F3 renames, Alt+↑↓ moves, Del hides.")
    can_add = False
    columns = (
        GridColumn("name", N_("Channel"), 200, fills=True),
        GridColumn(SHOWN, C_("column", "In use"), 110, flag=True),
        GridColumn("key", N_("Key"), 90, editable=False),
    )

    def read(self) -> list[ChannelOption]:
        channels: tuple[ChannelOption, ...] = self.desk.settings.get(CHANNELS)
        return list(channels)

    def row_of(self, record: ChannelOption) -> GridRow:
        used = [each.code for each in self.records if each.enabled]
        key = f"Alt+{used.index(record.code) + 1}" if record.code in used else ""
        return GridRow({"name": record.label, SHOWN: record.enabled, "key": key}, quiet=not record.enabled)

    def make(self, old: ChannelOption | None, values: Mapping[str, Any]) -> ChannelOption:
        assert old is not None
        return replace(old, label=str(values["name"]).strip())

    def save(self, old: ChannelOption | None, new: ChannelOption) -> None:
        self._keep([new if each is old else each for each in self.records])

    def drop(self, record: ChannelOption) -> None:
        self._keep([replace(each, enabled=not each.enabled) if each is record else each for each in self.records])

    def reorder(self, at: int, by: int) -> None:
        moved = list(self.records)
        moved.insert(at + by, moved.pop(at))
        code = moved[at + by].code
        self.follow(lambda each: each.code == code)
        self._keep(moved)

    def _keep(self, records: list[ChannelOption]) -> None:
        before = tuple(self.records)
        self.keeper.keep(CHANNELS, tuple(records), before)
