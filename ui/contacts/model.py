"""The journal as a source of rows for a long list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.contacts.journal_list import JournalList
from app.contacts.records import ContactFilter, Sort
from app.core.ids import Ids
from ui.contacts.columns import Presenter
from ui.kit.table import Row


@dataclass(frozen=True)
class JournalSource:
    """What one filter leaves, in one order."""

    journal: JournalList
    presenter: Presenter
    filter: ContactFilter
    sort: Sort

    def first(self, limit: int) -> Sequence[Row]:
        now = self.presenter.clock()
        return [self.presenter.row(row, now) for row in self.journal.first(self.filter, self.sort, limit)]

    def ids(self) -> Ids:
        return self.journal.ids(self.filter, self.sort)

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        now = self.presenter.clock()
        return [self.presenter.row(row, now) for row in self.journal.rows(ids)]
