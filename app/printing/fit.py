"""Texts that fit their place on a card: first smaller, then in more lines, at last with words cut. Never clipped.

Measures are points; a text's height is that of its lines, from the top of an accent to the bottom of a cedilla.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.printing.fonts import width
from app.printing.wrapping import cut, words_of

#: From one baseline to the next, and from the top of a line to its baseline, in ems.
LEADING, RISE = 1.15, 0.9
#: What people still read without a glass; below it only so that nothing is lost.
SMALLEST = 7.0
_DUST = 2.0
_STEP = 0.5
_HYPHEN = re.compile(r"(?<=\w-)(?=\w)")


@dataclass(frozen=True)
class Fitted:
    """A text as it is set: its type size in points, and its lines."""

    size: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return len(self.lines) * self.size * LEADING


@lru_cache(maxsize=2048)
def fitted(
    text: str,
    font: str,
    most: float,
    least: float,
    *,
    room: float,
    lines: int,
    height: float | None = None,
    smallest: float = SMALLEST,
) -> Fitted:
    """``text`` in a place ``room`` wide and ``height`` high.

    One line from ``most`` down to ``least``; then up to ``lines`` lines, broken between words, or behind hyphens
    too, down to ``least``. What needs more is set in as many lines as the height takes, down to ``smallest``; at
    last with its words cut, however small. A larger place never gives a smaller text.
    """
    words = [[word] for word in words_of(text)]
    if not words:
        return Fitted(most, ())
    smallest = min(smallest, least)
    whole = " ".join(word for (word,) in words)
    high = height if height is not None else lines * most * LEADING
    one = min(most, room / width(whole, font, 1) * 0.999, high / LEADING)
    if one >= least:
        return Fitted(one, (whole,))
    parts = [_HYPHEN.split(word) for (word,) in words]
    tries = (
        *((words, size, lines) for size in _sizes(most, least)),
        *((parts, size, lines) for size in _sizes(most, least)),
        *((parts, size, 0) for size in _sizes(least, smallest)),
    )
    for pieces, size, limit in tries:
        set_in = _fill(pieces, room / size, font)
        if set_in is not None and len(set_in) <= (limit or len(set_in)):
            made = Fitted(size, tuple(set_in))
            if made.height <= high:
                return made
    return _crammed(parts, font, smallest, room, high)


def _sizes(most: float, least: float) -> Iterator[float]:
    size = most
    while size > least:
        yield size
        size -= _STEP
    yield least


def _fill(words: list[list[str]], limit: float, font: str) -> list[str] | None:
    """Lines of at most ``limit`` ems, filled greedily with words or their parts; None where a part is too long."""
    lines: list[str] = []
    for word in words:
        for at, part in enumerate(word):
            gap = " " if at == 0 else ""
            if lines and width(lines[-1] + gap + part, font, 1) <= limit:
                lines[-1] += gap + part
            elif width(part, font, 1) > limit:
                return None
            else:
                lines.append(part)
    return lines


def _crammed(parts: list[list[str]], font: str, most: float, room: float, high: float) -> Fitted:
    """Words cut wherever a line ends, as large as they fit."""

    def measure(letters: str) -> float:
        return width(letters, font, 1)

    size = most
    while True:
        limit = room / size
        short = [[piece for part in word for piece in cut(part, limit, measure)] for word in parts]
        made = Fitted(size, tuple(_fill(short, limit, font) or ()))
        if (made.lines and made.height <= high) or size < _DUST:
            return made
        size *= 0.94
