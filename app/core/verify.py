"""Whether a database is what it should be: its audit chain, its records, its numbers, and the file itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, Integer, column, func, select, table
from sqlalchemy.orm import Session

from app.core import audit
from app.core.db import Base, is_sqlite
from app.core.evidence import sees_everything
from app.core.record_check import Mismatch, audited_tables, mismatches
from app.core.server.backlog import chain_backlog
from app.core.tables import AuditHead, Counter
from app.core.work import transaction

#: How many missing numbers are named.
NAMED = 20


@dataclass(frozen=True)
class Series:
    """A register whose records are numbered without gaps: its table has the year and the number."""

    register: str
    table: str
    year: str = "number_year"
    number: str = "number_seq"


@dataclass(frozen=True)
class Gap:
    """A year of a register where numbers are missing or were given twice, or beyond the last one given out."""

    register: str
    year: int
    last: int
    found: int
    missing: tuple[int, ...]


@dataclass(frozen=True)
class Report:
    """What was found; ``integrity`` is SQLite's own complaint, "" where it has none.

    ``changed`` are records that are not what the audit tells; they are looked for only while its chain holds, and
    by a login that sees every record.
    """

    audit_entries: int
    audit_head: str
    broken: audit.Broken | None
    gaps: tuple[Gap, ...]
    integrity: str
    changed: tuple[Mismatch, ...] = ()

    @property
    def good(self) -> bool:
        """Whether everything is as it should be."""
        return self.broken is None and not self.gaps and not self.integrity and not self.changed


def numbered() -> list[Series]:
    """The series of every mapped table that has numbers."""
    return [
        Series(mapper.class_.register, mapper.class_.__tablename__)
        for mapper in Base.registry.mappers
        if {"number_year", "number_seq"} <= set(mapper.columns.keys())
    ]


def verify(engine: Engine, series: Iterable[Series], *, records: bool = False) -> Report:
    """Go through the whole database, reading only; with ``records`` each record is compared with the audit.

    What a large transaction has left for the audit is put there first. Raises Unavailable where it cannot be read.
    """
    chain_backlog(engine)
    with transaction(engine, writes=False) as session:
        head = session.execute(select(AuditHead.seq, AuditHead.hash)).one()
        broken = audit.verify(session)
        gaps = tuple(gap for each in series for gap in _gaps(session, each))
        integrity = _integrity(session)
        compared = records and broken is None and sees_everything(session)
        changed = mismatches(session, audited_tables()) if compared else []
    return Report(head.seq, head.hash, broken, gaps, integrity, tuple(changed))


def _gaps(session: Session, series: Series) -> list[Gap]:
    year, number = column(series.year, Integer), column(series.number, Integer)
    source = table(series.table, year, number)
    rows = session.execute(
        select(year, func.count(), func.min(number), func.max(number)).select_from(source).group_by(year)
    )
    found = {row[0]: tuple(row[1:]) for row in rows}
    counters = session.execute(select(Counter.year, Counter.last).where(Counter.register_key == series.register))
    given: dict[int, int] = {row.year: row.last for row in counters}
    gaps = []
    for each in sorted({*found, *given}):
        count, lowest, highest = found.get(each, (0, 1, 0))
        last = given.get(each, 0)
        if (lowest, highest, count) != (1, last, last):
            present = set(session.execute(select(number).select_from(source).where(year == each)).scalars())
            missing = [wanted for wanted in range(1, max(last, highest) + 1) if wanted not in present]
            gaps.append(Gap(series.register, each, last, count, tuple(missing[:NAMED])))
    return gaps


def _integrity(session: Session) -> str:
    connection = session.connection()
    if not is_sqlite(connection):
        return ""
    try:
        told = connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars().all()
    except UnicodeDecodeError as damaged:  # the complaint quotes what is no text any more
        return str(damaged)
    broken_keys = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    complaints = [] if told == ["ok"] else list(told)
    if broken_keys is not None:
        complaints.append(f"foreign key: {broken_keys[0]} {broken_keys[1]}")
    return "; ".join(map(str, complaints))
