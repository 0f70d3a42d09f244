"""The lists of cards on the page of people."""

from __future__ import annotations

from app.cards.records import Kind
from app.core.i18n import C_, N_
from ui.cards.cards_pane import CardsPane
from ui.kit.desk import Desk
from ui.kit.list_pane import ListPane

_PLATES = frozenset({Kind.NAME_CARD, Kind.DESK_PLATE, Kind.DOOR_PLATE})


def panes(desk: Desk) -> list[ListPane]:
    """Staff IDs, name cards and plates, lost ones."""
    ids = N_("No staff IDs yet. Choose a person in the list of employees and press Alt+I.")
    names = N_("No name cards or plates yet. Choose a person in the list of employees to issue one.")
    none_lost = N_("No card is lost or stolen.")
    return [
        CardsPane(desk, "staff_id", N_("Staff IDs"), frozenset({Kind.STAFF_ID}), ids),
        CardsPane(desk, "name_card", N_("Name cards"), _PLATES, names),
        CardsPane(desk, "lost", C_("tab", "Lost"), frozenset(Kind), none_lost, lost=True),
    ]
