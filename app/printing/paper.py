"""Our canvas: finished pages are packed at once, and page totals are filled in at the end."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from app.printing.files import replacing
from app.printing.fonts import REGULAR, load, width
from app.printing.page import GREY, Sheet, draw_footer, footer_line

_LEVEL = 4  # half the time of the usual 6 for a few per cent more bytes
Target = Path | BinaryIO


class Paper(Canvas):  # type: ignore[misc]
    """A ReportLab canvas for one :class:`Sheet`.

    ReportLab keeps every page as text until it saves; here a page is compressed as soon as it is shown, so
    that a long register needs little memory. „1. lapa no 7” is a second, small content stream of each page,
    added when the total is known, so that nothing is laid out twice.
    """

    def __init__(self, target: Any, sheet: Sheet, **options: Any) -> None:
        load()
        options |= {"pagesize": (sheet.geometry.width, sheet.geometry.height), "pageCompression": 1}
        super().__init__(target, lang=sheet.tr.language, initialFontName=REGULAR, **options)
        self.sheet = sheet
        self._footer: list[str] = []
        self._finished: list[Any] = []
        self.describe()

    def describe(self) -> None:
        """Title, author and the wish that viewers show the title rather than the file's name."""
        self.setTitle(self.sheet.title)
        self.setAuthor(self.sheet.letterhead.organisation)
        self.setCreator("Lete")
        self.setViewerPreference("DisplayDocTitle", "true")

    def showPage(self) -> None:
        """Finish the page with its footer and pack it."""
        if not self._footer:
            start = len(self._code)
            draw_footer(self, self.sheet)
            self._footer = self._code[start:]
        else:
            self._code += self._footer
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        page.Contents = _packed(page.stream)
        page.stream = None
        self._finished.append(page)

    def save(self) -> None:
        """Write the document, with the page totals."""
        if self._code:
            self.showPage()
        for number, page in enumerate(self._finished, 1):
            page.Contents = PDFArray([page.Contents, _packed(self._label(number))])
        super().save()

    def _label(self, number: int) -> str:
        """The operators that draw „1. lapa no 7”."""
        text = self.sheet.page_label(number, len(self._finished))
        self.setFont(REGULAR, 8)
        self.setFillColor(GREY)
        self.drawString(self.sheet.geometry.right - width(text, REGULAR, 8), footer_line(self.sheet), text)
        operators = "\n".join(self._code)
        self._code.clear()
        return operators


def _packed(operators: str) -> PDFStream:
    data = zlib.compress(operators.encode("latin-1"), _LEVEL)
    return PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), data)


@contextmanager
def destination(target: Target) -> Iterator[BinaryIO]:
    """The file to write a PDF to: a path is replaced whole when all went well; a binary file is the caller's."""
    if isinstance(target, Path):
        with replacing(target) as file:
            yield file
    else:
        yield target
