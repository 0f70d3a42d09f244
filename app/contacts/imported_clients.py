"""The clients of an imported journal: one for each name and phone, those already known found again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.contacts.journal import Values
from app.contacts.tables import Client
from app.core.latvian import fold
from app.core.work import Work

#: A folded name with the phone or, where there is none, the folded address: never a name alone.
Key = tuple[str, str]


class ClientBook:
    """Knows whose each imported contact is. Making it adds the clients that are new, all at once."""

    def __init__(self, work: Work, entries: Iterable[Values]) -> None:
        self._ids = _known(work)
        fresh: dict[Key, dict[str, str]] = {}
        for values in entries:
            key = _key(values.client, values.phone, values.address)
            if key is None or key in self._ids:
                continue
            known = fresh.setdefault(key, {"name": values.client, "phone": "", "email": "", "address": ""})
            for name in ("phone", "email", "address"):
                known[name] = getattr(values, name) or known[name]  # the newest one told
        self._ids |= zip(fresh, work.insert(Client, list(fresh.values())), strict=True)

    def of(self, values: Values) -> int | None:
        """The client's number; None for one who cannot be told apart from namesakes."""
        key = _key(values.client, values.phone, values.address)
        return self._ids.get(key) if key else None


def _key(name: str, phone: str, address: str) -> Key | None:
    if not name or not (phone or address):
        return None
    return fold(name), phone or fold(address)


def _known(work: Work) -> dict[Key, int]:
    """The clients of the office by key; of merged ones, the client they were found to be."""
    chosen = select(Client.id, Client.name, Client.phone, Client.address, Client.merged_into)
    rows = work.session.execute(chosen.order_by(Client.id.desc())).all()
    merged = {row.id: row.merged_into for row in rows if row.merged_into is not None}
    found: dict[Key, int] = {}
    for row in rows:
        key = _key(row.name, row.phone, row.address)
        if key:
            kept = row.id
            while kept in merged:  # one merged client may be merged again
                kept = merged[kept]
            found[key] = kept
    return found
