"""A printer that prints beside the mark is told how far; each printer has an offset of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.local_settings import LocalSettings
from app.office import Office
from app.printing.printouts import Parameter
from tests.support.desks import RecordingShell
from tests.ui.kit.keys import CONTROL, press, write
from tests.ui.kit.paperwork import FolderPrinters, Letters
from tests.ui.kit.test_printers import ink, paper_printer, pdf
from ui.kit.calibration import offset_of, print_ruler
from ui.kit.desk import Desk
from ui.kit.pdf_pages import page_picture, page_sizes
from ui.kit.print_sheet import PrintSheet
from ui.kit.printers import Order, print_pages

A4 = (595.28, 841.89)
MM = 72 / 25.4
Open = Callable[..., PrintSheet]


@pytest.fixture
def window(qtbot: QtBot, shell: RecordingShell) -> QWidget:
    window = QWidget()
    line = QLineEdit(window)
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    QTest.qWaitForWindowActive(window)
    line.setFocus()
    shell.window = window
    return window


@pytest.fixture
def open_sheet(qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path) -> Open:
    def opened(*names: str, true_size: bool = True) -> PrintSheet:
        printout = replace(Letters().printout, true_size=true_size)
        sheet = PrintSheet(desk, printout, {}, FolderPrinters(tmp_path, *names))
        desk.shell.open_panel(sheet)
        qtbot.waitUntil(lambda: sheet.document is not None)
        return sheet

    return opened


def typed(field: QLineEdit, text: str) -> None:
    field.setFocus()
    press(Qt.Key.Key_A, CONTROL)
    write(text)


def moved(one: QRect, other: QRect) -> tuple[int, int]:
    return other.left() - one.left(), other.top() - one.top()


def test_an_offset_moves_the_picture_and_keeps_its_size(qapp: QApplication, tmp_path: Path) -> None:
    data = pdf(A4)
    print_pages(data, paper_printer(tmp_path / "plain.pdf"), Order())
    print_pages(data, paper_printer(tmp_path / "moved.pdf"), Order(offset_mm=(3.5, -2.0)))
    plain, other = (ink(page_picture((tmp_path / name).read_bytes(), 0, 4)) for name in ("plain.pdf", "moved.pdf"))
    right, down = moved(plain, other)
    assert abs(right - 3.5 * MM * 4) <= 2
    assert abs(down + 2 * MM * 4) <= 2
    assert abs(plain.width() - other.width()) <= 1
    assert abs(plain.height() - other.height()) <= 1


def test_each_printer_keeps_its_own_offset(
    qtbot: QtBot, shell: RecordingShell, open_sheet: Open, desk: Desk
) -> None:
    sheet = open_sheet("KAC", "Otrs")
    typed(sheet.calibration.right.line, "1,5")
    typed(sheet.calibration.down.line, "-0.3")
    sheet.print_button.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert offset_of(desk.local, "KAC") == (15, -3)
    assert offset_of(desk.local, "Otrs") == (0, 0)
    again = open_sheet("KAC", "Otrs")
    assert (again.calibration.right.line.text(), again.calibration.down.line.text()) == ("1,5", "−0,3")
    again.printer.focus_target().setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert again.printer.value() == "Otrs"
    assert again.calibration.right.value() == 0


def test_what_is_printed_is_moved(qtbot: QtBot, shell: RecordingShell, open_sheet: Open, tmp_path: Path) -> None:
    sheet = open_sheet("KAC", "Otrs")
    document = sheet.document
    assert document is not None
    typed(sheet.calibration.down.line, "4")
    sheet.print_button.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.toasts))
    printed = (tmp_path / "KAC.pdf").read_bytes()
    first, other = (ink(page_picture(data, 0, 4)) for data in (document, printed))
    assert abs(moved(first, other)[1] - 4 * MM * 4) <= 3


@pytest.mark.parametrize("text", ["6", "-5,1", "abc"])
def test_an_offset_that_is_none_is_said_at_its_field_and_nothing_is_printed(
    qtbot: QtBot, shell: RecordingShell, open_sheet: Open, tmp_path: Path, text: str
) -> None:
    sheet = open_sheet("KAC")
    typed(sheet.calibration.right.line, text)
    sheet.print_now()
    assert sheet.calibration.right.error()
    assert not sheet.print_button.is_busy
    assert not (tmp_path / "KAC.pdf").exists()
    assert shell.toasts == []


def test_arrows_move_by_tenths(open_sheet: Open) -> None:
    sheet = open_sheet("KAC")
    sheet.calibration.right.line.setFocus()
    press(Qt.Key.Key_Down)
    assert sheet.calibration.right.value() == -1
    assert sheet.calibration.right.line.text() == "−0,1"
    for _ in range(60):
        press(Qt.Key.Key_Up)
    assert sheet.calibration.right.value() == 50


def test_the_ruler_is_printed_at_once_and_the_sheet_stays(
    qtbot: QtBot, desk: Desk, shell: RecordingShell, open_sheet: Open, tmp_path: Path
) -> None:
    sheet = open_sheet("KAC")
    document = sheet.document
    sheet.calibration.button.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert desk.words(shell.toasts[0].text) == "Nosūtīts printerim KAC: 1 lapa"
    assert sheet.isVisible()
    assert document is not None
    wanted, got = page_sizes(document)[0], page_sizes((tmp_path / "KAC.pdf").read_bytes())[0]
    assert abs(wanted.width() - got.width()) <= 1


@pytest.mark.parametrize(("width", "height"), [(54, 85.6), (85.6, 54), (90, 55), (210, 297)])
def test_the_printed_ruler_is_as_long_as_it_says(
    qapp: QApplication, tmp_path: Path, desk: Desk, width: float, height: float
) -> None:
    size = QSizeF(width * MM, height * MM)
    print_ruler(paper_printer(tmp_path / "ruler.pdf"), desk.words, size, (0, 0))
    data = (tmp_path / "ruler.pdf").read_bytes()
    (got,) = page_sizes(data)
    assert abs(got.width() - size.width()) <= 1.5  # the paper itself, in points
    assert abs(got.height() - size.height()) <= 1.5
    start = 20.0 if min(width, height) > 100 else 10.0
    length = min(100, int((width - start - 3) // 10) * 10)
    picture = page_picture(data, 0, 12)
    scale = picture.width() / got.width()
    row = [picture.pixelColor(x, round(start * MM * scale)).lightness() for x in range(picture.width())]
    dark = [x for x, level in enumerate(row) if level < 170]
    assert abs(dark[-1] / scale / MM - (start + length)) <= 0.2
    assert abs(dark[0] / scale / MM - (start - 5)) <= 0.2


def test_registers_are_not_calibrated(open_sheet: Open) -> None:
    assert not open_sheet("KAC", true_size=False).calibration.isVisible()


def test_without_a_printer_there_is_no_offset_to_enter(open_sheet: Open) -> None:
    assert not open_sheet().calibration.isEnabled()


@pytest.mark.parametrize("kept", ["x", [1], [1.5, 2], ["1", 2], [True, 0], [900, 0], None])
def test_what_is_odd_in_the_file_counts_as_no_offset(tmp_path: Path, kept: Any) -> None:
    local = LocalSettings(tmp_path)
    local.remember("print.offset.KAC", kept)
    assert offset_of(local, "KAC")[0] == 0


def test_a_reason_that_lacks_is_said_at_its_field(
    qtbot: QtBot, desk: Desk, window: QWidget, shell: RecordingShell, tmp_path: Path
) -> None:
    letters = Letters()
    noted: list[str] = []

    def note(_office: Office, *, reason: str = "", **_others: Any) -> None:
        if not reason:
            raise Invalid({"reason": N_("Fill in this field.")})
        noted.append(reason)

    reason = Parameter("reason", "text", N_("Reason"), required=False)
    printout = replace(letters.printout, parameters=(*letters.printout.parameters, reason), note=note)
    sheet = PrintSheet(desk, printout, {}, FolderPrinters(tmp_path, "KAC"))
    desk.shell.open_panel(sheet)
    qtbot.waitUntil(lambda: sheet.document is not None)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(sheet.parameters.fields["reason"].error()))
    assert sheet.parameters.fields["reason"].focus_target().hasFocus()
    write("Printeris saburzija")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert noted == ["Printeris saburzija"]
