"""Cards and plates as one signed-in person uses them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import case, select

from app.cards import course, listing, policy, saving
from app.cards.records import (
    CardDetail,
    CardDraft,
    CardEventRecord,
    CardFilter,
    CardPrintRecord,
    CardRow,
    CardStep,
    Kind,
    Move,
    Proposal,
    Standing,
    State,
)
from app.cards.staff import Terms, terms_of
from app.cards.tables import Card, CardEvent, CardPrint, Photo
from app.core import dates
from app.core.errors import Forbidden
from app.core.i18n import N_, Message
from app.core.office_settings import OfficeSettings
from app.core.once import first_time, once
from app.core.permissions import CARDS_ISSUE, CARDS_SEE, Action, those_who_may
from app.core.search import matches, query_words
from app.core.settings import CARD_KINDS, CardKindOption
from app.core.work import Gone, View, Work
from app.office import Office

_NO_KIND = CardKindOption("", "")


class Cards:
    """The register of cards. Every method raises Forbidden and Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def cards(self, wanted: CardFilter) -> list[CardRow]:
        """What ``wanted`` leaves, by surname; with "all" and "lacking" also those who lack a card."""
        terms = self._terms()
        with self._office.view(CARDS_SEE) as view:
            return listing.listed(view, terms, wanted)

    def counts(self) -> dict[str, int]:
        """Valid cards by kind, and how many things there are of each ``Which``."""
        terms = self._terms()
        with self._office.view(CARDS_SEE) as view:
            return listing.counts_in(view, terms)

    def card(self, card_id: int) -> CardDetail:
        """One card; what happened to it and its prints only for those who issue cards. Raises Gone."""
        terms = self._terms()
        with self._office.view(CARDS_SEE) as view:
            card = view.get(Card, card_id)
            (row,) = listing.rows_in(view, terms, Card.id == card_id)
            before = view.session.get(Card, card.replaces_id) if card.replaces_id else None
            issues = view.actor.may(CARDS_ISSUE)
            return CardDetail(
                row=row,
                draft=saving.stored_draft(card),
                events=_events(view, card_id) if issues else (),
                prints=_prints(view, card_id) if issues else (),
                replaces=before.number if before else "",
            )

    def of_employee(self, employee_id: int) -> list[CardRow]:
        """Somebody's cards: what they lack first, then by kind, the newest first."""
        terms = self._terms()
        with self._office.view(CARDS_SEE) as view:
            rows = listing.rows_in(view, terms, Card.employee_id == employee_id)
            lacking = listing.lacking_in(view, terms, employee_id=employee_id)
        order = list(Kind)
        return lacking + sorted(rows, key=lambda row: (order.index(row.kind), -(row.id or 0)))

    def standing(self) -> dict[int, Standing]:
        """One word on the cards of everybody the directory knows."""
        terms = self._terms()
        with self._office.view(CARDS_SEE) as view:
            return listing.standing_in(view, terms)

    def find(self, text: str, limit: int = 8) -> list[CardRow]:
        """Cards by number, name or post, those in use first."""
        if not query_words(text):
            return []
        terms = self._terms()
        with self._office.view(CARDS_SEE) as view:
            found = matches(view.session.connection(), text, Card.id, Card.search_fold)
            in_use = case((Card.state == State.ISSUED, 0), else_=1)
            chosen = select(Card.id).where(found).order_by(in_use, Card.name_sort, Card.id).limit(limit)
            ids = list(view.session.scalars(chosen))
            return sorted(listing.rows_in(view, terms, Card.id.in_(ids)), key=lambda row: ids.index(row.id or 0))

    def proposal(self, employee_id: int, kind: Kind) -> Proposal:
        """A new card: next free number, dates by kind, name and post of today, newest photo, the card it replaces.

        Raises Gone.
        """
        terms = self._terms(CARDS_ISSUE)
        options = {option.kind: option for option in OfficeSettings(self._office).get(CARD_KINDS)}
        option = options.get(kind, _NO_KIND)
        with self._office.view(CARDS_ISSUE) as view:
            draft = _proposed(view, terms, employee_id, kind, option)
            old = saving.replaced_by(view, employee_id, kind)
            row = listing.rows_in(view, terms, Card.id == old.id)[0] if old else None
        return Proposal(draft, row, tuple(_warnings(terms, draft)))

    def save(self, draft: CardDraft, request: str = "", base: CardDraft | None = None) -> int:
        """Keep a draft; with a ``request`` (a UUID), here and below, once. Its number in the table.

        Of a stored draft the holder, the kind and the number stay. With ``base``, the draft that the change began
        from, only what differs from it is written over what others stored since. Raises Invalid, Conflict, Gone;
        UserError where the card is no draft any more.
        """
        return self._once(request, lambda work: saving.keep(work, _checked(draft), base))

    def issue(self, draft: CardDraft, request: str = "", *, take_old: bool = True) -> int:
        """Issue a new card or a stored draft; its number in the table.

        The card it replaces is returned at once, or with ``take_old`` False asked back. Raises as :meth:`save`.
        """
        return self._once(request, lambda work: saving.issue(work, _checked(draft), take_old=take_old))

    def move(self, card_id: int, move: Move, version: int, request: str = "") -> CardStep | None:
        """Bring a card into another state, on a day and for a reason; what :meth:`take_back` needs.

        None where the ``request`` had been done already. Raises Invalid under "day" and "reason", Conflict where
        the card is no longer of that ``version``, Gone; UserError where the card may not go there.
        """

        def done(work: Work) -> CardStep | None:
            return saving.move(work, card_id, move, version) if first_time(work, request, card_id) else None

        return self._office.do(CARDS_ISSUE, done)

    def extend(self, card_id: int, until: date, reason: str, version: int) -> CardStep:
        """Give a card in use a later last day; what :meth:`take_back` needs.

        Raises Invalid under "until" and "reason", Conflict, Gone.
        """
        return self._office.do(CARDS_ISSUE, lambda work: saving.extend(work, card_id, until, reason, version))

    def take_back(self, card_id: int, step: CardStep) -> None:
        """Undo a card's last step, taken by mistake; its course tells both.

        Raises Conflict where something else became of the card since, UserError where another card was issued in
        its place, Gone.
        """
        self._office.do(CARDS_ISSUE, lambda work: course.take_back(work, card_id, step))

    def withdraw(self, card_id: int) -> None:
        """Undo an issue that is not printed yet; the card before it is in use again. Raises Gone, UserError."""
        self._office.do(CARDS_ISSUE, lambda work: saving.withdraw(work, card_id))

    def log_print(self, card_ids: Sequence[int], layout: str, reason: str = "") -> None:
        """Note a print, before the paper is there: a line in each card's log, and one in the audit.

        A card that was printed before needs a reason. Raises Invalid under "reason"; UserError where a card is not
        in use.
        """

        def log(work: Work) -> None:
            saving.log_print(work, list(card_ids), layout, reason)
            one = card_ids[0] if len(card_ids) == 1 else 0
            work.note("print", "card", one, layout=layout, rows=len(card_ids))

        self._office.do(CARDS_ISSUE, log)

    def _once(self, request: str, save: Callable[[Work], int]) -> int:
        return self._office.do(CARDS_ISSUE, lambda work: once(work, request, lambda: save(work)))

    def _terms(self, action: Action = CARDS_SEE) -> Terms:
        if not self._office.may(action):
            raise Forbidden(those_who_may(action))
        return terms_of(self._office)


