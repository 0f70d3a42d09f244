"""Step 4: the first administrator. The password is kept nowhere until the office is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.errors import Invalid
from app.core.i18n import N_, Message
from app.core.identity import clean_login, clean_name
from app.core.latvian import fold
from app.core.passwords import check_password
from app.core.permissions import ROLE_NAMES, Role
from app.first_office import Administrator
from ui.first_run.step import Step, Surroundings
from ui.kit.checks import CheckField
from ui.kit.labels import Text
from ui.kit.line_fields import LineField
from ui.kit.password_field import PasswordField

_ROLES = (Role.CLERK, Role.HEAD)


class AdministratorStep(Step):
    """Name, user name, password twice, and what else the administrator does."""

    key = "administrator"
    title = N_("Administrator")
    about = N_("The person who manages users, settings and backup copies.")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._proposed = ""
        self.name = LineField(self.look)
        self.login = LineField(self.look)
        self.password = PasswordField(self.look)
        self.again = PasswordField(self.look)
        self._add("name", self.name, N_("Name and surname"), required=True)
        self._add("login", self.login, N_("User name"), required=True)
        self.say(self.login.set_help, N_("Letters without diacritics, digits, dots and hyphens."))
        self._add("password", self.password, N_("Password"), required=True)
        self.say(self.password.set_help, N_("At least 8 characters; a sentence is easy to remember."))
        self._add("again", self.again, N_("Password once more"), required=True)
        self._row((self.name, 1), (self.login, 1))
        self._row((self.password, 1), (self.again, 1))
        also = Text(self.look, "section")
        self.say(also.setText, N_("Does the administrator serve clients too?"))
        why = Text(self.look, "body", "text2", wrap=True)
        self.say(why.setText, N_("An administrator as such sees no client data. In a small office tick both."))
        self.column.addWidget(also)
        self.column.addWidget(why)
        self.roles: dict[Role, CheckField] = {}
        for role in _ROLES:
            box = CheckField(self.look)
            box.set_value(True)
            self._add(role.value, box, ROLE_NAMES[role])
            self.roles[role] = box
            self.column.addWidget(box)
        self.column.addStretch(1)
        self.name.edited.connect(self._propose)
        self.form.order_tabs()

    def fill(self, kept: Mapping[str, Any]) -> None:
        super().fill(kept)
        self._proposed = proposed_login(self.name.value())

    def check(self) -> dict[str, Message]:
        wrong: dict[str, Message] = {}
        for name, check in (
            ("name", lambda: clean_name(self.name.value())),
            ("login", lambda: clean_login(self.login.value() or " ")),
            ("password", lambda: check_password(self.password.value(), self.login.value())),
        ):
            try:
                check()
            except Invalid as error:
                wrong[name] = error.message
        if "password" not in wrong and self.password.value() != self.again.value():
            wrong["again"] = N_("The passwords differ.")
        return wrong

    def administrator(self) -> Administrator:
        """Who it is. Raises Invalid where :meth:`check` finds fault."""
        roles = frozenset(role for role, box in self.roles.items() if box.value())
        name, login = clean_name(self.name.value()), clean_login(self.login.value())
        return Administrator(login, name, self.password.value(), roles)

    def _propose(self) -> None:
        """A user name out of the name, until the person writes another."""
        if self.login.value() == self._proposed:
            self._proposed = proposed_login(self.name.value())
            self.login.set_value(self._proposed)


def proposed_login(name: str) -> str:
    """„Sandra Liepiņa” → ``sandra.liepina``."""
    words = (
        "".join(letter for letter in fold(word) if letter.isascii() and letter.isalnum()) for word in name.split()
    )
    return ".".join(word for word in words if word)[:63]
