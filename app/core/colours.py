"""Colours as people see them side by side: contrast after WCAG 2.2, 1.4.3. Pure rules; colours are `#RRGGBB`."""

from __future__ import annotations

WHITE = "#FFFFFF"
INK = "#1B1B1B"
#: The least contrast of a text to what is behind it.
LEAST_CONTRAST = 4.5


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white). Raises ValueError for what is no colour."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_on(colour: str) -> str:
    """White or ink, whichever is read better on ``colour``."""
    return max((WHITE, INK), key=lambda text: contrast(text, colour))


def carries_text(colour: str) -> bool:
    """Whether white or ink can be read on ``colour``; some middle tones carry neither."""
    return contrast(text_on(colour), colour) >= LEAST_CONTRAST


def ink_of(colour: str) -> str:
    """``colour`` for a text on white, or ink where it is too light for that."""
    return colour if contrast(colour, WHITE) >= LEAST_CONTRAST else INK


def _luminance(colour: str) -> float:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(colour)
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else float(((level + 0.055) / 1.055) ** 2.4)
