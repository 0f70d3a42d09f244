"""Cards in the palette."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.cards.records import CardRow, Kind, State
from app.cards.service import Cards
from app.core.i18n import N_
from ui.cards.words import chip_of, number_text, read_terms
from ui.kit.desk import Desk
from ui.shell.palette import Hit, Source

#: How many are proposed.
LIMIT = 6


def sources(desk: Desk) -> list[Source]:
    """Cards by number or name."""

    def find(text: str) -> Sequence[Hit]:
        rows = Cards(desk.office).find(text, LIMIT)
        terms = read_terms(desk.office, desk.settings) if rows else None
        return [
            Hit(
                "contact_card",
                f"{row.person} · {desk.words(number_text(row.number))}",
                f"{terms.title(row.kind, desk.words)} · {desk.words(chip_of(row, terms)[2])}",
                partial(desk.shell.open_page, "directory", tab=tab_of(row), card=row.id),
            )
            for row in rows
            if terms is not None
        ]

    return [Source(N_("Staff IDs and cards"), find)]


def tab_of(row: CardRow) -> str:
    """The list in which a card stands."""
    if row.state in (State.LOST, State.STOLEN):
        return "lost"
    return "staff_id" if row.kind == Kind.STAFF_ID else "name_card"
