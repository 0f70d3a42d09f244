"""„Nodot”: to whom, and a word to go with it."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.errors import Invalid
from app.core.i18n import C_, N_
from app.directory.records import EmployeeRecord
from ui.contacts.inline_form import InlineForm
from ui.kit.choice import ChoiceField
from ui.kit.desk import Desk
from ui.kit.fields import Field, Option
from ui.kit.line_fields import LineField


class HandOverForm(InlineForm):
    """A colleague and a note."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, C_("button", "Hand over"))
        self.colleague = ChoiceField(self.look)
        self.note = LineField(self.look)
        self.form.add("employee_id", self.colleague)
        self.form.add("note", self.note)
        self.body.addWidget(self.colleague)
        self.body.addWidget(self.note)
        self.say(self.colleague.set_label, N_("Hand over to"))
        self.say(self.colleague.set_unknown_text, N_("Choose from the list."))
        self.say(self.note.set_label, C_("callback", "Note"))
        self.colleague.set_required()
        self.finish()

    def fields(self) -> Sequence[Field]:
        return self.colleague, self.note

    def set_people(self, people: Sequence[EmployeeRecord]) -> None:
        """Who it may be."""
        self.colleague.set_options(
            [Option(one.id, f"{one.name} – {one.job_title}" if one.job_title else one.name) for one in people]
        )

    def answer(self) -> tuple[int, str]:
        """The colleague's number and the note. Raises Invalid."""
        chosen = self.colleague.value()
        if not isinstance(chosen, int):
            raise Invalid({"employee_id": N_("Choose whom it is handed to.")})
        return chosen, self.note.value()
