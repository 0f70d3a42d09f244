"""The database a command works on, and in whose name."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from app.cli.errors import CommandError
from app.core import backup_postgres, identity, schema
from app.core.clock import system_clock
from app.core.db import engine_for, is_sqlite
from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.permissions import MACHINE, Actor, Role
from app.core.server import login as server
from app.office import Office
from app.registers import load_tables

_SERVICE = "lete"


def address(options: argparse.Namespace) -> str:
    """The database's address, with the login and the password the environment gives. Raises CommandError."""
    given = options.db or os.environ.get("LETE_DB", "")
    if not given:
        raise CommandError(N_("The address of the database is missing: --db URL or LETE_DB."))
    return completed(given, is_visible=bool(options.db))


def completed(given: str, *, is_visible: bool = True) -> str:
    """An address with the login and the password the environment gives; ``is_visible`` on the command line.

    Raises CommandError.
    """
    try:
        url = make_url(given)
        known = url.get_backend_name() in {"sqlite", "postgresql"}
    except (ArgumentError, ValueError):
        known = False
    if not known:
        raise CommandError(
            N_("This is no database address. Use sqlite:///FILE or postgresql+psycopg://HOST/NAME.")
        )
    if is_visible and (url.password or "password" in url.query):
        raise CommandError(
            N_(
                "A password in the address can be seen by others on this computer. "
                "Put it into LETE_PASSWORD, PGPASSWORD or .pgpass instead."
            )
        )
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise CommandError(N_("The address names no file: sqlite:///FILE."))
        return given
    url = url.set(username=url.username or os.environ.get("LETE_USER") or None)
    if not url.password:
        password = os.environ.get("LETE_PASSWORD") or _from_keyring(url.username, url.host)
        url = url.set(password=password or None)
    return server.completed(url.render_as_string(hide_password=False))


def _from_keyring(login: str | None, host: str | None) -> str | None:
    """The person's password as the system keeps it; asked only where libpq is told none."""
    if not login or not host or os.environ.get("PGPASSWORD") or os.environ.get("PGPASSFILE"):
        return None
    import keyring  # noqa: PLC0415 - slow, and seldom needed
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(_SERVICE, f"{login}@{host}")
    except KeyringError:
        return None


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Engine]:
    """An engine on a database that is there and lets this login in. Raises CommandError and UserError."""
    engine = engine_for(address(options))
    try:
        file = database_file(engine)
        if file is not None and not file.is_file():
            raise Unavailable(N_("There is no file {name}.", name=file.name))
        load_tables()
        if file is None:
            server.enter(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def office(options: argparse.Namespace) -> Iterator[Office]:
    """The office: on a file in the machine's name, on a server in the login's. Raises Forbidden, Unavailable."""
    with opened(options) as engine:
        schema.require_current(engine)
        yield acting(engine)


@contextmanager
def whole_office(options: argparse.Namespace) -> Iterator[Office]:
    """The same for who reads all there is: a login for copies, or the owner, is nobody of the office's people."""
    with opened(options) as engine:
        schema.require_current(engine)
        login = "" if is_sqlite(engine) else backup_postgres.copier(engine)
        # What it may see and write, the server decides.
        yield Office(engine, Actor(login, login, frozenset({Role.ADMINISTRATOR}))) if login else acting(engine)


def acting(engine: Engine) -> Office:
    """The office in the name this program acts in."""
    if is_sqlite(engine):
        return Office(engine, MACHINE)
    return Office(engine, identity.sign_in(engine, "", "", system_clock))


def database_file(engine: Engine) -> Path | None:
    """The file of a SQLite database; None on a server."""
    return Path(engine.url.database or "") if is_sqlite(engine) else None
