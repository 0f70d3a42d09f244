"""The parameters of a printout as fields, made from their declarations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.date_entry import parse_date
from app.core.dates import full
from app.core.i18n import N_, Message, Translator
from app.core.moments import riga_date
from app.office import Office
from app.printing.printouts import Parameter, Printout
from ui.kit.checks import RadioField
from ui.kit.choice import ChoiceField
from ui.kit.desk import Desk
from ui.kit.fields import Field, Option
from ui.kit.line_fields import LineField
from ui.kit.parsed_fields import DateField
from ui.kit.tasks import Task
from ui.kit.text_area import AreaField
from ui.kit.texts import Speaking

#: Up to so many choices stand open as radio buttons.
FEW = 3
DATE_PAIR_WIDTH = 150
#: How many lines of a text that may be rewritten are in sight: at least, and before it scrolls.
LINES = 3, 9


class ParameterFields(Speaking, QWidget):
    """Fields for all parameters but the ids, which say what is printed and are given by the caller.

    What a printout proposes is filled in beside the window and follows the other fields until it is rewritten.
    """

    edited = Signal()

    def __init__(self, desk: Desk, printout: Printout, given: Mapping[str, str]) -> None:
        super().__init__()
        self.look, self.words = desk.look, desk.words
        self._desk = desk
        self._parameters = printout.parameters
        self._given = dict(given)
        self.fields: dict[str, Field] = {}
        self._language = "lv"
        self._rewritten = set(given)
        self._proposing: Task | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        pair: QHBoxLayout | None = None
        for parameter in printout.parameters:
            if parameter.kind == "id":
                continue
            field = self._field(parameter)
            if parameter.kind != "date":
                pair = None
                column.addWidget(field)
            elif pair is None:  # the first and the last day of a period stand side by side
                pair = QHBoxLayout()
                pair.setSpacing(10)
                pair.addWidget(field)
                pair.addStretch(1)
                column.addLayout(pair)
            else:
                pair.insertWidget(1, field)
                pair = None
        self.retranslate()
        self._show_meant()
        self._propose()

    def speak(self, language: str) -> None:
        """The paper's language is another one now: what is proposed follows it."""
        if language != self._language:
            self._language = language
            self._propose()

    def values(self) -> dict[str, object]:
        """What the printout is told: only what is filled in, and of proposed texts those a person rewrote."""
        told: dict[str, object] = {}
        for parameter in self._parameters:
            field = self.fields.get(parameter.name)
            if not self._is_meant(parameter):
                continue
            value = field.value() if field is not None else self._from_text(parameter)
            if parameter.propose is not None and parameter.name not in self._rewritten:
                continue
            emptied = parameter.propose is not None and value == ""
            if emptied or value not in (None, ""):
                told[parameter.name] = value
        return told

    def show_problems(self) -> bool:
        """Say at each field what it lacks; whether there was any."""
        found = False
        for parameter in self._parameters:
            field = self.fields.get(parameter.name)
            if field is None:
                continue
            problem = field.problem()
            if not problem and parameter.required and field.is_empty():
                problem = self.words(N_("Fill in this field."))
            field.set_error(problem)
            found = found or bool(problem)
        return found

    def show_errors(self, errors: Mapping[str, Message]) -> dict[str, Message]:
        """Show each error at its field; gives back those that belong to no field."""
        for name, message in errors.items():
            if name in self.fields:
                self.fields[name].set_error(self.words(message))
        return {name: message for name, message in errors.items() if name not in self.fields}

    def retranslate(self) -> None:
        for parameter in self._parameters:
            field = self.fields.get(parameter.name)
            if field is None:
                continue
            field.set_label(self.words(parameter.label))
            options = [Option(value, self.words(label)) for value, label in parameter.choices]
            if isinstance(field, RadioField | ChoiceField):
                field.set_options(options)
            if isinstance(field, ChoiceField):
                field.set_placeholder("" if parameter.required else self.words(N_("All")))
                field.set_unknown_text(self.words(N_("Choose from the list.")))

    def _field(self, parameter: Parameter) -> Field:
        field = self._made(parameter)
        self.fields[parameter.name] = field
        field.set_label(self.words(parameter.label))
        options = [Option(value, self.words(label)) for value, label in parameter.choices]
        if isinstance(field, RadioField | ChoiceField):
            field.set_options(options)
        start = self._from_text(parameter)
        if start is None and options and parameter.required:
            start = options[0].value
        field.set_value(start)
        if parameter.propose is not None:
            field.edited.connect(partial(self._rewritten.add, parameter.name))
        if parameter.kind == "choice":
            field.edited.connect(self._show_meant)
        if parameter.kind not in ("lines", "text"):
            field.edited.connect(self._propose)
        field.edited.connect(self.edited)
        return field

    def _is_meant(self, parameter: Parameter) -> bool:
        """Whether it means anything beside what is chosen."""
        if parameter.only_for is None:
            return True
        name, value = parameter.only_for
        return self.fields[name].value() == value

    def _show_meant(self) -> None:
        for parameter in self._parameters:
            if parameter.only_for is not None:
                self.fields[parameter.name].setVisible(self._is_meant(parameter))

    def _propose(self) -> None:
        """Have the texts proposed anew that nobody rewrote."""
        wanted = [
            each for each in self._parameters if each.propose is not None and each.name not in self._rewritten
        ]
        if not wanted:
            return
        if self._proposing is not None:
            self._proposing.cancel()
        job = partial(_proposed, self._desk.office, Translator(self._language), wanted, self.values())
        # Where it fails, so does the preview, which tells why.
        self._proposing = self._desk.tasks.run(job, self._fill_in, lambda _error: None, owner=self)

    def _fill_in(self, texts: Mapping[str, str]) -> None:
        self._proposing = None
        for parameter in self._parameters:
            text = texts.get(parameter.name)
            if text is not None and parameter.name not in self._rewritten:
                self.fields[parameter.name].set_value(parameter.parse(text))

    def _made(self, parameter: Parameter) -> Field:
        look = self._desk.look
        match parameter.kind:
            case "date":
                field = DateField(look, self._desk.words, self._day, full, self._today)
                field.set_control_width(DATE_PAIR_WIDTH)
                return field
            case "choice":
                return RadioField(look) if len(parameter.choices) <= FEW else ChoiceField(look)
            case "lines":
                return AreaField(look, *LINES)
        return LineField(look)

    def _from_text(self, parameter: Parameter) -> Any:
        text = self._given.get(parameter.name)
        if text is None:
            return parameter.default() if callable(parameter.default) else parameter.default
        return parameter.parse(text)

    def _day(self, text: str) -> date:
        # A period is no term: +5 counts days, not working days.
        return parse_date(text, self._today(), lambda day, count: day + timedelta(days=count))

    def _today(self) -> date:
        return riga_date(self._desk.office.clock())


def _proposed(
    office: Office, paper: Translator, wanted: list[Parameter], known: Mapping[str, object]
) -> dict[str, str]:
    return {each.name: each.propose(office, paper, **known) for each in wanted if each.propose}
