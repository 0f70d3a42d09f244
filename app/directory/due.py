"""What of the directory waits for a person: checklists of staff events with something left to do."""

from __future__ import annotations

from app.core import dates
from app.core.due import Due, DueRow
from app.core.i18n import N_
from app.core.permissions import STAFF_MANAGE
from app.directory.records import StaffEventRecord
from app.directory.staff_changes import KIND_NAMES
from app.directory.staff_events import StaffEvents
from app.office import Office

#: Above this many, the rest is to be looked for in the directory.
LIMIT = 50


def due(office: Office, *, unit: bool = False) -> Due:
    """Open checklists of staff events, for whoever manages staff. Raises Unavailable."""
    del unit  # they belong to whoever manages staff, not to a unit
    if not office.may(STAFF_MANAGE):
        return Due()
    found = StaffEvents(office).open()
    return Due(tuple(_row(event) for event in found[:LIMIT]), (), len(found))


def _row(event: StaffEventRecord) -> DueRow:
    return DueRow(
        title=event.person,
        about=(KIND_NAMES[event.kind], dates.full(event.day)),
        due_at=None,
        overdue=False,
        action=N_("Open list"),
        icon="clipboard_task",
        page="directory",
        target={"event": event.id},
    )
