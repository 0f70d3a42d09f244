"""The issue journal: every card of a kind that was given to somebody, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select

from app.cards.records import Kind, State
from app.cards.tables import Card, CardEvent
from app.core.permissions import CARDS_ISSUE
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
        newest = select(CardEvent.card_id, func.max(CardEvent.day)).group_by(CardEvent.card_id)
        since = {row[0]: row[1] for row in view.session.execute(newest)}
        back = newest.where(CardEvent.state == State.RETURNED)
        returned = {row[0]: row[1] for row in view.session.execute(back)}
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
            since=since[card.id],
            returned_on=returned.get(card.id) if card.state in (State.RETURNED, State.DESTROYED) else None,
            successor=successors.get(card.id, ""),
        )
        for card in cards
        if card.issued_on is not None
    ]
