"""Abbreviations that are written out while typing: ``//rek`` becomes a whole sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from app.contacts.snippets import checked_snippet, save_snippet, snippets
from app.core.errors import UserError
from app.core.i18n import N_
from ui.kit.grid import GridColumn, GridRow
from ui.settings.directory_lists import hidden_text
from ui.settings.list_editor import ListEditor


@dataclass(frozen=True)
class Snippet:
    """An abbreviation and what it stands for."""

    key: str
    text: str


class SnippetsList(ListEditor[Snippet]):
    """Keys and texts."""

    name = N_("Text abbreviations")
    required = ("key", "text")
    hint = N_("F3 changes, Del takes away. While typing: //key and a space.")
    columns = (
        GridColumn("key", N_("Abbreviation"), 130),
        GridColumn("text", N_("Text"), 300, fills=True),
    )

    def read(self) -> list[Snippet]:
        return [Snippet(key, text) for key, text in snippets(self.desk.office).items()]

    def row_of(self, record: Snippet) -> GridRow:
        return GridRow({"key": f"//{record.key}", "text": record.text})

    def make(self, old: Snippet | None, values: Mapping[str, Any]) -> Snippet:
        new = Snippet(*checked_snippet(str(values["key"]), str(values["text"])))
        if not new.text:
            raise UserError(N_("Write the text."))
        if any(each.key == new.key and each is not old for each in self.records):
            raise UserError(N_("There is such a key already."))
        return new

    def save(self, old: Snippet | None, new: Snippet) -> None:
        text = N_("Saved: {what}", what=f"//{new.key}")
        self.follow(lambda each: each.key == new.key)
        self.keeper.do(text, partial(self._put, old, new), partial(self._put, new, old))

    def drop(self, record: Snippet) -> None:
        take = partial(self._put, record, None)
        self.keeper.do(hidden_text(f"//{record.key}", False), take, partial(self._put, None, record))

    def _put(self, before: Snippet | None, after: Snippet | None) -> None:
        if before is not None and (after is None or after.key != before.key):
            save_snippet(self.desk.office, before.key, "")
        if after is not None:
            save_snippet(self.desk.office, after.key, after.text)
