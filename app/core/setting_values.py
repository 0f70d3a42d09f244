"""The values of options: checked at the boundary, and as the JSON they are kept as."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, time
from typing import Any, TypeVar, cast

from app.calendar.records import MovedDay
from app.core.colours import LEAST_CONTRAST, carries_text, contrast, text_on
from app.core.errors import Invalid, UserError
from app.core.fields import clean_text, parse_email, parse_registration_number
from app.core.i18n import N_, Message
from app.core.jsondata import BadData, decode
from app.core.numbers import show_number
from app.core.phones import parse_hotline, parse_phone
from app.core.picture_head import JPEG, PNG, is_whole, picture_size
from app.core.settings import (
    CARD_AUDIENCES,
    CARD_KIND_CODES,
    NUMBER_PATTERN,
    CardDesign,
    CardKindOption,
    CardRuleOption,
    ChannelOption,
    Kind,
    Setting,
    WorkingHours,
)

T = TypeVar("T")

_WRONG = N_("This option cannot have such a value.")
_NO_COLOUR = N_("A colour looks like #0B4F8A.")
_MOST_PIXELS = 25_000_000


def to_data(value: Any) -> Any:
    """``value`` as plain JSON data."""
    if isinstance(value, tuple):
        return [{name: _plain(item) for name, item in asdict(record).items()} for record in value]
    return value


def from_data(setting: Setting[T], data: Any) -> T:
    """The value kept as ``data``; the default where that is no (longer a) possible value."""
    try:
        if setting.kind is Kind.RECORDS:
            data = decode(data, tuple[setting.record, ...], setting.key)  # type: ignore[name-defined]
        return check(setting, cast(T, data))
    except (BadData, UserError):
        return setting.default


def check(setting: Setting[T], value: T) -> T:
    """``value`` as it is kept: texts cleaned, numbers of telephones in one form.

    Raises:
        Invalid: under the option's key, what is wrong with it.
    """
    if type(value) is not type(setting.default):
        raise Invalid({setting.key: _WRONG})
    try:
        return cast(T, _READERS[setting.kind](setting, value))
    except UserError as error:
        raise Invalid({setting.key: error.message}) from None


def _plain(item: Any) -> Any:
    return item.isoformat() if isinstance(item, date) else item


def _flag(_setting: Setting[Any], value: bool) -> bool:
    return value


def _number(setting: Setting[Any], value: int) -> int:
    if not setting.minimum <= value <= setting.maximum:
        raise UserError(
            N_("It must be from {minimum} to {maximum}.", minimum=setting.minimum, maximum=setting.maximum)
        )
    return value


def _text(setting: Setting[Any], value: str) -> str:
    text = clean_text(value, setting.maximum or None, lines=setting.kind is Kind.LINES)
    if setting.key == NUMBER_PATTERN.key and "{number}" not in text:
        raise UserError(N_("The number itself is missing: write {number} where it stands."))
    return text


def _choice(setting: Setting[Any], value: str) -> str:
    if value not in {code for code, _label in setting.choices}:
        raise UserError(_WRONG)
    return value


def _colour(_setting: Setting[Any], value: str) -> str:
    if not _is_colour(value):
        raise UserError(_NO_COLOUR)
    return value.upper()


def _is_colour(value: str) -> bool:
    return re.fullmatch(r"#[0-9A-Fa-f]{6}", value) is not None


def _image(setting: Setting[Any], value: str) -> str:
    if len(value) > setting.maximum:
        raise UserError(N_("The picture is too large: it may have up to 500 kB."))
    try:
        picture = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise UserError(_WRONG) from None
    if value and not picture.startswith((PNG, JPEG)):
        raise UserError(N_("This is neither a PNG nor a JPEG picture."))
    if value:
        _check_picture(picture)
    return value


def _check_picture(picture: bytes) -> None:
    """Papers leave out a picture they cannot decode; whoever gives it is told, not whoever prints."""
    size = picture_size(picture)
    if size is None or 0 in size or not is_whole(picture):
        raise UserError(N_("The picture’s file is damaged or incomplete."))
    if size[0] * size[1] > _MOST_PIXELS:
        raise UserError(N_("The picture is too large: it may have up to 25 megapixels."))


def _if_given(parse: Callable[[str], str]) -> Callable[[Setting[Any], str], str]:
    return lambda _setting, value: parse(value) if value.strip() else ""


def _records(setting: Setting[Any], value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not all(isinstance(record, setting.record or ()) for record in value):
        raise UserError(_WRONG)
    for record in value:
        wrong = _fault(record)
        if wrong is not None:
            raise UserError(wrong)
    once = _ONCE.get(setting.record) if setting.record else None
    if once is not None and len({once(record) for record in value}) < len(value):
        raise UserError(_WRONG)
    if setting.record is ChannelOption and not any(record.enabled for record in value):
        raise UserError(N_("At least one channel must stay."))
    return value


#: What no two records of an option may share.
_ONCE: dict[type[Any], Callable[[Any], object]] = {
    ChannelOption: lambda channel: channel.code,
    CardKindOption: lambda option: option.kind,
    CardRuleOption: lambda rule: (rule.kind, rule.audience),
    CardDesign: lambda design: design.kind,
}


def _fault(record: object) -> Message | None:
    if isinstance(record, ChannelOption):
        return None if clean_text(record.label, 60, lines=False) else N_("Write the name of the channel.")
    if isinstance(record, WorkingHours):
        return _hours_fault(record)
    if isinstance(record, MovedDay) and record.day_off == record.worked_on:
        return N_("A day cannot be moved onto itself.")
    if isinstance(record, CardKindOption | CardRuleOption | CardDesign):
        return _card_fault(record) if record.kind in CARD_KIND_CODES else _WRONG
    return None


def _card_fault(record: CardKindOption | CardRuleOption | CardDesign) -> Message | None:
    if isinstance(record, CardRuleOption):
        clean_text(record.basis, 120, lines=False)
        return None if record.audience in CARD_AUDIENCES else _WRONG
    if isinstance(record, CardDesign):
        clean_text(record.note, 300, lines=True)
        clean_text(record.signer, 200, lines=False)
        return _band_fault(record.colour) if record.colour else None
    if not clean_text(record.title, 60, lines=False):
        return N_("Write the title of the card.")
    clean_text(record.prefix, 8, lines=False)
    if not 1 <= record.digits <= 8:
        return N_("A number has from 1 to 8 digits.")
    if not 0 <= record.months <= 120:
        return N_("A card is valid for at most 120 months; 0 stands for no end.")
    return None


def _band_fault(colour: str) -> Message | None:
    """A name is written on the colour of a card, in white or in ink."""
    if not _is_colour(colour):
        return _NO_COLOUR
    if carries_text(colour):
        return None
    return N_(
        "Neither white nor black text can be read on this colour (contrast {ratio} : 1, needed {least} : 1).",
        ratio=show_number(contrast(text_on(colour), colour), 1),
        least=show_number(LEAST_CONTRAST, 1),
    )


def _hours_fault(hours: WorkingHours) -> Message | None:
    try:
        opens, closes = time.fromisoformat(hours.opens), time.fromisoformat(hours.closes)
    except ValueError:
        return N_("A time looks like 08:00.")
    if not 1 <= hours.weekday <= 7:
        return _WRONG
    return N_("The end must be after the beginning.") if closes <= opens else None


_READERS: dict[Kind, Callable[[Setting[Any], Any], Any]] = {
    Kind.FLAG: _flag,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.LINES: _text,
    Kind.FOLDER: _text,
    Kind.CHOICE: _choice,
    Kind.COLOUR: _colour,
    Kind.IMAGE: _image,
    Kind.PHONE: _if_given(parse_phone),
    Kind.HOTLINE: _if_given(parse_hotline),
    Kind.EMAIL: _if_given(parse_email),
    Kind.REGISTRATION_NUMBER: _if_given(parse_registration_number),
    Kind.RECORDS: _records,
}
