"""The third step: what reading the file in would do, before anything is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, Translator
from app.core.numbers import show_number
from app.importing.report import ImportReport
from ui.kit.buttons import Button
from ui.kit.import_kind import ImportWords
from ui.kit.labels import Text
from ui.kit.look import Look
from ui.kit.plain_table import PlainTable
from ui.kit.scroll import Scroll
from ui.kit.texts import Speaking

#: The room of the counts; where the window is narrow, the refused rows need some of it.
LEFT, LEAST = 340, 180


class ReportStep(Speaking, QWidget):
    """Counts at the left, the refused rows with their reasons at the right."""

    save_wanted = Signal()

    def __init__(self, look: Look, words: Translator, about: ImportWords) -> None:
        super().__init__()
        self.look, self.words, self._translator = look, words, words
        self._about = about
        self._report: ImportReport | None = None
        self.counts: list[tuple[Text, Text]] = []
        self.table = PlainTable(look)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(99, 1)
        self._area = Scroll()
        self._area.setMinimumWidth(look.px(LEAST))
        self._area.setMaximumWidth(look.px(LEFT))
        self._area.setWidget(inside)
        row.addWidget(self._area, 1)
        row.addLayout(self._refused(), 1)

    def show_report(self, report: ImportReport) -> None:
        """Show what a dry run found."""
        self._report = report
        self.retranslate()

    def lines(self) -> list[tuple[str, str]]:
        """What the counts say: name and number."""
        return [(name.text(), number.text()) for number, name in self.counts if not name.isHidden()]

    def retranslate(self) -> None:
        report = self._report
        if report is None:
            return
        shown = [
            (N_("Rows in the file"), report.rows),
            (N_("Will be read in"), report.imported),
            (N_("Blank, skipped"), report.blank),
            (N_("Subtotals and headings, skipped"), report.subtotal),
            (self._about.duplicates, report.duplicates),
            (N_("Refused"), len(report.refused)),
            *((self._about.remarks[remark], count) for remark, count in report.attention),
        ]
        while len(self.counts) < len(shown):
            self._add_line()
        for at, (number, name) in enumerate(self.counts):
            number.setVisible(at < len(shown))
            name.setVisible(at < len(shown))
            if at < len(shown):
                name.setText(self.words(shown[at][0]))
                number.setText(show_number(shown[at][1], language=self._translator.language))
        rows = [(str(refused.row), self.words(refused.reason)) for refused in report.refused]
        self.table.fill((self.words(N_("Row")), self.words(N_("Reason"))), rows, (70, 300))
        for part in (self.table, self.copy_button, self.save_button):
            part.setVisible(bool(rows))
        self.fine.setVisible(not rows)

    def turn(self, pages: int) -> None:
        """Scroll the counts, in a window too low for all of them."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def rows(self) -> list[tuple[str, str]]:
        """The refused rows as the list is saved."""
        return [(text[0], text[1]) for text in self.table.content.rows]

    def _add_line(self) -> None:
        at = len(self.counts)
        number = Text(self.look, "strong")
        name = Text(self.look, wrap=True)
        self._grid.addWidget(number, at, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(name, at, 1, Qt.AlignmentFlag.AlignTop)
        self.counts.append((number, name))

    def _refused(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(8)
        heading = Text(self.look, "strong", "text2")
        self.say(heading.setText, N_("Refused rows"))
        self.say(self.table.setAccessibleName, N_("Refused rows"))
        top.addWidget(heading)
        top.addStretch(1)
        self.copy_button = Button(self.look, "quiet", icon="copy")
        self.say(self.copy_button.setText, N_("Copy"))
        self.copy_button.clicked.connect(self.table.copy)
        self.save_button = Button(self.look, "quiet", icon="save")
        self.say(self.save_button.setText, N_("Save the list…"))
        self.save_button.clicked.connect(self.save_wanted)
        top.addWidget(self.copy_button)
        top.addWidget(self.save_button)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        self.fine = Text(self.look, "body", "text2", wrap=True)
        self.say(self.fine.setText, N_("No row was refused."))
        column.addWidget(self.fine)
        column.addStretch(0)
        return column


def write_list(path: Path, rows: list[tuple[str, str]], words: Translator) -> None:
    """Save the refused rows as CSV. Raises Unavailable."""
    from app.printing.sheets import Field, write_csv  # noqa: PLC0415 - xlsxwriter is slow to load

    fields = (Field("row", N_("Row")), Field("reason", N_("Reason")))
    write_csv(path, fields, rows, words)
