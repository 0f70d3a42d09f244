"""Signing in to a Postgres server: its refusals in words, the person's own password, single sign-on.

A password never reaches the server or its log: it is asked by SCRAM, and what is set is a verifier made here.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.core import passwords
from app.core.db import engine_for
from app.core.errors import Forbidden, Unavailable, UserError
from app.core.i18n import N_
from app.core.throttle import Throttle
from app.core.trouble import DISABLED, WRONG_PASSWORD, explain

#: libpq's option that names how the server has to ask who it is, and its values that mean "not by a password".
_OPTION, _WITHOUT_PASSWORD = "require_auth", frozenset({"gss", "sspi"})

_SINGLE_SIGN_ON = N_(
    "The database server did not accept the login of this computer. IT checks the server's pg_hba.conf and its "
    "single sign-on (GSSAPI or SSPI)."
)
_NO_PASSWORD = N_("The server lets you in without a password; there is none to change.")


class WrongPassword(UserError):
    """The server refused the login or its password; it does not tell which."""

    def __init__(self) -> None:
        super().__init__(WRONG_PASSWORD)


def unknown(login: str) -> Forbidden:
    """The refusal of a login that the server has and this office has not."""
    return Forbidden(N_("The login {login} is not in this office's list. Ask the administrator.", login=login))


def is_single_sign_on(url: URL) -> bool:
    """Whether the address says that the computer's own login proves the person: ``require_auth=gss,sspi``."""
    asked = url.query.get(_OPTION, "")
    ways = {way.strip() for way in asked.split(",")} if isinstance(asked, str) else set()
    return bool(ways) and ways <= _WITHOUT_PASSWORD


def completed(url: str) -> str:
    """The address with the login of this computer's user, where it asks for single sign-on and names none."""
    parsed = make_url(url)
    if parsed.username or not is_single_sign_on(parsed):
        return url
    return parsed.set(username=getpass.getuser().lower()).render_as_string(hide_password=False)


def enter(engine: Engine) -> None:
    """Make the first connection. Raises WrongPassword, Forbidden and Unavailable with what to do."""
    try:
        engine.connect().close()
    except DBAPIError as error:
        raise (_refusal(error, engine.url) or error) from error


def enter_throttled(engine: Engine, login: str, throttle: Throttle, now: datetime) -> None:
    """The same with a password that somebody typed. Raises UserError also while the login has to wait."""
    throttle.begin(login, now)
    try:
        enter(engine)
    except WrongPassword:
        raise throttle.refusal(login) from None
    except Forbidden:
        throttle.forget(login)  # the password was right
        raise
    except BaseException:
        throttle.take_back(login)
        raise
    throttle.forget(login)


def prove(engine: Engine, login: str, password: str, throttle: Throttle, now: datetime) -> None:
    """Have the server check once more that this is the person's password. Raises as :func:`enter_throttled`."""
    url = engine.url.set(username=login, password=password)
    beside = engine_for(url.render_as_string(hide_password=False))
    try:
        enter_throttled(beside, login, throttle, now)
        with beside.connect() as connection:
            if not _driver(connection).pgconn.used_password:
                raise Forbidden(_NO_PASSWORD)
    finally:
        beside.dispose()


def verifier(session: Session, login: str, password: str) -> str:
    """What a SCRAM-SHA-256 server keeps of a password (RFC 5803). Raises Invalid under "password"."""
    passwords.check_password(password, login)
    driver = _driver(session.connection())
    made: bytes = driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return made.decode()


def set_own_password(session: Session, made: str) -> None:
    """Give the login that is connected a new verifier, which everybody may do for themselves."""
    from psycopg import sql  # noqa: PLC0415 - an office without a server does without

    command = sql.SQL("ALTER ROLE CURRENT_USER PASSWORD {}").format(made)
    session.connection().exec_driver_sql(command.as_string())


def go_on_with(engine: Engine, password: str) -> None:
    """Have connections that ``engine`` opens from now on use the new password."""

    def use_password(_dialect: object, _record: object, _words: object, values: dict[str, Any]) -> None:
        values["password"] = password

    event.listen(engine, "do_connect", use_password)


#: What a sign-in tells apart of the server's words; the first that fits. The rest is explained as everywhere.
_SIGNS: tuple[tuple[tuple[str, ...], Callable[[str], UserError]], ...] = (
    (("is not permitted to log in",), lambda _login: Forbidden(DISABLED)),
    (("permission denied for database",), unknown),
    (("authentication method requirement", "gssapi", "sspi"), lambda _login: Unavailable(_SINGLE_SIGN_ON)),
    (("authentication failed",), lambda _login: WrongPassword()),
)


def _refusal(error: DBAPIError, url: URL) -> UserError | None:
    words = str(error.orig).casefold()
    if url.password is not None and "no password supplied" in words:
        return WrongPassword()  # what somebody typed was empty
    for signs, refusal in _SIGNS:
        if any(sign in words for sign in signs):
            return refusal(url.username or "")
    message = explain(error)
    return Unavailable(message) if message is not None else None


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
