"""Who is at the keyboard.

On SQLite the office has accounts of its own: argon2id hashes, growing delays after five wrong passwords, a printed
recovery code for a forgotten administrator password. On Postgres the server asks the password and its
``session_user`` is the person; the account row only gives the name and the roles.

Sign-ins, refusals and recoveries go into the audit, never what was typed.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, column, func, insert, select, table, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from app.core import audit, passwords
from app.core.clock import Clock
from app.core.db import is_sqlite
from app.core.errors import Forbidden, Invalid, UserError
from app.core.fields import clean_text
from app.core.i18n import N_
from app.core.latvian import sort_key
from app.core.permissions import Actor, Role
from app.core.server import people
from app.core.server.login import unknown
from app.core.tables import Account, AuditEntry, Credential
from app.core.trouble import DISABLED
from app.core.work import Work, transaction

#: An unknown login is slowed down like a known one; its failures are counted for this long.
_STRANGER_MEMORY = timedelta(hours=2)
_STRANGERS = 997


@dataclass(frozen=True)
class Login:
    """A tile of the sign-in card."""

    login: str
    name: str


@dataclass(frozen=True)
class SignedIn:
    """The first administrator, and the recovery code to print; "" on Postgres, which keeps passwords."""

    actor: Actor
    recovery_code: str


def list_logins(engine: Engine) -> list[Login]:
    """Who may sign in, in Latvian order; none on Postgres, where the login is typed. Raises Unavailable."""
    if not is_sqlite(engine):
        return []
    with transaction(engine, writes=False) as session:
        rows = session.execute(select(Account.login, Account.name).where(Account.enabled)).all()
    return sorted((Login(row.login, row.name) for row in rows), key=lambda each: (sort_key(each.name), each.login))


def has_accounts(engine: Engine) -> bool:
    """Whether the office has been set up. Raises Unavailable."""
    with transaction(engine, writes=False) as session:
        return session.scalar(select(func.count()).select_from(Account)) != 0


def with_login(url: str, login: str, password: str) -> str:
    """The address of a Postgres database with the person's login in it: what the sign-in card connects to."""
    return make_url(url).set(username=login, password=password).render_as_string(hide_password=False)


def sign_in(engine: Engine, login: str, password: str, clock: Clock) -> Actor:
    """The person of that login.

    On Postgres the connection itself is the proof: ``login`` and ``password`` are not looked at, because
    :func:`with_login` put them into the address. Raises UserError for a wrong password or a block, without
    telling whether the login exists; Forbidden for an account that is switched off or that the office does not
    know; Unavailable.
    """
    if not is_sqlite(engine):
        return _server_login(engine)
    now = clock()
    account_id = _proved(engine, login, password, now)
    with transaction(engine, writes=True) as session:
        account = session.get_one(Account, account_id)
        _forget_failures(session, account.id)
        enabled = account.enabled
        audit.write(session, now, account.login, [_act("sign_in" if enabled else "sign_in_refused", account.id)])
        actor = _actor(session, account)
    if not enabled:
        raise Forbidden(DISABLED)
    return actor


def prove(engine: Engine, login: str, password: str, clock: Clock) -> None:
    """Check once more that this is the person's password, on SQLite. Raises UserError as :func:`sign_in` does."""
    account_id = _proved(engine, login, password, clock())
    with transaction(engine, writes=True) as session:
        _forget_failures(session, account_id)


def recover(engine: Engine, login: str, code: str, new_password: str, clock: Clock) -> str:
    """Set a new password with the printed recovery code, which is used up; the new code to print.

    Raises Invalid for the new password, UserError as :func:`sign_in` does.
    """
    passwords.check_password(new_password, login)
    now = clock()
    attempt = _begin_attempt(engine, login, now)
    if not passwords.matches(passwords.plain_code(code), attempt.recovery_hash):
        _note_failure(engine, attempt, now)
        raise _wrong_code(attempt.failures)
    new_code = passwords.new_recovery_code()
    password_hash, recovery_hash = passwords.hashed(new_password), passwords.hashed(new_code)
    with transaction(engine, writes=True) as session:
        credential = session.get_one(Credential, attempt.account_id)
        if credential.recovery_hash != attempt.recovery_hash:
            raise _wrong_code(attempt.failures)  # used up in between
        credential.password_hash, credential.recovery_hash = password_hash, recovery_hash
        session.flush()
        _forget_failures(session, attempt.account_id)
        audit.write(session, now, attempt.login, [_act("recovery", attempt.account_id)])
    return new_code


def create_first_administrator(engine: Engine, login: str, name: str, password: str, clock: Clock) -> SignedIn:
    """The first account of an empty office, with every role (a small office; narrowed later).

    On Postgres it is the login that is connected, and ``login`` and ``password`` are not looked at. Raises Invalid
    ("login", "name", "password"), Forbidden where the office has accounts already, Unavailable.
    """
    name = clean_name(name)
    if not is_sqlite(engine):
        return SignedIn(Actor(people.first_administrator(engine, name), name, frozenset(Role)), "")
    login = clean_login(login)
    passwords.check_password(password, login)
    code = passwords.new_recovery_code()
    hashes = (passwords.hashed(password), passwords.hashed(code))
    with transaction(engine, writes=True) as session:
        if session.scalar(select(func.count()).select_from(Account)):
            raise Forbidden(people.HAS_ADMINISTRATOR)
        actor = Actor(login, name, frozenset(Role))
        work = Work(session, actor, clock())
        account_id = work.add(Account, login=login, name=name, roles=roles_text(actor.roles))
        add_credential(session, account_id, *hashes)
        audit.write(session, work.now, login, work.acts)
    return SignedIn(actor, code)


