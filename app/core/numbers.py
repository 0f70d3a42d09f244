"""Numbers as Latvian offices write them, and a reader that takes them as people type them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from app.core.errors import UserError
from app.core.i18n import N_

NBSP = "\u00a0"
_MINUS = "\u2212"
_SPACES = dict.fromkeys(map(ord, " \t\u00a0\u2007\u2009\u202f'"))
Number = int | float | Decimal


def show_number(value: Number, places: int = 0, language: str = "lv") -> str:
    """`1 234,5`: decimal comma, no-break space between thousands (also of four digits), half rounds up."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(exact):,.{places}f}"
    if language == "lv":
        text = text.replace(",", NBSP).replace(".", ",")
    return f"{_MINUS}{text}" if exact < 0 else text


def show_percent(value: Number, places: int = 0, language: str = "lv") -> str:
    """`78 %` for 78; in English `78%`."""
    gap = NBSP if language == "lv" else ""
    return f"{show_number(value, places, language)}{gap}%"


def show_share(part: int, whole: int, language: str = "lv") -> str:
    """``part`` of ``whole`` in whole per cent; a dash where there is nothing to share."""
    return show_percent(Decimal(part * 100) / whole, language=language) if whole else "–"


def show_money(value: Number, language: str = "lv") -> str:
    """`1 234,50 €`; in English `€1,234.50`."""
    text = show_number(value, 2, language)
    return f"{text}{NBSP}€" if language == "lv" else f"€{text}"


def parse_number(text: str) -> Decimal:
    """The number in ``text``: any kind of space between thousands, comma or dot before decimals.

    Where both comma and dot stand, the last of them begins the decimals.

    Raises:
        UserError: it is not a number; the text says so.
    """
    typed = text.strip().translate(_SPACES).replace(_MINUS, "-").removesuffix("€").removesuffix("%")
    comma, dot = typed.rfind(","), typed.rfind(".")
    if comma >= 0 and dot >= 0:
        typed = typed.replace("," if comma < dot else ".", "")
    typed = typed.replace(",", ".")
    if not typed.lstrip("+-").replace(".", "", 1).isdecimal() or not typed.isascii():
        raise UserError(N_("This is not a number."))
    try:
        return Decimal(typed)
    except InvalidOperation:
        raise UserError(N_("This is not a number.")) from None
