"""The screens of cards for ``lete --screens``: each list, each form, on the sample office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.cards.records import CardFilter, CardRow, Kind, State
from app.cards.service import Cards

if TYPE_CHECKING:
    from ui.cards.cards_pane import CardsPane
    from ui.sample_window import SampleWindow

View = tuple[str, Callable[[], object]]


def views(window: SampleWindow) -> Iterator[View]:
    """Each view's name, and what brings it to the front; each closes what it opened before the next."""
    place = window.workplace
    for tab in ("staff_id", "name_card", "lost"):
        yield f"cards_{tab}", partial(place.open_page, "directory", tab=tab)
    place.open_page("directory", tab="staff_id")
    window.settle()
    yield "cards_lacking", partial(place.open_page, "directory", tab="staff_id", which="lacking")
    yield from _issue(window)
    yield from _steps(window)
    yield from _photo(window)
    place.open_page("directory", tab="employees")


def _issue(window: SampleWindow) -> Iterator[View]:
    from ui.cards.issue_sheet import open_issue  # noqa: PLC0415 - each view loads what it shows

    card = _card(window, Kind.STAFF_ID)
    if card is None:
        return
    for kind in Kind:
        yield f"card_issue_{kind}", partial(open_issue, window.desk, card.employee_id, kind)
        window.workplace.close_sheet()


def _steps(window: SampleWindow) -> Iterator[View]:
    card = _card(window, Kind.STAFF_ID)
    if card is None:
        return
    window.workplace.open_page("directory", tab="staff_id", card=card.id)
    window.settle()
    deeds = _pane(window).deeds
    for name, action in (("card_lost", deeds.moves[State.LOST]), ("card_extend", deeds.extend)):
        yield name, action.trigger
        window.workplace.close_sheet()


def _photo(window: SampleWindow) -> Iterator[View]:
    from app.cards.sample_photo import silhouette  # noqa: PLC0415 - Pillow is slow to load
    from ui.cards.photo_panel import open_photo  # noqa: PLC0415

    card = _card(window, Kind.STAFF_ID)
    if card is None:
        return
    path = Path(window.program.data_folder()) / "foto.jpg"
    path.write_bytes(silhouette(2))
    panel = open_photo(window.desk, card.employee_id, card.person, path)
    yield "card_photo", window.settle
    panel.leave()


def _card(window: SampleWindow, kind: Kind) -> CardRow | None:
    """A card that is in use."""
    rows = Cards(window.desk.office).cards(CardFilter(frozenset({kind}), which="valid"))
    return rows[0] if rows else None


def _pane(window: SampleWindow) -> CardsPane:
    from ui.cards.cards_pane import CardsPane  # noqa: PLC0415 - the page has loaded it by then

    return next(pane for pane in window.window.findChildren(CardsPane) if pane.key == "staff_id")
