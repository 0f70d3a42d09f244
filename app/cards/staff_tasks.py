"""What a staff event asks of cards. All of it follows from the register; nothing is ticked by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select

from app.cards.listing import rows_in
from app.cards.policy import OUT
from app.cards.records import CardRow, Kind, State
from app.cards.rules import Need
from app.cards.staff import Person, terms_of
from app.cards.tables import Card, Photo
from app.core.i18n import N_, Message
from app.core.office_settings import OfficeSettings
from app.core.permissions import CARDS_ISSUE
from app.core.settings import CARD_KINDS
from app.core.staff_tasks import StaffTask
from app.directory.records import StaffEventRecord
from app.office import Office

#: Cards that were somebody's; a draft or an annulled one was not.
_HELD = OUT | {State.RETURNED, State.LOST, State.STOLEN}


def tasks(office: Office, event: StaffEventRecord, today: date) -> tuple[StaffTask, ...]:
    """The tasks with cards for ``event``, in order. Raises Forbidden, Unavailable."""
    del today  # the terms know it
    terms = terms_of(office)
    person = terms.staff.get(event.employee_id)
    if person is None:
        return ()
    titles = {Kind(option.kind): option.title for option in OfficeSettings(office).get(CARD_KINDS)}
    with office.view(CARDS_ISSUE) as view:
        cards = rows_in(view, terms, Card.employee_id == event.employee_id)
        photos = select(Photo.id).where(Photo.employee_id == event.employee_id, Photo.erased.is_(False)).limit(1)
        has_photo = view.session.scalar(photos) is not None
    if event.kind == "left":
        return tuple(_given_back(cards, titles))
    needs = terms.demand.of(person.job_title)
    photo = (
        [_task("photo", N_("Photo"), has_photo, "directory", record=person.id)]
        if _wants_photo(needs, cards)
        else []
    )
    return (*photo, *_to_have(person, needs, cards, titles))


def _given_back(cards: list[CardRow], titles: dict[Kind, str]) -> Iterator[StaffTask]:
    for kind in Kind:
        held = [row for row in cards if row.kind == kind and row.state in _HELD]
        out = [row for row in held if row.state in OUT]
        if held:
            first = (out or held)[0]
            text = N_("Given back: {what}", what=titles[kind])
            yield _task(f"return_{kind}", text, not out, "directory", tab=_tab(kind), card=first.id)


def _to_have(
    person: Person, needs: Iterable[Need], cards: list[CardRow], titles: dict[Kind, str]
) -> Iterator[StaffTask]:
    """What a rule asks for or the person has already, with the name and post of today on it."""
    told: set[Kind] = set()
    valid = [row for row in cards if row.state == State.ISSUED]
    for need in needs:
        told |= need.met_by
        yield _card_task(need.kind, [row for row in valid if row.kind in need.met_by], person, titles)
    for kind in Kind:
        if kind not in told and any(row.kind == kind for row in valid):
            yield _card_task(kind, [row for row in valid if row.kind == kind], person, titles)


def _card_task(kind: Kind, valid: list[CardRow], person: Person, titles: dict[Kind, str]) -> StaffTask:
    fits = [row for row in valid if (row.name, row.job_title) == (person.name, person.job_title)]
    target: dict[str, object] = {"tab": _tab(kind), "which": "all"}
    if valid:
        target["card"] = valid[0].id
    else:
        target["which"] = "lacking"
    return _task(f"card_{kind}", N_("Issued: {what}", what=titles[kind]), bool(fits), "directory", **target)


def _wants_photo(needs: Iterable[Need], cards: list[CardRow]) -> bool:
    asked = any(need.kind == Kind.STAFF_ID for need in needs)
    return asked or any(row.kind == Kind.STAFF_ID and row.state == State.ISSUED for row in cards)


def _tab(kind: Kind) -> str:
    return "staff_id" if kind == Kind.STAFF_ID else "name_card"


def _task(key: str, text: Message, done: bool, page: str, **target: object) -> StaffTask:
    return StaffTask(key=key, text=text, done=done, by_hand=False, page=page, target=target)
