"""Units that come with a person: found by the name that was typed, or made; and gone again with an undo."""

from __future__ import annotations

from sqlalchemy import exists, select

from app.core.latvian import fold
from app.core.work import View, Work
from app.directory.tables import Employee, Service, Unit


def offered_unit(view: View, name: str) -> int | None:
    """The unit of that name, marks and case apart, as far as it is offered."""
    found = _named(view, name)
    return found.id if found is not None and not found.hidden else None


def unit_named(work: Work, name: str) -> int:
    """The unit of that name, offered from now on; a new one where there is none."""
    found = _named(work, name)
    if found is None:
        return work.add(Unit, name=name)
    found.hidden = False
    return found.id


def retire_unit(work: Work, unit_id: int) -> None:
    """Offer a unit no more, unless somebody who is not hidden, or a service, belongs to it. Raises Gone."""
    work.flush()
    people = exists().where(Employee.unit_id == unit_id, Employee.hidden.is_(False))
    services = exists().where(Service.unit_id == unit_id, Service.hidden.is_(False))
    if not work.session.scalar(select(people | services)):
        work.get(Unit, unit_id).hidden = True


def _named(view: View, name: str) -> Unit | None:
    rows = view.session.scalars(select(Unit).order_by(Unit.hidden, Unit.id))
    return next((unit for unit in rows if fold(unit.name) == fold(name)), None)
