"""A person's named filters of the journal, kept with the account."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from app.contacts.policy import checked_note
from app.contacts.records import SORTABLE, ContactFilter, SavedViewRecord, Sort
from app.contacts.tables import SavedView
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.permissions import CONTACTS_SEE
from app.core.work import Gone, Work
from app.office import Office

_LONGEST_NAME = 80
_DAYS = ("first_day", "last_day")


class SavedViews:
    """The saved views of one signed-in person; nobody else's are touched."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._account = office.actor.account

    def all(self) -> list[SavedViewRecord]:
        """The person's views in the order they were saved."""
        with self._office.view(CONTACTS_SEE) as view:
            chosen = select(SavedView).where(SavedView.account == self._account)
            rows = view.session.scalars(chosen.order_by(SavedView.position, SavedView.id))
            return [SavedViewRecord(row.id, row.name, *_decoded(row.definition)) for row in rows]

    def save(self, name: str, chosen: ContactFilter, sort: Sort) -> int:
        """Keep a filter under a name, in place of the one that had it; its number. Raises Invalid."""
        name = " ".join(checked_note("name", name, _LONGEST_NAME).split())
        if not name:
            raise Invalid({"name": N_("Enter the name of the view.")})
        definition = _encoded(chosen, sort)

        def stored(work: Work) -> int:
            mine = work.session.scalars(select(SavedView).where(SavedView.account == self._account)).all()
            for row in mine:
                if row.name == name:
                    row.definition = definition
                    return row.id
            position = max((row.position for row in mine), default=0) + 1
            return work.add(SavedView, account=self._account, name=name, definition=definition, position=position)

        return self._office.do(CONTACTS_SEE, stored)

    def delete(self, view_id: int) -> None:
        """Forget a view of one's own; raises Gone."""
        with self._office.work(CONTACTS_SEE) as work:
            row = work.get(SavedView, view_id)
            if row.account != self._account:
                raise Gone
            work.session.delete(row)


def _encoded(chosen: ContactFilter, sort: Sort) -> str:
    if chosen.period:
        chosen = replace(chosen, first_day=None, last_day=None)  # they will be others when the view is used
    given = {name: value for name, value in asdict(chosen).items() if value not in (None, "", False)}
    return json.dumps({"filter": given, "sort": asdict(sort)}, ensure_ascii=False, default=date.isoformat)


def _decoded(definition: str) -> tuple[ContactFilter, Sort]:
    """The filter and its order; what another version of the program had and this one has not is left out."""
    stored = json.loads(definition)
    known = {field.name for field in fields(ContactFilter)}
    values: dict[str, Any] = {name: value for name, value in stored["filter"].items() if name in known}
    values |= {name: date.fromisoformat(values[name]) for name in _DAYS if name in values}
    sort = Sort(**stored["sort"])
    return ContactFilter(**values), sort if sort.column in SORTABLE else Sort()
