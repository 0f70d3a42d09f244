"""A new office on a Postgres server, made from the window: first everything is asked that could refuse it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from app.completing import complete
from app.core import identity, schema
from app.core.db import WRITES, engine_for
from app.core.errors import Forbidden, Invalid, Unavailable, UserError
from app.core.i18n import N_, Message
from app.core.schema import State
from app.core.server import login as server
from app.core.server.roles import roles_of
from app.core.trouble import LOST, WRONG_PASSWORD
from app.first_office import STEPS, NewOffice, set_up
from app.registers import load_tables
from app.server_place import ServerPlace
from app.setup import has_office

#: Hears how many steps are done, of how many.
Tell = Callable[[int, int], object]

THERE = N_("There is an office in this database already. Connect to it, or choose another name.")
_TAKEN_LOGIN = N_("The server has this user name already. Choose another.")


class ServerTrouble(UserError):
    """What keeps an office from being made; ``name`` says which of what was typed it is about."""

    def __init__(self, name: str, message: Message) -> None:
        super().__init__(message)
        self.name = name


class OfficeThere(ServerTrouble):
    """The database has an office already: it can be connected to."""

    def __init__(self, message: Message = THERE) -> None:
        super().__init__("database", message)


def examine(place: ServerPlace, administrator: str = "") -> bool:
    """Look whether an office can be made there; whether the database is there already, and empty.

    ``administrator`` is the login that the first administrator is to get. Changes nothing. Raises ServerTrouble,
    OfficeThere, and Invalid ("login") where the server has that login for somebody else.
    """
    load_tables()
    engine = engine_for(place.url)
    try:
        is_there = _enter(engine, place)
        beside = engine if is_there else _server_itself(place)
        try:
            if is_there:
                _require_unused(engine)
            with beside.connect() as connection:
                _require_rights(connection, place, is_there=is_there)
                _require_free(connection, place, administrator)
        finally:
            beside.dispose()
        return is_there
    except DBAPIError as error:
        raise ServerTrouble("server", _in_its_words(error)) from error
    finally:
        engine.dispose()


def make_on_server(place: ServerPlace, new: NewOffice, tell: Tell) -> tuple[Message, ...]:
    """Make the office; what IT should still do. Raises as :func:`examine`, Invalid, Unavailable.

    What was begun is taken back where it fails: a database that was made goes, one that was empty is empty again.
    """
    tell(0, STEPS)
    is_there = examine(place, new.administrator.login)
    ours = False

    def follow(done: int, total: int) -> None:
        nonlocal ours
        ours = ours or done > 0
        tell(done, total)

    try:
        set_up(place.url, new, tell=follow)
    except BaseException:
        if is_there and ours:  # else somebody was faster, and it is their office
            with suppress(DBAPIError, UserError):
                _empty_again(place)
        raise
    engine = engine_for(place.url)
    try:
        return complete(engine)
    finally:
        engine.dispose()


def _enter(engine: Engine, place: ServerPlace) -> bool:
    """Connect; whether the database is there. Raises ServerTrouble."""
    try:
        server.enter(engine)
        return True
    except server.WrongPassword as error:
        raise ServerTrouble("password", WRONG_PASSWORD) from error
    except Forbidden as error:
        raise OfficeThere(error.message) from error
    except (Unavailable, DBAPIError) as error:
        if _is_missing(place):
            return False
        if isinstance(error, DBAPIError):
            raise
        raise ServerTrouble("server", _silent(place) if error.message == LOST else error.message) from error


def _is_missing(place: ServerPlace) -> bool:
    """Whether the server answers and has no such database."""
    beside = _server_itself(place)
    try:
        with beside.connect() as connection:
            known = text("SELECT 1 FROM pg_database WHERE datname = :name")
            return connection.execute(known, {"name": place.database}).first() is None
    except (DBAPIError, Unavailable):
        return False
    finally:
        beside.dispose()


def _server_itself(place: ServerPlace) -> Engine:
    """The database that every server has."""
    return engine_for(ServerPlace(place.host, place.port, "postgres", place.login, place.password).url)


def _require_unused(engine: Engine) -> None:
    try:
        found = schema.state(engine)
        if found is State.EMPTY:
            if inspect(engine).get_table_names():
                raise ServerTrouble(
                    "database",
                    N_("Another program keeps data in this database. IT makes an empty one for Lete."),
                )
            return
        used = found is not State.CURRENT or identity.has_accounts(engine) or has_office(engine)
    except ServerTrouble:
        raise
    except UserError:  # the login is nobody's in the office that is there
        used = True
    if used:
        raise OfficeThere


def _require_rights(connection: Connection, place: ServerPlace, *, is_there: bool) -> None:
    """Only what the login lacks is told, and the command with which IT gives it."""
    rights = "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    is_super, makes_databases, makes_roles = connection.execute(text(rights)).one()
    if is_super:
        return
    name, login = f'"{place.database}"', '"' + place.login.replace('"', '""') + '"'
    if not is_there and not makes_databases:
        raise ServerTrouble(
            "database",
            N_(
                "The server has no database {name}, and this login may not make one. IT makes it: {command}.",
                name=place.database,
                command=f"CREATE DATABASE {name} OWNER {login}",
            ),
        )
    if not (makes_databases and makes_roles):
        raise ServerTrouble(
            "login",
            N_(
                "The login {login} may not make groups on the server. IT gives it the right: {command}; or makes "
                "the office with lete-admin init.",
                login=place.login,
                command=f"ALTER ROLE {login} CREATEDB CREATEROLE",
            ),
        )
    owns = "SELECT pg_has_role(datdba, 'member') FROM pg_database WHERE datname = current_database()"
    if is_there and not connection.scalar(text(owns)):
        raise ServerTrouble(
            "database",
            N_(
                "The database {name} belongs to another login. IT gives it to yours: {command}.",
                name=place.database,
                command=f"ALTER DATABASE {name} OWNER TO {login}",
            ),
        )


def _require_free(connection: Connection, place: ServerPlace, login: str) -> None:
    """The administrator's login is made; a group or another person of that name would be taken over by it."""
    if login in ("", place.login):
        return
    known = (
        "SELECT 1 FROM pg_roles r WHERE rolname = :login AND NOT EXISTS ("
        "SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid "
        "WHERE m.member = r.oid AND g.rolname = :person)"
    )
    values = {"login": login, "person": roles_of(place.database).person}
    if connection.execute(text(known), values).first() is not None:
        raise Invalid({"login": _TAKEN_LOGIN})


def _empty_again(place: ServerPlace) -> None:
    """Take away what was made in a database that was empty; the roles of the office stay with the server."""
    engine = engine_for(place.url)
    owner = roles_of(place.database).owner
    tables = (
        "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "AND relkind = 'r' AND pg_get_userbyid(relowner) = :owner"
    )
    try:
        with engine.execution_options(**{WRITES: True}).begin() as connection:
            names = connection.execute(text(tables), {"owner": owner}).scalars().all()
            connection.exec_driver_sql("DROP SCHEMA IF EXISTS lete, lete_private CASCADE")
            if names:
                connection.exec_driver_sql(f"DROP TABLE {', '.join(names)} CASCADE")
    finally:
        engine.dispose()


def _silent(place: ServerPlace) -> Message:
    return N_(
        "The server {server} does not answer. Check its name; if it is right, IT checks that the server runs and "
        "that it may be reached from this computer.",
        server=place.server,
    )


def _in_its_words(error: DBAPIError) -> Message:
    """A server that speaks another language than English: what it says is for IT."""
    words = str(error.orig).strip().splitlines() or [""]
    return N_("The server refuses: {why}", why=words[-1].strip())
