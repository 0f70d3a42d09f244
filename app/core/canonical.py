"""Values as the audit writes them: JSON without spaces, sorted names, moments as 2026-11-20T08:31:00Z.

A text of more than LONGEST characters (a logo) is told by ``{"length":…,"sha256":"…"}``: its number of characters,
and the hash of its UTF-8 bytes in hexadecimal digits.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any

from app.core.db import utc_text

#: The longest text that is told in full, in characters: longer than any field people fill in.
LONGEST = 40_000

#: A text in quotation marks, as JSON writes it.
quoted = json.encoder.encode_basestring


def canonical(value: Any) -> Any:
    """What JSON has no form for."""
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


#: The canonical text of anything.
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=canonical).encode

#: The same with names as they come: for what is read by a database, not hashed.
encode_plainly = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=canonical).encode


def told(value: Any) -> Any:
    """``value``, or what stands for it where it is too long a text."""
    if isinstance(value, str) and len(value) > LONGEST:
        return {"length": len(value), "sha256": hashlib.sha256(value.encode()).hexdigest()}
    return value


def value_text(value: Any) -> str:
    """The same as ``encode(told(value))``, faster for the values of a row."""
    kind = type(value)
    if kind is str:
        return quoted(value) if len(value) <= LONGEST else encode(told(value))
    if value is True:
        return "true"
    if kind is int:
        return str(value)
    if kind is datetime:
        return f'"{utc_text(value)}"'
    return encode(value)
