"""Where the person has been: Alt+← and Alt+→ (design.md 3)."""

from __future__ import annotations

Place = tuple[str, dict[str, object]]

#: How many places are remembered.
DEPTH = 20


class History:
    """Places visited, with a position in them, as a browser keeps them."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def visit(self, key: str, target: dict[str, object]) -> None:
        """Remember a place; what lay ahead is forgotten."""
        if self._at >= 0 and self._places[self._at] == (key, target):
            return
        self._places = [*self._places[: self._at + 1], (key, target)][-DEPTH:]
        self._at = len(self._places) - 1

    def back(self) -> Place | None:
        """The place before this one."""
        return self._step(-1)

    def forward(self) -> Place | None:
        """The place gone back from."""
        return self._step(1)

    def _step(self, by: int) -> Place | None:
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self._places[self._at]
