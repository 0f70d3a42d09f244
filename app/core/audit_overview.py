"""The audit as the administrator sees it: who did what to which record and when, and never what was in it.

On Postgres the server itself gives no more than that (``lete.audit_overview``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select, text, true
from sqlalchemy.orm import Session

from app.core.db import Base, is_sqlite
from app.core.evidence import head_of
from app.core.ids import Ids
from app.core.listing import ordered_ids
from app.core.moments import to_utc
from app.core.permissions import AUDIT_SEE
from app.core.tables import Account, AuditEntry
from app.core.work import View
from app.office import Office

#: Entries read at once for an export.
_PAGE = 500


@dataclass(frozen=True)
class AuditFilter:
    """What is looked for: one login, one act, a span of days (Riga's, both included); "" and None: any."""

    account: str = ""
    act: str = ""
    first_day: date | None = None
    last_day: date | None = None


#: What people call records by that have no number of theirs: all of it is open to everybody in the office.
_CALLED = {
    "account": "login",
    "card": "number",
    **dict.fromkeys(("employee", "institution", "job_title", "service", "topic", "unit"), "name"),
}


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry without its values.

    ``number`` is what people call the record by, "" where there is none; ``person`` is whose it is, of an account.
    """

    seq: int
    at: datetime
    account: str
    name: str
    act: str
    subject: str
    number: str
    fields: tuple[str, ...]
    person: str = ""

    @property
    def called(self) -> str:
        """„2026-1483” or „ilze (Ilze Kalniņa)”: the record among those of its kind."""
        return f"{self.number} ({self.person})" if self.person else self.number


class AuditOverview:
    """The audit for one administrator. Every method raises Forbidden and Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def first(self, wanted: AuditFilter, limit: int) -> list[AuditRow]:
        """The newest entries, at once."""
        with self._office.view(AUDIT_SEE) as view:
            if wanted == AuditFilter():
                newest = head_of(view.session).seq
                return _rows(view, range(newest, max(0, newest - limit), -1))
            return _rows(view, _ids(view.session, wanted, limit))

    def ids(self, wanted: AuditFilter) -> Ids:
        """The numbers of all entries the filter leaves, the newest first."""
        with self._office.view(AUDIT_SEE) as view:
            if wanted == AuditFilter():
                return Ids.of(range(head_of(view.session).seq, 0, -1))
            return _ids(view.session, wanted)

    def rows(self, ids: Sequence[int]) -> list[AuditRow]:
        """The entries with these numbers, in this order."""
        with self._office.view(AUDIT_SEE) as view:
            return _rows(view, ids)

    def all_rows(self, wanted: AuditFilter) -> Iterator[AuditRow]:
        """All entries the filter leaves, out of one look; the export itself is noted first."""
        facts = {name: value for name, value in vars(wanted).items() if value}
        with self._office.work(AUDIT_SEE) as work:
            work.note("export", "audit", **facts)
        with self._office.view(AUDIT_SEE) as view:
            ids = _ids(view.session, wanted)
            for start in range(0, len(ids), _PAGE):
                yield from _rows(view, ids[start : start + _PAGE])

    def people(self) -> list[tuple[str, str]]:
        """Login and name of everybody who has an account, by login."""
        with self._office.view(AUDIT_SEE) as view:
            return sorted(_names(view.session).items())


def _names(session: Session) -> dict[str, str]:
    return {row.login: row.name for row in session.execute(select(Account.login, Account.name))}


def _ids(session: Session, wanted: AuditFilter, limit: int | None = None) -> Ids:
    after, before = _span(wanted)
    if not is_sqlite(session.connection()):
        given = {"account": wanted.account, "act": wanted.act, "since": after, "before": before, "most": limit}
        return Ids(session.execute(_IDS_ON_SERVER, given).scalar() or "")
    conditions: list[ColumnElement[bool]] = [true()]
    conditions += [AuditEntry.account == wanted.account] if wanted.account else []
    conditions += [AuditEntry.act == wanted.act] if wanted.act else []
    conditions += [AuditEntry.at >= after] if after else []
    conditions += [AuditEntry.at < before] if before else []
    order = (AuditEntry.at.desc(), AuditEntry.seq.desc())
    if limit is not None:
        chosen = select(AuditEntry.seq).where(*conditions).order_by(*order).limit(limit)
        return Ids.of(session.scalars(chosen))
    return ordered_ids(session.connection(), AuditEntry.seq.expression, and_(*conditions), order)


def _span(wanted: AuditFilter) -> tuple[datetime | None, datetime | None]:
    after = to_utc(wanted.first_day) if wanted.first_day else None
    return after, to_utc(wanted.last_day + timedelta(days=1)) if wanted.last_day else None


def _rows(view: View, ids: Sequence[int]) -> list[AuditRow]:
    session, wanted = view.session, list(ids)
    if not wanted:
        return []
    raw = _raw_on_file(session, wanted) if is_sqlite(session.connection()) else _raw_on_server(session, wanted)
    names = _names(session)
    found = {
        seq: AuditRow(
            seq,
            at,
            who,
            names.get(who, who),
            act,
            subject,
            number,
            tuple(fields),
            names.get(number, "") if subject == Account.__tablename__ else "",
        )
        for seq, at, who, act, subject, number, fields in raw
    }
    return [found[seq] for seq in wanted if seq in found]


def _raw_on_file(session: Session, wanted: list[int]) -> list[tuple[Any, ...]]:
    rows = session.execute(select(*AuditEntry.__table__.columns).where(AuditEntry.seq.in_(wanted))).all()
    numbers: dict[tuple[str, int], str] = {}
    for subject in {row.subject for row in rows}:
        ids = {row.row_id for row in rows if row.subject == subject and row.row_id > 0}
        numbers |= {(subject, row_id): number for row_id, number in _numbers(session, subject, ids).items()}
    return [
        (
            row.seq,
            row.at,
            row.account,
            row.act,
            row.subject,
            numbers.get((row.subject, row.row_id)) or (str(row.row_id) if row.row_id > 0 else ""),
            _field_names(row.act, row.text),
        )
        for row in rows
    ]


def _field_names(act: str, whole: str) -> list[str]:
    """The names of the fields; of a new record they would be all there are."""
    return [] if act == "insert" else list(json.loads(whole)[6])


def _numbers(session: Session, subject: str, ids: set[int]) -> dict[int, str]:
    """The numbers or names people know records by."""
    table = Base.metadata.tables.get(subject)
    if table is None or not ids:
        return {}
    if subject in _CALLED:
        named = select(table.c.id, table.c[_CALLED[subject]]).where(table.c.id.in_(ids))
        return {row.id: row[1] for row in session.execute(named)}
    if "number_seq" not in table.columns:
        return {}
    columns = (table.c.id, table.c.number_year, table.c.number_seq)
    found = session.execute(select(*columns).where(table.c.id.in_(ids)))
    return {row_id: f"{year}-{seq}" for row_id, year, seq in found}


def _raw_on_server(session: Session, wanted: list[int]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.execute(_ROWS_ON_SERVER, {"wanted": wanted})]


_IDS_ON_SERVER = text(
    "SELECT lete.audit_numbers(:account, :act, CAST(:since AS timestamptz), CAST(:before AS timestamptz), "
    "CAST(:most AS integer))"
)
_ROWS_ON_SERVER = text(
    "SELECT seq, at, account, act, kind, number, fields FROM lete.audit_overview(CAST(:wanted AS integer[]))"
)
