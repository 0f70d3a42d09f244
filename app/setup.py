"""The beginning of an office: its database made, and filled with what its profile sets. No Qt."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from app.contacts import beginning as contacts
from app.core import identity, schema
from app.core.db import engine_for, is_sqlite
from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.migrate import upgrade_engine
from app.core.office_settings import OfficeSettings
from app.core.permissions import DIRECTORY_EDIT
from app.core.profiles import profile
from app.core.settings import PROFILE
from app.core.trouble import explain
from app.directory import beginning as directory
from app.office import Office

#: What to tell where a database is not free for a new office.
TAKEN = N_("This database is not empty: an office has been set up in it, or it belongs to another program.")


def begin(office: Office, profile_key: str) -> None:
    """Fill an empty office with what the profile sets: options, channels, units, topics, institutions, snippets.

    What is set last marks the office as set up, so that a beginning that was cut off can be done again.
    """
    chosen = profile(profile_key)
    with office.work(DIRECTORY_EDIT) as work:
        directory.begin(work, chosen)
        contacts.begin(work, chosen)
    OfficeSettings(office).seed_from_profile(chosen)


def is_begun(office: Office) -> bool:
    """Whether the office has been set up."""
    return bool(OfficeSettings(office).get(PROFILE))


@contextmanager
def new_database(url: str) -> Iterator[Engine]:
    """An engine on a new database of the newest schema, which is there for good only if the block ends well.

    A database that is there may be used if it is empty, or has only our tables without an office in them; of
    such a one on a server, the tables stay. Raises Unavailable otherwise.
    """
    engine = engine_for(url)
    try:
        with _new_file(engine) if is_sqlite(engine) else _on_server(engine) as made:
            upgrade_engine(made)
            yield made
    finally:
        engine.dispose()


@contextmanager
def _new_file(engine: Engine) -> Iterator[Engine]:
    """The file is made under another name beside its place and gets its own at the end."""
    path = Path(engine.url.database or "")
    if path.exists() and path.stat().st_size:
        _expect_unused(engine)
        yield engine
        return
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    made = engine_for(engine.url.set(database=str(part)).render_as_string(hide_password=False))
    try:
        yield made
        made.dispose()
        path.unlink(missing_ok=True)  # an empty file
        _name(part, path)
    finally:
        made.dispose()
        for suffix in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + suffix).unlink(missing_ok=True)


def _name(part: Path, path: Path) -> None:
    """Give the file its name, never in the place of another that appeared meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise Unavailable(TAKEN) from None
    except OSError:  # a file system without links
        part.rename(path)


@contextmanager
def _on_server(engine: Engine) -> Iterator[Engine]:
    with made_if_missing(engine) as is_new:
        if not is_new:
            _expect_unused(engine)
        yield engine


@contextmanager
def made_if_missing(engine: Engine) -> Iterator[bool]:
    """The server's database, made where there is none, and then gone again unless the block ends well.

    Gives whether it was made. Raises Unavailable.
    """
    created = _create_if_missing(engine)
    try:
        yield created
    except BaseException:
        if created:
            engine.dispose()
            with suppress(DBAPIError):
                _administer(engine, f"DROP DATABASE {_quoted(engine)}")
        raise


def _create_if_missing(engine: Engine) -> bool:
    """Whether the server had no such database and let us make it."""
    name = engine.url.database or ""
    try:
        engine.connect().close()
        return False
    except DBAPIError as refused:
        try:
            there = _administer(engine, "SELECT 1 FROM pg_database WHERE datname = :name", name=name)
            if there:
                raise refused
            _administer(engine, f"CREATE DATABASE {_quoted(engine)} TEMPLATE template0 ENCODING 'UTF8'")
            return True
        except DBAPIError as error:
            message = explain(error)
            if message is None:
                raise
            raise Unavailable(message) from error


def _administer(engine: Engine, command: str, **values: object) -> bool:
    """Run a command in the server's own database; whether it gave a row."""
    beside = engine_for(engine.url.set(database="postgres").render_as_string(hide_password=False))
    try:
        with beside.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            done = connection.execute(text(command), values)
            return bool(done.returns_rows) and done.first() is not None
    finally:
        beside.dispose()


def _quoted(engine: Engine) -> str:
    return engine.dialect.identifier_preparer.quote_identifier(engine.url.database or "")


def _expect_unused(engine: Engine) -> None:
    """Raise Unavailable unless the database is empty or has our tables only, and no office in them."""
    found = schema.state(engine)
    if found is schema.State.EMPTY:
        used = bool(inspect(engine).get_table_names())
    else:
        schema.require_current(engine)
        used = identity.has_accounts(engine) or has_office(engine)
    if used:
        raise Unavailable(TAKEN)


def has_office(engine: Engine) -> bool:
    """Whether something has been set in a database that has our tables."""
    with engine.connect() as connection:
        return connection.execute(text("SELECT 1 FROM setting LIMIT 1")).first() is not None
