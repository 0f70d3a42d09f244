"""A side sheet with a few fields and [Saglabāt]: for what is not saved the moment it is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import Invalid, UserError
from app.core.i18n import N_, Message
from ui.kit.desk import Desk
from ui.kit.fields import Field
from ui.kit.form import EntryForm
from ui.kit.labels import Rule, Text
from ui.kit.sheet import Sheet


class FormSheet(Sheet):
    """Fields by name; ``job`` is given their values in a worker, and what is wrong stands at the fields."""

    saved = Signal(object)

    def __init__(self, desk: Desk, title: Message, job: Callable[[dict[str, Any]], Any], done: Message) -> None:
        super().__init__(desk.look, desk.words)
        self.desk, self._job, self._done_text = desk, job, done
        self.check: Callable[[dict[str, Any]], dict[str, Message]] = lambda _values: {}
        self.say(self.title.setText, title)
        self.form = EntryForm(self)
        self.form.submitted.connect(self._submit)
        self.form.left.connect(self.leave)
        inner = QWidget()
        inner.setProperty("surface", "clear")
        self.fields = QVBoxLayout(inner)
        self.fields.setContentsMargins(0, 0, 8, 0)
        self.fields.setSpacing(8)
        self.fields.addStretch(1)
        room = QScrollArea()
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(inner)
        self.body.addWidget(room, 1)
        self.told = Text(self.look, "body", "bad", wrap=True)
        self.told.hide()
        self.body.addWidget(self.told)
        self.body.addWidget(Rule())
        self.save = self.add_buttons(N_("Save"), self.form.submit)

    def add(self, name: str, field: Field, label: Message, *, help: Message | None = None) -> None:
        """Add a field below the others."""
        self.say(field.set_label, label)
        if help is not None:
            self.say(field.set_help, help)
        self.form.add(name, field)
        self.fields.insertWidget(self.fields.count() - 1, field)

    def add_text(self, text: Text) -> None:
        """Add a heading or a sentence."""
        self.fields.insertWidget(self.fields.count() - 1, text)

    def focus_first(self) -> None:
        self.form.order_tabs()
        self.form.focus_first()

    def _submit(self) -> None:
        if self.save.is_busy:
            return
        self.told.hide()
        values = self.form.values()
        wrong = self.check(values)
        if wrong:
            self._show(wrong)
            return
        self.save.set_busy(True)
        self.desk.tasks.run(partial(self._job, values), self._saved, self._failed, owner=self)

    def _saved(self, result: object) -> None:
        self.save.set_busy(False)
        self.desk.shell.toast(self._done_text)
        self.saved.emit(result)
        self.desk.shell.close_sheet()

    def _failed(self, error: Exception) -> None:
        self.save.set_busy(False)
        if isinstance(error, Invalid):
            self._show(error.fields)
        elif isinstance(error, UserError):
            self._show({"": error.message})
        else:
            raise error

    def _show(self, wrong: dict[str, Message]) -> None:
        rest = self.form.show_errors({name: self.words(text) for name, text in wrong.items()})
        for text in rest.values():
            self.told.setText(text)
            self.told.show()
