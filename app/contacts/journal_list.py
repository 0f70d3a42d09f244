"""The journal as a list: counts, the first lines at once, all ids in order, lines by the screenful.

A sort is a run of stretches, one after the other: the rows that have something in the column, then those that have
not, or the rows of each status. Each stretch is read off an index as it stands, so that a million rows are never
sorted, and both engines agree on where the empty ones are: last, whichever way the list stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.periods import resolved
from app.contacts.records import (
    CHANNEL_NAMES,
    SORTABLE,
    STATUS_NAMES,
    ContactFilter,
    ContactRow,
    PrintedContact,
    Sort,
    Status,
    Tab,
)
from app.contacts.rows import ROW_COLUMNS, contact_row
from app.contacts.scope import mine, printable, visible
from app.contacts.sealed import Holder, contents, laid_over, unmasked, worded
from app.contacts.tables import Contact
from app.core.db import is_sqlite
from app.core.i18n import Message, Translator
from app.core.ids import Ids
from app.core.latvian import sort_key
from app.core.listing import among, ordered_ids
from app.core.moments import riga_date, to_utc
from app.core.permissions import CONTACTS_PRINT, CONTACTS_SEE, CONTACTS_SEE_ALL
from app.core.search import matches, newest_ids
from app.core.work import View
from app.office import Office

Condition = ColumnElement[bool]

#: How many lines are asked for at once where many are wanted.
_PAGE = 500
_PRINTED: tuple[InstrumentedAttribute[Any], ...] = (
    *ROW_COLUMNS,
    Contact.reference,
    Contact.email,
    Contact.notes,
    Contact.unit,
    Contact.outcome,
    Contact.referred_name,
    Contact.reason,
    Contact.institution,
    Contact.incoming,
    Contact.duration_s,
    Contact.language,
)
_TEXT_ORDERS: dict[str, ColumnElement[Any]] = {
    "client_name": Contact.client_sort.expression,
    "subject": Contact.subject_sort.expression,
    "address": Contact.address_sort.expression,
    "topic": Contact.topic_sort.expression,
    "handler_name": Contact.handler_sort.expression,
    "registered_name": Contact.registered_sort.expression,
    "phone": Contact.phone.expression,
}


@dataclass(frozen=True)
class Stretch:
    """A part of a sorted list: which rows, and their order."""

    condition: Condition
    order: tuple[ColumnElement[Any], ...]


#: How many of the hits registered last are put in the order of time before the newest are shown; a word with more
#: hits than this is shown by when it was registered until the whole list arrives.
_LOOKED_AT = 200


class JournalList:
    """The journal for one signed-in person. Every method raises Forbidden and Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def count(self, chosen: ContactFilter) -> int:
        """How many contacts the filter leaves."""
        with self._office.view(CONTACTS_SEE) as view:
            return _count(view, chosen)

    def count_printable(self, chosen: ContactFilter) -> int:
        """How many of them this person may print or export."""
        with self._office.view(CONTACTS_PRINT) as view:
            return _counted(view, and_(conditions(view, chosen), printable(view)))

    def tab_counts(self, chosen: ContactFilter) -> dict[str, int]:
        """How many contacts each tab would show with the rest of the filter."""
        with self._office.view(CONTACTS_SEE) as view:
            return {tab.value: _count(view, replace(chosen, tab=tab)) for tab in Tab}

    def first(self, chosen: ContactFilter, sort: Sort, limit: int = 100) -> list[ContactRow]:
        """The first lines, at once. A search in the usual order gives the newest registered ones found."""
        with self._office.view(CONTACTS_SEE) as view:
            if chosen.text.strip() and sort == Sort():
                return _newest_found(view, chosen, limit)
            rows: list[ContactRow] = []
            condition = conditions(view, chosen)
            for stretch in stretches(sort):
                wanted = select(*ROW_COLUMNS).where(condition, stretch.condition).order_by(*stretch.order)
                found = view.session.execute(wanted.limit(limit - len(rows)))
                rows += map(contact_row, found)
                if len(rows) >= limit:
                    break
            return laid_over(view, rows)

    def ids(self, chosen: ContactFilter, sort: Sort) -> Ids:
        """The numbers of all contacts the filter leaves, in order."""
        with self._office.view(CONTACTS_SEE) as view:
            return _ids(view, conditions(view, chosen), sort)

    def rows(self, ids: Sequence[int]) -> list[ContactRow]:
        """The lines with these numbers, in this order, without those this person cannot see."""
        with self._office.view(CONTACTS_SEE) as view:
            scope = visible(view)
            found: dict[int, ContactRow] = {}
            for start in range(0, len(ids), _PAGE):
                page = list(ids[start : start + _PAGE])
                wanted = select(*ROW_COLUMNS).where(_among(view, page), scope)
                rows = laid_over(view, map(contact_row, view.session.execute(wanted)))
                found |= {row.id: row for row in rows}
            return [found[number] for number in ids if number in found]

    def all_rows(self, chosen: ContactFilter, sort: Sort) -> Iterator[PrintedContact]:
        """All contacts the filter leaves and this person may print, in order, a page at a time out of one look.

        Needs CONTACTS_PRINT; whoever prints or exports them notes it in the audit.
        """
        with self._office.view(CONTACTS_PRINT) as view:
            ids = _ids(view, and_(conditions(view, chosen), printable(view)), sort)
            for start in range(0, len(ids), _PAGE):
                page = list(ids[start : start + _PAGE])
                wanted = select(*_PRINTED).where(_among(view, page))
                found = {row[0]: _printed(row) for row in view.session.execute(wanted)}
                masked = contents(view, [number for number in page if found[number].row.masked])
                found |= {number: _told(found[number], content) for number, content in masked.items()}
                yield from (found[number] for number in page)


