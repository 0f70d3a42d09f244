"""Source Sans 3, embedded: the one typeface of our paper.

ReportLab's own fonts lack most Latvian letters and cannot embed CFF fonts, hence a TrueType family with the
program. What the family has no glyph for is printed as a visible □, never left out in silence.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "SourceSans3"
SEMIBOLD = "SourceSans3-Semibold"
ITALIC = "SourceSans3-Italic"
FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
FILES = {
    REGULAR: "SourceSans3-Regular.ttf",
    SEMIBOLD: "SourceSans3-Semibold.ttf",
    ITALIC: "SourceSans3-It.ttf",
}
MUST_HAVE = "āčēģīķļņšūžŗō„”–€№§"
SUBSTITUTE = "□"
# Binary streams: a fifth smaller than ASCII85, and much faster to write.
rl_config.useA85 = 0


@cache
def load() -> dict[str, TTFont]:
    """Register the family with ReportLab, once. Raises :class:`LookupError` if a needed letter is missing."""
    fonts = {name: TTFont(name, str(FOLDER / file)) for name, file in FILES.items()}
    for name, font in fonts.items():
        missing = [letter for letter in MUST_HAVE + MUST_HAVE.upper() if not _has(font, letter)]
        if missing:
            raise LookupError(f"{name} lacks {' '.join(missing)}")
        pdfmetrics.registerFont(font)
    for bold in (0, 1):
        addMapping(REGULAR, bold, 0, SEMIBOLD if bold else REGULAR)
        addMapping(REGULAR, bold, 1, ITALIC)
    return fonts


def _has(font: TTFont, letters: str) -> bool:
    return all(ord(letter) in font.face.charToGlyph for letter in letters)


def width(text: str, font: str, size: float) -> float:
    """How wide ``text`` is, in points."""
    return float(load()[font].stringWidth(text, size))


class _Glyphs(dict[int, str]):
    """For ``str.translate``: what is printed for a code point; filled as texts bring new ones."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter.isspace():
            # The two no-break spaces hold numbers together; the rest may end a line.
            shown = "\u00a0" if letter in "\u00a0\u202f" else " "
        elif unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f":
            shown = ""  # joiners, direction marks and variation selectors have no shape of their own
        else:
            shown = letter if _has(load()[REGULAR], letter) else SUBSTITUTE
        self[code] = shown
        return shown


_GLYPHS = _Glyphs()


def printable(text: str) -> str:
    """``text`` as it can be printed: composed letters, only glyphs we have, □ for every other."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text).translate(_GLYPHS)
