"""A new office on a Postgres server: where it is to be, and the login of IT that makes it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import Invalid
from app.core.i18n import N_, Message, Speak
from app.server_place import ServerPlace, server_place
from ui.kit.fields import Field
from ui.kit.labels import Text
from ui.kit.line_fields import LineField
from ui.kit.look import Look
from ui.kit.password_field import PasswordField
from ui.kit.texts import Speaking

#: The form's names of what app.server_place calls shorter; the administrator has a login and a password too.
FORM_NAMES = {"server": "server", "database": "database", "login": "server_login", "password": "server_password"}
_DATABASE = "lete"


class ServerFields(Speaking, QWidget):
    """Four fields; what they hold lives as long as the window, and the password never leaves it for a file."""

    def __init__(self, look: Look, words: Speak) -> None:
        super().__init__()
        self.words = words
        self.server, self.database = LineField(look), LineField(look)
        self.login, self.password = LineField(look), PasswordField(look)
        self.database.set_value(_DATABASE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for row in (((self.server, 2), (self.database, 1)), ((self.login, 1), (self.password, 1))):
            pair = QHBoxLayout()
            pair.setSpacing(12)
            for field, share in row:
                pair.addWidget(field, share)
            column.addLayout(pair)
        self.say(self.server.set_help, N_("The name or IP address; a port follows after a colon."))
        for text in (
            N_(
                "IT gives this login. It makes the office and is kept nowhere; people sign in with user names of "
                "their own, the administrator with the one given before."
            ),
            N_("Copies of a server are planned by IT: lete-admin backup."),
        ):
            told = Text(look, "caption", "text2", wrap=True)
            self.say(told.setText, text)
            column.addWidget(told)

    def fields(self) -> tuple[tuple[str, Field, Message], ...]:
        """Each field with its name in the form and its label, in the order of Tab."""
        return (
            (FORM_NAMES["server"], self.server, N_("Server")),
            (FORM_NAMES["database"], self.database, N_("Database")),
            (FORM_NAMES["login"], self.login, N_("Server login")),
            (FORM_NAMES["password"], self.password, N_("Server password")),
        )

    def check(self) -> dict[str, Message]:
        """What is wrong, by the form's names."""
        try:
            self.place()
        except Invalid as error:
            return {FORM_NAMES[name]: text for name, text in error.fields.items()}
        return {}

    def place(self) -> ServerPlace:
        """What was typed. Raises Invalid where :meth:`check` finds fault."""
        server, database, login = self.server.value(), self.database.value(), self.login.value()
        return server_place(server, database, login, self.password.value())

    def forget(self) -> None:
        """Let go of the password: it is not needed any more."""
        self.password.line.clear()
