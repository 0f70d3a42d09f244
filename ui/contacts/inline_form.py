"""A short form inside the detail: a few fields, save and cancel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import Invalid
from app.core.i18n import N_, Message
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.fields import Field
from ui.kit.form import EntryForm
from ui.kit.labels import Text
from ui.kit.texts import Speaking


class InlineForm(Speaking, QFrame):
    """Base of the short forms. Subclasses put fields into ``body`` and ``form``."""

    submitted = Signal()
    left = Signal()

    def __init__(self, desk: Desk, save: Message) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self.setProperty("surface", "soft")
        self.form = EntryForm(self)
        self.form.submitted.connect(self.submitted)
        self.form.left.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body)
        self.trouble = Text(self.look, "caption", "bad", wrap=True)
        self.trouble.hide()
        column.addWidget(self.trouble)
        self._column = column
        self._save_text = save
        self._sent: object = None
        self._request = ""

    def finish(self) -> None:
        """Put the buttons below the fields."""
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.cancel_button = Button(self.look, "quiet", key="Esc")
        self.say(self.cancel_button.setText, N_("Cancel"))
        self.cancel_button.clicked.connect(self.left)
        self.save_button = Button(self.look, "primary", key="Ctrl+Enter")
        self.say(self.save_button.setText, self._save_text)
        self.save_button.clicked.connect(self.form.submit)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignRight)
        buttons.addWidget(self.save_button)
        self._column.addLayout(buttons)

    def order_tabs(self, after: QWidget) -> None:
        """Tab comes from ``after`` to the fields, then to the buttons; called in the window."""
        stops = [part for field in self.fields() for part in _stops(field)]
        for first, second in pairwise((after, *stops, self.cancel_button, self.save_button)):
            QWidget.setTabOrder(first, second)

    def fields(self) -> Sequence[Field]:
        """The fields, from top to bottom."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the keyboard where typing begins."""
        self.form.focus_first()

    def set_busy(self, busy: bool) -> None:
        """While it is being saved."""
        self.save_button.set_busy(busy)

    def request_for(self, answer: object) -> str:
        """The number of this save: the same answer sent again is the same save, another answer is another."""
        if answer != self._sent:
            self._sent, self._request = answer, str(uuid4())
        return self._request

    def show_refusal(self, error: Exception) -> bool:
        """Let it be tried again; an Invalid is told at its field where it has one. Whether it was told here."""
        self.set_busy(False)
        if not isinstance(error, Invalid):
            return False
        self.show_invalid(error)
        return True

    def show_invalid(self, error: Invalid) -> None:
        """Say what is wrong, at its field where it has one."""
        told: Mapping[str, str] = {name: self.words(text) for name, text in error.fields.items()}
        rest = self.form.show_errors(told)
        self.trouble.setText(" ".join(rest.values()))
        self.trouble.setVisible(bool(rest))


def _stops(field: Field) -> list[QWidget]:
    """The widgets of a field that take the keyboard, in their order."""
    parts = (part for part in field.findChildren(QWidget) if part.window() is field.window())
    return [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
