"""PDFs as readers see them: sizes in mm, letters with their places, a page as a picture."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2
from PIL import Image
from pypdfium2 import raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Letter:
    """A letter on a page, its box in mm from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def sizes(data: bytes) -> list[tuple[float, float]]:
    """The pages' sizes in mm, to a hundredth."""
    document = pypdfium2.PdfDocument(data)
    try:
        found = [document.get_page_size(at) for at in range(len(document))]
        return [(round(width / MM, 2), round(height / MM, 2)) for width, height in found]
    finally:
        document.close()


def letters(data: bytes, page: int = 0) -> list[Letter]:
    """The visible letters of a page, with the boxes of their ink."""
    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[page]
        high = sheet.get_height()
        text = sheet.get_textpage()
        found = []
        for at in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, at)
            left, bottom, right, top = text.get_charbox(at)
            if chr(code).isprintable() and right > left:
                found.append(Letter(chr(code), left / MM, (high - top) / MM, right / MM, (high - bottom) / MM))
        text.close()
        sheet.close()
        return found
    finally:
        document.close()


def words(data: bytes, page: int = 0) -> str:
    """The text of a page."""
    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[page]
        text = sheet.get_textpage()
        told = str(text.get_text_range())
        text.close()
        sheet.close()
        return told
    finally:
        document.close()


def picture(data: bytes, page: int = 0, dpi: int = 300) -> Image.Image:
    """A page as a printer of so many dots per inch shows it; close it."""
    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[page]
        bitmap = sheet.render(scale=dpi / 72)
        shown: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        sheet.close()
        return shown
    finally:
        document.close()


def pixel(shown: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    """The colour of one pixel."""
    with shown.crop((x, y, x + 1, y + 1)) as one, one.convert("RGB") as coloured:
        red, green, blue = coloured.tobytes()
    return red, green, blue


def darkest(shown: Image.Image) -> int:
    """How dark the darkest of all pixels is; 0 is black."""
    with shown.convert("L") as grey:
        return min(grey.tobytes())
