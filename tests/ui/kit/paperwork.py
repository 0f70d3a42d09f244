"""A small register that prints a letter, and printers that put their paper into a folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_, Translator
from app.core.permissions import CONTACTS_PRINT
from app.office import Office
from app.printing.page import Letterhead, Printed
from app.printing.printouts import Parameter, Printout
from app.printing.register import Register, write_register
from ui.kit.printers import Chosen, Order, ask, chosen, no_answer


class Letters:
    """Counts what it is asked for; ``rows`` decides how many pages a letter has."""

    def __init__(self, rows: int = 3) -> None:
        self.rows = rows
        self.asked: list[dict[str, Any]] = []

    def render(self, office: Office, target: Any, tr: Translator, **parameters: Any) -> None:
        from app.printing.cells import Column

        self.asked.append({"language": tr.language, **parameters})
        first = parameters["first_day"]
        columns = [Column(N_("Client"), 60), Column(N_("Question"), 120)]
        rows = ([f"{first:%d.%m.%Y}. {number}", "Lūdz pārrēķinu"] for number in range(self.rows))
        write_register(
            target,
            Register(N_("Register of client contacts"), columns),
            rows,
            letterhead=Letterhead("SIA „Bērzaines komunālserviss”"),
            printed=Printed(office.clock(), office.actor.name),
            tr=tr,
        )

    def note(self, office: Office, **parameters: Any) -> None:
        with office.work(CONTACTS_PRINT) as work:
            work.note("print", "contact", printout="letters", first_day=str(parameters["first_day"]))

    @property
    def printout(self) -> Printout:
        """As a register declares it."""
        return Printout(
            "letters",
            N_("Register of client contacts"),
            (
                Parameter("first_day", "date", N_("From"), default=date(2026, 11, 1)),
                Parameter("last_day", "date", N_("Until"), required=False),
                Parameter(
                    "scope",
                    "choice",
                    N_("Contacts"),
                    choices=(("all", N_("All")), ("open", N_("Open ones"))),
                ),
            ),
            self.render,
            self.note,
        )


class FolderPrinters:
    """Real printers whose paper is a PDF file; one named „beigts” never answers."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        self._names = list(names)
        self.dialog: QPrintDialog | None = None
        #: What the dialog calls the printer chosen in it, if it is another than it began with.
        self.other = ""

    def names(self) -> list[str]:
        return self._names

    def usual(self) -> str:
        return self._names[0] if self._names else ""

    def open(self, name: str) -> QPrinter:
        if name == "beigts":
            raise no_answer(name)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / f"{name}.pdf"))
        return printer

    def choose(
        self, over: QWidget, name: str, order: Order, page_count: int, take: Callable[[Chosen], object]
    ) -> None:
        def taken(_printer: QPrinter) -> None:
            known = self.other or name
            left = chosen(_printer, known)
            take(Chosen(self.open(known), known, left.order))

        self.dialog = ask(self.open(name), over, order, page_count, taken)