def conditions(view: View, chosen: ContactFilter) -> Condition:
    """Which contacts the filter leaves this person."""
    found = [_is_kept(view, chosen), visible(view), _tab(view, chosen.tab), *_facts(chosen)]
    found += _period(resolved(chosen, riga_date(view.now)))
    if chosen.text.strip():
        found.append(_worded(view, chosen.text))
    return and_(*found)


def _worded(view: View, query: str) -> Condition:
    """Contacts that hold all words, restricted ones by their content only for whoever may see it (C19)."""
    open_ones = matches(view.session.connection(), query, Contact.id, Contact.search_fold)
    restricted = worded(view, query)
    return or_(open_ones, Contact.id.in_(restricted)) if restricted else open_ones


def stretches(sort: Sort) -> tuple[Stretch, ...]:
    """The parts of a list sorted so; equal rows stand by their number. Raises ValueError for an unknown column."""
    if sort.column not in SORTABLE:
        raise ValueError(sort.column)
    number = Contact.id.desc() if sort.descending else Contact.id.asc()

    def ordered(condition: Condition, *columns: ColumnElement[Any]) -> Stretch:
        return Stretch(condition, (*(c.desc() if sort.descending else c.asc() for c in columns), number))

    if sort.column == "at":
        return (ordered(true(), Contact.at.expression),)
    if sort.column == "number":
        return (ordered(true(), Contact.number_year.expression, Contact.number_seq.expression),)
    if sort.column == "due_at":
        some = ordered(Contact.due_at.is_not(None), Contact.due_at.expression)
        return some, ordered(Contact.due_at.is_(None))
    if sort.column in {"channel", "status"}:
        column = Contact.channel.expression if sort.column == "channel" else Contact.status.expression
        codes = _codes(CHANNEL_NAMES if sort.column == "channel" else STATUS_NAMES)
        inner = [ordered(column == code) for code in (reversed(codes) if sort.descending else codes)]
        return *inner, ordered(column.not_in(codes), column)
    text = _TEXT_ORDERS[sort.column]
    return ordered(text > "", text), ordered(text == "")


def _codes(names: Any) -> list[str]:
    """Codes in the Latvian order of what they are called on paper and screen."""
    lv = Translator("lv")
    labelled: dict[str, Message] = dict(names)
    return sorted(labelled, key=lambda code: sort_key(lv(labelled[code])))


def _printed(row: Sequence[Any]) -> PrintedContact:
    return PrintedContact(contact_row(row[: len(ROW_COLUMNS)]), *row[len(ROW_COLUMNS) :])


def _told(printed: PrintedContact, content: Holder) -> PrintedContact:
    """A restricted contact with its content."""
    row = unmasked(printed.row, content)
    return replace(printed, row=row, email=content.email, notes=content.notes, reason=content.reason)


