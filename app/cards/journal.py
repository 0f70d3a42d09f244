"""The issue journal: every card of a kind that was given to somebody, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, select

from app.cards.policy import standing
from app.cards.records import TAKEN_BACK, Kind, State
from app.cards.tables import Card, CardEvent
from app.core.permissions import CARDS_ISSUE
from app.core.work import View
from app.office import Office


@dataclass(frozen=True)
class JournalLine:
    """One issued card. ``state`` is the stored one since ``since``; ``successor`` the number that replaced it."""

    number: str
    name: str
    job_title: str
    issued_on: date
    valid_until: date | None
    state: State
    since: date
    returned_on: date | None
    successor: str


def journal_lines(
    office: Office, kind: Kind, first: date | None = None, last: date | None = None
) -> list[JournalLine]:
    """The cards issued from ``first`` to ``last``, the oldest first. Raises Forbidden, Unavailable."""
    issued = exists().where(CardEvent.card_id == Card.id, CardEvent.state == State.ISSUED)
    chosen = select(Card).where(Card.kind == kind, Card.issued_on.is_not(None), issued)
    if first is not None:
        chosen = chosen.where(Card.issued_on >= first)
    if last is not None:
        chosen = chosen.where(Card.issued_on <= last)
    with office.view(CARDS_ISSUE) as view:
        cards = view.session.scalars(chosen.order_by(Card.issued_on, Card.id)).all()
        courses = _courses(view, chosen.with_only_columns(Card.id))
        newer = select(Card.replaces_id, Card.number).where(
            Card.replaces_id.is_not(None), Card.state != State.ANNULLED
        )
        successors = {row[0]: row[1] for row in view.session.execute(newer)}
    return [
        JournalLine(
            number=card.number,
            name=card.name,
            job_title=card.job_title,
            issued_on=card.issued_on,
            valid_until=card.valid_until,
            state=State(card.state),
            since=max(day for _state, day in courses[card.id]),
            returned_on=_returned(courses[card.id]) if card.state in (State.RETURNED, State.DESTROYED) else None,
            successor=successors.get(card.id, ""),
        )
        for card in cards
        if card.issued_on is not None
    ]


def _courses(view: View, cards: Select[int]) -> dict[int, list[tuple[str, date]]]:
    """The states of these cards and since when, the oldest first; steps taken back are left out."""
    undone = (CardEvent.state == TAKEN_BACK).label("taken_back")
    columns = (CardEvent.card_id, CardEvent.state, CardEvent.day, undone)
    chosen = select(*columns).where(CardEvent.card_id.in_(cards))
    entries: dict[int, list[Any]] = defaultdict(list)
    for row in view.session.execute(chosen.order_by(CardEvent.id)):
        entries[row.card_id].append(row)
    return {card: [(row.state, row.day) for row in standing(found)] for card, found in entries.items()}


def _returned(course: list[tuple[str, date]]) -> date | None:
    return max((day for state, day in course if state == State.RETURNED), default=None)
