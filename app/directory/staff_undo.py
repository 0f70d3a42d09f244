"""A staff change entered by mistake and taken back: the person as before, nothing left standing as if real."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, exists, select

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.moments import riga_date
from app.core.work import Work
from app.directory.people_rows import employee_in, hold
from app.directory.people_saving import store_employee
from app.directory.records import StaffStep
from app.directory.saving import last_change_of
from app.directory.tables import PastPost, StaffEvent, StaffTick
from app.directory.unit_saving import retire_unit

#: Stands among the ticks of an event and tells who took it back.
TAKEN_BACK = "taken_back"


def undone() -> ColumnElement[bool]:
    """Whether a staff event was taken back, for a selection from its table."""
    return exists().where(
        StaffTick.event_id == StaffEvent.id, StaffTick.task == TAKEN_BACK, StaffTick.done_on.is_not(None)
    )


def take_back(work: Work, step: StaffStep) -> None:
    """Undo ``step``. Raises UserError where something was done about it since, Gone."""
    employee_id = step.before.id or 0
    hold(work, employee_id)
    event = work.get(StaffEvent, step.event_id)
    _refuse_begun(work, event)
    now = employee_in(work, employee_id)
    if now.version != step.version:
        name, _at = last_change_of(work, "employee", employee_id)
        raise UserError(N_("The person’s entry was changed since by: {name}. Enter what is right now.", name=name))
    store_employee(work, replace(step.before, version=now.version), None)
    if step.past_post_id is not None:
        _empty(work.get(PastPost, step.past_post_id))
    if step.new_unit_id is not None:
        retire_unit(work, step.new_unit_id)
    today = riga_date(work.now)
    event.closed_on = today
    work.add(StaffTick, event_id=event.id, task=TAKEN_BACK, done_on=today, person=work.actor.name)


def _refuse_begun(work: Work, event: StaffEvent) -> None:
    if event.closed_on is not None:
        raise UserError(N_("The checklist of this change is closed, so the change can no longer be undone."))
    ticked = exists().where(StaffTick.event_id == event.id, StaffTick.done_on.is_not(None))
    if work.session.scalar(select(ticked)):
        raise UserError(N_("A task of this change is ticked off, so the change can no longer be undone."))


def _empty(post: PastPost) -> None:
    post.name, post.job_title, post.unit, post.since = "", "", "", None
