"""Personal identity codes: found where they do not belong, masked where shown, checked with a warning only.

Codes of the old form hold the birth date and a check digit, DDMMYY-CNNNN with C for the century. Codes issued
since 01.07.2017. begin with 32 to 39 and mean nothing. One person may have had both, so a code is never a key.
"""

from __future__ import annotations

import re
from datetime import date

from app.core.errors import UserError
from app.core.i18n import N_, Message

_FOUND = re.compile(r"(?<![0-9])[0-9]{6}\s?[-‐‑–]\s?[0-9]{5}(?![0-9])")
_TYPED = re.compile(r"([0-9]{6})\s?[-‐‑–]?\s?([0-9]{5})", re.ASCII)
_NEW = re.compile(r"3[2-9]")
_CENTURIES = {"0": 1800, "1": 1900, "2": 2000}
_WEIGHTS = (10, 5, 8, 4, 2, 1, 6, 3, 7, 9)

#: What is said where :func:`looks_like` is true.
NOT_WRITTEN_HERE = N_("Personal identity codes are not written here.")


def looks_like(text: str) -> bool:
    """Whether ``text`` holds something in the form of a personal code, dddddd-ddddd."""
    return _FOUND.search(text) is not None


def masked_in(text: str) -> str:
    """``text`` with every personal code in it masked."""
    return _FOUND.sub(lambda found: mask(found[0]), text)


def parse_personal_code(text: str) -> str:
    """The code as it is stored, with its hyphen: 010190-10001.

    Raises:
        UserError: it is not 11 digits; whether they make sense is only warned of, see :func:`warning`.
    """
    typed = _TYPED.fullmatch(text.strip())
    if typed is None:
        raise UserError(N_("A personal identity code looks like 123456-12345."))
    return f"{typed[1]}-{typed[2]}"


def warning(code: str) -> Message | None:
    """What looks wrong with a stored code, or None. It warns and never blocks: the rule has no official source."""
    if _NEW.match(code):
        return None
    if not _has_birth_date(code):
        return N_("The personal identity code does not begin with a date. Check it.")
    if not _check_digit_fits(code):
        return N_("The last digit of the personal identity code does not fit. Check it.")
    return None


def mask(code: str) -> str:
    """`010190-1****`."""
    digits = re.sub("[^0-9]", "", code)
    return f"{digits[:6]}-{digits[6:7]}****"


def _has_birth_date(code: str) -> bool:
    century = _CENTURIES.get(code[7])
    if century is None:
        return False
    try:
        date(century + int(code[4:6]), int(code[2:4]), int(code[:2]))
    except ValueError:
        return False
    return True


def _check_digit_fits(code: str) -> bool:
    digits = [int(digit) for digit in code.replace("-", "")]
    rest = (1 + sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False))) % 11
    return rest % 10 == digits[10]