def _checked(draft: CardDraft) -> CardDraft:
    return policy.checked_draft(draft)


def _proposed(view: View, terms: Terms, employee_id: int, kind: Kind, option: CardKindOption) -> CardDraft:
    person = terms.staff.get(employee_id)
    if person is None:
        raise Gone
    numbers = view.session.scalars(select(Card.number).where(Card.kind == kind))
    newest = (
        select(Photo.id)
        .where(Photo.employee_id == employee_id, Photo.erased.is_(False))
        .order_by(Photo.id.desc())
        .limit(1)
    )
    return CardDraft(
        employee_id=employee_id,
        kind=kind,
        number=policy.next_number(option.prefix, option.digits, numbers),
        name=person.name,
        job_title=person.job_title,
        unit=person.unit,
        issued_on=terms.today,
        valid_until=policy.valid_until(terms.today, option.months),
        photo_id=view.session.scalar(newest) if kind == Kind.STAFF_ID else None,
    )


def _warnings(terms: Terms, draft: CardDraft) -> list[Message]:
    person = terms.staff[draft.employee_id]
    warnings = []
    if person.left(terms.today):
        warnings.append(N_("The person no longer works here."))
    if not draft.job_title:
        warnings.append(N_("The person has no job title yet."))
    last = person.last_day
    if last is not None and draft.valid_until is not None and last < draft.valid_until:
        warnings.append(N_("The person works here until {date}.", date=dates.full(last)))
    return warnings


def _events(view: View, card_id: int) -> tuple[CardEventRecord, ...]:
    rows = view.session.scalars(select(CardEvent).where(CardEvent.card_id == card_id).order_by(CardEvent.id))
    return tuple(map(_event, rows))


def _event(row: CardEvent) -> CardEventRecord:
    if row.taken_back:
        return CardEventRecord(state=State(row.reason), day=row.day, person=row.person, taken_back=True)
    return CardEventRecord(state=State(row.state), day=row.day, reason=row.reason, person=row.person)


def _prints(view: View, card_id: int) -> tuple[CardPrintRecord, ...]:
    rows = view.session.scalars(select(CardPrint).where(CardPrint.card_id == card_id).order_by(CardPrint.id))
    return tuple(
        CardPrintRecord(at=row.at, layout=row.layout, reason=row.reason, person=row.person) for row in rows
    )
