"""What comes out of a printer is what the PDF says, at its true size."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from app.core.errors import Unavailable
from ui.kit.pdf_pages import page_picture, page_sizes
from ui.kit.printers import Order, ask, chosen, page_layout, print_pages, shown_pages

MM = 72 / 25.4


def pdf(*sizes: tuple[float, float]) -> bytes:
    """Pages with a black box, 20 mm from the left and the top, 50 × 30 mm."""
    target = BytesIO()
    canvas = Canvas(target)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.rect(20 * MM, height - 50 * MM, 50 * MM, 30 * MM, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def paper_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def ink(picture: QImage) -> QRect:
    """The smallest box around what is dark."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    data, stride = bytes(grey.constBits()), grey.bytesPerLine()
    lines = [data[y * stride : y * stride + grey.width()] for y in range(grey.height())]
    down = [y for y, line in enumerate(lines) if min(line) < 128]
    across = [x for x, level in enumerate(lines[down[len(down) // 2]]) if level < 128]
    return QRect(across[0], down[0], across[-1] - across[0] + 1, down[-1] - down[0] + 1)


def test_paper_has_the_sizes_and_ways_of_the_pages(qapp: QApplication, tmp_path: Path) -> None:
    data = pdf(A4, landscape(A4), (105 * MM, 148 * MM))
    assert print_pages(data, paper_printer(tmp_path / "out.pdf"), Order()) == 3
    printed = page_sizes((tmp_path / "out.pdf").read_bytes())
    for wanted, got in zip(page_sizes(data), printed, strict=True):
        assert abs(wanted.width() - got.width()) <= 1.5
        assert abs(wanted.height() - got.height()) <= 1.5


def test_what_is_on_the_page_stands_where_the_pdf_has_it(qapp: QApplication, tmp_path: Path) -> None:
    data = pdf(A4)
    print_pages(data, paper_printer(tmp_path / "out.pdf"), Order())
    wanted, got = (ink(page_picture(each, 0, 1)) for each in (data, (tmp_path / "out.pdf").read_bytes()))
    for side in ("left", "top", "width", "height"):
        assert abs(getattr(wanted, side)() - getattr(got, side)()) <= 1


def test_a_printer_that_cannot_repeat_gets_the_pages_several_times(qapp: QApplication, tmp_path: Path) -> None:
    print_pages(pdf(A4, landscape(A4)), paper_printer(tmp_path / "out.pdf"), Order(copies=2))
    sizes = page_sizes((tmp_path / "out.pdf").read_bytes())
    assert [size.width() > size.height() for size in sizes] == [False, True, False, True]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_no_paper_does_not_answer(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        print_pages(pdf(A4), paper_printer(tmp_path / "missing" / "out.pdf"), Order())


def test_progress_can_end_the_printing(qapp: QApplication, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        print_pages(pdf(A4, A4, A4), paper_printer(tmp_path / "out.pdf"), Order(), stop)


@pytest.mark.parametrize(("width", "height"), [(54, 85.6), (90, 55), (186, 64), (210, 297)])
def test_paper_of_cards_keeps_its_own_size(qapp: QApplication, width: float, height: float) -> None:
    layout = page_layout(QSizeF(width * MM, height * MM))
    paper = layout.fullRect(QPageLayout.Unit.Millimeter)
    assert abs(paper.width() - width) <= 0.1
    assert abs(paper.height() - height) <= 0.1


def test_only_the_pages_wanted_are_printed_each_on_its_paper(qapp: QApplication, tmp_path: Path) -> None:
    data = pdf(A4, landscape(A4), (105 * MM, 148 * MM), A4)
    assert print_pages(data, paper_printer(tmp_path / "out.pdf"), Order(pages=(2, 3))) == 2
    printed = page_sizes((tmp_path / "out.pdf").read_bytes())
    assert [round(size.width() / MM) for size in printed] == [297, 105]


def test_the_dialog_begins_with_what_the_sheet_says_and_gives_back_what_it_was_told(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    printer = paper_printer(tmp_path / "out.pdf")
    taken: list[QPrinter] = []
    dialog = ask(printer, window, Order(3, pages=(2, 3)), 5, taken.append)
    assert printer.copyCount() == 3
    assert (dialog.minPage(), dialog.maxPage(), dialog.fromPage(), dialog.toPage()) == (1, 5, 2, 3)
    dialog.accept()
    assert taken == [printer]
    got = chosen(printer, "KAC")
    assert (got.name, got.order.copies) == ("KAC", 3)
    assert got.order.pages == (2, 3)
    assert printer.printRange() == QPrinter.PrintRange.AllPages


def test_pages_are_told_as_people_write_them() -> None:
    assert shown_pages((2, 3, 4, 8)) == "2–4, 8"
    assert shown_pages((1,)) == "1"
