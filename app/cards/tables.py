"""Cards and plates, what became of them, their prints, and the photos on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.cards.records import TAKEN_BACK
from app.core.db import DERIVED, UNTOLD, Record, UtcDateTime, sort_text
from app.core.latvian import surname_sort
from app.core.search import search_text


class Photo(Record):
    """A person's photo as it is printed. A picture is no audit's business; its digest is."""

    __tablename__ = "photo"
    __table_args__ = (
        CheckConstraint("length(content) <= 600000", name="content_size"),
        Index("ix_photo_employee_id", "employee_id"),
    )
    register = "cards"

    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()
    #: SHA-256 of the JPEG, in hexadecimal digits.
    digest: Mapped[str] = mapped_column(String(64))
    #: The JPEG as base64; empty once erased.
    content: Mapped[str] = mapped_column(Text, info=UNTOLD, deferred=True)
    erased: Mapped[bool] = mapped_column(default=False)


class Card(Record):
    """One card or plate, with the name and post that are printed on it."""

    __tablename__ = "card"
    __table_args__ = (
        CheckConstraint("kind IN ('staff_id', 'name_card', 'desk_plate', 'door_plate')", name="kind_known"),
        CheckConstraint(
            "state IN ('draft', 'issued', 'returned', 'lost', 'stolen', 'damaged', 'expired', 'annulled', "
            "'destroyed')",
            name="state_known",
        ),
        CheckConstraint(
            "valid_until IS NULL OR issued_on IS NULL OR valid_until >= issued_on",
            name="validity",
        ),
        CheckConstraint("state = 'draft' OR state = 'annulled' OR issued_on IS NOT NULL", name="issued"),
        # A number is never used again, not even that of an annulled card.
        UniqueConstraint("kind", "number"),
        Index("ix_card_employee_id", "employee_id", "kind"),
        Index("ix_card_kind", "kind", "state"),
    )
    register = "cards"

    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120), default="")
    unit: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[str] = mapped_column(String(20))
    issued_on: Mapped[date | None] = mapped_column()
    valid_until: Mapped[date | None] = mapped_column()
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("card.id"))
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id"))
    #: The holder was asked for it back and has not given it yet.
    return_asked: Mapped[bool] = mapped_column(default=False)
    #: How many times it was printed.
    printed: Mapped[int] = mapped_column(default=0)
    name_sort: Mapped[str] = mapped_column(sort_text(240), info=DERIVED)
    search_fold: Mapped[str] = mapped_column(Text, info=DERIVED)

    @staticmethod
    def derive(values: Mapping[str, Any]) -> dict[str, Any]:
        name = values["name"]
        words = (name, values.get("job_title") or "", values["number"])
        return {"name_sort": surname_sort(name), "search_fold": search_text(*words)}


class CardEvent(Record):
    """What happened to a card: its new state, the day, why, and who entered it. Never changed.

    Where the step before was undone, ``state`` is "taken_back" and ``reason`` the state of that step.
    """

    __tablename__ = "card_event"
    __table_args__ = (Index("ix_card_event_card_id", "card_id"),)
    register = "cards"

    card_id: Mapped[int] = mapped_column(ForeignKey("card.id"))
    state: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column()
    reason: Mapped[str] = mapped_column(String(500), default="")
    account: Mapped[str] = mapped_column(String(63))
    person: Mapped[str] = mapped_column(String(120))

    @property
    def taken_back(self) -> bool:
        """Whether this undoes the step before."""
        return self.state == TAKEN_BACK


class CardPrint(Record):
    """One print of a card: when, how, by whom, and why again. Never changed."""

    __tablename__ = "card_print"
    __table_args__ = (Index("ix_card_print_card_id", "card_id"),)
    register = "cards"

    card_id: Mapped[int] = mapped_column(ForeignKey("card.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    layout: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(300), default="")
    account: Mapped[str] = mapped_column(String(63))
    person: Mapped[str] = mapped_column(String(120))