def _ids(view: View, condition: Condition, sort: Sort) -> Ids:
    found = Ids()
    connection = view.session.connection()
    for stretch in stretches(sort):
        found += ordered_ids(connection, Contact.id.expression, and_(condition, stretch.condition), stretch.order)
    return found


def _count(view: View, chosen: ContactFilter) -> int:
    if chosen.tab != Tab.MINE:
        return _counted(view, conditions(view, chosen))
    rest = conditions(view, replace(chosen, tab=Tab.ALL))
    return sum(_counted(view, and_(part, rest)) for part in mine(view))


def _counted(view: View, condition: Condition) -> int:
    return view.session.execute(select(func.count()).select_from(Contact).where(condition)).scalar_one()


def _newest_found(view: View, chosen: ContactFilter, limit: int) -> list[ContactRow]:
    """The newest hits. An imported journal is old but registered late, so more are looked at than are wanted."""
    rest = conditions(view, replace(chosen, text=""))
    ids = newest_ids(
        view.session.connection(),
        chosen.text,
        Contact.id,
        Contact.search_fold,
        condition=rest,
        limit=max(limit, _LOOKED_AT),
        scoped=not view.actor.may(CONTACTS_SEE_ALL),
    )
    ids += _newest_restricted(view, worded(view, chosen.text), rest, max(limit, _LOOKED_AT))
    wanted = select(*ROW_COLUMNS).where(_among(view, ids)).order_by(Contact.at.desc(), Contact.id.desc())
    return laid_over(view, map(contact_row, view.session.execute(wanted.limit(limit))))


def _newest_restricted(view: View, numbers: Sequence[int], rest: Condition, limit: int) -> list[int]:
    """The highest ``limit`` of these numbers whose contacts meet the rest of the filter."""
    found: list[int] = []
    newest = sorted(numbers, reverse=True)
    for start in range(0, len(newest), limit):
        page = newest[start : start + limit]
        found += view.session.scalars(select(Contact.id).where(Contact.id.in_(page), rest))
        if len(found) >= limit:
            break
    return found


def _among(view: View, ids: Sequence[int]) -> Condition:
    return among(view.session.connection(), Contact.id.expression, ids)


def _is_kept(view: View, chosen: ContactFilter) -> Condition:
    wanted = false() if chosen.annulled else true()
    if is_sqlite(view.session.connection()) and _is_narrow(view, chosen):
        # SQLite would walk the whole order and test each row; so hidden, it begins with the few and sorts them.
        return func.likely(Contact.kept, type_=Boolean) == wanted
    return Contact.kept == wanted


def _is_narrow(view: View, chosen: ContactFilter) -> bool:
    """Whether the filter leaves few enough contacts to look them up first and put them in order afterwards."""
    scoped = not view.actor.may(CONTACTS_SEE_ALL)
    return scoped or bool(chosen.text.strip()) or chosen.tab != Tab.ALL or chosen.client_id is not None


def _tab(view: View, tab: str) -> Condition:
    still_open = Contact.is_open == true()
    match tab:
        case Tab.OPEN:
            return still_open
        case Tab.CALLBACKS:
            return and_(still_open, Contact.status == Status.CALLBACK)
        case Tab.OVERDUE:
            return and_(still_open, Contact.due_at < view.now)
        case Tab.MINE:
            return or_(*mine(view))
        case _:
            return true()


def _facts(chosen: ContactFilter) -> Iterator[Condition]:
    for column, value in (
        (Contact.channel, chosen.channel),
        (Contact.outcome, chosen.outcome),
        (Contact.topic_id, chosen.topic_id),
        (Contact.handler_id, chosen.handler_id),
        (Contact.client_id, chosen.client_id),
        (Contact.import_id, chosen.import_id),
    ):
        if value not in (None, ""):
            yield column.expression == value
    if chosen.restricted:
        yield Contact.restricted.expression


def _period(chosen: ContactFilter) -> Iterator[Condition]:
    if chosen.first_day:
        yield Contact.at >= to_utc(chosen.first_day)
    if chosen.last_day:
        yield Contact.at < to_utc(chosen.last_day + timedelta(days=1))
