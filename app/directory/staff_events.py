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
from app.directory.records import Checklist, StaffChange, StaffEventKind, StaffEventRecord, StaffStep
from app.directory.staff_changes import changed, ended_post, refuse_twice
from app.directory.staff_undo import take_back, undone
from app.directory.tables import Employee, PastPost, StaffEvent, StaffTick
from app.directory.unit_saving import offered_unit
from app.office import Office
from app.registers import REGISTERS


class StaffEvents:
    """Staff events for one signed-in person who manages staff. Every method raises Forbidden and Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def begin(self, employee_id: int, change: StaffChange, request: str = "") -> int:
        """Do the change and open its checklist; the event's number. See :meth:`enter`."""
        return self.enter(employee_id, change, request)[0]

    def enter(self, employee_id: int, change: StaffChange, request: str = "") -> tuple[int, StaffStep | None]:
        """Do the change and open its checklist; the event's number, and what :meth:`take_back` needs.

        Another post or surname puts the one before into the history and dates the new one; leaving sets the last
        day at work. A retried ``request`` (a UUID) is the same event, and can no longer be taken back. Raises
        Invalid with the change's fields (``kind`` where somebody came or left already), Gone.
        """

        def begun(work: Work) -> tuple[int, StaffStep | None]:
            steps: list[StaffStep] = []

            def carried_out() -> int:
                steps.append(_carried_out(work, employee_id, change))
                return steps[0].event_id

            return once(work, request, carried_out), steps[0] if steps else None

        return self._office.do(STAFF_MANAGE, begun)

    def take_back(self, step: StaffStep) -> None:
        """Undo a change entered by mistake: the person is as before, and the event is told as taken back.

        Raises UserError where a task was ticked, the checklist closed or the person changed since; Gone.
        """
        self._office.do(STAFF_MANAGE, lambda work: take_back(work, step))

    def open(self) -> list[StaffEventRecord]:
        """Events with something left to do, the earliest first."""
        return self._read(lambda view: _events(view, _EVENTS.where(StaffEvent.closed_on.is_(None))))

    def of_employee(self, employee_id: int) -> list[StaffEventRecord]:
        """All events of a person, the earliest first."""
        return self._read(lambda view: _events(view, _EVENTS.where(StaffEvent.employee_id == employee_id)))

    def checklist(self, event_id: int) -> Checklist:
        """An event and what every register has to do about it, as it stands now; nothing if it was taken back.

        Raises Gone.
        """
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
            if register.has_staff_tasks and not event.taken_back:
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
        """Take :meth:`close` back. Raises Gone, also for a change that was taken back."""

        def reopened(work: Work) -> None:
            if _event_in(work, event_id).taken_back:
                raise Gone
            work.get(StaffEvent, event_id).closed_on = None

        self._office.do(STAFF_MANAGE, reopened)

    def _read(self, read: Callable[[View], list[StaffEventRecord]]) -> list[StaffEventRecord]:
        with self._office.view(STAFF_MANAGE) as view:
            return read(view)


_EVENTS = (
    select(StaffEvent, Employee.name, undone())
    .join(Employee, Employee.id == StaffEvent.employee_id)
    .order_by(StaffEvent.day, StaffEvent.id)
)


def _carried_out(work: Work, employee_id: int, change: StaffChange) -> StaffStep:
    hold(work, employee_id)
    before = employee_in(work, employee_id)
    refuse_twice(before, change, _earlier(work, employee_id))
    after = changed(before, change, riga_date(work.now))
    ended = ended_post(before, change)
    past_post_id = work.add(PastPost, **ended) if ended is not None else None
    is_known = after.unit_id is not None or not after.unit or offered_unit(work, after.unit) is not None
    store_employee(work, after, None)
    note = clean_text(change.note, lines=False)
    event_id = work.add(StaffEvent, employee_id=employee_id, kind=change.kind, day=change.day, note=note)
    person = work.get(Employee, employee_id)
    new_unit_id = None if is_known else person.unit_id
    return StaffStep(
        event_id=event_id,
        before=before,
        version=person.version,
        past_post_id=past_post_id,
        new_unit_id=new_unit_id,
    )


def _earlier(view: View, employee_id: int) -> list[tuple[str, date]]:
    """The kinds and days of a person's events that hold, the last one entered first."""
    chosen = select(StaffEvent.kind, StaffEvent.day).where(StaffEvent.employee_id == employee_id, ~undone())
    return [(kind, day) for kind, day in view.session.execute(chosen.order_by(StaffEvent.id.desc()))]


def _event_in(view: View, event_id: int) -> StaffEventRecord:
    found = _events(view, _EVENTS.where(StaffEvent.id == event_id))
    if not found:
        raise Gone
    return found[0]


def _events(view: View, chosen: Select[StaffEvent, str, bool]) -> list[StaffEventRecord]:
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
            taken_back=taken_back,
        )
        for row, person, taken_back in view.session.execute(chosen)
    ]
