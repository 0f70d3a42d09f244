"""The audit as rows of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.audit_words import AuditWords
from app.core import dates
from app.core.audit_overview import AuditFilter, AuditOverview, AuditRow
from app.core.i18n import C_, N_, Translator
from app.core.ids import Ids
from app.core.moments import riga_date, to_riga
from ui.kit.table import Cell, Column, Row

COLUMNS: tuple[Column, ...] = (
    Column("at", N_("Time"), 132),
    Column("name", C_("column", "Who"), 140),
    Column("act", N_("Act"), 132),
    Column("subject", N_("Record"), 158),
    Column("fields", N_("Changed fields"), 160, fills=True),
    Column("seq", N_("No."), 84, hidden=True, gives_way=1),
    Column("account", N_("User name"), 110, hidden=True, gives_way=2),
)


@dataclass(frozen=True)
class AuditSource:
    """What one filter leaves, the newest first."""

    overview: AuditOverview
    words: AuditWords
    tr: Translator
    filter: AuditFilter

    def first(self, limit: int) -> Sequence[Row]:
        return [self._row(row) for row in self.overview.first(self.filter, limit)]

    def ids(self) -> Ids:
        return self.overview.ids(self.filter)

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        return [self._row(row) for row in self.overview.rows(ids)]

    def _row(self, row: AuditRow) -> Row:
        say = self.tr
        at = f"{dates.full(riga_date(row.at))} {dates.clock(to_riga(row.at).time())}"
        act = say(self.words.act(row.act))
        record = " ".join(filter(None, (say(self.words.subject(row.subject)), row.called)))
        fields = ", ".join(say(name) for name in self.words.field_names(row.subject, row.fields))
        cells = (
            Cell(at, tone="text2"),
            Cell(row.name),
            Cell(act),
            Cell(record),
            Cell(fields, tone="text2"),
            Cell(str(row.seq), tone="text2"),
            Cell(row.account, tone="text2"),
        )
        return Row(row.seq, cells, ", ".join(filter(None, (at, row.name, act, record, fields))))
