"""Phone numbers: typed in any way, stored as E.164 (+37126000417), shown as 26 000 417.

Latvian numbers go by an own rule; the library that knows the rest of the world is loaded for foreign ones only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.core.errors import UserError
from app.core.i18n import N_

_LATVIA = "+371"
#: Mobile numbers begin with 2, fixed ones with 6, free and other service numbers with 5, 7, 8 and 9.
_NATIONAL = re.compile(r"[25-9][0-9]{7}")
#: Emergency and service numbers of a few digits.
_SHORT = re.compile(r"[0-9]{3,6}")
_FURNITURE = re.compile(r"[\s\u200b\u2060.()\-‐‑–/]+")
_BREAKS = re.compile(r"[/;,\n|]|\s(?:un|vai|and|or)\s")
_NOTE = re.compile(r"\(([^()]*[^\W\d_][^()]*)\)|([^\W\d_][^\d+]*)")
_SEARCHED = re.compile(r"\+?[0-9][0-9\s\u00a0\-]*")


def parse_phone(text: str) -> str:
    """The number in E.164; 8 digits are Latvian, others need + or 00 and their country.

    Raises:
        UserError: it is not a phone number; the text says what one looks like.
    """
    digits = _FURNITURE.sub("", text.strip())
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if _NATIONAL.fullmatch(digits):
        return _LATVIA + digits
    national = digits.removeprefix("+").removeprefix("371")
    if digits.startswith(("+371", "371")) and _NATIONAL.fullmatch(national):
        return _LATVIA + national
    if digits.startswith("+") and digits.isascii() and digits[1:].isdecimal() and not digits.startswith(_LATVIA):
        return _parse_foreign(digits)
    raise _not_a_phone()


def parse_hotline(text: str) -> str:
    """A number that may also be a short one, such as 112 or 8855, which is kept as it is. Raises UserError."""
    digits = _FURNITURE.sub("", text.strip())
    if _SHORT.fullmatch(digits):
        return digits
    return parse_phone(text)


def show_hotline(kept: str) -> str:
    """What :func:`parse_hotline` gave, to be read: `26 000 417`, 112."""
    return kept if _SHORT.fullmatch(kept) else show_phone(kept)


def _not_a_phone() -> UserError:
    return UserError(N_("A phone number has 8 digits; begin a foreign number with +."))


def _parse_foreign(digits: str) -> str:
    import phonenumbers  # noqa: PLC0415 - large, and rarely needed

    try:
        number = phonenumbers.parse(digits)
    except phonenumbers.NumberParseException:
        raise _not_a_phone() from None
    if not phonenumbers.is_possible_number(number):
        raise _not_a_phone()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(e164: str) -> str:
    """`26 000 417`; foreign numbers with their country, `+370 698 13915`."""
    if is_foreign(e164):
        return _show_foreign(e164)
    national = e164.removeprefix(_LATVIA)
    return f"{national[:2]} {national[2:5]} {national[5:]}".rstrip()


@lru_cache(maxsize=1024)
def _show_foreign(e164: str) -> str:
    import phonenumbers  # noqa: PLC0415 - large, and rarely needed

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def is_foreign(e164: str) -> bool:
    """Whether calling the number leaves Latvia, which some offices allow only with a permission (AADSO 4.3.1)."""
    return e164.startswith("+") and not e164.startswith(_LATVIA)


def searched_digits(query: str) -> str:
    """The digits to look for in stored numbers if ``query`` is (the beginning of) a phone number, else ""."""
    typed = query.strip()
    if not _SEARCHED.fullmatch(typed):
        return ""
    digits = re.sub("[^0-9]", "", typed)
    if digits.startswith("00371"):
        return digits[5:]
    abroad = typed.startswith("+") or len(digits) > 8
    return digits.removeprefix("371") if abroad else digits


@dataclass(frozen=True)
class WrittenPhone:
    """One of the numbers in a cell: as it stood there, in E.164 (None if unreadable), and the note beside it."""

    text: str
    number: str | None
    note: str = ""


def split_phones(cell: str) -> tuple[WrittenPhone, ...]:
    """The numbers of a cell such as "20707716/63207077" or "23 456 789, 63 258 756 (darbā)"; nothing is lost."""
    pieces = [piece.strip() for piece in _BREAKS.split(cell)]
    return tuple(phone for piece in pieces if piece for phone in _read_piece(piece))


def _read_piece(piece: str) -> tuple[WrittenPhone, ...]:
    notes = [first or second for first, second in _NOTE.findall(piece)]
    note = ", ".join(note.strip(" .:()") for note in notes if note.strip(" .:()"))
    bare = _NOTE.sub(" ", piece).strip(" .:")
    number = _readable(bare)
    digits = re.sub("[^0-9]", "", bare)
    if number is None and "+" not in bare and len(digits) in {16, 24}:
        eights = [digits[start : start + 8] for start in range(0, len(digits), 8)]
        if all(map(_NATIONAL.fullmatch, eights)):
            return tuple(WrittenPhone(eight, _LATVIA + eight, note) for eight in eights)
    return (WrittenPhone(piece, number, note),)


def _readable(text: str) -> str | None:
    try:
        return parse_phone(text)
    except UserError:
        return None
