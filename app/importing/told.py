"""Columns that a person names by their headings, where the headings alone do not tell what they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.core.errors import Invalid
from app.core.i18n import N_, Message
from app.core.latvian import fold
from app.importing.mapping import ColumnMapping, Field, find_mapping
from app.importing.table import Sheet

#: Headings and the keys of the fields they are for.
Told = Sequence[tuple[str, str]]


def read_told(texts: Iterable[str]) -> Told:
    """`Vārds=name` as heading and field; a heading may hold the sign itself. Raises Invalid."""
    told = []
    for text in texts:
        heading, sign, key = text.rpartition("=")
        heading, key = " ".join(heading.split()), key.strip()
        if not (sign and heading and key):
            raise _invalid(N_("Write a column as HEADING=FIELD: {given}.", given=text))
        told.append((heading, key))
    return told


def find_told_mapping(sheets: Iterable[Sheet], fields: Sequence[Field], told: Told) -> tuple[Sheet, ColumnMapping]:
    """As :func:`find_mapping`; what is told goes before what is guessed, also in finding the row of headings.

    Raises Invalid, also for a heading or a field that is not there.
    """
    sheet, mapping = find_mapping(sheets, _named(fields, told))
    headings = [fold(heading) for heading in mapping.headings]
    for heading, key in told:
        if fold(heading) not in headings:
            known = ", ".join(filter(None, mapping.headings))
            raise _invalid(
                N_("The file has no column “{heading}”. There are: {known}.", heading=heading, known=known)
            )
        mapping = mapping.with_column(key, headings.index(fold(heading)))
    return sheet, mapping


def _named(fields: Sequence[Field], told: Told) -> list[Field]:
    """The fields, a heading that is told being the name of its own field and of no other."""
    by_key = {field.key: field for field in fields}
    for place, (heading, key) in enumerate(told):
        if key not in by_key:
            raise _invalid(N_("There is no field “{key}”. There are: {known}.", key=key, known=", ".join(by_key)))
        for earlier, other in told[:place]:
            if key == other or fold(heading) == fold(earlier):
                what = key if key == other else heading
                raise _invalid(N_("“{what}” is told twice. A field has one column.", what=what))
    headings = {fold(heading): key for heading, key in told}
    named = []
    for field in fields:
        own = tuple(heading for heading, key in told if key == field.key)
        others = tuple(name for name in field.names if headings.get(fold(name), field.key) == field.key)
        named.append(replace(field, names=own or others or field.names))
    return named


def _invalid(message: Message) -> Invalid:
    return Invalid({"column": message})
