"""Where the letters of a PDF stand on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pypdfium2


def letters_outside(data: bytes, margin: float = 0.0) -> list[str]:
    """The letters that do not lie wholly on their page, ``margin`` points from its edges."""
    return [
        letter
        for letter, box, (wide, high) in _letters(data)
        if box[0] < margin or box[1] < margin or box[2] > wide - margin or box[3] > high - margin
    ]


def _letters(data: bytes) -> Iterator[tuple[str, tuple[float, float, float, float], tuple[float, float]]]:
    """Each visible letter with its box (left, bottom, right, top) and the size of its page."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                size = page.get_size()
                for number in range(text.count_chars()):
                    letter = text.get_text_range(number, 1)
                    if letter.strip():
                        yield letter, text.get_charbox(number), size
