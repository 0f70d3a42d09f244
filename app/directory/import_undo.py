"""A list of staff that was read in taken back, and put back: people are hidden and shown, nobody is deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from app.core.db import Record
from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.work import Work
from app.directory.import_known import known_people
from app.directory.import_writing import ReadIn
from app.directory.tables import Employee, JobTitle, Unit

#: Numbers in one statement.
_AT_ONCE = 5_000


def hide(work: Work, read_in: ReadIn) -> ReadIn:
    """Hide what an import added, but no unit or post of somebody else; what was hidden."""
    people = _turn(work, Employee, read_in.people, hidden=True)
    in_unit = exists().where(Employee.unit_id == Unit.id, Employee.hidden.is_(False))
    in_post = exists().where(
        Employee.job_title.in_((JobTitle.name, JobTitle.other_form)), Employee.hidden.is_(False)
    )
    units = _turn(work, Unit, read_in.units, ~in_unit, hidden=True)
    return ReadIn(people, units, _turn(work, JobTitle, read_in.job_titles, ~in_post, hidden=True))


def show(work: Work, read_in: ReadIn) -> ReadIn:
    """Show them again. Raises Unavailable where one of them was added anew meanwhile."""
    known, own = known_people(work), set(read_in.people)
    if any(known.shows(person) for person in known if person.id in own and person.hidden):
        raise Unavailable(N_("Somebody of this list is in the directory again, so it was not put back."))
    _turn(work, Unit, read_in.units, hidden=False)
    _turn(work, JobTitle, read_in.job_titles, hidden=False)
    return ReadIn(_turn(work, Employee, read_in.people, hidden=False), read_in.units, read_in.job_titles)


def _turn(
    work: Work, cls: type[Record], ids: Sequence[int], *conditions: ColumnElement[bool], hidden: bool
) -> tuple[int, ...]:
    """Hide or show those that are not so yet; which they were."""
    table: Any = cls
    turned: list[int] = []
    for part in _parts(ids):
        chosen = select(table.id).where(table.id.in_(part), table.hidden.is_(not hidden), *conditions)
        found = list(work.session.scalars(chosen))
        work.update_all(cls, table.id.in_(found), hidden=hidden)
        turned += found
    return tuple(turned)


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
