"""The print sheet instead of a dialog: Ctrl+P, Enter = printed (design.md 7.3, mock-up 22)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtPrintSupport import QPrinter

from app.core.errors import Invalid, UserError
from app.core.i18n import N_, Message, Translator
from app.printing.printouts import Printout, all_printouts, find
from ui.kit.calibration import print_ruler
from ui.kit.desk import Desk
from ui.kit.file_dialogs import FileDialogs, open_folder
from ui.kit.panel import is_enter
from ui.kit.print_document import Made, file_name, render, write
from ui.kit.print_frame import PrintFrame
from ui.kit.printers import Chosen, Order, Printers, SystemPrinters, print_pages
from ui.kit.printing import Printing, sent
from ui.kit.tasks import Progress

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


class PrintSheet(PrintFrame):
    """Parameters at the left, the very pages that will be printed at the right."""

    def __init__(self, desk: Desk, printout: Printout, given: Mapping[str, str], printers: Printers) -> None:
        super().__init__(desk, printout, given, printers)
        self._dialogs = FileDialogs(desk.words, desk.local)
        self._chosen: Chosen | None = None
        self._made: Made | None = None
        self._making: tuple[object, ...] | None = None
        self._then: Callable[[], None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._busy_soon = QTimer(self, singleShot=True, interval=BUSY_AFTER)
        self._connect()
        self.fill_printers()
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
            printer = self._opened(name)
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

    def change_printer(self) -> None:
        """„Mainīt…”: the system's own dialog, whose choice this sheet takes over."""
        both, copies = bool(self.both_sides.value()), self.copies.value() or 1
        order = Order(copies, both, self.words(self.printout.title), pages=self.pages)
        count = len(made.sizes) if (made := self._current()) is not None else 0
        try:
            self.printers.choose(self, str(self.printer.value() or ""), order, count, self._take)
        except UserError as error:
            self.no_printer(error)

    def _connect(self) -> None:
        self._settle.timeout.connect(self._refresh)
        self._busy_soon.timeout.connect(self.meter.show)
        self.parameters.edited.connect(self._edited)
        self.language.edited.connect(self._edited)
        self.printer.edited.connect(self._use_printer)
        self.calibration.ruler_wanted.connect(self.print_ruler)
        self.change_button.clicked.connect(self.change_printer)
        self.pdf_button.clicked.connect(self.save_pdf)
        self.cancel_button.clicked.connect(self.leave)
        self.print_button.clicked.connect(self.print_now)

    def _take(self, chosen: Chosen) -> None:
        """What was chosen in the system's dialog; the rest of it (paper, tray, colour) is in its printer."""
        self.fill_printers()
        self.printer.set_value(chosen.name)
        self.copies.set_value(chosen.order.copies)
        self.both_sides.set_value(chosen.order.both_sides)
        self.show_pages(chosen.order.pages)
        self._use_printer()
        self._chosen = chosen
        self.focus_first()

    def _use_printer(self) -> None:
        """Another printer: what the system's dialog was told of the one before does not hold for it."""
        self._chosen = None
        self.calibration.use(str(self.printer.value() or ""))

    def _opened(self, name: str) -> QPrinter:
        """Raises Unavailable."""
        if self._chosen is not None and self._chosen.name == name:
            return self._chosen.printer
        return self.printers.open(name)

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
        job = partial(render, self.desk, self.printout, language, self.parameters.values(), wish)
        self.desk.tasks.run(job, self._arrived, self._failed, owner=self)

    def _arrived(self, made: Made) -> None:
        self._rest()
        if made.wish != self._wish():
            self._refresh()
            return
        self._made = made
        self.message.clear()
        self.preview.show_document(made.data, made.sizes)
        if self.pages and self.pages[-1] > len(made.sizes):
            self.show_pages(())  # they were chosen in a longer document
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

    def _current(self) -> Made | None:
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
        self.desk.local.remember(self.remembered("printer"), name)
        self.desk.local.remember(self.remembered("both_sides"), both)
        order = Order(copies, both, self.words(self.printout.title), offset, self.pages)
        try:
            # Printers are opened on the main thread: some drivers insist on it.
            printer = self._opened(name)
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
        self.fill_printers()
        self.printer.setFocus(Qt.FocusReason.OtherFocusReason)
        self.printer.box.showPopup()

    def _ask_where(self) -> None:
        made = self._current()
        if made is None:
            return
        name = file_name(self.printout, self.parameters.values(), str(self.language.value() or "lv"))
        saved = partial(self._save, made)
        self._dialogs.save(self, N_("Save as PDF"), name, N_("PDF document"), saved, purpose="pdf")

    def _save(self, made: Made, path: Path) -> None:
        failed = partial(self._not_saved, made, path)
        self.desk.tasks.run(partial(write, path, made), lambda _none: self._saved(path), failed, owner=self)

    def _saved(self, path: Path) -> None:
        self.leave()
        self.desk.shell.toast(N_("Saved: {name}", name=path.name), N_("Open folder"), partial(open_folder, path))

    def _not_saved(self, made: Made, path: Path, error: Exception) -> None:
        if self._shown_at_fields(error):
            return
        if isinstance(error, UserError):
            again = (N_("Try again"), partial(self._save_again, made, path))
            self.message.tell("bad", error.message, (again, (N_("Save elsewhere"), self.save_pdf)))
        else:
            self.desk.shell.show_trouble(error)

    def _save_again(self, made: Made, path: Path) -> None:
        self.message.clear()
        self.focus_first()
        self._save(made, path)
