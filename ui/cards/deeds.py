"""What can be done about a person's cards."""

from __future__ import annotations

from functools import partial

from app.cards.records import Kind
from app.core.i18n import N_
from app.core.permissions import CARDS_ISSUE
from app.directory.service import Directory
from ui.kit.deeds import Deed
from ui.kit.desk import Desk


def deeds(desk: Desk) -> list[Deed]:
    """Issue a card, and take a photo, as far as this person may."""
    if not desk.office.may(CARDS_ISSUE):
        return []
    return [
        Deed(N_("Issue a staff ID…"), "Alt+I", "contact_card", partial(_issue, desk, Kind.STAFF_ID)),
        Deed(N_("Issue a name card…"), "Alt+V", "person", partial(_issue, desk, Kind.NAME_CARD)),
        Deed(N_("Photo…"), "Alt+F", "image_add", partial(_photo, desk)),
    ]


def _issue(desk: Desk, kind: Kind, employee_id: int) -> None:
    from ui.cards.issue_sheet import open_issue  # noqa: PLC0415 - loaded when somebody issues

    open_issue(desk, employee_id, kind)


def _photo(desk: Desk, employee_id: int) -> None:
    from ui.cards.photo_panel import open_photo  # noqa: PLC0415 - loaded when somebody takes a photo

    def show(name: str) -> None:
        open_photo(desk, employee_id, name)

    desk.tasks.run(lambda: Directory(desk.office).employee(employee_id).name, show, desk.shell.show_trouble)
