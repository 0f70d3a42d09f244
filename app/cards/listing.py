"""Lists of cards, and of those who lack one. Clerks read them too, so no event or print of a card is joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, select

from app.cards.policy import OUT, effective, is_ending
from app.cards.records import CardFilter, CardRow, Kind, Standing, State
from app.cards.staff import Person, Terms
from app.cards.tables import Card
from app.core.search import query_words
from app.core.work import View

_COLUMNS = (
    *(Card.id, Card.version, Card.employee_id, Card.kind, Card.number, Card.name, Card.job_title, Card.unit),
    *(Card.state, Card.issued_on, Card.valid_until, Card.printed, Card.return_asked),
)
_KINDS = {kind: place for place, kind in enumerate(Kind)}
_BY_CODE: dict[str, Kind] = {kind.value: kind for kind in Kind}
_STATES: dict[str, State] = {state.value: state for state in State}


def rows_in(view: View, terms: Terms, *conditions: ColumnElement[bool]) -> list[CardRow]:
    """The cards that meet the conditions, the newest first."""
    chosen = select(*_COLUMNS).where(*conditions).order_by(Card.id.desc())
    return [_row(found, terms) for found in view.session.connection().execute(chosen)]


def listed(view: View, terms: Terms, wanted: CardFilter) -> list[CardRow]:
    """What ``wanted`` leaves, by the holder's surname, a person's cards by kind and the newest first."""
    chosen = [Card.kind.in_(wanted.kinds)]
    rows: Iterable[CardRow] = rows_in(view, terms, *chosen) if wanted.which != "lacking" else ()
    found = [row for row in rows if is_wanted(row, wanted.which, terms)]
    if wanted.which in ("all", "lacking"):
        found += lacking_in(view, terms, wanted.kinds)
    found = [row for row in found if _in_unit(row, terms, wanted.unit_id)]
    if words := query_words(wanted.text):
        found = _with_words(view, terms, found, words)
    return sorted(found, key=lambda row: (_place(row, terms), not row.lacking, _KINDS[row.kind], -(row.id or 0)))


def is_wanted(row: CardRow, which: str, terms: Terms) -> bool:
    """Whether a card belongs under that heading of the list."""
    match which:
        case "valid":
            return row.state == State.ISSUED
        case "expiring":
            ends = row.state == State.EXPIRED or is_ending_row(row, terms)
            return ends and not row.left and not row.return_asked
        case "not_returned":
            return row.state in OUT and (row.left or row.return_asked)
        case "lost":
            return row.state in (State.LOST, State.STOLEN)
        case "draft":
            return row.state == State.DRAFT
        case _:
            return which == "all"


def is_ending_row(row: CardRow, terms: Terms) -> bool:
    """Whether the card is valid, but not for long."""
    return row.state is not None and is_ending(row.state, row.valid_until, terms.today, terms.warning_days)


def lacking_in(
    view: View, terms: Terms, kinds: Iterable[Kind] = frozenset(Kind), employee_id: int | None = None
) -> list[CardRow]:
    """Who works here (or that one person, if they do) and lacks a card of these kinds that a rule asks for."""
    wanted = frozenset(kinds)
    only = [person for person in (terms.staff.get(employee_id),) if person] if employee_id is not None else None
    has = _valid_kinds(view, terms, employee_id)
    return [
        _lacking_row(person, need.kind)
        for person in (terms.staff.values() if only is None else only)
        if person.works(terms.today)
        for need in terms.demand.lacks(person.job_title, has.get(person.id, frozenset()))
        if need.kind in wanted
    ]


def counts_in(view: View, terms: Terms) -> dict[str, int]:
    """How many valid cards there are by kind, and how many things stand under each heading of the lists."""
    rows = rows_in(view, terms)
    found: Counter[str] = Counter({kind.value: 0 for kind in Kind})
    found.update(row.kind.value for row in rows if row.state == State.ISSUED)
    for which in ("all", "valid", "expiring", "not_returned", "lost", "draft"):
        found[which] = sum(is_wanted(row, which, terms) for row in rows)
    found["lacking"] = len(lacking_in(view, terms))
    return dict(found)


def standing_in(view: View, terms: Terms) -> dict[int, Standing]:
    """One word on everybody's cards."""
    cards: dict[int, list[CardRow]] = defaultdict(list)
    for row in rows_in(view, terms):
        cards[row.employee_id].append(row)
    return {person.id: _standing(person, cards.get(person.id, []), terms) for person in terms.staff.values()}


