"""Which cards are printed, and what is on them, read a few at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select

from app.cards.designs import Design
from app.cards.painting import CardFace
from app.cards.photos import Photos
from app.cards.records import Kind, State
from app.cards.tables import Card, Photo
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.moments import riga_date
from app.core.permissions import CARDS_ISSUE
from app.core.work import Gone, View
from app.directory.service import Directory
from app.office import Office

_AT_ONCE = 50
#: What may be printed: a draft to look at, a card in use; nothing that was lost, given back or annulled.
_PRINTED = (State.DRAFT, State.ISSUED)


def chosen(office: Office, kinds: Sequence[Kind], cards: int | str | None = None) -> tuple[int, ...]:
    """The numbers in the table of the cards to print: those given (one, or „3,5,8”), in that order.

    Without them those issued that were never printed, else all that are valid, by surname. Raises Forbidden, Gone
    where there is no such card of these kinds; UserError where one is no longer in use, or there is none at all.
    """
    with office.view(CARDS_ISSUE) as view:
        ids = _given(view, kinds, _numbers(cards)) if cards is not None else _waiting(office, view, kinds)
    if not ids:
        raise UserError(N_("There are no cards to print."))
    return ids


def faces(office: Office, ids: Sequence[int], design: Design) -> Iterator[CardFace]:
    """What is on these cards, in this order; photos are read a few at a time. Raises Forbidden, Unavailable."""
    spoken = _spoken(office) if design.languages else {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        with office.view(CARDS_ISSUE) as view:
            rows = {
                row.id: (row, digest)
                for row, digest in view.session.execute(
                    select(Card, Photo.digest).outerjoin(Photo, Photo.id == Card.photo_id).where(Card.id.in_(part))
                )
            }
        wanted = [row.photo_id for row, _digest in rows.values() if row.photo_id] if design.photo else []
        photos = dict(Photos(office).jpegs(wanted))
        for card_id in part:
            row, digest = rows[card_id]
            yield CardFace(
                number=row.number,
                name=row.name,
                job_title=row.job_title,
                unit=row.unit,
                languages=spoken.get(row.employee_id, ()),
                issued_on=row.issued_on,
                valid_until=row.valid_until,
                photo=photos.get(row.photo_id) if row.photo_id else None,
                digest=digest or "",
            )


def badge_languages(codes: Sequence[str]) -> tuple[str, ...]:
    """Languages as badges show them: LV, RU."""
    return tuple(code.upper() for code in codes)


def _spoken(office: Office) -> dict[int, tuple[str, ...]]:
    people = Directory(office).employees(hidden=True)
    return {person.id: badge_languages(person.languages) for person in people if person.id is not None}


def _numbers(cards: int | str) -> tuple[int, ...]:
    parts = [str(cards)] if isinstance(cards, int) else [part for part in re.split(r"[\s,;]+", cards) if part]
    if not all(part.isascii() and part.isdecimal() and len(part) < 10 for part in parts):
        raise Gone
    return tuple(dict.fromkeys(int(part) for part in parts))


def _given(view: View, kinds: Sequence[Kind], ids: Sequence[int]) -> tuple[int, ...]:
    told = select(Card.id, Card.kind, Card.number, Card.state).where(Card.id.in_(ids))
    found = {card_id: (kind, number, state) for card_id, kind, number, state in view.session.execute(told)}
    for card_id in ids:
        kind, number, state = found.get(card_id, ("", "", ""))
        if kind not in kinds:
            raise Gone
        if state not in _PRINTED:
            raise UserError(N_("Card No. {number} is not in use, so it is not printed.", number=number))
    return tuple(ids)


def _waiting(office: Office, view: View, kinds: Sequence[Kind]) -> tuple[int, ...]:
    today = riga_date(office.clock())
    valid = (
        select(Card.id, Card.printed)
        .where(
            Card.kind.in_(kinds),
            Card.state == State.ISSUED,
            or_(Card.valid_until.is_(None), Card.valid_until >= today),
        )
        .order_by(Card.name_sort, Card.id)
    )
    rows = view.session.execute(valid).all()
    return tuple(card_id for card_id, printed in rows if not printed) or tuple(card_id for card_id, _ in rows)
