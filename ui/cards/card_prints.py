"""The way from cards to the print sheet."""

from __future__ import annotations

from collections.abc import Sequence

from app.cards.records import Kind
from ui.kit.desk import Desk

#: The printout of each kind, and what it is told besides the cards.
_PRINTOUTS: dict[Kind, tuple[str, dict[str, str]]] = {
    Kind.STAFF_ID: ("staff_id", {}),
    Kind.NAME_CARD: ("name_card", {}),
    Kind.DESK_PLATE: ("desk_plate", {"form": "desk"}),
    Kind.DOOR_PLATE: ("desk_plate", {"form": "door"}),
}


def open_card_print(desk: Desk, kind: Kind, cards: Sequence[int]) -> None:
    """Print these cards; with none, all of the kind that were not printed yet."""
    key, given = _PRINTOUTS[kind]
    chosen = {"cards": ",".join(str(card) for card in cards)} if cards else {}
    _open(desk, key, {**given, **chosen})


def open_act(desk: Desk, card_id: int, act: str = "issue") -> None:
    """Print the signature sheet of an issue or a return."""
    _open(desk, "card_act", {"card": str(card_id), "act": act})


def open_journal(desk: Desk, kind: Kind) -> None:
    """Print the issue journal of a kind."""
    _open(desk, "issue_journal", {"kind": str(kind)})


def _open(desk: Desk, key: str, given: dict[str, str]) -> None:
    from ui.kit.print_sheet import open_print  # noqa: PLC0415 - loaded when somebody prints

    open_print(desk, key, given)
