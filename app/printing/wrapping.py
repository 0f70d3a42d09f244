"""Breaking text into lines that fit. Pure rules; widths are in units of the type size (1 = 1 em)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

Measure = Callable[[str], float]
_BREAKABLE = re.compile(r"[^\S\u00a0\u202f]+")


class Wrapped(NamedTuple):
    """The words of each line; ``broken`` if a word had to be cut, ``complete`` if all words are in them."""

    lines: list[list[str]]
    broken: bool
    complete: bool


def words_of(text: str) -> list[str]:
    """The words between which a line may end; a no-break space holds its neighbours together."""
    if "\u00a0" not in text and "\u202f" not in text:
        return text.split()
    return [word for word in _BREAKABLE.split(text) if word]


def wrap(words: list[str], limit: float, measure: Measure, most: int = 0) -> Wrapped:
    """Fill lines of at most ``limit`` greedily; stop after ``most`` lines (0: never)."""
    space = measure(" ")
    lines: list[list[str]] = []
    line: list[str] = []
    used = 0.0
    broken = False
    for word in words:
        wide = measure(word)
        if line and used + space + wide <= limit:
            line.append(word)
            used += space + wide
            continue
        if line:
            lines.append(line)
            if len(lines) == most:
                return Wrapped(lines, broken, False)
        last = word
        if wide > limit:
            *pieces, last = cut(word, limit, measure)
            lines += [[piece] for piece in pieces]
            wide = measure(last)
            broken = True
        line, used = [last], wide
    if line:
        lines.append(line)
    return Wrapped(lines, broken, not most or len(lines) <= most)


def cut(word: str, limit: float, measure: Measure) -> list[str]:
    """A word too long for a line, cut into pieces that fit; each has a character at least."""
    pieces: list[str] = []
    start = 0
    used = 0.0
    for at, letter in enumerate(word):
        wide = measure(letter)
        if used + wide > limit and at > start:
            pieces.append(word[start:at])
            start, used = at, 0.0
        used += wide
    pieces.append(word[start:])
    return pieces
