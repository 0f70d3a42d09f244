"""The course of a card (Gaita): each step leaves an entry, and the last one can be taken back right away.

Entries are never changed: taking a step back is an entry too, and both stay told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.cards.policy import standing
from app.cards.records import TAKEN_BACK, CardPlace, CardStep, State
from app.cards.tables import Card, CardEvent
from app.core.errors import Conflict, Difference, UserError
from app.core.i18n import N_, Message
from app.core.moments import riga_date
from app.core.tables import Account, AuditEntry
from app.core.work import View, Work

_MOVED_ON = N_("The record was changed since by: {name}. The step can no longer be undone.")
_ISSUED_SINCE = N_("Another card has been issued since: No. {number}. The step can no longer be undone.")


def happened(work: Work, card_id: int, state: str, day: date, reason: str = "") -> int:
    """Write down what became of a card; the number of the entry."""
    values = {"state": state, "day": day, "reason": reason}
    return work.add(CardEvent, card_id=card_id, account=work.actor.account, person=work.actor.name, **values)


def entries(view: View, card_id: int) -> list[CardEvent]:
    """What holds of a card's course, the oldest first."""
    rows = view.session.scalars(select(CardEvent).where(CardEvent.card_id == card_id).order_by(CardEvent.id))
    return standing(rows)


def since(view: View, card_id: int) -> date | None:
    """The day of the last thing that happened to a card."""
    return max((entry.day for entry in entries(view, card_id)), default=None)


def place_of(card: Card) -> CardPlace:
    """Where the card stands."""
    return CardPlace(State(card.state), card.valid_until, card.return_asked)


def take_back(work: Work, card_id: int, step: CardStep) -> None:
    """Put the card where it stood before ``step``, its last; both stay told in its course.

    Raises Conflict where the card has moved on since, UserError where another was issued in its place, Gone.
    """
    card = work.get(Card, card_id)
    last = entries(work, card_id)[-1]
    now = place_of(card)
    if last.id != step.event or now != step.after:
        theirs = [Difference("state", step.after.state, step.before.state, now.state)]
        raise conflict(work, card, _MOVED_ON, theirs)
    _refuse_replaced(work, card, last.id)
    undo(work, card, last, step.before)


def undo(work: Work, card: Card, last: CardEvent, before: CardPlace) -> None:
    """Take the last entry that holds back, whatever was done elsewhere since."""
    card.state, card.valid_until, card.return_asked = before.state, before.valid_until, before.return_asked
    happened(work, card.id, TAKEN_BACK, riga_date(work.now), last.state)


def conflict(work: Work, card: Card, told: Message, differences: Sequence[Difference]) -> Conflict:
    """The Conflict that tells in the words of ``told`` who changed the card last ({name})."""
    last = work.session.execute(
        select(AuditEntry.account, AuditEntry.at)
        .where(AuditEntry.subject == "card", AuditEntry.row_id == card.id)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    ).one()
    known = (
        select(CardEvent.person).where(CardEvent.account == last.account).order_by(CardEvent.id.desc()).limit(1)
    )
    signed_in = select(Account.name).where(Account.login == last.account)
    name = work.session.scalar(signed_in) or work.session.scalar(known) or last.account
    message = Message(told.text, {"name": name})
    return Conflict(message, differences, card.version, name, last.at.isoformat())


def _refuse_replaced(work: Work, card: Card, step: int) -> None:
    """Nobody holds two cards of a kind because a step was undone after the next card had been issued."""
    other, issued = aliased(Card), aliased(CardEvent)
    begun = select(func.min(issued.id)).where(issued.card_id == other.id, issued.state == State.ISSUED)
    newer = select(other.number).where(
        other.employee_id == card.employee_id,
        other.kind == card.kind,
        other.id != card.id,
        other.state == State.ISSUED,
        begun.scalar_subquery() > step,
    )
    number = work.session.scalar(newer.limit(1))
    if number is not None:
        raise UserError(Message(_ISSUED_SINCE.text, {"number": number}))
