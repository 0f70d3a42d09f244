"""The print sheet as it is laid out: parameters, printer, copies, and the preview (design.md 7.3, mock-up 22)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import C_, N_
from app.printing.printouts import Printout
from ui.kit.buttons import Button
from ui.kit.calibration import Calibration
from ui.kit.checks import CheckField
from ui.kit.choice import ChoiceField
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.labels import Rule, Text
from ui.kit.panel import Panel
from ui.kit.parsed_fields import NumberField
from ui.kit.preview import Preview
from ui.kit.print_fields import ParameterFields
from ui.kit.printers import Printers, shown_pages
from ui.kit.progress import Meter

WIDTH, HEIGHT, LEFT = 880, 620, 388


class PrintFrame(Panel):
    """The widgets; what they do is :class:`~ui.kit.print_sheet.PrintSheet`'s."""

    def __init__(self, desk: Desk, printout: Printout, given: Mapping[str, str], printers: Printers) -> None:
        super().__init__(desk.look, desk.words, WIDTH, HEIGHT)
        self.desk, self.printout, self.printers = desk, printout, printers
        #: The pages that are printed, by their numbers; () for all of them.
        self.pages: tuple[int, ...] = ()
        self.say(self.title.setText, N_("Print: {title}", title=printout.title))
        self.say(self.setAccessibleName, N_("Print: {title}", title=printout.title))
        self.parameters = ParameterFields(desk, printout, given)
        self._make_fields()
        self._make_buttons()
        self.preview = Preview(self.look, desk.words, desk.tasks)
        self.meter = Meter(self.look, 2)
        self.meter.hide()
        self._lay_out()

    def retranslate(self) -> None:
        self.fill_printers()
        self.show_pages(self.pages)

    def remembered(self, what: str) -> str:
        """The name under which this PC remembers something about this printout."""
        return f"print.{self.printout.key}.{what}"

    def show_pages(self, pages: tuple[int, ...]) -> None:
        """Print these pages only; () for all of them."""
        self.pages = pages
        self.pages_row.setVisible(bool(pages))
        if pages:
            self.say(self.pages_text.setText, N_("Pages: {pages}", pages=shown_pages(pages)))

    def _make_fields(self) -> None:
        look, words = self.look, self.words
        self.printer = ChoiceField(look)
        self.say(self.printer.set_label, N_("Printer"))
        self.say(self.printer.set_unknown_text, N_("Choose from the list."))
        self.copies = NumberField(look, words, 1, 99)
        self.say(self.copies.set_label, N_("Copies"))
        self.copies.set_value(1)
        self.both_sides = CheckField(look)
        self.say(self.both_sides.set_label, N_("Print on both sides"))
        self.both_sides.set_value(self.desk.local.recall(self.remembered("both_sides"), False))
        self.calibration = Calibration(self.desk)
        if not self.printout.true_size:
            self.calibration.hide()
        self.language = ChoiceField(look)
        self.say(self.language.set_label, N_("Language"))
        # Each language by its own name: whoever needs it reads that one.
        self.language.set_options((Option("lv", "Latviešu"), Option("en", "English")))
        self.language.set_value("lv")
        self.language.edited.connect(lambda: self.parameters.speak(str(self.language.value() or "lv")))

    def _make_buttons(self) -> None:
        look = self.look
        self.pdf_button = Button(look, icon="save", key="Ctrl+S")
        self.say(self.pdf_button.setText, N_("PDF"))
        self.cancel_button = Button(look, "quiet", key="Esc")
        self.say(self.cancel_button.setText, N_("Cancel"))
        self.print_button = Button(look, "primary", icon="print", key="Enter")
        self.say(self.print_button.setText, C_("verb", "Print"))
        self.say(self.print_button.set_busy_text, N_("Printing…"))
        self.change_button = Button(look)
        self.say(self.change_button.setText, N_("Change…"))
        self.pages_text = Text(look, "body", "text2")
        self.all_pages = Button(look, "quiet")
        self.say(self.all_pages.setText, N_("All pages"))
        self.all_pages.clicked.connect(lambda: self.show_pages(()))

    def fill_printers(self) -> None:
        """Offer the printers there are; the one chosen stays, else the remembered, else the usual one."""
        names, usual = self.printers.names(), self.printers.usual()
        chosen = self.printer.value() or self.desk.local.recall(self.remembered("printer"), "")
        usual_name = self.words(N_("{printer} (default)", printer=usual))
        self.printer.set_options([Option(name, usual_name if name == usual else name) for name in names])
        first = next((name for name in (chosen, usual, *names[:1]) if name in names), None)
        self.printer.set_value(first)
        none = "" if names else self.words(N_("This computer has no printer. The printout can be saved as PDF."))
        self.printer.set_placeholder("" if names else self.words(N_("No printer")))
        self.printer.set_off(none)
        self.printer.set_help(none)
        self.copies.setEnabled(bool(names))
        self.both_sides.setEnabled(bool(names))
        self.calibration.use(str(self.printer.value() or ""))
        self.change_button.set_off(none)
        self.print_button.set_off(none)
        self.pdf_button.set_kind("plain" if names else "primary")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.card)
        row.setContentsMargins(22, 20, 18, 18)
        row.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.title)
        left.addWidget(self.message)
        left.addWidget(self._scrolled(), 1)
        left.addWidget(Rule())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.pdf_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.print_button)
        left.addLayout(buttons)
        side = QWidget()
        side.setMinimumWidth(self.look.px(LEFT))
        side.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        row.addWidget(side)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.preview, 1)
        right.addWidget(self.meter)
        row.addLayout(right, 1)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("surface", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.parameters)
        self.printer.put_beside(self.change_button)
        column.addWidget(self.printer)
        pair = QHBoxLayout()
        pair.setSpacing(14)
        pair.addWidget(self.copies)
        pair.addWidget(self.both_sides, 0, Qt.AlignmentFlag.AlignBottom)
        pair.addStretch(1)
        column.addLayout(pair)
        column.addWidget(self._pages_row())
        column.addWidget(self.calibration)
        column.addWidget(self.language)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _pages_row(self) -> QWidget:
        self.pages_row = QWidget()
        row = QHBoxLayout(self.pages_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pages_text)
        row.addWidget(self.all_pages)
        row.addStretch(1)
        self.pages_row.hide()
        return self.pages_row
