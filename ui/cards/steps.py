"""A card's step as the window's undo knows it: taken back, and taken again with the card as it is by then."""

from __future__ import annotations

from collections.abc import Callable

from app.cards.records import CardStep
from app.cards.service import Cards
from app.core.i18n import Message
from ui.kit.undo import Act

#: Takes a step with a card of that version; None where it had been taken.
Take = Callable[[int], CardStep | None]


def step_act(name: Message, cards: Cards, card_id: int, step: CardStep, take: Take) -> Act:
    """The act for a ``step`` that has just been taken."""
    course = _Course(cards, card_id, step, take)
    return Act(name, course.take_back, course.go_on)


class _Course:
    def __init__(self, cards: Cards, card_id: int, step: CardStep, take: Take) -> None:
        self._cards, self._card_id = cards, card_id
        self._step: CardStep | None = step
        self._take = take

    def take_back(self) -> None:
        if self._step is not None:
            self._cards.take_back(self._card_id, self._step)

    def go_on(self) -> None:
        self._step = self._take(self._cards.card(self._card_id).row.version)
