"""Where a printer really prints: how far its picture is to be moved, found with a printed ruler."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_, Translator
from app.core.local_settings import LocalSettings
from app.core.numbers import parse_number, show_number
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.parsed_fields import NUMBER_WIDTH, ParsedField
from ui.kit.printers import Order, print_pages
from ui.kit.texts import Speaking

#: How far a picture can be moved, in tenths of a mm; a printer that is farther off needs its own adjustment.
MOST = 50
_POINTS_PER_MM = 72 / 25.4


class TenthsField(ParsedField):
    """Millimetres to a tenth, from −5,0 to 5,0; the value is whole tenths. ↑ and ↓ move one tenth."""

    def __init__(self, desk: Desk) -> None:
        self._language = desk.words
        super().__init__(desk.look, desk.words, _read, self._shown)
        self.set_control_width(NUMBER_WIDTH)

    def _shown(self, tenths: int) -> str:
        return show_number(Decimal(tenths) / 10, 1, self._language.language)

    def _stepped(self, value: Any, by: int) -> Any:
        return min(MOST, max(-MOST, (value or 0) + by))


class Calibration(Speaking, QWidget):
    """The offset of one printer, kept on this PC, and a button that prints the ruler to find it with."""

    ruler_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.words = desk.words
        self._local = desk.local
        self._printer = ""
        self.right, self.down = TenthsField(desk), TenthsField(desk)
        self.say(self.right.set_label, N_("Offset to the right, mm"))
        self.say(self.down.set_label, N_("Offset downwards, mm"))
        self.button = Button(desk.look)
        self.say(self.button.setText, N_("Print the ruler"))
        self.button.clicked.connect(self.ruler_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.right)
        row.addWidget(self.down)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def use(self, printer: str) -> None:
        """Show the offset of this printer; without any, nothing can be entered."""
        self._printer = printer
        right, down = offset_of(self._local, printer)
        self.right.set_value(right)
        self.down.set_value(down)
        self.setEnabled(bool(printer))

    def take(self) -> tuple[float, float] | None:
        """The offset in mm, kept for this printer from now on; None, with the keyboard there, where it is none."""
        for field in (self.right, self.down):
            field.commit()
            if field.problem():
                field.setFocus()
                return None
        tenths = (self.right.value() or 0, self.down.value() or 0)
        if tenths != offset_of(self._local, self._printer):
            self._local.remember(_name(self._printer), list(tenths))
        return tenths[0] / 10, tenths[1] / 10


def offset_of(local: LocalSettings, printer: str) -> tuple[int, int]:
    """How far the picture of a printer is moved to the right and down, in tenths of a mm."""
    kept = local.recall(_name(printer), None)
    if not isinstance(kept, list) or len(kept) != 2:
        return 0, 0
    right, down = (value if type(value) is int and abs(value) <= MOST else 0 for value in kept)
    return right, down


def print_ruler(printer: QPrinter, words: Translator, paper: QSizeF | None, offset_mm: tuple[float, float]) -> int:
    """Print the ruler on paper of that size in points, A4 if it is not known. In a worker; raises Unavailable."""
    from app.printing.cards import A4, RULER, ruler_page  # noqa: PLC0415 - ReportLab is slow to load

    size = A4 if paper is None else (paper.width() / _POINTS_PER_MM, paper.height() / _POINTS_PER_MM)
    target = BytesIO()
    ruler_page(target, words, size)
    return print_pages(target.getvalue(), printer, Order(title=words(RULER), offset_mm=offset_mm))


def _read(text: str) -> int:
    tenths = int((parse_number(text) * 10).quantize(Decimal(1), ROUND_HALF_UP))
    if abs(tenths) > MOST:
        raise UserError(N_("The offset may be from −5 to 5 mm."))
    return tenths


def _name(printer: str) -> str:
    return f"print.offset.{printer}"
