"""What of cards waits for whoever issues them: to issue, to renew, to ask back, and photos to erase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from app.cards.listing import is_wanted, lacking_in, rows_in
from app.cards.policy import OUT
from app.cards.records import CardRow, Kind, State
from app.cards.staff import Person, Terms, terms_of
from app.cards.tables import Card, CardEvent, Photo
from app.core import dates
from app.core.due import Due, DueRow
from app.core.i18n import N_, Message
from app.core.moments import to_utc
from app.core.office_settings import OfficeSettings
from app.core.permissions import CARDS_ISSUE
from app.core.settings import CARD_KINDS
from app.core.work import View
from app.office import Office

#: More things of one sort than this are told in one row.
ONE_BY_ONE = 5
#: How long after the last card of a leaver came back the photo may stay.
PHOTO_DAYS = timedelta(days=30)
_END_OF_DAY = time(23, 59)
_GROUPS: dict[str, Message] = {
    "lacking": N_("To be issued"),
    "expiring": N_("Cards that end"),
    "not_returned": N_("Not returned"),
}


def due(office: Office, *, unit: bool = False) -> Due:
    """Cards to issue, to renew and to ask back, for whoever issues them. Raises Unavailable."""
    del unit  # they belong to whoever issues cards, not to a unit
    if not office.may(CARDS_ISSUE):
        return Due()
    terms = terms_of(office)
    titles = {Kind(option.kind): option.title for option in OfficeSettings(office).get(CARD_KINDS)}
    with office.view(CARDS_ISSUE) as view:
        cards = rows_in(view, terms, Card.state.in_(OUT), _matters(terms))
        groups = {
            "lacking": lacking_in(view, terms),
            "expiring": [row for row in cards if is_wanted(row, "expiring", terms)],
            "not_returned": [row for row in cards if is_wanted(row, "not_returned", terms)],
        }
        leavers = _with_photos(view, terms, cards)
    found: list[DueRow] = []
    for which, rows in groups.items():
        found += _told(which, rows, terms, titles)
    found += [_photo_row(person) for person in leavers]
    return Due(tuple(found), (), sum(map(len, groups.values())) + len(leavers))


def _matters(terms: Terms) -> ColumnElement[bool]:
    """Only what may be told, out of thousands of cards: asked for every minute."""
    left = [person.id for person in terms.staff.values() if person.left(terms.today)]
    ending = Card.valid_until <= terms.today + timedelta(days=terms.warning_days)
    return or_(ending, Card.return_asked.is_(True), Card.employee_id.in_(left))


def _told(which: str, rows: list[CardRow], terms: Terms, titles: dict[Kind, str]) -> Iterator[DueRow]:
    """Each by itself while they are few; else one row for each list that shows them."""
    if len(rows) <= ONE_BY_ONE:
        yield from (_row(which, row, terms, titles[row.kind]) for row in rows)
        return
    by_list: dict[str, list[CardRow]] = defaultdict(list)
    for row in rows:
        by_list[_tab(row.kind)].append(row)
    for tab, some in by_list.items():
        names = list(dict.fromkeys(row.person for row in some))
        yield DueRow(
            title=", ".join(names[:3]) + ("…" if len(names) > 3 else ""),
            about=(N_("{what}: {count}", what=_GROUPS[which], count=len(some)),),
            due_at=None,
            overdue=any(_is_overdue(which, row) for row in some),
            action=N_("Open list"),
            icon="contact_card",
            page="directory",
            target={"tab": tab, "which": which},
        )


def _row(which: str, row: CardRow, terms: Terms, title: str) -> DueRow:
    about: list[Message | str] = [f"{title} {row.number}".strip()]
    ends = row.valid_until if which == "expiring" else None
    if which == "lacking":
        about.append(N_("To be issued"))
    elif ends is not None:
        about.append(_ends(ends, terms.today))
    else:
        about.append(N_("Not returned"))
    actions = {"lacking": N_("Issue"), "expiring": N_("Renew"), "not_returned": N_("Take back")}
    target: dict[str, object] = {"tab": _tab(row.kind), "which": which}
    if row.id is not None:
        target |= {"card": row.id, "which": "all"}
    return DueRow(
        title=row.person,
        about=tuple(about),
        due_at=to_utc(ends, _END_OF_DAY) if ends is not None else None,
        overdue=_is_overdue(which, row),
        action=actions[which],
        icon="contact_card",
        page="directory",
        target=target,
    )


def _ends(day: date, today: date) -> Message:
    if day < today:
        return N_("Expired")
    return N_("Ends {date}", date=dates.in_table(day, today))


def _is_overdue(which: str, row: CardRow) -> bool:
    return row.state == State.EXPIRED if which == "expiring" else which == "not_returned" and row.left


def _tab(kind: Kind) -> str:
    """The list that shows cards of a kind: plates stand with the name cards."""
    return "staff_id" if kind == Kind.STAFF_ID else "name_card"


def _with_photos(view: View, terms: Terms, cards: list[CardRow]) -> list[Person]:
    """Leavers whose photo is kept though no card is out, and none has come back lately."""
    kept = set(view.session.scalars(select(Photo.employee_id).where(Photo.erased.is_(False)).distinct()))
    left = [person for at in kept if (person := terms.staff.get(at)) is not None and person.left(terms.today)]
    if not left:
        return []
    out = {row.employee_id for row in cards if row.state in OUT}
    newest = (
        select(Card.employee_id, func.max(CardEvent.day))
        .join(CardEvent, CardEvent.card_id == Card.id)
        .where(Card.employee_id.in_([person.id for person in left]))
        .group_by(Card.employee_id)
    )
    last = {row[0]: row[1] for row in view.session.execute(newest)}
    return [
        person
        for person in sorted(left, key=lambda each: each.place)
        if person.id not in out and _is_old(last.get(person.id), person.last_day, terms.today)
    ]


def _is_old(last_event: date | None, last_day: date | None, today: date) -> bool:
    days = [day for day in (last_event, last_day) if day is not None]
    return not days or max(days) + PHOTO_DAYS <= today


def _photo_row(person: Person) -> DueRow:
    return DueRow(
        title=person.name,
        about=(N_("The photo is to be erased"),),
        due_at=None,
        overdue=False,
        action=N_("Open record"),
        icon="person",
        page="directory",
        target={"record": person.id},
    )
