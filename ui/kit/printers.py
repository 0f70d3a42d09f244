"""The printers of this PC, and printing the pages of a PDF on one of them at their true size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.core.errors import Unavailable
from app.core.i18n import N_

#: Dots per inch at which pages are drawn: as fine as an office printer shows, and 35 MB for an A4 page.
RESOLUTION = 300
_MM_PER_INCH = 25.4


class Printers(Protocol):
    """Where pages can go."""

    def names(self) -> list[str]:
        """The printers there are."""

    def usual(self) -> str:
        """The one this PC prints on unless told otherwise; "" if there is none."""

    def open(self, name: str) -> QPrinter:
        """A printer ready to be drawn on. Raises Unavailable."""


class SystemPrinters:
    """The printers the operating system knows."""

    def names(self) -> list[str]:
        return list(QPrinterInfo.availablePrinterNames())

    def usual(self) -> str:
        return str(QPrinterInfo.defaultPrinterName())

    def open(self, name: str) -> QPrinter:
        info = QPrinterInfo.printerInfo(name)
        if info.isNull() or info.state() == QPrinter.PrinterState.Error:
            raise no_answer(name)
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        if not printer.isValid():
            raise no_answer(name)
        return printer


@dataclass(frozen=True)
class Order:
    """How to print: how often, on both sides or not, and how far the picture is moved to the right and down."""

    copies: int = 1
    both_sides: bool = False
    title: str = ""
    offset_mm: tuple[float, float] = (0.0, 0.0)


def no_answer(name: str) -> Unavailable:
    """What is said of a printer that cannot be used."""
    return Unavailable(N_("The printer “{name}” does not answer. The printout can be saved as PDF.", name=name))


def print_pages(
    data: bytes,
    printer: QPrinter,
    order: Order,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> int:
    """Print the PDF ``data``; how many pages it has. May run in a worker; raises Unavailable.

    Each page gets paper of its own size and way, so that nothing is scaled. A printer that cannot repeat by itself
    gets the pages as often as they are wanted. What ``progress`` raises ends the printing.
    """
    printer.setFullPage(True)
    printer.setResolution(RESOLUTION)
    printer.setDocName(order.title)
    printer.setDuplex(QPrinter.DuplexMode.DuplexAuto if order.both_sides else QPrinter.DuplexMode.DuplexNone)
    rounds = order.copies
    if printer.supportsMultipleCopies():
        printer.setCopyCount(order.copies)
        rounds = 1
    return _draw(data, printer, rounds, order.offset_mm, progress)


def _draw(
    data: bytes,
    printer: QPrinter,
    rounds: int,
    offset_mm: tuple[float, float],
    progress: Callable[[int, int], object],
) -> int:
    from ui.kit.pdf_pages import page_picture, page_sizes  # noqa: PLC0415 - pypdfium2 is slow to load

    sizes = page_sizes(data)
    printer.setPageLayout(page_layout(sizes[0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise no_answer(printer.printerName())
    try:
        for at in range(len(sizes) * rounds):
            page = at % len(sizes)
            if at:
                printer.setPageLayout(page_layout(sizes[page]))
                if not printer.newPage():
                    raise no_answer(printer.printerName())
            scale = printer.resolution() / 72
            right, down = (way * printer.resolution() / _MM_PER_INCH for way in offset_mm)
            paper = QRectF(right, down, sizes[page].width() * scale, sizes[page].height() * scale)
            painter.drawImage(paper, page_picture(data, page, scale))
            progress(at + 1, len(sizes) * rounds)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(sizes)


def page_layout(size: QSizeF) -> QPageLayout:
    """The paper for a page of ``size`` points, without margins: ours are in the page itself."""
    across = size.width() > size.height()
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    return QPageLayout(
        QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch),
        QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait,
        QMarginsF(),
    )
