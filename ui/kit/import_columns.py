"""The second step: which column of the file is what, with the first rows as they will be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.dates import clock, full
from app.core.errors import Invalid
from app.core.i18n import N_, Message, Speak
from app.importing.mapping import ColumnMapping, Preview
from app.importing.table import Cell
from ui.kit.choice import ChoiceField
from ui.kit.fields import Option
from ui.kit.import_kind import ImportKind
from ui.kit.labels import Text
from ui.kit.look import Look
from ui.kit.plain_table import PlainTable
from ui.kit.texts import Speaking

LEFT, LABEL = 372, 132
#: A heading that is only like a known one is pointed out.
UNSURE = 0.7
_NONE = -1
_USUAL_WIDTH = 120


@dataclass(frozen=True)
class Opened:
    """A file that could be opened: its guessed columns and its first rows."""

    path: Path
    mapping: ColumnMapping
    preview: Preview


class ColumnsStep(Speaking, QWidget):
    """A column for each field at the left, ten rows of the file at the right."""

    def __init__(self, look: Look, words: Speak, kind: ImportKind[Any, Any]) -> None:
        super().__init__()
        self.look, self.words, self.kind = look, words, kind
        self._opened: Opened | None = None
        self.mapping: ColumnMapping | None = None
        self.choices: dict[str, ChoiceField] = {}
        self.answer = ChoiceField(look)
        self.table = PlainTable(look)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self._scrolled(self._grid()))
        right = QVBoxLayout()
        right.setSpacing(6)
        heading = Text(look, "strong", "text2")
        self.say(heading.setText, N_("The first rows of the file, as they will be read"))
        right.addWidget(heading)
        self.say(self.table.setAccessibleName, N_("The first rows of the file, as they will be read"))
        right.addWidget(self.table, 1)
        row.addLayout(right, 1)

    def show_file(self, opened: Opened) -> None:
        """Begin with another file."""
        self._opened, self.mapping = opened, opened.mapping
        self.answer.set_value(self._usual())
        self.retranslate()
        self.table.scrollToTop()

    def focus_first(self) -> None:
        """Go to the first field that needs a column, else to the first."""
        key = next(iter(self.missing()), self.kind.fields[0].key)
        self.choices[key].focus_target().setFocus(Qt.FocusReason.TabFocusReason)
        # As Tab would, also where the keyboard is there already: typing replaces what is written.
        self.choices[key].box.line.selectAll()

    def missing(self) -> Mapping[str, Message]:
        """The fields that need a column, and what to say of them."""
        try:
            if self.mapping is not None:
                self.kind.check(self.mapping)
        except Invalid as error:
            return error.fields
        return {}

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """Say at each field what it lacks, and go to the first."""
        for key, choice in self.choices.items():
            choice.set_error(self.words(errors[key]) if key in errors else "")
        self.focus_first()

    def retranslate(self) -> None:
        columns = _columns(self.mapping, self.words)
        none = Option(_NONE, self.words(N_("Not in the file")))
        for field in self.kind.fields:
            self.choices[field.key].set_options([none, *columns])
            self.choices[field.key].set_unknown_text(self.words(N_("Choose from the list.")))
        self.answer.set_options([Option(key, self.words(text)) for key, text in self.kind.question.answers])
        if self.answer.is_empty():
            self.answer.set_value(self._usual())
        self._show_mapping()

    def _grid(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("surface", "clear")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, self.look.px(LABEL))
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(self.kind.fields):
            choice = ChoiceField(self.look)
            choice.edited.connect(partial(self._chosen, field.key))
            self.choices[field.key] = choice
            self._label(grid, row, field.label, choice, required=field.required)
        last = len(self.kind.fields)
        self._label(grid, last, self.kind.question.label, self.answer)
        grid.setRowStretch(last + 1, 1)
        return inside

    def _label(
        self, grid: QGridLayout, row: int, text: Message, choice: ChoiceField, *, required: bool = False
    ) -> None:
        label = Text(self.look, wrap=True)
        star = N_("{field} *", field=text) if required else text
        self.say(label.setText, star)
        label.setMinimumHeight(self.look.px(32))
        self.say(choice.focus_target().setAccessibleName, text)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignTop)

    def _scrolled(self, inside: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(self.look.px(LEFT))
        area.setWidget(inside)
        return area

    def _usual(self) -> str:
        return self.kind.question.answers[0][0]

    def _chosen(self, key: str) -> None:
        value = self.choices[key].value()
        if self.mapping is None or not isinstance(value, int):
            return
        self.mapping = self.mapping.with_column(key, None if value == _NONE else value)
        self._show_mapping()

    def _show_mapping(self) -> None:
        mapping, opened = self.mapping, self._opened
        if mapping is None or opened is None:
            return
        for key, choice in self.choices.items():
            column = mapping.columns.get(key, _NONE)
            if choice.value() != column:
                choice.set_value(column)
            unsure = key in mapping.columns and mapping.confidence.get(key, 1) <= UNSURE
            choice.set_help(self.words(N_("Found by a similar name. Check it.")) if unsure else "")
        known = [field for field in self.kind.fields if field.key in mapping.columns]
        rows = [
            [_shown(cells, mapping.columns[field.key]) for field in known]
            for _number, cells in opened.preview.rows
        ]
        titles = [self.words(field.label) for field in known]
        self.table.fill(titles, rows, [self.kind.widths.get(field.key, _USUAL_WIDTH) for field in known])


def _columns(mapping: ColumnMapping | None, words: Speak) -> list[Option]:
    """The columns by their headings; those without one, or with one twice, also by their letter."""
    if mapping is None:
        return []
    options = []
    for at, heading in enumerate(mapping.headings):
        letter = _letter(at)
        name = heading or words(N_("Column {letter}", letter=letter))
        twice = bool(heading) and mapping.headings.count(heading) > 1
        options.append(Option(at, f"{name} ({letter})" if twice else name))
    return options


def _letter(at: int) -> str:
    """A column's letter as a spreadsheet shows it: A … Z, AA …."""
    text = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _shown(cells: tuple[Cell, ...], column: int) -> str:
    cell = cells[column] if column < len(cells) else None
    match cell:
        case None:
            return ""
        case datetime():
            return full(cell) if cell.time() == time() else f"{full(cell)} {clock(cell.time())}"
        case date():
            return full(cell)
        case time():
            return clock(cell)
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell)
