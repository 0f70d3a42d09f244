"""A forgotten administrator password: the printed code gives a new one, and a new code to keep."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.connection import Connection
from app.core.errors import Invalid, UserError
from app.core.i18n import N_, Message, Translator
from app.core.identity import Login
from ui.kit.buttons import Button
from ui.kit.form import EntryForm
from ui.kit.labels import Text
from ui.kit.line_fields import LineField
from ui.kit.look import Look
from ui.kit.password_field import PasswordField
from ui.kit.tasks import Tasks
from ui.kit.texts import Speaking
from ui.sign_in.code_card import CodeCard


class Recovery(Speaking, QWidget):
    """The page that stands in the card instead of the password."""

    recovered = Signal(str)
    """The new password works and the new code is kept."""
    back = Signal()
    words: Translator

    def __init__(
        self,
        look: Look,
        words: Translator,
        tasks: Tasks,
        connection: Connection,
        *,
        person: Login,
        organisation: str,
    ) -> None:
        super().__init__()
        self.look, self.words, self._tasks = look, words, tasks
        self._connection, self._person, self._organisation = connection, person, organisation
        self._wrong: dict[str, Message] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.asking = QWidget()
        whole.addWidget(self.asking)
        self.column = QVBoxLayout(self.asking)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        title = Text(look, "pane")
        self.say(title.setText, N_("Forgot the password?"))
        self.column.addWidget(title)
        who = Text(look, "strong", wrap=True)
        who.setText(person.name)
        self.column.addWidget(who)
        hint = Text(look, "caption", "text2", wrap=True)
        self.say(
            hint.setText,
            N_("The administrator has a printed recovery code. Everybody else asks the administrator."),
        )
        self.column.addWidget(hint)
        self._make_fields()
        self._make_buttons()
        self.column.addStretch(1)

    def focus_first(self) -> None:
        """Begin with the code."""
        self.code.line.setFocus()

    def retranslate(self) -> None:
        self._show_errors()

    def _make_fields(self) -> None:
        self.form = EntryForm(self.asking)
        self.code = LineField(self.look)
        self.code.set_placeholder("ABCD-EFGH-…")
        self.new = PasswordField(self.look)
        self.again = PasswordField(self.look)
        fields = (
            ("code", self.code, N_("Recovery code")),
            ("password", self.new, N_("New password")),
            ("again", self.again, N_("New password once more")),
        )
        for name, field, label in fields:
            self.say(field.set_label, label)
            self.form.add(name, field)
            self.column.addWidget(field)
        self.form.order_tabs()
        self.form.submitted.connect(self._submit)
        self.form.left.connect(self.back)

    def _make_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = Button(self.look)
        self.say(cancel.setText, N_("Cancel"))
        cancel.clicked.connect(self.back)
        self.change = Button(self.look, "primary", key="Enter")
        self.say(self.change.setText, N_("Change the password"))
        self.say(self.change.set_busy_text, N_("Changing…"))
        self.change.clicked.connect(self.form.submit)
        row.addWidget(cancel)
        row.addWidget(self.change)
        self.column.addLayout(row)

    def _submit(self) -> None:
        if self.change.is_busy:
            return
        self._wrong = self._check()
        if self._wrong:
            self._show_errors()
            return
        self.change.set_busy(True)
        job = partial(self._connection.recover, self._person.login, str(self.code.value()), self.new.value())
        self._tasks.run(job, self._done, self._failed, owner=self)

    def _check(self) -> dict[str, Message]:
        if not self.code.value():
            return {"code": N_("Write the recovery code.")}
        if self.new.value() != self.again.value():
            return {"again": N_("The passwords differ.")}
        return {}

    def _done(self, code: str) -> None:
        self.asking.hide()
        card = CodeCard(self.look, self.words, self._tasks, code, **self._whose())
        go_on = Button(self.look, "primary", key="Enter")
        self.say(go_on.setText, N_("Continue"))
        self.say(go_on.set_off, N_("First keep the code."))
        card.confirmed.connect(partial(self._confirm, go_on))
        password = self.new.value()
        go_on.clicked.connect(lambda: self.recovered.emit(password))
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.setSpacing(12)
        whole.addWidget(card)
        whole.addWidget(go_on, 0, Qt.AlignmentFlag.AlignRight)
        card.save.setFocus()

    def _whose(self) -> dict[str, str]:
        return {"person": self._person.name, "organisation": self._organisation}

    def _confirm(self, go_on: Button, kept: bool) -> None:
        self.unsay(go_on.set_off)
        if kept:
            go_on.set_off("")
            go_on.setFocus()
        else:
            self.say(go_on.set_off, N_("First keep the code."))

    def _failed(self, error: Exception) -> None:
        self.change.set_busy(False)
        if isinstance(error, Invalid):
            self._wrong = error.fields
        elif isinstance(error, UserError):
            self._wrong = {"code": error.message}
        else:
            raise error
        self._show_errors()

    def _show_errors(self) -> None:
        if self._wrong:
            self.form.show_errors({name: self.words(text) for name, text in self._wrong.items()})
