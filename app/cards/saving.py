"""Writing cards: drafts, issues, moves and prints, each with what happened to the card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from app.cards import policy
from app.cards.course import conflict, entries, happened, place_of, since, undo
from app.cards.policy import OUT, effective
from app.cards.records import CardDraft, CardPlace, CardStep, Kind, Move, State
from app.cards.tables import Card, CardPrint, Photo
from app.core import dates
from app.core.errors import Difference, Invalid, UserError
from app.core.i18n import N_
from app.core.merge import merge
from app.core.moments import riga_date
from app.core.work import View, Work
from app.directory.service import employee_in

#: What of a draft may be changed; whose it is, its kind and its number stay.
EDITED = ("name", "job_title", "unit", "issued_on", "valid_until", "photo_id")
_CHANGED = N_("The record was changed by: {name}. Your changes are not lost.")
_NUMBER_STAYS = N_("The number of a draft cannot be changed. Annul it and make another.")
_KIND_STAYS = N_("The kind of a draft cannot be changed. Annul it and make another.")
_HOLDER_STAYS = N_("A draft stays with its holder. Annul it and make another.")


def keep(work: Work, draft: CardDraft, base: CardDraft | None) -> int:
    """Add a draft or change one; its number in the table. Raises Invalid, Conflict, Gone, UserError."""
    _check_photo(work, draft)
    if draft.id is None:
        return _add(work, draft, State.DRAFT, None)
    card = work.get(Card, draft.id)
    for name, value in _to_write(work, card, draft, base).items():
        setattr(card, name, value)
    return card.id


def issue(work: Work, draft: CardDraft, *, take_old: bool) -> int:
    """Issue a card; the one it replaces is taken back at once, or asked back. Raises as :func:`keep`."""
    person = employee_in(work, draft.employee_id)
    policy.check_issue(
        draft,
        today=riga_date(work.now),
        first=person.employed_from,
        last=person.employed_until,
        hidden=person.hidden,
    )
    assert draft.issued_on is not None
    _check_photo(work, draft)
    old = replaced_by(work, draft.employee_id, draft.kind)
    if draft.id is None:
        card_id = _add(work, draft, State.ISSUED, old)
    else:
        card = work.get(Card, draft.id)
        for name, value in _to_write(work, card, draft, None).items():
            setattr(card, name, value)
        card.state, card.replaces_id = State.ISSUED, old.id if old else None
        card_id = card.id
    happened(work, card_id, State.ISSUED, draft.issued_on)
    if old is not None and old.state in OUT:
        _ask_back(work, old, draft, at_once=take_old)
    return card_id


def move(work: Work, card_id: int, step: Move, version: int) -> CardStep:
    """Another state. Raises Invalid, Conflict, Gone; UserError where the card may not go there."""
    card = work.get(Card, card_id)
    today = riga_date(work.now)
    now = effective(State(card.state), card.valid_until, today)
    if step.state == State.ISSUED:
        raise UserError(N_("A card is issued with its number and dates; open it to issue it."))
    checked = policy.checked_move(now, step, today=today, since=since(work, card_id))
    _refuse_stale(work, card, version, "state", step.state)
    before = place_of(card)
    card.state, card.return_asked = checked.state, False
    event = happened(work, card_id, checked.state, checked.day, checked.reason)
    return CardStep(event, before, place_of(card))


def extend(work: Work, card_id: int, until: date, reason: str, version: int) -> CardStep:
    """A later last day. Raises Invalid, Conflict, Gone; UserError where the card is not in use."""
    card = work.get(Card, card_id)
    today = riga_date(work.now)
    until, reason = policy.checked_extension(State(card.state), card.valid_until, until, reason, today=today)
    _refuse_stale(work, card, version, "valid_until", until)
    before = place_of(card)
    card.valid_until, card.state = until, State.ISSUED
    event = happened(work, card_id, State.ISSUED, today, f"→ {dates.full(until)} {reason}".strip())
    return CardStep(event, before, place_of(card))


def withdraw(work: Work, card_id: int) -> None:
    """Take an issue back as if it had not been: the card is annulled, the one before it is in use again."""
    card = work.get(Card, card_id)
    if card.printed:
        raise UserError(N_("The card has been printed already. Use “Annul”."))
    if card.state != State.ISSUED or len(entries(work, card_id)) != 1:
        raise UserError(N_("The card has been changed since it was issued. Use “Annul”."))
    today = riga_date(work.now)
    card.state = State.ANNULLED
    happened(work, card_id, State.ANNULLED, today)
    if card.replaces_id is not None:
        _put_back(work, work.get(Card, card.replaces_id), card.number)


def log_print(work: Work, card_ids: Sequence[int], layout: str, reason: str) -> None:
    """One line in the log of each card. Raises Invalid, and UserError where a card is not in use."""
    today = riga_date(work.now)
    chosen = select(Card).where(Card.id.in_(card_ids)).order_by(Card.id).with_for_update()
    cards = work.session.scalars(chosen).all()
    if any(effective(State(card.state), card.valid_until, today) != State.ISSUED for card in cards):
        raise UserError(N_("Only a card that is issued and valid can be printed."))
    told = policy.checked_print_reason(reason, again=any(card.printed for card in cards))
    common = {"at": work.now, "layout": layout, "reason": told, "account": work.actor.account}
    for card in cards:
        card.printed += 1
    work.insert(CardPrint, [{**common, "card_id": card.id, "person": work.actor.name} for card in cards])


def replaced_by(view: View, employee_id: int, kind: Kind) -> Card | None:
    """The card that a new one of that kind replaces: in use or lost, and not replaced or asked back yet."""
    newer = select(Card.replaces_id).where(Card.replaces_id.is_not(None), Card.state != State.ANNULLED)
    chosen = (
        select(Card)
        .where(
            Card.employee_id == employee_id,
            Card.kind == kind,
            Card.state.in_((*OUT, State.LOST, State.STOLEN)),
            Card.return_asked.is_(False),
            Card.id.not_in(newer),
        )
        .order_by(Card.id.desc())
        .limit(1)
    )
    return view.session.scalar(chosen)


def stored_draft(card: Card) -> CardDraft:
    """A card as a person edits it."""
    return CardDraft(
        id=card.id,
        version=card.version,
        employee_id=card.employee_id,
        kind=Kind(card.kind),
        number=card.number,
        name=card.name,
        job_title=card.job_title,
        unit=card.unit,
        issued_on=card.issued_on,
        valid_until=card.valid_until,
        photo_id=card.photo_id,
    )


def _add(work: Work, draft: CardDraft, state: State, old: Card | None) -> int:
    employee_in(work, draft.employee_id)
    # Read here, so that the second of two people who chose one number is told who has it.
    taken = select(Card.name).where(Card.kind == draft.kind, Card.number == draft.number)
    holder = work.session.scalar(taken)
    if holder is not None:
        raise policy.number_taken(draft.number, holder)
    values: dict[str, Any] = {name: getattr(draft, name) for name in EDITED}
    values |= {"employee_id": draft.employee_id, "kind": draft.kind.value, "number": draft.number}
    return work.add(Card, **values, state=state.value, replaces_id=old.id if old else None)


def _to_write(work: Work, card: Card, draft: CardDraft, base: CardDraft | None) -> dict[str, Any]:
    """What of a stored draft is to be changed, merged with what others changed since."""
    if card.state != State.DRAFT:
        raise UserError(N_("The card is no longer a draft. Annul it and issue another."))
    stored = stored_draft(card)
    wrong = {
        name: text
        for name, text in (("number", _NUMBER_STAYS), ("kind", _KIND_STAYS), ("employee_id", _HOLDER_STAYS))
        if getattr(draft, name) != getattr(stored, name)
    }
    if wrong:
        raise Invalid(wrong)
    mine, theirs = ({name: getattr(each, name) for name in EDITED} for each in (draft, stored))
    if draft.version == card.version:
        return mine
    if base is not None:
        mine, differences = merge({name: getattr(base, name) for name in EDITED}, mine, theirs)
    else:
        differing = [name for name in EDITED if mine[name] != theirs[name]]
        differences = [Difference(name, None, mine[name], theirs[name]) for name in differing]
    if differences:
        raise conflict(work, card, _CHANGED, differences)
    return mine


def _check_photo(work: Work, draft: CardDraft) -> None:
    if draft.photo_id is None:
        return
    photo = work.get(Photo, draft.photo_id)
    if photo.employee_id != draft.employee_id or photo.erased:
        raise Invalid({"photo": N_("This photo is no longer available. Choose another.")})


def _ask_back(work: Work, old: Card, draft: CardDraft, *, at_once: bool) -> None:
    if not at_once:
        old.return_asked = True
        return
    assert draft.issued_on is not None
    day = max(draft.issued_on, since(work, old.id) or draft.issued_on)
    old.state, old.return_asked = State.RETURNED, False
    happened(work, old.id, State.RETURNED, day, _successor(draft.number))


def _put_back(work: Work, old: Card, successor: str) -> None:
    """Undo :func:`_ask_back`, unless something else became of the card."""
    old.return_asked = False
    *before, last = entries(work, old.id)
    if old.state == State.RETURNED and last.reason == _successor(successor) and before:
        undo(work, old, last, CardPlace(State(before[-1].state), old.valid_until, False))


def _successor(number: str) -> str:
    """How the course of an old card tells of the new one; the same in every language."""
    return f"→ {number}"


def _refuse_stale(work: Work, card: Card, version: int, field: str, mine: object) -> None:
    if card.version != version:
        raise conflict(work, card, _CHANGED, [Difference(field, None, mine, getattr(card, field))])
