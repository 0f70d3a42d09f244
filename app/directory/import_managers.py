"""The line managers that a list of staff names: each found among the people of the list and the directory.

A manager who is nobody there, or may be several, or is led by the person, stays in the notes as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.core.latvian import fold
from app.directory.import_fields import Remark
from app.directory.import_rows import StaffEntry
from app.directory.records import EmployeeRecord

#: A person: the number in the directory, or for somebody to be added the row of the file below zero.
Person = int


def with_managers(entries: Sequence[StaffEntry], known: Iterable[EmployeeRecord]) -> list[StaffEntry]:
    """The entries, each led by whom its row names where that is exactly one person."""
    known = list(known)
    by_name, above = _by_name(entries, known), _above(entries, known)
    found = []
    for entry in entries:
        person, leader = _person(entry), _named(entry, by_name)
        if leader is not None and not _leads(person, leader, above):
            above[person] = leader
            found.append(_led_by(entry, leader))
        elif entry.manager:
            found.append(replace(entry, remarks=(*entry.remarks, Remark.MANAGER)))
        else:
            found.append(entry)
    return found


def has_circle(entries: Sequence[StaffEntry], known: Iterable[EmployeeRecord]) -> bool:
    """Whether somebody would be led by themselves, as people lead one another by now."""
    above = _above(entries, known)
    people = map(_person, entries)
    return any(_leads(person, above[person], above) for person in people if person in above)


def _person(entry: StaffEntry) -> Person:
    return entry.shown_id if entry.shown_id is not None else -entry.row


def _by_name(entries: Sequence[StaffEntry], known: Iterable[EmployeeRecord]) -> dict[str, set[Person]]:
    """Who bears each name; hidden people lead nobody, unless the list has them shown again."""
    by_name: dict[str, set[Person]] = {}
    for record in known:
        if record.id is not None and not record.hidden:
            by_name.setdefault(fold(record.name), set()).add(record.id)
    for entry in entries:
        by_name.setdefault(fold(entry.record.name), set()).add(_person(entry))
    return by_name


def _above(entries: Iterable[StaffEntry], known: Iterable[EmployeeRecord]) -> dict[Person, Person]:
    above = {record.id: record.manager_id for record in known if record.id is not None}
    for entry in entries:
        above[_person(entry)] = entry.record.manager_id if entry.manager_row is None else -entry.manager_row
    return {person: leader for person, leader in above.items() if leader is not None}


def _named(entry: StaffEntry, by_name: Mapping[str, set[Person]]) -> Person | None:
    """The one person whom the row names as the line manager."""
    named = {who for name in _readings(entry.manager) for who in by_name.get(name, ())}
    return named.pop() if len(named) == 1 else None


def _leads(person: Person, other: Person, above: Mapping[Person, Person]) -> bool:
    """Whether ``person`` is ``other``, or leads them, directly or not."""
    seen = set[Person]()
    step: Person | None = other
    while step is not None and step not in seen:
        if step == person:
            return True
        seen.add(step)
        step = above.get(step)
    return False


def _readings(text: str) -> Iterator[str]:
    """What a manager's name may mean: as written; `Žagare, Anna`; `Anna Žagare, direktore`; `Žagare Anna`."""
    if not text:
        return
    first, comma, rest = (part.strip() for part in text.partition(","))
    yield fold(text)
    if comma:
        yield fold(f"{rest} {first}")
        yield fold(first)
    words = (first if comma else text).split()
    if len(words) == 2:
        yield fold(f"{words[1]} {words[0]}")


def _led_by(entry: StaffEntry, leader: Person) -> StaffEntry:
    """The entry with its manager; the first line of the notes, which tells the name, is no longer needed."""
    _name, _line, notes = entry.record.notes.partition("\n")
    record = replace(entry.record, notes=notes, manager_id=leader if leader > 0 else None)
    return replace(entry, record=record, manager_row=-leader if leader < 0 else None)
