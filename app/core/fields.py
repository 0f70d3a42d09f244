"""What comes from people, cleaned and checked at the boundary, before it reaches a record.

The readers raise :class:`UserError` with the text to show under the field; :class:`Checks` gathers them, so that
one save tells everything that is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from app.core.errors import Invalid, UserError
from app.core.i18n import N_, NN_, Message
from app.core.numbers import show_number

T = TypeVar("T")

#: Line ends of other systems and of word processors; they mean a new line.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
#: What neither engine nor paper can hold: controls except tab and new line, halves of surrogate pairs, and
#: the two noncharacters. Marks of writing direction are text and stay.
_REFUSED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_EMAIL = re.compile(r"[^\s@,;<>\"()]+@(?:[\w-]+\.)+[\w-]{2,}")
#: The longest e-mail address that is kept, in characters.
LONGEST_EMAIL = 200
_POSTCODE = re.compile(r"(?:LV)?[ \-–]?([0-9]{4})", re.IGNORECASE)


def clean_text(text: str, limit: int | None = None, *, lines: bool = True) -> str:
    """``text`` as it is stored: NFC, "\\n" line ends; without ``lines`` one line with single spaces.

    Raises:
        UserError: it holds a character that cannot be stored (dropping it unasked would lose data), or it is
            longer than ``limit`` characters.
    """
    text = _LINE_ENDS.sub("\n", text)
    if refused := _REFUSED.search(text):
        raise UserError(
            N_(
                "Character {number} of the text ({code}) cannot be stored. Delete it.",
                number=show_number(refused.start() + 1),
                code=f"U+{ord(refused[0]):04X}",
            )
        )
    text = _normal(text, lines)
    if limit is not None and len(text) > limit:
        length = show_number(len(text))
        raise UserError(N_("Too long: {length} of {limit} characters.", length=length, limit=show_number(limit)))
    return text


def cleaned(text: str, *, lines: bool = True) -> str:
    """``text`` for an import, where nobody can be asked: what cannot be stored becomes U+FFFD, so it is seen."""
    return _normal(_REFUSED.sub("\ufffd", _LINE_ENDS.sub("\n", text)), lines)


def _normal(text: str, lines: bool) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text if lines else " ".join(text.split())


def parse_email(text: str) -> str:
    """The address with its domain in small letters.

    Raises:
        UserError: it cannot be an address; the text says why.
    """
    address = clean_text(text, LONGEST_EMAIL, lines=False)
    if "@" not in address:
        raise UserError(N_("The e-mail address lacks @."))
    if not _EMAIL.fullmatch(address) or ".." in address:
        raise UserError(N_("The e-mail address is not complete."))
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.lower()}"


def parse_registration_number(text: str) -> str:
    """The 11 digits of a company's registration number, typed with or without spaces and „LV”.

    Raises:
        UserError: there are more or fewer digits; the text tells how many.
    """
    digits = re.sub(r"[\s\u00a0\-]", "", text).upper().removeprefix("LV")
    if len(digits) == 11 and digits.isascii() and digits.isdecimal():
        return digits
    typed = sum(character.isdecimal() for character in digits)
    if typed == 11:
        raise UserError(N_("A registration number has digits only."))
    raise UserError(
        NN_("There must be 11 digits; {count} is typed.", "There must be 11 digits; {count} are typed.", typed)
    )


def parse_postcode(text: str) -> str:
    """`LV-5208`, typed with or without LV and hyphen.

    Raises:
        UserError: it is not a Latvian postcode.
    """
    found = _POSTCODE.fullmatch(text.strip())
    if found is None:
        raise UserError(N_("A postcode looks like LV-1234."))
    return f"LV-{found[1]}"


class Checks:
    """Gathers what is wrong with the fields of a form."""

    def __init__(self) -> None:
        self.errors: dict[str, Message] = {}

    def read(self, field: str, reader: Callable[[str], T], text: str) -> T | None:
        """What ``reader`` makes of ``text``; None if the field is blank or, with its error noted, unreadable."""
        if not text.strip():
            return None
        try:
            return reader(text)
        except UserError as error:
            self.errors[field] = error.message
            return None

    def require(self, field: str, present: object, message: Message) -> None:
        """Note ``message`` under ``field`` unless ``present`` or the field already has an error."""
        if not present:
            self.errors.setdefault(field, message)

    def done(self) -> None:
        """End the checking.

        Raises:
            Invalid: with everything noted, if anything was.
        """
        if self.errors:
            raise Invalid(self.errors)
