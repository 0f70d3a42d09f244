"""Pages of a PDF as pictures. It is opened for each picture, so that no worker leaves it open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

#: PDFium serves one thread at a time, whatever the document.
_ONE_AT_A_TIME = Lock()
#: The largest side of a picture, in device px: what no screen or paper of ours needs more of.
_MOST_PIXELS = 8000


def page_sizes(data: bytes) -> tuple[QSizeF, ...]:
    """The pages' sizes in points (1/72 inch)."""
    with _opened(data) as document:
        sizes = (document.get_page_size(at) for at in range(len(document)))
        return tuple(QSizeF(width, height) for width, height in sizes)


def page_picture(data: bytes, page: int, scale: float) -> QImage:
    """One page (0-based) on white, ``scale`` device px for a point."""
    with _opened(data) as document:
        width, height = document.get_page_size(page)
        scale = min(scale, _MOST_PIXELS / max(width, height))
        sheet = document[page]
        try:
            bitmap = sheet.render(scale=scale, may_draw_forms=False, prefer_bgrx=True)
            try:
                picture = QImage(
                    bytes(bitmap.buffer),
                    bitmap.width,
                    bitmap.height,
                    bitmap.stride,
                    QImage.Format.Format_RGB32,
                )
                return picture.copy()
            finally:
                bitmap.close()
        finally:
            sheet.close()


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
