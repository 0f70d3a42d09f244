"""When people are away and who stands in; and the posts they had before."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.core import dates
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.work import View, Work
from app.directory import policy
from app.directory.people_rows import employee_in, hold
from app.directory.records import AbsenceRecord, PastPostRecord
from app.directory.tables import Absence, Employee, PastPost

_Substitute = aliased(Employee, name="substitute")


def absences(view: View, employee_id: int) -> list[AbsenceRecord]:
    """A person's absences, the latest first; hidden ones are left out."""
    chosen = (
        select(Absence, _Substitute.name)
        .outerjoin(_Substitute, _Substitute.id == Absence.substitute_id)
        .where(Absence.employee_id == employee_id, Absence.hidden.is_(False))
        .order_by(Absence.first_day.desc(), Absence.id.desc())
    )
    return [_absence(row, substitute or "") for row, substitute in view.session.execute(chosen)]


def absence_values(record: AbsenceRecord) -> dict[str, Any]:
    """The record as its columns hold it."""
    values = asdict(record)
    del values["substitute"]
    return values


def refuse_overlap(work: Work, record: AbsenceRecord) -> None:
    """Nobody is away twice on one day. Raises Invalid, Gone."""
    hold(work, record.employee_id)
    other = select(Absence.first_day, Absence.last_day).where(
        Absence.employee_id == record.employee_id,
        Absence.id != (record.id or 0),
        Absence.hidden.is_(False),
        Absence.first_day <= record.last_day,
        Absence.last_day >= record.first_day,
    )
    found = work.session.execute(other.order_by(Absence.first_day).limit(1)).first()
    if found is not None and not record.hidden:
        first, last = dates.full(found.first_day), dates.full(found.last_day)
        raise Invalid(
            {"first_day": N_("These days are in an absence already: {first}–{last}", first=first, last=last)}
        )


def refuse_substitute(work: Work, record: AbsenceRecord) -> None:
    """Nobody stands in before they have come or after they have left. Raises Invalid, Gone."""
    if record.substitute_id is not None and not record.hidden:
        policy.check_substitute(record, employee_in(work, record.substitute_id))


def past_posts(view: View, employee_id: int) -> list[PastPostRecord]:
    """The posts a person has had, the latest first; without those entered by mistake."""
    chosen = select(PastPost).where(PastPost.employee_id == employee_id, PastPost.name != "")
    return [
        PastPostRecord(
            id=row.id,
            employee_id=row.employee_id,
            name=row.name,
            job_title=row.job_title,
            unit=row.unit,
            since=row.since,
            until=row.until,
        )
        for row in view.session.scalars(chosen.order_by(PastPost.until.desc(), PastPost.id.desc()))
    ]


def _absence(row: Absence, substitute: str) -> AbsenceRecord:
    return AbsenceRecord(
        id=row.id,
        version=row.version,
        employee_id=row.employee_id,
        first_day=row.first_day,
        last_day=row.last_day,
        substitute_id=row.substitute_id,
        substitute=substitute,
        hidden=row.hidden,
    )
