"""The people who sign in, as an administrator sees them; and what each may do with their own password.

On Postgres an account here has the name of a login role of the server and no password of ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import passwords
from app.core.db import is_sqlite
from app.core.errors import Forbidden, Invalid, UserError
from app.core.i18n import N_, Message
from app.core.identity import add_credential, clean_login, clean_name, roles_of, roles_text
from app.core.latvian import sort_key
from app.core.permissions import OWN_ACCOUNT, USERS_MANAGE, Role
from app.core.tables import Account, Credential
from app.core.work import Gone, Work
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
        self._own_passwords = is_sqlite(office.engine)

    def list(self) -> list[AccountRecord]:
        """Everybody by name, in Latvian order, disabled ones too."""
        with self._office.view(USERS_MANAGE) as view:
            rows = [_record(row) for row in view.session.scalars(select(Account))]
        return sorted(rows, key=lambda row: (sort_key(row.name), row.login))

    def add(self, login: str, name: str, roles: frozenset[Role], password: str = "") -> int:
        """A new person; their number. Raises Invalid ("login", "name", "roles", "password")."""
        login, name = clean_login(login), clean_name(name)
        _require_roles(roles)
        password_hash = self._hash(password, login)

        def added(work: Work) -> int:
            if work.session.scalar(select(Account.id).where(Account.login == login)) is not None:
                raise Invalid({"login": N_("There is such a user name already.")})
            account_id = work.add(Account, login=login, name=name, roles=roles_text(roles))
            if password_hash:
                add_credential(work.session, account_id, password_hash, None)
            return account_id

        return self._office.do(USERS_MANAGE, added)

    def rename(self, account_id: int, name: str) -> None:
        """Change what others see. Raises Invalid ("name"), Gone."""
        name = clean_name(name)
        with self._office.work(USERS_MANAGE) as work:
            _held(work, account_id).name = name

    def set_roles(self, account_id: int, roles: frozenset[Role]) -> None:
        """Change what the person may do, from their next sign-in. Raises Invalid ("roles"), Gone, UserError."""
        _require_roles(roles)
        with self._office.work(USERS_MANAGE) as work:
            _held(work, account_id).roles = roles_text(roles)
            _require_administrator(work)

    def disable(self, account_id: int) -> None:
        """Let the person sign in no more; nothing of theirs is removed. Raises Gone, UserError."""
        with self._office.work(USERS_MANAGE) as work:
            _held(work, account_id).enabled = False
            _require_administrator(work)

    def enable(self, account_id: int) -> None:
        """Let the person sign in again. Raises Gone."""
        with self._office.work(USERS_MANAGE) as work:
            _held(work, account_id).enabled = True

    def reset_password(self, account_id: int, password: str) -> None:
        """Give the person a new password and lift a block. Raises Invalid ("password"), Gone."""
        with self._office.view(USERS_MANAGE) as view:
            login = view.get(Account, account_id).login
        password_hash = self._hash(password, login)
        with self._office.work(USERS_MANAGE) as work:
            _replace(work.session, account_id, password_hash)
            work.note("password_reset", Account.__tablename__, account_id)

    def change_own_password(self, present: str, new: str) -> None:
        """Change one's own password. Raises Invalid ("present", "password")."""
        login = self._office.actor.account
        with self._office.view(OWN_ACCOUNT) as view:
            account_id = view.session.scalar(select(Account.id).where(Account.login == login))
            kept = view.session.get(Credential, account_id or 0)
            present_hash = kept.password_hash if kept is not None else None
        password_hash = self._hash(new, login)
        if account_id is None or not passwords.matches(present, present_hash):
            raise Invalid({"present": N_("The present password is not right.")})
        with self._office.work(OWN_ACCOUNT) as work:
            _replace(work.session, account_id, password_hash)
            work.note("password_changed", Account.__tablename__, account_id)

    def new_recovery_code(self) -> str:
        """A new recovery code for this administrator, to be printed; the old one is worth nothing from now on."""
        if not self._own_passwords:
            raise Forbidden(_SERVER_KEEPS)
        code = passwords.new_recovery_code()
        code_hash = passwords.hashed(code)
        with self._office.work(USERS_MANAGE) as work:
            wanted = select(Account.id).where(Account.login == self._office.actor.account)
            account_id = work.session.scalars(wanted).one()
            work.get(Credential, account_id).recovery_hash = code_hash
            work.note("recovery_code", Account.__tablename__, account_id)
        return code

    def _hash(self, password: str, login: str) -> str:
        """ "" on Postgres, where a password must not be given."""
        if self._own_passwords:
            passwords.check_password(password, login)
            return passwords.hashed(password)
        if password:
            raise Forbidden(_SERVER_KEEPS)
        return ""


_SERVER_KEEPS = N_("The database server keeps the passwords. IT changes them there.")


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


def _held(work: Work, account_id: int) -> Account:
    """The row to be changed, held so that two administrators change it one after the other."""
    row = work.session.get(Account, account_id, with_for_update=True)
    if row is None:
        raise Gone
    return row


def _require_roles(roles: frozenset[Role]) -> None:
    if not roles:
        raise Invalid({"roles": N_("Choose at least one role.")})


def _require_administrator(work: Work) -> None:
    """An office nobody can administer would be lost."""
    work.flush()
    rows = work.session.execute(select(Account.roles).where(Account.enabled).with_for_update()).scalars()
    if not any(Role.ADMINISTRATOR in roles_of(text) for text in rows):
        raise UserError(N_("At least one administrator must stay."))


def _replace(session: Session, account_id: int, password_hash: str) -> None:
    """Set the password, lifting a block; the recovery code stays."""
    kept = session.get(Credential, account_id)
    if kept is None:
        add_credential(session, account_id, password_hash, None)
        return
    kept.password_hash, kept.failures, kept.blocked_until = password_hash, 0, None
