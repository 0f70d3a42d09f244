"""The people of an office kept in a SQLite file: accounts and passwords of its own."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import passwords
from app.core.errors import Invalid, Unavailable, UserError
from app.core.i18n import N_
from app.core.identity import add_credential, prove, roles_of, roles_text
from app.core.permissions import OWN_ACCOUNT, USERS_MANAGE, Role
from app.core.tables import Account, Credential
from app.core.work import Gone, Work
from app.office import Office


class FilePeople:
    """What :class:`app.core.accounts.Accounts` does, in a file."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add(self, login: str, name: str, roles: frozenset[Role], password: str | None) -> int:
        """A new account with its password; its number."""
        password_hash = _hashed(password, login)

        def added(work: Work) -> int:
            if work.session.scalar(select(Account.id).where(Account.login == login)) is not None:
                raise Invalid({"login": N_("There is such a user name already.")})
            account_id = work.add(Account, login=login, name=name, roles=roles_text(roles))
            add_credential(work.session, account_id, password_hash, None)
            return account_id

        return self._office.do(USERS_MANAGE, added)

    def rename(self, account_id: int, name: str) -> None:
        """Change what others see."""
        with self._office.work(USERS_MANAGE) as work:
            _held(work, account_id).name = name

    def set_roles(self, account_id: int, roles: frozenset[Role]) -> None:
        """Change what the person may do, from their next sign-in."""
        with self._office.work(USERS_MANAGE) as work:
            _held(work, account_id).roles = roles_text(roles)
            _require_administrator(work)

    def disable(self, account_id: int) -> None:
        """Let the person sign in no more."""
        with self._office.work(USERS_MANAGE) as work:
            _held(work, account_id).enabled = False
            _require_administrator(work)

    def enable(self, account_id: int) -> None:
        """Let the person sign in again."""
        with self._office.work(USERS_MANAGE) as work:
            _held(work, account_id).enabled = True

    def reset_password(self, account_id: int, password: str | None) -> None:
        """Give the person a new password and lift a block."""
        with self._office.view(USERS_MANAGE) as view:
            login = view.get(Account, account_id).login
        password_hash = _hashed(password, login)
        with self._office.work(USERS_MANAGE) as work:
            _replace(work.session, account_id, password_hash)
            work.note("password_reset", Account.__tablename__, account_id)

    def change_own_password(self, present: str, new: str) -> None:
        """Change one's own password; wrong tries count as they do at the sign-in."""
        office = self._office
        login = office.actor.account
        with office.view(OWN_ACCOUNT):
            password_hash = _hashed(new, login)
        try:
            prove(office.engine, login, present, office.clock)
        except Unavailable:
            raise
        except UserError as error:
            raise Invalid({"present": error.message}) from error
        with office.work(OWN_ACCOUNT) as work:
            account_id = work.session.scalars(select(Account.id).where(Account.login == login)).one()
            _replace(work.session, account_id, password_hash)
            work.note("password_changed", Account.__tablename__, account_id)

    def new_recovery_code(self) -> str:
        """A new recovery code for this administrator."""
        code = passwords.new_recovery_code()
        code_hash = passwords.hashed(code)
        with self._office.work(USERS_MANAGE) as work:
            wanted = select(Account.id).where(Account.login == self._office.actor.account)
            account_id = work.session.scalars(wanted).one()
            work.get(Credential, account_id).recovery_hash = code_hash
            work.note("recovery_code", Account.__tablename__, account_id)
        return code


def _hashed(password: str | None, login: str) -> str:
    if password is None:
        raise Invalid({"password": N_("Single sign-on needs a database on a server.")})
    passwords.check_password(password, login)
    return passwords.hashed(password)


def _held(work: Work, account_id: int) -> Account:
    """The row to be changed; the unit of work began as the file's only writer."""
    row = work.session.get(Account, account_id)
    if row is None:
        raise Gone
    return row


def _require_administrator(work: Work) -> None:
    """An office nobody can administer would be lost."""
    work.flush()
    rows = work.session.execute(select(Account.roles).where(Account.enabled)).scalars()
    if not any(Role.ADMINISTRATOR in roles_of(text) for text in rows):
        raise UserError(N_("At least one administrator must stay."))


def _replace(session: Session, account_id: int, password_hash: str) -> None:
    """Set the password, lifting a block; the recovery code stays."""
    kept = session.get(Credential, account_id)
    if kept is None:
        add_credential(session, account_id, password_hash, None)
        return
    kept.password_hash, kept.failures, kept.blocked_until = password_hash, 0, None
