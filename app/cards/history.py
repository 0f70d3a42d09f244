"""What the history of a card covers, what cards add to that of a person, and their values in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.cards.records import KIND_NAMES, STATE_NAMES, TAKEN_BACK
from app.core.history_parts import Part, Shown
from app.core.i18n import C_, Message, Speak
from app.core.permissions import CARDS_ISSUE, CARDS_SEE

PARTS: tuple[Part, ...] = (
    Part("card", CARDS_SEE),
    Part("card_event", CARDS_ISSUE, of="card", by="card_id"),
    Part("card_print", CARDS_ISSUE, of="card", by="card_id"),
    # That photos of a person were erased is noted under the person's number.
    Part("photo", CARDS_ISSUE, of="employee", by="employee_id", noted=frozenset({"erase"})),
)


def _coded(names: Mapping[Any, Message]) -> Callable[[Any, Speak], str]:
    """The name of a code; one of a newer Lete stands as it is."""
    known = {str(code): name for code, name in names.items()}
    return lambda value, tr: tr(known[value]) if value in known else str(value)


SHOWN: Shown = {
    ("card", "kind"): _coded(KIND_NAMES),
    ("card", "state"): _coded(STATE_NAMES),
    ("card_event", "state"): _coded({**STATE_NAMES, TAKEN_BACK: C_("step of a card", "Taken back")}),
    # Of a step taken back it is the state that the step had led to.
    ("card_event", "reason"): _coded(STATE_NAMES),
}
