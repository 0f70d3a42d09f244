"""Values as the audit writes them: JSON without spaces, sorted names, moments as 2026-11-20T08:31:00Z."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from app.core.db import utc_text

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


def value_text(value: Any) -> str:
    """The same as ``encode``, faster for the values of a row."""
    kind = type(value)
    if kind is str:
        return quoted(value)
    if value is True:
        return "true"
    if kind is int:
        return str(value)
    if kind is datetime:
        return f'"{utc_text(value)}"'
    return encode(value)
