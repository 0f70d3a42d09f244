"""What the issue sheet has done in workers: read what a card would be, issue it, keep what was not finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from app.cards.records import CardDraft, CardRow, Kind, Proposal, State
from app.cards.service import Cards
from app.core.drafts import DraftWriter
from app.core.errors import UserError
from app.core.i18n import N_, Message, Translator
from ui.cards.words import Terms, number_text, read_terms
from ui.kit.desk import Desk
from ui.kit.undo import Act

#: The name of these forms in this PC's journal of drafts.
FORM = "card"
#: What is kept of a sheet that was left: not the number, which somebody else may take meanwhile.
_KEPT = ("name", "job_title", "issued_on", "valid_until")
_DAYS = ("issued_on", "valid_until")


@dataclass(frozen=True)
class Begun:
    """A card to be issued: what is proposed, its photo, and what was typed before the sheet was left."""

    proposal: Proposal
    terms: Terms
    photo: bytes | None
    typed: Mapping[str, Any]

    @property
    def draft(self) -> CardDraft:
        """The card as it is proposed."""
        return self.proposal.draft

    @property
    def old(self) -> CardRow | None:
        """The card to be taken back."""
        old = self.proposal.old
        return old if old is not None and old.state in (State.ISSUED, State.EXPIRED, State.DAMAGED) else None


def begin(desk: Desk, employee_id: int, kind: Kind) -> Begun:
    """A new card for somebody. Raises Invalid, Forbidden, Unavailable."""
    proposal = Cards(desk.office).proposal(employee_id, kind)
    return _begun(desk, proposal)


def begin_draft(desk: Desk, card_id: int) -> Begun:
    """A draft that was kept. Raises Forbidden, Unavailable."""
    cards = Cards(desk.office)
    draft = cards.card(card_id).draft
    proposal = cards.proposal(draft.employee_id, draft.kind)
    return _begun(desk, replace(proposal, draft=draft))


def photo_of(desk: Desk, photo_id: int | None) -> bytes | None:
    """The JPEG of a photo; None where there is none, or it has been erased."""
    from app.cards.photos import Photos  # noqa: PLC0415 - Pillow is slow to load

    if photo_id is None:
        return None
    try:
        return Photos(desk.office).jpeg(photo_id) or None
    except UserError:
        return None  # the card shows an empty frame, and can be issued all the same


def preview(desk: Desk, draft: CardDraft, photo: bytes | None) -> bytes:
    """The PDF of the card as it is written now. Raises UserError."""
    from app.cards.preview import preview_pdf  # noqa: PLC0415 - ReportLab is slow to load

    return preview_pdf(desk.office, desk.settings, Translator("lv"), draft, photo=photo)


def keep_draft(desk: Desk, draft: CardDraft, request: str) -> CardDraft:
    """Keep it as a draft with its number; as it stands now. Raises Invalid, Conflict."""
    cards = Cards(desk.office)
    return cards.card(cards.save(draft, request)).draft


class TypedKeeper(QObject):
    """Keeps on this PC what is typed in a sheet, in a thread of its own that ends with the sheet."""

    def __init__(self, desk: Desk, sheet: QObject) -> None:
        super().__init__(sheet)
        self._user = desk.office.actor.account
        self._writer = DraftWriter(desk.drafts)
        sheet.destroyed.connect(self._writer.close)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._writer.close)

    def keep(self, draft: CardDraft, typed: Mapping[str, object]) -> None:
        """Keep it soon, in place of what was kept before; returns at once."""
        data = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in typed.items()
            if name in _KEPT
        }
        self._writer.put(self._user, FORM, _key(draft), data)

    def drop(self, draft: CardDraft) -> None:
        """Forget it: the card was issued, or is a draft of the register."""
        self._writer.discard(self._user, FORM, _key(draft))

    def flush(self) -> None:
        """Have everything on disk now."""
        self._writer.flush(1)


def issue(desk: Desk, draft: CardDraft, request: str, *, take_old: bool) -> int:
    """Issue the card. Raises Invalid, Conflict."""
    return Cards(desk.office).issue(draft, request, take_old=take_old)


def act_of(desk: Desk, draft: CardDraft, card_id: int, *, take_old: bool) -> Act:
    """How an issue is taken back, and done again under the next number: numbers are never used twice."""
    cards = Cards(desk.office)
    made = [card_id]

    def withdraw() -> None:
        cards.withdraw(made[0])

    def again() -> None:
        number = cards.proposal(draft.employee_id, draft.kind).draft.number
        fresh = replace(draft, id=None, version=0, number=number)
        made[0] = cards.issue(fresh, take_old=take_old)

    return Act(N_("Issued: {name}, {number}", name=draft.name, number=number_text(draft.number)), withdraw, again)


def return_text(old: CardRow, *, taken: bool) -> Message:
    """What happens to the old card."""
    if not taken:
        return N_(
            "The old card No. {number} will be listed as “Not returned” until it is taken back.", number=old.number
        )
    if old.kind == Kind.STAFF_ID:
        return N_("The old ID No. {number} must be taken back; it will be marked “Returned”.", number=old.number)
    return N_("The old card No. {number} must be taken back; it will be marked “Returned”.", number=old.number)


def _begun(desk: Desk, proposal: Proposal) -> Begun:
    draft = proposal.draft
    # What was typed belongs to a new card; a draft of the register has its own texts.
    kept = desk.drafts.load(desk.office.actor.account, FORM, _key(draft)) if draft.id is None else None
    typed: dict[str, Any] = dict(kept.data) if kept is not None else {}
    for name in _DAYS:
        typed[name] = _day(typed.get(name)) or getattr(draft, name)
    terms = read_terms(desk.office, desk.settings)
    return Begun(proposal, terms, photo_of(desk, draft.photo_id), typed if kept is not None else {})


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None  # typed, but not yet a day


def _key(draft: CardDraft) -> str:
    return f"{draft.employee_id}-{draft.kind}"
