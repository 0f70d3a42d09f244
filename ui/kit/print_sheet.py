"""The print sheet instead of a dialog: Ctrl+P, Enter = printed (design.md 7.3, mock-up 22)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, QSizeF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.core.errors import Invalid, UserError
from app.core.i18n import C_, N_, NN_, Message, Translator
from app.core.latvian import fold
from app.printing.files import replacing
from app.printing.printouts import Printout, all_printouts, find
from ui.kit.buttons import Button
from ui.kit.calibration import Calibration, print_ruler
from ui.kit.checks import CheckField
from ui.kit.choice import ChoiceField
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.file_dialogs import FileDialogs, open_folder
from ui.kit.labels import Rule
from ui.kit.panel import Panel, is_enter
from ui.kit.parsed_fields import NumberField
from ui.kit.preview import Preview
from ui.kit.print_fields import ParameterFields
from ui.kit.printers import Order, Printers, SystemPrinters, print_pages
from ui.kit.progress import Meter, run_beside
from ui.kit.tasks import Cancelled, Progress

WIDTH, HEIGHT, LEFT = 880, 620, 388
#: A change is drawn when nothing else was changed for so long, in milliseconds.
SETTLE = 120
BUSY_AFTER = 300
_CONTROL = Qt.KeyboardModifier.ControlModifier


def find_printout(key: str) -> Printout:
    """The printout of this key in whichever register. Raises KeyError."""
    return find(all_printouts(), key)


def open_print(
    desk: Desk, key: str, params: Mapping[str, str] | None = None, *, printers: Printers | None = None
) -> PrintSheet:
    """Show the print sheet for the printout ``key``; dates in ``params`` are ISO, everything is text."""
    sheet = PrintSheet(desk, find_printout(key), params or {}, printers or SystemPrinters())
    desk.shell.open_panel(sheet)
    return sheet


@dataclass(frozen=True)
class _Made:
    """A document, and what it was made from."""

    data: bytes
    sizes: tuple[QSizeF, ...]
    wish: tuple[object, ...]
    note: Callable[[], None]
    """Enters the print of this very document in the audit."""


class PrintSheet(Panel):
    """Parameters at the left, the very pages that will be printed at the right."""

    def __init__(self, desk: Desk, printout: Printout, given: Mapping[str, str], printers: Printers) -> None:
        super().__init__(desk.look, desk.words, WIDTH, HEIGHT)
        self.desk, self.printout, self._printers = desk, printout, printers
        self._dialogs = FileDialogs(desk.words, desk.local)
        self._made: _Made | None = None
        self._making: tuple[object, ...] | None = None
        self._then: Callable[[], None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._refresh)
        self._busy_soon = QTimer(self, singleShot=True, interval=BUSY_AFTER)
        self.say(self.title.setText, N_("Print: {title}", title=printout.title))
        self.say(self.setAccessibleName, N_("Print: {title}", title=printout.title))
        self.parameters = ParameterFields(desk, printout, given)
        self.parameters.edited.connect(self._edited)
        self._make_fields()
        self.pdf_button = Button(self.look, icon="save", key="Ctrl+S")
        self.say(self.pdf_button.setText, N_("PDF"))
        self.cancel_button = Button(self.look, "quiet", key="Esc")
        self.say(self.cancel_button.setText, N_("Cancel"))
        self.print_button = Button(self.look, "primary", icon="print", key="Enter")
        self.say(self.print_button.setText, C_("verb", "Print"))
        self.say(self.print_button.set_busy_text, N_("Printing…"))
        self.pdf_button.clicked.connect(self.save_pdf)
        self.cancel_button.clicked.connect(self.leave)
        self.print_button.clicked.connect(self.print_now)
        self.preview = Preview(self.look, desk.words, desk.tasks)
        self.meter = Meter(self.look, 2)
        self.meter.hide()
        self._busy_soon.timeout.connect(self.meter.show)
        self._lay_out()
        self._fill_printers()
        self._refresh()

    def focus_first(self) -> None:
        button = self.print_button if self.print_button.isEnabled() else self.pdf_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def wants(self, event: QKeyEvent) -> bool:
        zoom = (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal, Qt.Key.Key_0)
        control = bool(event.modifiers() & _CONTROL)
        return super().wants(event) or (control and event.key() in (Qt.Key.Key_S, Qt.Key.Key_P, *zoom))

    def key(self, event: QKeyEvent) -> bool:
        if is_enter(event):
            self.print_now()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.save_pdf()
        elif event.matches(QKeySequence.StandardKey.Print):
            self.focus_first()
        else:
            return self.preview.zoom_key(event)
        return True

    @property
    def document(self) -> bytes | None:
        """The PDF shown, where it is what the fields say now."""
        return made.data if (made := self._current()) is not None else None

    def print_now(self) -> None:
        """Print what the fields say, as soon as it is made."""
        if self.print_button.isEnabled():
            self.print_button.set_busy(True)
            self._when_made(self._print)

    def print_ruler(self) -> None:
        """Print the ruler on the chosen printer, on paper like the document's; the sheet stays."""
        name, offset = str(self.printer.value() or ""), self.calibration.take()
        if not name or offset is None:
            return
        try:
            printer = self._printers.open(name)
        except UserError as error:
            self.no_printer(error)
            return
        paper = self._made.sizes[0] if self._made is not None else None
        job = partial(print_ruler, printer, Translator(self.desk.words.language), paper, offset)
        self.desk.tasks.run(
            job, lambda pages: self.desk.shell.toast(sent(name, pages)), self._no_ruler, owner=self
        )

    def save_pdf(self) -> None:
        """Ask where, and write the PDF there."""
        self._when_made(self._ask_where)

    def retranslate(self) -> None:
        self._fill_printers()

    # Fields.

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
        self.both_sides.set_value(self.desk.local.recall(self._key("both_sides"), False))
        self.calibration = Calibration(self.desk)
        if not self.printout.true_size:
            self.calibration.hide()
        self.calibration.ruler_wanted.connect(self.print_ruler)
        self.printer.edited.connect(self._use_printer)
        self.language = ChoiceField(look)
        self.say(self.language.set_label, N_("Language"))
        # Each language by its own name: whoever needs it reads that one.
        self.language.set_options((Option("lv", "Latviešu"), Option("en", "English")))
        self.language.set_value("lv")
        self.language.edited.connect(lambda: self.parameters.speak(str(self.language.value() or "lv")))
        self.language.edited.connect(self._edited)

    def _fill_printers(self) -> None:
        names, usual = self._printers.names(), self._printers.usual()
        chosen = self.printer.value() or self.desk.local.recall(self._key("printer"), "")
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
        self._use_printer()
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
        column.addWidget(self.printer)
        pair = QHBoxLayout()
        pair.setSpacing(14)
        pair.addWidget(self.copies)
        pair.addWidget(self.both_sides, 0, Qt.AlignmentFlag.AlignBottom)
        pair.addStretch(1)
        column.addLayout(pair)
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

    def _key(self, what: str) -> str:
        return f"print.{self.printout.key}.{what}"

    def _use_printer(self) -> None:
        self.calibration.use(str(self.printer.value() or ""))

    # Making the document.

    def _wish(self) -> tuple[object, ...]:
        return (self.language.value() or "lv", *sorted(self.parameters.values().items()))

    def _edited(self) -> None:
        self._settle.start()

    def _refresh(self) -> None:
        """Make the document anew where it is not what the fields say; one at a time."""
        self._settle.stop()
        wish = self._wish()
        if self._making is not None or (self._made is not None and self._made.wish == wish):
            return
        if self.parameters.show_problems():
            self._give_up()
            return
        self._making = wish
        self._busy_soon.start()
        language = str(self.language.value() or "lv")
        job = partial(_render, self.desk, self.printout, language, self.parameters.values(), wish)
        self.desk.tasks.run(job, self._arrived, self._failed, owner=self)

    def _arrived(self, made: _Made) -> None:
        self._rest()
        if made.wish != self._wish():
            self._refresh()
            return
        self._made = made
        self.message.clear()
        self.preview.show_document(made.data, made.sizes)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _failed(self, error: Exception) -> None:
        wish = self._making
        self._rest()
        if wish != self._wish():
            self._refresh()
            return
        self._give_up()
        text: Message | None = None
        if isinstance(error, Invalid):
            text = next(iter(self.parameters.show_errors(error.fields).values()), None)
        elif isinstance(error, UserError):
            text = error.message
        else:
            self.leave()
            self.desk.shell.show_trouble(error)
        if text is not None:
            self.message.tell("bad", text, ((N_("Try again"), self._try_again),))

    def _try_again(self) -> None:
        self.message.clear()
        self.focus_first()
        self._refresh()

    def _rest(self) -> None:
        self._making = None
        self._busy_soon.stop()
        self.meter.hide()

    def _give_up(self) -> None:
        self._then = None
        self.print_button.set_busy(False)

    def _current(self) -> _Made | None:
        return self._made if self._made is not None and self._made.wish == self._wish() else None

    def _when_made(self, then: Callable[[], None]) -> None:
        if self.document is not None:
            then()
        else:
            self._then = then
            self._refresh()

    # Paper and file.

    def _print(self) -> None:
        name = str(self.printer.value() or "")
        self.copies.commit()
        copies = self.copies.value()
        made = self._current()
        if not name or copies is None or made is None:
            self.print_button.set_busy(False)
            (self.copies if name else self.printer).setFocus()
            return
        offset = self.calibration.take() if self.printout.true_size else (0.0, 0.0)
        if offset is None:
            self.print_button.set_busy(False)
            return
        both = self.both_sides.value()
        self.desk.local.remember(self._key("printer"), name)
        self.desk.local.remember(self._key("both_sides"), both)
        order = Order(copies, both, self.words(self.printout.title), offset)
        try:
            # Printers are opened on the main thread: some drivers insist on it.
            printer = self._printers.open(name)
        except UserError as error:
            self.no_printer(error)
            return

        def job(progress: Progress) -> int:
            return print_pages(made.data, printer, order, progress.report)

        Printing(self, name).begin(made.note, job)

    def no_printer(self, error: UserError) -> None:
        """Say that the printer cannot be used, and what can be done instead."""
        self.print_button.set_busy(False)
        self.message.tell(
            "bad",
            error.message,
            ((N_("Save as PDF"), self.save_pdf), (N_("Another printer"), self._other_printer)),
        )
        bar = self.message.bar
        if bar is not None:
            bar.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _no_ruler(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.no_printer(error)
        else:
            self.desk.shell.show_trouble(error)

    def not_noted(self, error: UserError) -> None:
        """Say why nothing is printed: what cannot be entered in the audit is not."""
        self.print_button.set_busy(False)
        if self._shown_at_fields(error):
            return
        self.message.tell("bad", error.message, ((N_("Try again"), self._try_again),))

    def _shown_at_fields(self, error: Exception) -> bool:
        """Whether all that is wrong belongs to fields, where it is said now: a second print lacks its reason."""
        if not isinstance(error, Invalid) or self.parameters.show_errors(error.fields):
            return False
        self.parameters.fields[next(iter(error.fields))].setFocus()
        return True

    def _other_printer(self) -> None:
        self.message.clear()
        self._fill_printers()
        self.printer.setFocus(Qt.FocusReason.OtherFocusReason)
        self.printer.box.showPopup()

    def _ask_where(self) -> None:
        made = self._current()
        if made is None:
            return
        self._dialogs.save(
            self, N_("Save as PDF"), self.file_name(), N_("PDF document"), partial(self._save, made), purpose="pdf"
        )

    def file_name(self) -> str:
        """What the PDF is called at first: „klientu_sazinas_registrs_2026-11-01_2026-11-20.pdf”."""
        paper = Translator(str(self.language.value() or "lv"))
        words = [fold(paper(self.printout.title)), *_days(self.parameters.values())]
        return "_".join("_".join(words).replace("/", " ").split()) + ".pdf"

    def _save(self, made: _Made, path: Path) -> None:
        failed = partial(self._not_saved, made, path)
        self.desk.tasks.run(partial(_write, path, made), lambda _none: self._saved(path), failed, owner=self)

    def _saved(self, path: Path) -> None:
        self.leave()
        self.desk.shell.toast(N_("Saved: {name}", name=path.name), N_("Open folder"), partial(open_folder, path))

    def _not_saved(self, made: _Made, path: Path, error: Exception) -> None:
        if self._shown_at_fields(error):
            return
        if isinstance(error, UserError):
            again = (N_("Try again"), partial(self._save_again, made, path))
            self.message.tell("bad", error.message, (again, (N_("Save elsewhere"), self.save_pdf)))
        else:
            self.desk.shell.show_trouble(error)

    def _save_again(self, made: _Made, path: Path) -> None:
        self.message.clear()
        self.focus_first()
        self._save(made, path)


class Printing(QObject):
    """A printing under way. As soon as the printer has taken a page the sheet goes, and the page is free again."""

    def __init__(self, sheet: PrintSheet, printer: str) -> None:
        super().__init__(sheet.desk.tasks)
        self._sheet, self._desk, self._name = sheet, sheet.desk, printer

    def begin(self, note: Callable[[], None], job: Callable[[Progress], int]) -> None:
        """Enter it in the audit, then print; the toast comes when all pages are with the printer."""
        self._desk.tasks.run(note, lambda _none: self._follow(job), self._not_noted)

    def _follow(self, job: Callable[[Progress], int]) -> None:
        task = run_beside(self._desk, job, N_("Printing…"), self._sent, self._failed, counted=_pages_of)
        task.progressed.connect(lambda _done, _total: self._let_go())

    def _not_noted(self, error: Exception) -> None:
        self.deleteLater()
        if isinstance(error, UserError) and shiboken6.isValid(self._sheet) and self._sheet.isVisible():
            self._sheet.not_noted(error)
        else:
            self._let_go()
            self._desk.shell.show_trouble(error)

    def _let_go(self) -> None:
        if shiboken6.isValid(self._sheet):
            self._sheet.leave()

    def _sent(self, pages: int) -> None:
        self._let_go()
        self._desk.shell.toast(sent(self._name, pages))
        self.deleteLater()

    def _failed(self, error: Exception) -> None:
        self.deleteLater()
        if isinstance(error, Cancelled):
            self._desk.shell.toast(N_("Printing was stopped."))
        elif isinstance(error, UserError) and shiboken6.isValid(self._sheet) and self._sheet.isVisible():
            self._sheet.no_printer(error)
        else:
            self._let_go()
            self._desk.shell.show_trouble(error)


def sent(printer: str, pages: int) -> Message:
    """What is said when a printer has taken all pages."""
    return NN_(
        "Sent to the printer {printer}: {count} page",
        "Sent to the printer {printer}: {count} pages",
        pages,
        printer=printer,
    )


def _render(
    desk: Desk, printout: Printout, language: str, values: dict[str, object], wish: tuple[object, ...]
) -> _Made:
    from ui.kit.pdf_pages import page_sizes  # noqa: PLC0415 - pypdfium2 is slow to load

    target = BytesIO()
    printout.render(desk.office, target, Translator(language), **values)
    data = target.getvalue()
    return _Made(data, page_sizes(data), wish, partial(printout.note, desk.office, **values))


def _write(path: Path, made: _Made) -> None:
    with replacing(path) as file:
        file.write(made.data)
        made.note()


def _days(values: Mapping[str, object]) -> list[str]:
    return [value.isoformat() for value in values.values() if isinstance(value, date)]


def _pages_of(done: str, total: str, count: int) -> Message:
    return NN_("{done} of {total} page", "{done} of {total} pages", count, done=done, total=total)
