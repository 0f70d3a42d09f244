"""The printers of this PC, and printing the pages of a PDF on one of them at their true size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

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

    def choose(
        self, over: QWidget, name: str, order: Order, page_count: int, take: Callable[[Chosen], object]
    ) -> None:
        """Ask for a printer and its properties over a window; ``take`` hears what was chosen.

        Of a document whose ``page_count`` is 0 no pages can be chosen. Raises Unavailable.
        """


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

    def choose(
        self, over: QWidget, name: str, order: Order, page_count: int, take: Callable[[Chosen], object]
    ) -> None:
        ask(self.open(name), over, order, page_count, lambda printer: take(chosen(printer, printer.printerName())))


def ask(
    printer: QPrinter, over: QWidget, order: Order, page_count: int, take: Callable[[QPrinter], object]
) -> QPrintDialog:
    """Open the system's print dialog, or Qt's where the system has none, over a window."""
    printer.setCopyCount(order.copies)
    printer.setDuplex(_duplex(order, printer))
    dialog = QPrintDialog(printer, over)
    option = QAbstractPrintDialog.PrintDialogOption
    for each, is_on in ((option.PrintToFile, False), (option.PrintPageRange, page_count > 0)):
        dialog.setOption(each, is_on)
    if page_count:
        dialog.setMinMax(1, page_count)
        if order.pages:
            dialog.setPrintRange(QAbstractPrintDialog.PrintRange.PageRange)
            dialog.setFromTo(order.pages[0], order.pages[-1])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda *_printer: take(printer))
    QDialog.open(dialog)  # QPrintDialog's own open wants a slot by its name
    return dialog


@dataclass(frozen=True)
class Order:
    """How to print: how often, on both sides or not, how far moved to the right and down, and which pages.

    ``pages`` are numbers from 1 on, in order; () is all of them.
    """

    copies: int = 1
    both_sides: bool = False
    title: str = ""
    offset_mm: tuple[float, float] = (0.0, 0.0)
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """What somebody chose in the system's dialog; ``printer`` holds also what only its driver knows."""

    printer: QPrinter
    name: str
    order: Order


def chosen(printer: QPrinter, name: str) -> Chosen:
    """What the dialog left in ``printer``; from now on we draw the pages wanted, and it prints all it is given."""
    pages: tuple[int, ...] = ()
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges().toRangeList()
        pages = tuple(sorted({page for each in ranges for page in range(each.from_, each.to + 1)}))
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    both = printer.duplex() != QPrinter.DuplexMode.DuplexNone
    return Chosen(printer, name, Order(max(1, printer.copyCount()), both, pages=pages))


def shown_pages(pages: Sequence[int]) -> str:
    """„2–5, 8”."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][-1] + 1:
            spans[-1].append(page)
        else:
            spans.append([page])
    return ", ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)


def no_answer(name: str) -> Unavailable:
    """What is said of a printer that cannot be used."""
    return Unavailable(N_("The printer “{name}” does not answer. The printout can be saved as PDF.", name=name))


def print_pages(
    data: bytes,
    printer: QPrinter,
    order: Order,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> int:
    """Print the PDF ``data``; how many of its pages are printed. May run in a worker; raises Unavailable.

    Each page gets paper of its own size and way, so that nothing is scaled. A printer that cannot repeat by itself
    gets the pages as often as they are wanted. What ``progress`` raises ends the printing.
    """
    printer.setFullPage(True)
    printer.setResolution(RESOLUTION)
    printer.setDocName(order.title)
    printer.setDuplex(_duplex(order, printer))
    rounds = order.copies
    if printer.supportsMultipleCopies():
        printer.setCopyCount(order.copies)
        rounds = 1
    return _draw(data, printer, rounds, order, progress)


def _duplex(order: Order, printer: QPrinter) -> QPrinter.DuplexMode:
    """The side on which pages are bound stays as the driver has it."""
    mode = QPrinter.DuplexMode
    if not order.both_sides:
        return mode.DuplexNone
    return mode.DuplexAuto if printer.duplex() == mode.DuplexNone else printer.duplex()


def _draw(
    data: bytes,
    printer: QPrinter,
    rounds: int,
    order: Order,
    progress: Callable[[int, int], object],
) -> int:
    from ui.kit.pdf_pages import page_picture, page_sizes  # noqa: PLC0415 - pypdfium2 is slow to load

    sizes = page_sizes(data)
    pages = [number - 1 for number in order.pages if number <= len(sizes)] or list(range(len(sizes)))
    printer.setPageLayout(page_layout(sizes[pages[0]]))
    painter = QPainter()
    if not painter.begin(printer):
        raise no_answer(printer.printerName())
    try:
        for at, page in enumerate(pages * rounds):
            if at:
                printer.setPageLayout(page_layout(sizes[page]))
                if not printer.newPage():
                    raise no_answer(printer.printerName())
            scale = printer.resolution() / 72
            right, down = (way * printer.resolution() / _MM_PER_INCH for way in order.offset_mm)
            paper = QRectF(right, down, sizes[page].width() * scale, sizes[page].height() * scale)
            painter.drawImage(paper, page_picture(data, page, scale))
            progress(at + 1, len(pages) * rounds)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(pages)


def page_layout(size: QSizeF) -> QPageLayout:
    """The paper for a page of ``size`` points, without margins: ours are in the page itself."""
    across = size.width() > size.height()
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    return QPageLayout(
        QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch),
        QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait,
        QMarginsF(),
    )
