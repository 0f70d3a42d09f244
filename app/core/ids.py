"""The numbers of a long list's rows in their order, packed so that a million of them cost ten megabytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

#: Added to a number, it makes all of them equally wide: ten digits, for every number a 32-bit column can hold.
BASE = 4_000_000_000
WIDTH = 10


class Ids(Sequence[int]):
    """A sequence of row numbers in one text, as the database glues it; taken apart only where it is looked at."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        """``text`` has WIDTH digits for each number: BASE and the number."""
        self._text = text

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Ids:
        """These numbers, in this order."""
        return cls("".join(str(BASE + number) for number in numbers))

    def __len__(self) -> int:
        return len(self._text) // WIDTH

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Ids: ...
    def __getitem__(self, at: int | slice) -> int | Ids:
        if isinstance(at, int):
            start = range(len(self))[at] * WIDTH
            return int(self._text[start : start + WIDTH]) - BASE
        start, stop, step = at.indices(len(self))
        if step != 1:
            raise ValueError("only whole stretches are taken out")
        return Ids(self._text[start * WIDTH : stop * WIDTH])

    def __iter__(self) -> Iterator[int]:
        text = self._text
        return (int(text[at : at + WIDTH]) - BASE for at in range(0, len(text), WIDTH))

    def __add__(self, other: Ids) -> Ids:
        return Ids(self._text + other._text)

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, Ids) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return f"Ids.of({list(self[:20])}{'…' if len(self) > 20 else ''})"

    def find(self, number: int, near: int = -1, around: int = 0) -> int:
        """Where ``number`` stands, or -1: looked for around ``near`` first, and in no loop."""
        sought = str(BASE + number)
        if near >= 0:
            start = max(0, near - around)
            at = self._find(sought, start * WIDTH, (near + around) * WIDTH)
            if at >= 0:
                return at
        return self._find(sought, 0, len(self._text))

    def _find(self, sought: str, start: int, stop: int) -> int:
        at = self._text.find(sought, start, stop)
        while at >= 0 and at % WIDTH:
            at = self._text.find(sought, at + 1, stop)
        return at // WIDTH if at >= 0 else -1
