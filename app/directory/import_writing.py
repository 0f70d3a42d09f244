"""The people of a staged list of staff written to the database, with their units and posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.core.latvian import fold
from app.core.work import Work
from app.directory.import_rows import StaffEntry
from app.directory.people_saving import employee_values
from app.directory.records import EmployeeRecord
from app.directory.tables import Employee, JobTitle, Unit
from app.importing.report import Progress

#: Rows between two reports of progress, and added at once.
BATCH = 500


@dataclass(frozen=True)
class ReadIn:
    """What an import added or showed again, by number."""

    people: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    job_titles: tuple[int, ...] = ()


def write_staff(
    work: Work, entries: Sequence[StaffEntry], progress: Progress, cancel: Callable[[], object]
) -> ReadIn:
    """Add the people, or show them again; those who lead others come first, for the others tell their numbers."""
    by_name, units = _units(work, (entry.record.unit for entry in entries))
    job_titles = _job_titles(work, (entry.record.job_title for entry in entries))
    numbers = {entry.row: entry.shown_id for entry in entries if entry.shown_id is not None}
    done = 0
    for batch in _in_order(entries, numbers):
        cancel()
        rows = [_row(entry, by_name, numbers) for entry in batch]
        numbers.update(zip((entry.row for entry in batch), work.insert(Employee, rows), strict=True))
        done += len(batch)
        progress(done, len(entries))
    for shown in _batches([entry for entry in entries if entry.shown_id is not None]):
        cancel()
        _show_again(work, shown, [_row(entry, by_name, numbers) for entry in shown])
        done += len(shown)
        progress(done, len(entries))
    cancel()
    return ReadIn(tuple(numbers[entry.row] for entry in entries), units, job_titles)


def _in_order(entries: Sequence[StaffEntry], numbers: dict[int, int]) -> Iterator[Sequence[StaffEntry]]:
    """Those to be added, in batches, each once the number of their manager is known. Nobody leads themselves."""
    waiting = [entry for entry in entries if entry.shown_id is None]
    while waiting:
        ready = [entry for entry in waiting if entry.manager_row is None or entry.manager_row in numbers]
        if not ready:
            raise AssertionError("a circle of line managers")
        yield from _batches(ready)
        waiting = [entry for entry in waiting if entry.row not in numbers]


def _batches(entries: Sequence[StaffEntry]) -> Iterator[Sequence[StaffEntry]]:
    return (entries[start : start + BATCH] for start in range(0, len(entries), BATCH))


def _row(entry: StaffEntry, units: dict[str, int], numbers: dict[int, int]) -> dict[str, Any]:
    record: EmployeeRecord = entry.record
    values = employee_values(record)
    del values["id"], values["version"], values["account"]
    values["unit_id"] = units.get(fold(record.unit))
    if entry.manager_row is not None:
        values["manager_id"] = numbers[entry.manager_row]
    return values


def _show_again(work: Work, entries: Sequence[StaffEntry], rows: Sequence[dict[str, Any]]) -> None:
    """Hidden people as the list tells them; a login they have stays theirs."""
    ids = [entry.shown_id for entry in entries]
    people = {row.id: row for row in work.session.scalars(select(Employee).where(Employee.id.in_(ids)))}
    for entry, values in zip(entries, rows, strict=True):
        person = people[entry.shown_id or 0]
        for name, value in values.items():
            setattr(person, name, value)
    work.flush()


def _units(work: Work, names: Iterable[str]) -> tuple[dict[str, int], tuple[int, ...]]:
    """The number of each unit by its folded name, and which were added or, hidden before, are shown again."""
    wanted = _first_written(names)
    # Of units of one name the one that is shown counts, and of those the oldest.
    rows = work.session.execute(
        select(Unit.id, Unit.name, Unit.hidden).order_by(Unit.hidden.desc(), Unit.id.desc())
    ).all()
    named = {fold(row.name): row for row in rows}
    hidden = [row.id for key, row in named.items() if row.hidden and key in wanted]
    work.update_all(Unit, Unit.id.in_(hidden), hidden=False)
    missing = {key: name for key, name in wanted.items() if key not in named}
    added = work.insert(Unit, [{"name": name} for name in missing.values()])
    numbers = {key: row.id for key, row in named.items()}
    return numbers | dict(zip(missing, added, strict=True)), (*added, *hidden)


def _job_titles(work: Work, names: Iterable[str]) -> tuple[int, ...]:
    """Add the posts that the list has in neither form, show hidden ones again; what they mean is set elsewhere."""
    wanted = _first_written(names)
    chosen = select(JobTitle.id, JobTitle.name, JobTitle.other_form, JobTitle.hidden)
    forms = [(row, {fold(row.name), fold(row.other_form)}) for row in work.session.execute(chosen)]
    hidden = [row.id for row, names_of in forms if row.hidden and not names_of.isdisjoint(wanted)]
    work.update_all(JobTitle, JobTitle.id.in_(hidden), hidden=False)
    known = {form for _row, names_of in forms for form in names_of}
    missing = [name for key, name in wanted.items() if key not in known]
    return (*work.insert(JobTitle, [{"name": name} for name in missing]), *hidden)


def _first_written(names: Iterable[str]) -> dict[str, str]:
    """The names by their folded forms, each as first written."""
    wanted = dict[str, str]()
    for name in dict.fromkeys(names):
        if name:
            wanted.setdefault(fold(name), name)
    return wanted
