"""Comings and goings: the change itself and its history in one act, then a checklist of what is left to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

from sqlalchemy import Select, select

from app.core.fields import clean_text
from app.core.moments import riga_date
from app.core.once import once
from app.core.permissions import STAFF_MANAGE
from app.core.staff_tasks import StaffTask
from app.core.work import Gone, View, Work
from app.directory.people_rows import employee_in, hold
from app.directory.people_saving import store_employee
from app.directory.records import Checklist, StaffChange, StaffEventKind, StaffEventRecord
from app.directory.staff_changes import changed, ended_post, refuse_twice
from app.directory.tables import Employee, PastPost, StaffEvent, StaffTick
from app.office import Office
from app.registers import REGISTERS


class StaffEvents:
    """Staff events for one signed-in person who manages staff. Every method raises Forbidden and Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def begin(self, employee_id: int, change: StaffChange, request: str = "") -> int:
        """Do the change and open its checklist; the event's number.

        Another post or surname puts the one before into the history and dates the new one; leaving sets the last
        day at work. A retried ``request`` (a UUID) is the same event. Raises Invalid with the change's fields
        (``kind`` where somebody came or left already), Gone.
        """

        def begun(work: Work) -> int:
            hold(work, employee_id)
            before = employee_in(work, employee_id)
            refuse_twice(before, change, _earlier(work, employee_id))
            after = changed(before, change, riga_date(work.now))
            ended = ended_post(before, change)
            if ended is not None:
                work.add(PastPost, **ended)
            store_employee(work, after, None)
            note = clean_text(change.note, lines=False)
            return work.add(StaffEvent, employee_id=employee_id, kind=change.kind, day=change.day, note=note)

        return self._office.do(STAFF_MANAGE, lambda work: once(work, request, lambda: begun(work)))

    def open(self) -> list[StaffEventRecord]:
        """Events with something left to do, the earliest first."""
        return self._read(lambda view: _events(view, _EVENTS.where(StaffEvent.closed_on.is_(None))))

    def of_employee(self, employee_id: int) -> list[StaffEventRecord]:
        """All events of a person, the earliest first."""
        return self._read(lambda view: _events(view, _EVENTS.where(StaffEvent.employee_id == employee_id)))

    def checklist(self, event_id: int) -> Checklist:
        """An event and what every register has to do about it, as it stands now. Raises Gone."""
        with self._office.view(STAFF_MANAGE) as view:
            event = _event_in(view, event_id)
            ticked = set(
                view.session.scalars(
                    select(StaffTick.task).where(StaffTick.event_id == event_id, StaffTick.done_on.is_not(None))
                )
            )
            today = riga_date(view.now)
        tasks: list[StaffTask] = []
        for register in REGISTERS:
            if register.has_staff_tasks:
                tasks += register.load("staff_tasks").tasks(self._office, event, today)
        told = (replace(task, done=task.key in ticked) if task.by_hand else task for task in tasks)
        return Checklist(event=event, tasks=tuple(told))

    def tick(self, event_id: int, task: str, done: bool) -> None:
        """Say that a task done by hand is done, or is not after all. Raises Gone for any other task."""
        if task not in {each.key for each in self.checklist(event_id).tasks if each.by_hand}:
            raise Gone

        def ticked(work: Work) -> None:
            done_on, person = (riga_date(work.now), work.actor.name) if done else (None, "")
            wanted = select(StaffTick).where(StaffTick.event_id == event_id, StaffTick.task == task)
            row = work.session.scalar(wanted)
            if row is None:
                work.add(StaffTick, event_id=event_id, task=task, done_on=done_on, person=person)
            elif (row.done_on is not None) != done:
                row.done_on, row.person = done_on, person

        self._office.do(STAFF_MANAGE, ticked)

    def close(self, event_id: int) -> None:
        """Nothing is left to do, or nothing more will be done. Raises Gone."""

        def closed(work: Work) -> None:
            row = work.get(StaffEvent, event_id)
            row.closed_on = row.closed_on or riga_date(work.now)

        self._office.do(STAFF_MANAGE, closed)

    def reopen(self, event_id: int) -> None:
        """Take :meth:`close` back. Raises Gone."""

        def reopened(work: Work) -> None:
            work.get(StaffEvent, event_id).closed_on = None

        self._office.do(STAFF_MANAGE, reopened)

    def _read(self, read: Callable[[View], list[StaffEventRecord]]) -> list[StaffEventRecord]:
        with self._office.view(STAFF_MANAGE) as view:
            return read(view)


_EVENTS = (
    select(StaffEvent, Employee.name)
    .join(Employee, Employee.id == StaffEvent.employee_id)
    .order_by(StaffEvent.day, StaffEvent.id)
)


def _earlier(view: View, employee_id: int) -> list[tuple[str, date]]:
    """The kinds and days of a person's events, the last one entered first."""
    chosen = select(StaffEvent.kind, StaffEvent.day).where(StaffEvent.employee_id == employee_id)
    return [(kind, day) for kind, day in view.session.execute(chosen.order_by(StaffEvent.id.desc()))]


def _event_in(view: View, event_id: int) -> StaffEventRecord:
    found = _events(view, _EVENTS.where(StaffEvent.id == event_id))
    if not found:
        raise Gone
    return found[0]


def _events(view: View, chosen: Select[StaffEvent, str]) -> list[StaffEventRecord]:
    return [
        StaffEventRecord(
            id=row.id,
            version=row.version,
            employee_id=row.employee_id,
            person=person,
            kind=cast(StaffEventKind, row.kind),
            day=row.day,
            note=row.note,
            closed_on=row.closed_on,
        )
        for row, person in view.session.execute(chosen)
    ]
