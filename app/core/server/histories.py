"""Has the server tell the histories of records as the registers declare them (app/core/history_parts.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.core.history_parts import Part
from app.core.permissions import Action, Role
from app.registers import REGISTERS


def declared() -> list[Part]:
    """Everything the registers declare."""
    return [part for register in REGISTERS if register.has_histories for part in register.load("history").PARTS]


def history_functions() -> list[str]:
    """A function for each kind of record: ``lete_private.KIND_history``, which ``lete.record_history`` asks.

    It says which acts on which rows tell of the record to this person, and what they may not read of them.
    """
    parts = declared()
    return [
        _function(record, [record, *(part for part in parts if part.of == record.subject)])
        for record in parts
        if not record.of
    ]


def _function(record: Part, parts: Iterable[Part]) -> str:
    rows = "\n    UNION ALL ".join(query for part in parts for query in _queries(record, part))
    return (
        f"CREATE FUNCTION lete_private.{record.subject}_history(record integer) "
        "RETURNS TABLE (kind text, row_id integer, kept_back text[], noted text[], is_noted boolean) "
        f"LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$\n    {rows}\n$$"
    )


def _queries(record: Part, part: Part) -> Iterator[str]:
    asked = " AND ".join(dict.fromkeys((_may(record.sees), _may(part.sees))))
    hidden, noted = _texts(part.kept_back), _texts(part.noted)
    if part.sees_all is not None:
        hidden = f"CASE WHEN {_may(part.sees_all)} THEN {_texts(())} ELSE {hidden} END"
    rows = f"public.{part.subject} r WHERE r.{part.by or 'id'} = $1 AND {asked}"
    yield f"SELECT '{part.subject}', r.id, {hidden}, {noted}, false FROM {rows}"  # noqa: S608 - names of ours
    if part.noted:
        yield f"SELECT '{part.subject}', $1, {hidden}, {noted}, true WHERE {asked}"


def _may(action: Action) -> str:
    roles = ["user"] if len(action.roles) == len(Role) else sorted(role.value for role in action.roles)
    return "(" + " OR ".join(f"lete.has_role('{role}')" for role in roles) + ")"


def _texts(values: Iterable[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{value}'" for value in sorted(values)) + "]::text[]"
