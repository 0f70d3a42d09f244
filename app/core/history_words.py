"""What histories tell of values, whatever the register: JSON as the audit keeps it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.core import dates
from app.core.i18n import C_, N_, Message, Speak
from app.core.moments import riga_date, to_riga

#: A flag in words: off, on.
YES_NO: tuple[Message, Message] = (C_("value", "No"), C_("value", "Yes"))


def moment_words(text: str) -> str:
    """„20.11.2026. 10:31” of 2026-11-20T08:31:00Z; whatever is no moment stands as it is."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{dates.full(riga_date(at))} {dates.clock(to_riga(at).time())}"


def day_words(text: str) -> str:
    """„20.11.2026.” of 2026-11-20; whatever is no day stands as it is."""
    try:
        return dates.full(date.fromisoformat(text))
    except ValueError:
        return text


def long_text(value: Mapping[str, Any], tr: Speak) -> str:
    """What is told of a text too long for the audit."""
    return tr(N_("a text of {count} characters", count=value.get("length", "?")))
