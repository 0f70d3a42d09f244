"""Two people changed one record: field by field, whose word counts (design.md 4.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.errors import Difference


def merge(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Difference]]:
    """What to write over ``theirs``, and the fields that both changed differently.

    A field only I changed is mine, a field only they changed stays theirs, a field both changed alike is no
    difference. Fields absent from ``mine`` are left alone.
    """
    write: dict[str, Any] = {}
    differences: list[Difference] = []
    for field, value in mine.items():
        before, stored = base.get(field), theirs.get(field)
        if value in (before, stored):
            continue
        if stored != before:
            differences.append(Difference(field, before, value, stored))
        else:
            write[field] = value
    return write, differences
