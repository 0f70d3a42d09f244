"""The people of an office on Postgres: login roles, changed only by the functions of guard.sql, part 7."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import Forbidden, Invalid, Unavailable, UserError
from app.core.i18n import N_
from app.core.permissions import OWN_ACCOUNT, USERS_MANAGE, Actor, Role, those_who_may
from app.core.server import login as server_login
from app.core.tables import Account
from app.core.throttle import throttle_of
from app.core.work import Gone, Work, transaction
from app.office import Office

HAS_ADMINISTRATOR = N_("This office has its administrator already. Sign in as an administrator.")

#: What the functions refuse, by SQLSTATE.
_REFUSALS: dict[str, Callable[[], UserError]] = {
    "LP001": lambda: Forbidden(those_who_may(USERS_MANAGE)),
    "LP002": lambda: Invalid({"login": N_("The server cannot have a user of this name. Choose another.")}),
    "LP003": lambda: Invalid({"login": N_("There is such a user name already.")}),
    "LP004": lambda: Invalid({"roles": N_("Choose at least one role.")}),
    "LP005": lambda: UserError(N_("At least one administrator must stay.")),
    "LP006": lambda: UserError(N_("The server has this login for something else as well. IT changes it there.")),
    "LP007": lambda: UserError(
        N_("The server's way to keep passwords is too weak. IT sets scram_iterations to 4096 or more.")
    ),
    "LP008": Gone,
    "LP009": lambda: Invalid({"name": N_("Write the name and surname.")}),
    "LP010": lambda: Invalid({"login": N_("The server has this user name already. Choose another.")}),
    "LP011": lambda: Forbidden(HAS_ADMINISTRATOR),
    "LP012": lambda: UserError(
        N_("IT gave this person a group by hand in the server, and has to take it away there.")
    ),
}


class ServerPeople:
    """What :class:`app.core.accounts.Accounts` does, on a server."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add(self, login: str, name: str, roles: frozenset[Role], password: str | None) -> int:
        """A new login role in the groups of ``roles``; the number of the account."""

        def added(work: Work) -> int:
            made = None if password is None else server_login.verifier(work.session, login, password)
            found = call(work.session, "person_add", login=login, name=name, roles=_names(roles), verifier=made)
            return int(found)

        return self._changed(added)

    def rename(self, account_id: int, name: str) -> None:
        """Change what others see."""
        self._change(account_id, "person_name", name=name)

    def set_roles(self, account_id: int, roles: frozenset[Role]) -> None:
        """Put the login into the groups of ``roles`` and no others, at once."""
        self._change(account_id, "person_roles", roles=_names(roles))

    def disable(self, account_id: int) -> None:
        """Take all rights and end every session."""
        login = self._change(account_id, "person_enabled", enabled=False)
        # Whoever came in again while that was not yet committed has no rights; their session ends too.
        with self._office.work(USERS_MANAGE) as work:
            call(work.session, "person_end_sessions", login=login)

    def enable(self, account_id: int) -> None:
        """Give the rights back."""
        self._change(account_id, "person_enabled", enabled=True)

    def reset_password(self, account_id: int, password: str | None) -> None:
        """Give the person a new password, and a login where the server has none of that name."""

        def reset(work: Work) -> int:
            login = work.get(Account, account_id).login
            made = None if password is None else server_login.verifier(work.session, login, password)
            call(work.session, "person_password", login=login, verifier=made)
            return account_id

        self._changed(reset)

    def change_own_password(self, present: str, new: str) -> None:
        """Change one's own password, after the server has checked the present one again."""
        office = self._office
        engine, login = office.engine, office.actor.account
        with office.view(OWN_ACCOUNT) as view:
            made = server_login.verifier(view.session, login, new)
            account_id = view.session.scalar(select(Account.id).where(Account.login == login))
        try:
            server_login.prove(engine, login, present, throttle_of(engine), office.clock())
        except (Forbidden, Unavailable):
            raise
        except UserError as error:
            raise Invalid({"present": error.message}) from error
        with office.work(OWN_ACCOUNT) as work:
            server_login.set_own_password(work.session, made)
            work.note("password_changed", Account.__tablename__, account_id or 0)
        server_login.go_on_with(engine, new)

    def _change(self, account_id: int, function: str, **values: Any) -> str:
        """Call a function about that person; their login."""
        found: list[str] = []

        def changed(work: Work) -> int:
            login = work.get(Account, account_id).login
            found.append(login)
            call(work.session, function, login=login, **values)
            return account_id

        self._changed(changed)
        return found[-1]

    def _changed(self, use_case: Callable[[Work], int]) -> int:
        account_id = self._office.do(USERS_MANAGE, use_case)
        self._office.hub.publish(Changes(Account.register, (account_id,), self._office.actor.account))
        return account_id


def first_administrator(engine: Engine, name: str) -> str:
    """Make the login that is connected the first administrator of an empty office; the login."""
    with transaction(engine, writes=True) as session:
        call(session, "person_first", name=name)
        return str(session.scalar(text("SELECT session_user")))


def owner(engine: Engine) -> Actor | None:
    """The login that is connected, where the whole database is theirs: IT, who helps locked-out administrators."""
    owns = "SELECT pg_has_role(session_user, datdba, 'member') FROM pg_database WHERE datname = current_database()"
    with transaction(engine, writes=False) as session:
        if not session.scalar(text(owns)):
            return None
        login = str(session.scalar(text("SELECT session_user")))
    return Actor(login, login, frozenset({Role.ADMINISTRATOR}))


def note(session: Session, act: str, account_id: int) -> None:
    """Put a sign-in into the audit."""
    values = {"act": act, "subject": Account.__tablename__, "row_id": account_id}
    session.execute(text("SELECT lete.note(:act, :subject, :row_id, '{}')"), values)


def call(session: Session, function: str, **values: Any) -> Any:
    """What a function of the server gives. Its refusals are raised as UserError."""
    arguments = ", ".join(f"{name} => :{name}" for name in values)
    try:
        return session.scalar(text(f"SELECT lete.{function}({arguments})"), values)
    except DBAPIError as error:
        refused = _REFUSALS.get(getattr(error.orig, "sqlstate", None) or "")
        if refused is None:
            raise
        raise refused() from error


def _names(roles: frozenset[Role]) -> list[str]:
    return [role.value for role in Role if role in roles]
