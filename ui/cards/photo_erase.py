"""A person's photos are erased for a reason; the cards stay."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.core.i18n import C_, N_, Message
from app.office import Office
from ui.cards.move_form import StepSheet
from ui.kit.desk import Desk
from ui.kit.text_area import AreaField


class ErasePhotoSheet(StepSheet):
    """Asks for the reason, which the audit keeps."""

    def __init__(self, desk: Desk, employee_id: int, person: str) -> None:
        self._employee = employee_id
        super().__init__(desk, person, N_("Erase the photo"), C_("button", "Erase"))

    def _make_fields(self) -> None:
        self.reason = AreaField(self.look)
        self.say(self.reason.set_label, N_("Reason"))
        self.say(
            self.reason.set_help, N_("The photo goes for good; cards that were printed stay in the register.")
        )
        self.reason.set_required()
        self.form.add("reason", self.reason)
        self.body.addWidget(self.reason)

    def _job(self, values: dict[str, Any]) -> Callable[[], object]:
        return partial(_erase, self.desk.office, self._employee, values["reason"] or "")

    def _told(self, values: dict[str, Any]) -> Message:
        return N_("Photo erased")


def _erase(office: Office, employee_id: int, reason: str) -> None:
    from app.cards.photos import Photos  # noqa: PLC0415 - Pillow is slow to load

    Photos(office).erase(employee_id, reason)
