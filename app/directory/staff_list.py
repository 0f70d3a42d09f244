"""The staff as a list: counts, the first lines at once, all numbers in order, lines by the screenful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.core.ids import Ids
from app.core.latvian import sort_key
from app.core.listing import among, ordered_ids
from app.core.permissions import DIRECTORY_PRINT, DIRECTORY_SEE
from app.core.work import View
from app.directory.people_rows import PEOPLE, conditions, person, with_absences
from app.directory.records import EmployeeRecord, StaffFilter, StaffSort
from app.directory.tables import Employee, Unit
from app.office import Office

EVERYBODY_HERE = StaffFilter()
BY_NAME = StaffSort()
#: How many lines are asked for at once where many are wanted.
_PAGE = 500
_COLUMNS: dict[str, ColumnElement[Any]] = {
    "job_title": Employee.job_title.expression,
    "unit": Unit.name.expression,
    "place": Employee.place.expression,
}


class StaffList:
    """The staff for one signed-in person. Every method raises Forbidden and Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def count(self, chosen: StaffFilter = EVERYBODY_HERE) -> int:
        """How many people the filter leaves."""
        with self._office.view(DIRECTORY_SEE) as view:
            counted = select(func.count()).select_from(Employee).where(conditions(view, chosen))
            return view.session.execute(counted).scalar_one()

    def first(
        self, chosen: StaffFilter = EVERYBODY_HERE, sort: StaffSort = BY_NAME, limit: int = 100
    ) -> list[EmployeeRecord]:
        """The first lines, at once."""
        with self._office.view(DIRECTORY_SEE) as view:
            if sort.column != "name":
                return _rows(view, _ids(view, chosen, sort)[:limit])
            wanted = PEOPLE.where(conditions(view, chosen)).order_by(*_by_name(sort)).limit(limit)
            return with_absences(view, [person(row) for row in view.session.connection().execute(wanted)])

    def ids(self, chosen: StaffFilter = EVERYBODY_HERE, sort: StaffSort = BY_NAME) -> Ids:
        """The numbers of all people the filter leaves, in order."""
        with self._office.view(DIRECTORY_SEE) as view:
            return _ids(view, chosen, sort)

    def rows(self, ids: Sequence[int]) -> list[EmployeeRecord]:
        """The people with these numbers, in this order, without those that are not there."""
        with self._office.view(DIRECTORY_SEE) as view:
            return _rows(view, ids)

    def all_rows(
        self, chosen: StaffFilter = EVERYBODY_HERE, sort: StaffSort = BY_NAME
    ) -> Iterator[EmployeeRecord]:
        """All people the filter leaves, in order, a page at a time out of one look.

        Needs DIRECTORY_PRINT; whoever prints or exports them notes it in the audit.
        """
        with self._office.view(DIRECTORY_PRINT) as view:
            ids = _ids(view, chosen, sort)
            for start in range(0, len(ids), _PAGE):
                yield from _rows(view, ids[start : start + _PAGE])


def _ids(view: View, chosen: StaffFilter, sort: StaffSort) -> Ids:
    connection, condition = view.session.connection(), conditions(view, chosen)
    if sort.column == "name":
        return ordered_ids(connection, Employee.id.expression, condition, _by_name(sort))
    text = _COLUMNS[sort.column]
    wanted = select(Employee.id, text).outerjoin(Unit, Unit.id == Employee.unit_id).where(condition)
    found = connection.execute(wanted.order_by(Employee.name_sort, Employee.id)).all()
    return Ids.of(_in_order([(number, words or "") for number, words in found], sort.descending))


def _in_order(found: Sequence[tuple[int, str]], descending: bool) -> Iterator[int]:
    """Numbers by their texts in Latvian order: these columns keep no sort key, and have few different texts."""
    keys = {text: sort_key(text) for _, text in found}
    some = sorted((each for each in found if each[1]), key=lambda each: keys[each[1]], reverse=descending)
    yield from (number for number, _ in some)
    yield from (number for number, text in found if not text)


def _by_name(sort: StaffSort) -> tuple[ColumnElement[Any], ...]:
    columns = Employee.name_sort.expression, Employee.id.expression
    return tuple(column.desc() for column in columns) if sort.descending else columns


def _rows(view: View, ids: Sequence[int]) -> list[EmployeeRecord]:
    found: dict[int | None, EmployeeRecord] = {}
    for start in range(0, len(ids), _PAGE):
        page = list(ids[start : start + _PAGE])
        wanted = PEOPLE.where(among(view.session.connection(), Employee.id.expression, page))
        people = [person(row) for row in view.session.connection().execute(wanted)]
        found |= {each.id: each for each in with_absences(view, people)}
    return [found[number] for number in ids if number in found]
