"""Step 3: whose office it is; what stands at the head of every printout."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.core.errors import UserError
from app.core.i18n import N_, Message
from app.core.phones import parse_phone, show_phone
from app.core.settings import (
    ADDRESS,
    APPROVER,
    EMAIL,
    EMERGENCY_PHONE,
    LOGO,
    ORGANIZATION_KIND,
    ORGANIZATION_KINDS,
    ORGANIZATION_NAME,
    PHONE,
    REGISTRATION_NUMBER,
    SERVICE_PLACE,
    WEB,
    Setting,
)
from ui.first_run.logo import LogoField
from ui.first_run.step import Step, Surroundings, checked
from ui.kit.choice import ChoiceField
from ui.kit.fields import Field, Option
from ui.kit.line_fields import LineField

_REQUIRED: dict[Setting[str], Message] = {
    ORGANIZATION_NAME: N_("Write the name of the organisation."),
    REGISTRATION_NUMBER: N_("Write the registration number."),
    ADDRESS: N_("Write the address."),
    PHONE: N_("Write the phone number."),
}


class OfficeStep(Step):
    """The organisation's details (mock-up 12)."""

    key = "office"
    title = N_("Organisation details")
    about = N_("They stand at the head of printouts, on cards and on notices.")
    can_wait = True

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._kind_touched = False
        self.kind = ChoiceField(self.look)
        self.kind.edited.connect(self._touch)
        self.logo = LogoField(self.look, self.words)
        top = QHBoxLayout()
        top.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._line(ORGANIZATION_NAME, N_("Full name")))
        left.addWidget(self._line(REGISTRATION_NUMBER, REGISTRATION_NUMBER.label))
        self._add(ORGANIZATION_KIND.key, self.kind, N_("Kind of organisation"))
        left.addWidget(self.kind)
        top.addLayout(left, 1)
        top.addWidget(self.logo)
        self.column.addLayout(top)
        self._row((self._line(ADDRESS, ADDRESS.label), 3), (self._line(PHONE, PHONE.label), 1))
        self._row(
            (self._line(EMAIL, EMAIL.label), 1),
            (self._line(WEB, WEB.label), 1),
            (self._line(EMERGENCY_PHONE, EMERGENCY_PHONE.label), 1),
        )
        place = self._line(SERVICE_PLACE, N_("Name of the client service place"))
        self.say(place.set_help, N_("So visitors see it on the door and on questionnaires."))
        approver = self._line(APPROVER, N_("Head who approves documents"))
        self.say(approver.set_help, N_("Job title, name and surname, as printed on paper."))
        self._row((place, 1), (approver, 1))
        self.form.add(LOGO.key, self.logo)
        self.column.addStretch(1)
        self.retranslate()
        self.form.order_tabs()

    def arrive(self) -> None:
        """The profile knows what kind of organisation it is, until the person knows better."""
        if not self._kind_touched and self.around.profile is not None:
            self.kind.set_value(self.around.profile.kind)

    def check(self) -> dict[str, Message]:
        _good, wrong = checked(self._values())
        missing = {
            setting.key: text for setting, text in _REQUIRED.items() if self.form.field(setting.key).is_empty()
        }
        return {**missing, **wrong}

    def settings(self) -> dict[Setting[Any], Any]:
        good, _wrong = checked(self._values())
        return {setting: value for setting, value in good.items() if value}

    def retranslate(self) -> None:
        self.kind.set_options([Option(code, self.words(label)) for code, label in ORGANIZATION_KINDS])
        self.kind.set_unknown_text(self.words(N_("Choose from the list.")))
        super().retranslate()

    def _line(self, setting: Setting[str], label: Message) -> Field:
        field = LineField(self.look)
        self._add(setting.key, field, label, required=setting in _REQUIRED)
        field.line.editingFinished.connect(lambda: self._left(setting))
        return field

    def _left(self, setting: Setting[str]) -> None:
        """Errors are told when a field is left, and a phone number is written tidily."""
        field = self.form.field(setting.key)
        text = str(field.value())
        if not text:
            return
        _good, wrong = checked({setting: text})
        if wrong:
            self._wrong = {**self._wrong, **wrong}
            field.set_error(self.words(wrong[setting.key]))
        elif setting is PHONE:
            field.set_value(_tidy(text))

    def _values(self) -> dict[Setting[Any], Any]:
        values = self.form.values()
        chosen = {setting: values[setting.key] for setting in _TEXTS}
        kind = self.kind.value()
        return {**chosen, **({ORGANIZATION_KIND: kind} if kind else {}), LOGO: self.logo.value()}

    def _touch(self) -> None:
        self._kind_touched = True


_TEXTS: tuple[Setting[str], ...] = (
    ORGANIZATION_NAME,
    REGISTRATION_NUMBER,
    ADDRESS,
    PHONE,
    EMAIL,
    WEB,
    EMERGENCY_PHONE,
    SERVICE_PLACE,
    APPROVER,
)


def _tidy(text: str) -> str:
    try:
        return show_phone(parse_phone(text))
    except UserError:
        return text
