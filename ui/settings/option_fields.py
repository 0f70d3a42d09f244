"""The field for an option, made from its declaration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.core.errors import UserError
from app.core.i18n import Translator
from app.core.phones import parse_hotline, parse_phone, show_hotline, show_phone
from app.core.settings import Kind, Setting
from ui.first_run.logo import LogoField
from ui.kit.checks import CheckField, RadioField
from ui.kit.choice import ChoiceField
from ui.kit.fields import Field, Option
from ui.kit.folder_field import FolderField
from ui.kit.line_fields import LineField
from ui.kit.look import Look
from ui.kit.parsed_fields import NumberField
from ui.kit.text_area import AreaField

#: As many choices, of so few letters, are shown side by side; others become a list.
_FEW, _SHORT = 3, 20
_WIDTHS = {
    Kind.NUMBER: 230,
    Kind.PHONE: 230,
    Kind.HOTLINE: 230,
    Kind.REGISTRATION_NUMBER: 230,
    Kind.COLOUR: 230,
}
#: How a kind of phone is read and shown.
_PHONES: dict[Kind, tuple[Callable[[str], str], Callable[[str], str]]] = {
    Kind.PHONE: (parse_phone, show_phone),
    Kind.HOTLINE: (parse_hotline, show_hotline),
}
_LINES = {Kind.TEXT, Kind.PHONE, Kind.HOTLINE, Kind.EMAIL, Kind.REGISTRATION_NUMBER, Kind.COLOUR}


def field_for(setting: Setting[Any], look: Look, words: Translator) -> Field:
    """An empty field for the option; records have none and are edited in their own tables."""
    kind = setting.kind
    field: Field
    if kind is Kind.FLAG:
        field = CheckField(look)
    elif kind is Kind.NUMBER:
        field = NumberField(look, words, setting.minimum, setting.maximum)
    elif kind is Kind.CHOICE:
        field = RadioField(look, side_by_side=True) if _fit_a_line(setting) else ChoiceField(look)
    elif kind is Kind.IMAGE:
        field = LogoField(look, words)
    elif kind is Kind.FOLDER:
        field = FolderField(look, words)
    elif kind is Kind.LINES:
        field = AreaField(look)
    else:
        field = LineField(look)
    field.set_control_width(_WIDTHS.get(kind, 0))
    return field


def offer_choices(field: Field, setting: Setting[Any], words: Translator) -> None:
    """The words of the choices, in the present language."""
    options = [Option(code, words(label)) for code, label in setting.choices]
    if isinstance(field, RadioField | ChoiceField):
        field.set_options(options)


def show_value(field: Field, setting: Setting[Any], value: Any) -> None:
    """Fill the field."""
    field.set_value(_shown(setting, value))


def when_given(field: Field, call: Callable[[], None]) -> None:
    """Call when the person has given a value: at once for what is chosen, on leaving for what is typed."""
    if isinstance(field, ChoiceField):
        field.picked.connect(lambda _value: call())
    elif isinstance(field, LineField):
        field.line.editingFinished.connect(call)
    else:
        field.edited.connect(call)


def given(field: Field, setting: Setting[Any], present: Any) -> Any:
    """What the field gives now; ``present`` where nothing has changed (a phone is shown otherwise than kept)."""
    value = field.value()
    if setting.kind in _LINES:
        return present if value == _shown(setting, present) else value
    return present if value is None else value


def _fit_a_line(setting: Setting[Any]) -> bool:
    return len(setting.choices) <= _FEW and all(len(label.text) <= _SHORT for _code, label in setting.choices)


def _shown(setting: Setting[Any], value: Any) -> Any:
    """The value as it is read: phones with their gaps, whether they have been kept already or just typed."""
    phone = _PHONES.get(setting.kind)
    if phone is None or not value:
        return value
    parse, show = phone
    try:
        return show(parse(value))
    except UserError:
        return value