def clean_login(text: str) -> str:
    """A login as it is kept: small letters, digits and ``. - _``. Raises Invalid under "login"."""
    login = text.strip().lower()
    plain = login.replace(".", "").replace("-", "").replace("_", "")
    if not (plain.isascii() and plain.isalnum() and login[0].isalnum() and len(login) <= 63):
        raise Invalid({"login": N_("A user name has letters without diacritics, digits, dots and hyphens.")})
    return login


def clean_name(text: str) -> str:
    """A person's name as others see it. Raises Invalid under "name"."""
    try:
        name = clean_text(text, 120, lines=False)
    except UserError as error:
        raise Invalid({"name": error.message}) from None
    if not name:
        raise Invalid({"name": N_("Write the name and surname.")})
    return name


def roles_text(roles: frozenset[Role]) -> str:
    """Roles as an account row keeps them."""
    return " ".join(role for role in Role if role in roles)


def roles_of(text: str) -> frozenset[Role]:
    """The roles of an account row; what a newer Lete may have put there is left out."""
    known = {role.value for role in Role}
    return frozenset(Role(word) for word in text.split() if word in known)


def add_credential(session: Session, account_id: int, password_hash: str, recovery_hash: str | None) -> None:
    """Give a new account its password."""
    values = {"account_id": account_id, "password_hash": password_hash, "recovery_hash": recovery_hash}
    session.execute(insert(Credential).values(**values, failures=0))


@dataclass(frozen=True)
class _Attempt:
    """A try to sign in, counted as failed until it proves right, so that guesses side by side gain nothing."""

    login: str
    account_id: int
    failures: int
    password_hash: str | None
    recovery_hash: str | None


def _proved(engine: Engine, login: str, password: str, now: datetime) -> int:
    """The number of the account whose password this is."""
    attempt = _begin_attempt(engine, login, now)
    if not passwords.matches(password, attempt.password_hash):
        _note_failure(engine, attempt, now)
        raise passwords.wrong_password(attempt.failures)
    return attempt.account_id


def _begin_attempt(engine: Engine, login: str, now: datetime) -> _Attempt:
    login = login.strip().lower()
    with transaction(engine, writes=True) as session:
        account = session.scalar(select(Account).where(Account.login == login))
        credential = session.get(Credential, account.id) if account is not None else None
        if account is None or credential is None:
            return _stranger(session, login, now)
        seconds = passwords.seconds_until(credential.blocked_until, now)
        if seconds:
            raise passwords.blocked(seconds)
        credential.failures += 1
        wait = passwords.delay(credential.failures)
        credential.blocked_until = now + wait if wait else None
        session.flush()
        kept = (credential.password_hash, credential.recovery_hash)
        return _Attempt(login, account.id, credential.failures, *kept)


def _stranger(session: Session, login: str, now: datetime) -> _Attempt:
    """The same for a login that is not there: counted in the audit, under a number that tells nothing of it."""
    mark = -1 - zlib.crc32(login.encode(errors="replace")) % _STRANGERS
    tries = session.execute(
        select(func.count(), func.max(AuditEntry.at)).where(
            AuditEntry.subject == Account.__tablename__,
            AuditEntry.row_id == mark,
            AuditEntry.act == "sign_in_failed",
            AuditEntry.at > now - _STRANGER_MEMORY,
        )
    ).one()
    failures, last = int(tries[0]), tries[1]
    if last is not None:
        seconds = passwords.seconds_until(last + passwords.delay(failures), now)
        if seconds:
            raise passwords.blocked(seconds)
    return _Attempt("?", mark, failures + 1, None, None)


def _note_failure(engine: Engine, attempt: _Attempt, now: datetime) -> None:
    with transaction(engine, writes=True) as session:
        audit.write(session, now, attempt.login, [_act("sign_in_failed", attempt.account_id)])


def _forget_failures(session: Session, account_id: int) -> None:
    credential = session.get_one(Credential, account_id)
    credential.failures, credential.blocked_until = 0, None
    session.flush()


def _wrong_code(failures: int) -> UserError:
    if passwords.delay(failures):
        return passwords.wrong_password(failures)
    return UserError(N_("The recovery code is not right. Check it against the printed page."))


def _server_login(engine: Engine) -> Actor:
    with transaction(engine, writes=True) as session:
        login = str(session.scalar(text("SELECT session_user")))
        may_read = session.scalar(text("SELECT has_table_privilege('account', 'SELECT')"))
        account = session.scalar(select(Account).where(Account.login == login)) if may_read else None
        if account is None:
            raise unknown(login)
        if not account.enabled:
            raise Forbidden(DISABLED)
        people.note(session, "sign_in", account.id)
        return _actor(session, account)


def _actor(session: Session, account: Account) -> Actor:
    # The directory owns this table; who of the staff a login is, is all that is asked of it here.
    employee = table("employee", column("id"), column("account"))
    found = session.scalar(select(employee.c.id).where(employee.c.account == account.login))
    return Actor(account.login, account.name, roles_of(account.roles), found)


def _act(act: str, account_id: int) -> audit.Act:
    return audit.Act(act, Account.__tablename__, account_id, {})
