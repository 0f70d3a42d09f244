"""The people that a list of staff is compared with: who of them stands in the directory already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select

from app.core.latvian import fold
from app.core.work import View
from app.directory.import_rows import same_person
from app.directory.records import EmployeeRecord
from app.directory.tables import Employee

#: What tells people apart, and who leads whom.
_KNOWN = select(
    Employee.id,
    Employee.name,
    Employee.job_title,
    Employee.phone,
    Employee.email,
    Employee.hidden,
    Employee.manager_id,
).order_by(Employee.id)


@dataclass
class KnownPeople:
    """People by their folded names; of those who are known, only what tells them apart."""

    by_name: dict[str, list[EmployeeRecord]] = field(default_factory=dict)

    def add(self, record: EmployeeRecord) -> None:
        """Know one more."""
        self.by_name.setdefault(fold(record.name), []).append(record)

    def match(self, record: EmployeeRecord) -> EmployeeRecord | None:
        """Who of them it is: one who is shown before one who is hidden; None where it is nobody."""
        same = [known for known in self.by_name.get(fold(record.name), ()) if same_person(record, known)]
        return min(same, key=lambda known: known.hidden, default=None)

    def shows(self, record: EmployeeRecord) -> bool:
        """Whether it is somebody who is shown."""
        found = self.match(record)
        return found is not None and not found.hidden

    def __iter__(self) -> Iterator[EmployeeRecord]:
        for namesakes in self.by_name.values():
            yield from namesakes


def known_people(view: View) -> KnownPeople:
    """Everybody in the directory, hidden ones and leavers too."""
    known = KnownPeople()
    for row in view.session.connection().execute(_KNOWN):
        known.add(
            EmployeeRecord(
                id=row.id,
                name=row.name,
                job_title=row.job_title,
                phone=row.phone,
                email=row.email,
                hidden=row.hidden,
                manager_id=row.manager_id,
            )
        )
    return known
