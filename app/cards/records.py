"""Cards as screens and papers know them: frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from app.core.i18n import C_, N_, Message


class Kind(StrEnum):
    """What is issued; the values are stored."""

    STAFF_ID = "staff_id"
    NAME_CARD = "name_card"
    DESK_PLATE = "desk_plate"
    DOOR_PLATE = "door_plate"


class State(StrEnum):
    """Where a card is in its life; the values are stored. An issued card past its end counts as EXPIRED."""

    DRAFT = "draft"
    ISSUED = "issued"
    RETURNED = "returned"
    LOST = "lost"
    STOLEN = "stolen"
    DAMAGED = "damaged"
    EXPIRED = "expired"
    ANNULLED = "annulled"
    DESTROYED = "destroyed"


#: The entry in a card's course by which its last step was undone; its reason is the state of that step.
TAKEN_BACK = "taken_back"

#: Kinds where the office's own titles do not matter.
KIND_NAMES: dict[Kind, Message] = {
    Kind.STAFF_ID: N_("Staff ID"),
    Kind.NAME_CARD: N_("Name card"),
    Kind.DESK_PLATE: N_("Desk plate"),
    Kind.DOOR_PLATE: N_("Door plate"),
}

STATE_NAMES: dict[State, Message] = {
    State.DRAFT: C_("card", "Draft"),
    State.ISSUED: C_("card", "Issued"),
    State.RETURNED: N_("Returned"),
    State.LOST: C_("card", "Lost"),
    State.STOLEN: N_("Stolen"),
    State.DAMAGED: N_("Damaged"),
    State.EXPIRED: N_("Expired"),
    State.ANNULLED: C_("card", "Annulled"),
    State.DESTROYED: N_("Destroyed"),
}

#: The chip of a state wherever cards are listed: kind, icon, words.
STATE_CHIPS: dict[State, tuple[str, str, Message]] = {
    State.DRAFT: ("info", "edit", STATE_NAMES[State.DRAFT]),
    State.ISSUED: ("ok", "checkmark_circle", N_("Valid")),
    State.RETURNED: ("mute", "arrow_undo", STATE_NAMES[State.RETURNED]),
    State.LOST: ("bad", "warning", STATE_NAMES[State.LOST]),
    State.STOLEN: ("bad", "warning", STATE_NAMES[State.STOLEN]),
    State.DAMAGED: ("warn", "warning", STATE_NAMES[State.DAMAGED]),
    State.EXPIRED: ("bad", "clock", STATE_NAMES[State.EXPIRED]),
    State.ANNULLED: ("mute", "dismiss", STATE_NAMES[State.ANNULLED]),
    State.DESTROYED: ("mute", "dismiss", STATE_NAMES[State.DESTROYED]),
}

#: What a list of cards is narrowed to.
Which = Literal["all", "valid", "expiring", "lacking", "not_returned", "lost", "draft"]


@dataclass(frozen=True, kw_only=True)
class CardDraft:
    """A card as a person fills it in; ``name`` and ``job_title`` are what is printed on it."""

    id: int | None = None
    version: int = 0
    employee_id: int
    kind: Kind
    number: str
    name: str
    job_title: str = ""
    unit: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    photo_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CardRow:
    """A card in a list, or with ``lacking`` a person who must have one and does not (then ``id`` is None).

    ``state`` is the effective one; None where there is no card. ``left``: the holder works here no more.
    """

    id: int | None
    employee_id: int
    person: str
    kind: Kind
    number: str = ""
    name: str = ""
    job_title: str = ""
    unit: str = ""
    state: State | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    printed: int = 0
    return_asked: bool = False
    left: bool = False
    lacking: bool = False
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class CardEventRecord:
    """What happened to a card, and who entered it. ``taken_back``: the step into ``state`` was undone by this."""

    state: State
    day: date
    reason: str = ""
    person: str = ""
    taken_back: bool = False


@dataclass(frozen=True, kw_only=True)
class CardPrintRecord:
    """One print of a card."""

    at: datetime
    layout: str
    reason: str = ""
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class CardDetail:
    """Everything about one card; ``replaces`` is the number of the card before it."""

    row: CardRow
    draft: CardDraft
    events: tuple[CardEventRecord, ...] = ()
    prints: tuple[CardPrintRecord, ...] = ()
    replaces: str = ""


@dataclass(frozen=True)
class Move:
    """A card's step into another state."""

    state: State
    day: date
    reason: str = ""


@dataclass(frozen=True)
class CardPlace:
    """Where a card stands, apart from what is printed on it: what a step changes."""

    state: State
    valid_until: date | None
    return_asked: bool


@dataclass(frozen=True)
class CardStep:
    """A step that was taken, so that it can be taken back; ``event`` is the number of its entry in the course."""

    event: int
    before: CardPlace
    after: CardPlace


@dataclass(frozen=True)
class CardFilter:
    """Which cards are listed."""

    kinds: frozenset[Kind]
    text: str = ""
    which: Which = "all"
    unit_id: int | None = None


@dataclass(frozen=True)
class Standing:
    """A person's cards in one chip: lacking before lost, expired, expiring, valid and not needed.

    Somebody who lacks a card has no ``state`` and is ``needed`` to have a ``kind``; ``needed`` stands as well
    where the card a rule asks for is there. ``expiring``: valid, but to end within the office's warning days.
    ``not_returned``: the holder left, and the card with them.
    """

    state: State | None
    until: date | None
    kind: Kind | None
    needed: bool
    expiring: bool = False
    not_returned: bool = False


@dataclass(frozen=True)
class Proposal:
    """A new card as it would be: the draft, the card it replaces, and what to look at first."""

    draft: CardDraft
    old: CardRow | None = None
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PhotoInfo:
    """A photo without its picture; sizes in pixels. ``small``: below what prints sharp."""

    id: int
    employee_id: int
    width: int
    height: int
    small: bool = False
