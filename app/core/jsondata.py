"""Frozen dataclasses out of JSON, strictly: an unknown, missing or mistyped entry is told by its path.

Understood are str, int, bool, date (ISO 8601), Literal, ``X | None``, ``tuple[X, ...]`` and dataclasses, generic
ones included; a dataclass field with a default may be left out.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


class BadData(ValueError):
    """A data file that is not what the program expects; the text names the file and the place in it."""


def load(path: Path, shape: type[T]) -> T:
    """The record of type ``shape`` stored in the JSON file ``path``.

    Raises BadData with the file's name and the path of the first wrong entry (``aad.json: phone.hold: …``).
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return cast(T, decode(data, shape, ""))
    except (BadData, ValueError) as wrong:
        raise BadData(f"{path.name}: {wrong}") from wrong


def decode(data: object, shape: Any, where: str) -> object:
    """``data`` as ``shape``; ``where`` is the dotted path to it, for error texts."""
    origin = get_origin(shape)
    if is_dataclass(origin or shape):
        return _record(data, shape, where)
    if origin is tuple:
        return _list(data, get_args(shape)[0], where)
    if origin in (Union, types.UnionType):
        (inner,) = (part for part in get_args(shape) if part is not type(None))
        return None if data is None else decode(data, inner, where)
    if origin is Literal:
        if data not in get_args(shape):
            raise BadData(f"{where}: {data!r} is not one of {', '.join(map(repr, get_args(shape)))}")
        return data
    return _plain(data, shape, where)


def _plain(data: object, shape: Any, where: str) -> object:
    if shape is date:
        if not isinstance(data, str):
            raise BadData(f"{where}: expected a date as text, found {data!r}")
        try:
            return date.fromisoformat(data)
        except ValueError as wrong:
            raise BadData(f"{where}: {data!r} is no date") from wrong
    if type(data) is not shape:
        raise BadData(f"{where}: expected {shape.__name__}, found {data!r}")
    return data


def _list(data: object, item: Any, where: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise BadData(f"{where}: expected a list, found {data!r}")
    return tuple(decode(entry, item, f"{where}[{index}]") for index, entry in enumerate(data))


def _record(data: object, shape: Any, where: str) -> object:
    if not isinstance(data, dict):
        raise BadData(f"{where or 'the file'}: expected an object, found {data!r}")
    origin = get_origin(shape) or shape
    hints = _hints(origin)
    bound = dict(zip(getattr(origin, "__parameters__", ()), get_args(shape), strict=False))
    known = {field.name: field for field in fields(origin)}
    dotted = f"{where}." if where else ""
    for name in data:
        if name not in known:
            raise BadData(f"{dotted}{name}: unknown entry; known are {', '.join(known)}")
    values = {}
    for name, field in known.items():
        if name in data:
            hint = hints[name]
            values[name] = decode(data[name], bound.get(hint, hint), dotted + name)
        elif field.default is MISSING:
            raise BadData(f"{dotted}{name}: missing")
    return origin(**values)


@cache
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record)