def _standing(person: Person, rows: list[CardRow], terms: Terms) -> Standing:
    """Lacking before lost, expired, ending and valid; of several the one that ends first."""
    needs = terms.demand.of(person.job_title) if person.works(terms.today) else ()
    valid = [row for row in rows if row.state == State.ISSUED]
    has = frozenset(row.kind for row in valid)
    for need in needs:
        if not need.met_by & has:
            return Standing(None, None, need.kind, needed=True)
    if person.left(terms.today):
        kept = [row for row in rows if row.state in OUT]
        return _told(kept, (), terms, not_returned=True) if kept else Standing(None, None, None, needed=False)
    told = [row for row in reversed(rows) if row.state not in (State.DRAFT, State.ANNULLED)]
    newest = {row.kind: row for row in told if row.kind not in has}
    for states in ({State.LOST, State.STOLEN}, {State.EXPIRED}):
        bad = [row for row in newest.values() if row.state in states]
        if bad:
            return _told(bad, needs, terms)
    return _told(valid, needs, terms) if valid else Standing(None, None, None, needed=False)


def _told(rows: list[CardRow], needs: Iterable[Any], terms: Terms, *, not_returned: bool = False) -> Standing:
    first = min(rows, key=lambda row: (row.valid_until is None, row.valid_until or terms.today, _KINDS[row.kind]))
    needed = any(first.kind in need.met_by for need in needs)
    return Standing(first.state, first.valid_until, first.kind, needed, is_ending_row(first, terms), not_returned)


def _row(found: Any, terms: Terms) -> CardRow:
    # Taken apart at once: there may be thousands.
    card_id, version, employee_id, kind, number, name, job_title, unit, *rest = found
    state, issued_on, valid_until, printed, return_asked = rest
    person = terms.staff.get(employee_id)
    return CardRow(
        id=card_id,
        employee_id=employee_id,
        person=person.name if person else name,
        kind=_BY_CODE[kind],
        number=number,
        name=name,
        job_title=job_title,
        unit=unit,
        state=effective(_STATES[state], valid_until, terms.today),
        issued_on=issued_on,
        valid_until=valid_until,
        printed=printed,
        return_asked=return_asked,
        left=person.left(terms.today) if person else False,
        version=version,
    )


def _lacking_row(person: Person, kind: Kind) -> CardRow:
    return CardRow(
        id=None,
        employee_id=person.id,
        person=person.name,
        kind=kind,
        name=person.name,
        job_title=person.job_title,
        unit=person.unit,
        lacking=True,
    )


def _valid_kinds(view: View, terms: Terms, employee_id: int | None) -> dict[int, frozenset[Kind]]:
    valid = (Card.valid_until.is_(None)) | (Card.valid_until >= terms.today)
    chosen = select(Card.employee_id, Card.kind).where(Card.state == State.ISSUED, valid).distinct()
    if employee_id is not None:
        chosen = chosen.where(Card.employee_id == employee_id)
    found: dict[int, set[Kind]] = defaultdict(set)
    for holder, kind in view.session.execute(chosen):
        found[holder].add(Kind(kind))
    return {holder: frozenset(kinds) for holder, kinds in found.items()}


def _with_words(view: View, terms: Terms, rows: list[CardRow], words: list[str]) -> list[CardRow]:
    """Those whose card or whose present name and post hold the beginnings of all words."""
    folded = {found.id: found.search_fold for found in view.session.execute(select(Card.id, Card.search_fold))}

    def texts(row: CardRow) -> Iterator[str]:
        if row.id is not None:
            yield folded.get(row.id, "")
        if person := terms.staff.get(row.employee_id):
            yield person.search_fold

    return [row for row in rows if all(any(f" {word}" in text for text in texts(row)) for word in words)]


def _in_unit(row: CardRow, terms: Terms, unit_id: int | None) -> bool:
    if unit_id is None:
        return True
    person = terms.staff.get(row.employee_id)
    return person is not None and person.unit_id == unit_id


def _place(row: CardRow, terms: Terms) -> int:
    person = terms.staff.get(row.employee_id)
    return person.place if person else len(terms.staff)
