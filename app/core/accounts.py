"""The people who sign in, as an administrator sees them; and what each may do with their own password.

In a SQLite file they are accounts with passwords of their own (file_people.py); on Postgres each is a login role
of the server, which keeps the passwords (server/people.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.core.db import is_sqlite
from app.core.errors import Forbidden, Invalid
from app.core.file_people import FilePeople
from app.core.i18n import N_, Message
from app.core.identity import clean_login, clean_name, roles_of
from app.core.latvian import sort_key
from app.core.permissions import USERS_MANAGE, Role
from app.core.server.login import is_single_sign_on
from app.core.server.people import ServerPeople
from app.core.tables import Account
from app.office import Office


@dataclass(frozen=True)
class AccountRecord:
    """One person who signs in."""

    id: int
    login: str
    name: str
    roles: frozenset[Role]
    enabled: bool


class Accounts:
    """Use cases of user management. Each raises Forbidden and Unavailable as every use case does."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._people: FilePeople | ServerPeople = (
            FilePeople(office) if is_sqlite(office.engine) else ServerPeople(office)
        )

    @property
    def has_own_password(self) -> bool:
        """Whether this person signs in with a password that they may change."""
        return is_sqlite(self._office.engine) or not is_single_sign_on(self._office.engine.url)

    def list(self) -> list[AccountRecord]:
        """Everybody by name, in Latvian order, disabled ones too."""
        with self._office.view(USERS_MANAGE) as view:
            rows = [_record(row) for row in view.session.scalars(select(Account))]
        return sorted(rows, key=lambda row: (sort_key(row.name), row.login))

    def add(self, login: str, name: str, roles: frozenset[Role], password: str | None) -> int:
        """A new person; their number. A password of None leaves them single sign-on, which only a server knows.

        Raises Invalid ("login", "name", "roles", "password").
        """
        login, name = clean_login(login), clean_name(name)
        return self._people.add(login, name, _some(roles), password)

    def rename(self, account_id: int, name: str) -> None:
        """Change what others see. Raises Invalid ("name"), Gone."""
        self._people.rename(account_id, clean_name(name))

    def set_roles(self, account_id: int, roles: frozenset[Role]) -> None:
        """Change what the person may do, from their next sign-in. Raises Invalid ("roles"), Gone, UserError."""
        self._people.set_roles(account_id, _some(roles))

    def disable(self, account_id: int) -> None:
        """Let the person sign in no more; nothing of theirs is removed. Raises Gone, UserError."""
        self._people.disable(account_id)

    def enable(self, account_id: int) -> None:
        """Let the person sign in again. Raises Gone."""
        self._people.enable(account_id)

    def reset_password(self, account_id: int, password: str | None) -> None:
        """Give the person a new password and lift a block; None takes it away, as in :meth:`add`.

        On a server it also makes the login of an account that has none, as after a move. Raises Invalid
        ("password"), Gone, UserError.
        """
        self._people.reset_password(account_id, password)

    def change_own_password(self, present: str, new: str) -> None:
        """Change one's own password; wrong tries wait longer each time. Raises Invalid ("present", "password")."""
        self._people.change_own_password(present, new)

    def new_recovery_code(self) -> str:
        """A new recovery code for this administrator, to be printed; the old one is worth nothing from now on."""
        if isinstance(self._people, ServerPeople):
            raise Forbidden(N_("The database server keeps the passwords; IT sets a forgotten one anew there."))
        return self._people.new_recovery_code()


def recovery_page(code: str) -> tuple[Message, ...]:
    """The words of the printed page: what the code is for and how to keep it."""
    return (
        N_("Recovery code of the administrator's password"),
        Message("{code}", {"code": code}),
        N_("With this code the administrator can set a new password if the present one is forgotten."),
        N_("Keep this page in a safe place apart from the computer. The code can be used once."),
        N_("On the sign-in page choose “Forgot the password?” and type the code."),
    )


def _record(row: Account) -> AccountRecord:
    return AccountRecord(row.id, row.login, row.name, roles_of(row.roles), row.enabled)


def _some(roles: frozenset[Role]) -> frozenset[Role]:
    if not roles:
        raise Invalid({"roles": N_("Choose at least one role.")})
    return roles
