"""Who is working? A card with the people of the office and a password (design.md 6.15).

On Postgres the server knows the people, so the login is typed. Checking a password takes its time on purpose and
is done beside the window.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.connection import Connection
from app.core.changes import Hub
from app.core.errors import UserError
from app.core.i18n import N_, Message, Translator
from app.core.identity import Login
from app.office import Office
from ui.kit.buttons import Button
from ui.kit.form import EntryForm
from ui.kit.labels import Text, card
from ui.kit.line_fields import LineField
from ui.kit.look import Look
from ui.kit.password_field import PasswordField
from ui.kit.tasks import Tasks
from ui.kit.texts import Speaking
from ui.sign_in.people import ROW, PeopleList
from ui.sign_in.recovery import Recovery

WIDTH = 360
#: What the card needs besides the people, and the most tiles it shows at once.
_REST, _MOST = 330, 7
_LOW = 460
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SignIn(Speaking, QWidget):
    """The surface in front while nobody works. ``chosen`` is the login to begin with."""

    signed_in = Signal(object)
    """The Office of the person who signed in."""
    language_wanted = Signal(str)
    words: Translator

    def __init__(
        self, look: Look, words: Translator, tasks: Tasks, connection: Connection, hub: Hub, *, chosen: str = ""
    ) -> None:
        super().__init__()
        self.look, self.words, self._tasks = look, words, tasks
        self._connection, self._hub, self._chosen = connection, hub, chosen
        self._refusal: Message | None = None
        self._organisation = ""
        self.recovery: Recovery | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 8)
        outer.addStretch(1)
        self.card = card()
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.card)
        middle.addStretch(1)
        outer.addLayout(middle)
        self.language = self._language_button()
        outer.addWidget(self.language, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        self.inside = inside = QVBoxLayout(self.card)
        inside.setContentsMargins(24, 18, 24, 18)
        self.entry = QWidget()
        inside.addWidget(self.entry)
        self._make_entry()
        self._dress()
        look.changed.connect(self._dress)
        tasks.run(partial(_read, connection), self._show_people, self._refused, owner=self)

    def retranslate(self) -> None:
        if self._refusal is not None:
            self.password.set_error(self.words(self._refusal))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ and ↓ in the password line move among the people."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.people.isHidden():
            step = _STEPS.get(Qt.Key(event.key()))
            if step:
                self.people.step(step)
                return True
        return super().eventFilter(watched, event)

    def _make_entry(self) -> None:
        column = QVBoxLayout(self.entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        title = Text(self.look, "title")
        self.say(title.setText, N_("Sign in"))
        self.office = Text(self.look, "body", "text2", wrap=True)
        self.office.hide()
        self.people = PeopleList(self.look)
        self.say(self.people.setAccessibleName, N_("Who is working"))
        self.people.taken.connect(self._person_taken)
        self.people.hide()
        self.login = LineField(self.look)
        self.say(self.login.set_label, N_("User name"))
        self.password = PasswordField(self.look)
        self.say(self.password.set_label, N_("Password"))
        self.password.line.installEventFilter(self)
        self.form = EntryForm(self.entry)
        self.form.add("login", self.login)
        self.form.add("password", self.password)
        self.form.submitted.connect(self._submit)
        self.button = Button(self.look, "primary", key="Enter")
        self.say(self.button.setText, N_("Sign in"))
        self.say(self.button.set_busy_text, N_("Checking…"))
        self.button.clicked.connect(self.form.submit)
        self.forgot = Button(self.look, "quiet")
        self.say(self.forgot.setText, N_("Forgot the password?"))
        self.forgot.clicked.connect(self._recover)
        for part in (title, self.office, self.people, self.login, self.password):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.forgot)
        row.addStretch(1)
        row.addWidget(self.button)
        column.addLayout(row)
        self.entry.setEnabled(False)

    def _language_button(self) -> Button:
        button = Button(self.look, "quiet", icon="local_language")
        # Each language is offered in itself: whoever cannot read the other still finds it.
        self.say(button.setText, N_("Latviski"))
        button.clicked.connect(lambda: self.language_wanted.emit("en" if self.words.language == "lv" else "lv"))
        return button

    def _show_people(self, read: tuple[list[Login], str]) -> None:
        people, self._organisation = read
        self.entry.setEnabled(True)
        self.office.setText(self._organisation)
        self.office.setVisible(bool(self._organisation))
        self.people.setVisible(bool(people))
        self.login.setVisible(not people)
        self.forgot.setVisible(bool(people))
        self.people.show_people(people, self._chosen)
        self._fit()
        if not people:
            self.login.set_value(self._chosen)
        self._begin()

    def _begin(self) -> None:
        if self.people.isHidden():
            self.form.focus("login" if self.login.is_empty() else "password")
        elif self._chosen or len(self.people.names.people) == 1:
            self.form.focus("password")
        else:
            self.people.setFocus()

    def _person_taken(self) -> None:
        self.form.focus("password")

    def _submit(self) -> None:
        self._sign_in(self.password.value())

    def _sign_in(self, password: str) -> None:
        if self.button.is_busy:
            return
        person = self.people.person()
        login = person.login if person is not None else str(self.login.value())
        if not login:
            self.login.set_error(self.words(N_("Write the user name.")))
            self.form.focus("login")
            return
        self.button.set_busy(True)
        self._refusal = None
        job = partial(self._connection.sign_in, login, password, self._hub)
        self._tasks.run(job, self._let_in, self._refused, owner=self)

    def _let_in(self, office: Office) -> None:
        self.button.set_busy(False)
        self.password.set_value("")
        self.signed_in.emit(office)

    def _refused(self, error: Exception) -> None:
        self.button.set_busy(False)
        if not isinstance(error, UserError):
            raise error
        self.entry.setEnabled(True)
        self._refusal = error.message
        self.password.refuse(self.words(error.message))

    def _recover(self) -> None:
        person = self.people.person()
        if person is None:
            return
        page = Recovery(
            self.look, self.words, self._tasks, self._connection, person=person, organisation=self._organisation
        )
        page.back.connect(self._leave_recovery)
        page.recovered.connect(self._recovered)
        self.recovery = page
        self.language.hide()
        self.entry.hide()
        self.inside.addWidget(page)
        page.focus_first()

    def _recovered(self, password: str) -> None:
        self._leave_recovery()
        self._sign_in(password)

    def _leave_recovery(self) -> None:
        if self.recovery is not None:
            self.inside.removeWidget(self.recovery)
            self.recovery.hide()
            self.recovery.deleteLater()
            self.recovery = None
        self.language.show()
        self.entry.show()
        self.form.focus("password")

    def _fit(self) -> None:
        room = (self.height() - self.look.px(_REST)) // self.look.px(ROW)
        edge = 10 if self.height() < self.look.px(_LOW) else 18
        self.inside.setContentsMargins(24, edge, 24, edge)
        self.people.set_rows(max(2, min(_MOST, room)))

    def _dress(self) -> None:
        self.card.setFixedWidth(self.look.px(WIDTH))
        self._fit()


def _read(connection: Connection) -> tuple[list[Login], str]:
    return connection.people(), connection.organization()
