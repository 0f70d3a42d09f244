"""The sheet of another institution and its public contacts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.core.i18n import N_
from app.directory.records import InstitutionRecord
from ui.directory.form import RecordSheet, Save
from ui.kit.desk import Desk
from ui.kit.line_fields import LineField
from ui.kit.text_area import AreaField

_NAMES = ("name", "competence", "phone", "email", "web", "address")


class InstitutionSheet(RecordSheet[InstitutionRecord]):
    """A body that clients are sent to."""

    def __init__(
        self,
        desk: Desk,
        record: InstitutionRecord | None,
        save: Save[InstitutionRecord],
        read: Callable[[int], InstitutionRecord],
    ) -> None:
        super().__init__(desk, record, save, read, new=N_("New institution"), change=N_("Change an institution"))

    def _make_fields(self) -> None:
        look = self.look
        name = LineField(look)
        name.set_required()
        self._add("name", N_("Name"), name)
        competence = AreaField(look)
        self.say(competence.set_help, N_("With what questions clients are sent there."))
        self._add("competence", N_("Competence"), competence)
        self._add("phone", N_("Phone"), LineField(look))
        self._add("email", N_("E-mail"), LineField(look))
        self._add("web", N_("Website"), LineField(look))
        self._add("address", N_("Address"), LineField(look))

    def _values(self, record: InstitutionRecord) -> Mapping[str, object]:
        return {name: getattr(record, name) for name in _NAMES}

    def _record(self, values: Mapping[str, Any]) -> InstitutionRecord:
        return InstitutionRecord(
            name=values["name"],
            competence=values["competence"],
            phone=values["phone"],
            email=values["email"],
            web=values["web"],
            address=values["address"],
        )
