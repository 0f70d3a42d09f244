"""Makes and upgrades the schema, with Alembic. Loaded only when there is something to do."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from app.core.backup import copy_to
from app.core.clock import system_clock
from app.core.db import APPLICATION_ID, WRITES, engine_for, is_sqlite
from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.moments import to_riga
from app.core.schema import HEAD, State, require_current, revision, state
from app.core.server import apply
from app.core.trouble import explain

SCRIPTS = Path(__file__).parent / "migrations"


def config() -> Config:
    """Alembic's configuration; there is no alembic.ini."""
    made = Config()
    made.set_main_option("script_location", str(SCRIPTS))
    return made


def upgrade(url: str) -> None:
    """Bring the database at ``url`` to this program's schema, making it where it is empty.

    Raises Unavailable for a newer schema, and where the database cannot be changed.
    """
    engine = engine_for(url)
    try:
        upgrade_engine(engine)
    finally:
        engine.dispose()


def upgrade_engine(engine: Engine) -> None:
    """The same for an open engine. A SQLite file is copied beside itself first, as ``NAME.before-upgrade-…``."""
    found = state(engine)
    if found is State.NEWER:
        require_current(engine)
    if found is State.CURRENT:
        if not is_sqlite(engine):
            renew_guard(engine)
        return
    if found is State.OLDER and is_sqlite(engine):
        _copy_first(engine)
    made = config()
    try:
        with engine.execution_options(**{WRITES: True}).begin() as connection:
            made.attributes["connection"] = connection
            if not is_sqlite(connection):
                _migrate_server(connection, made)
                return
            command.upgrade(made, "head")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {int(HEAD)}")
    except DBAPIError as error:
        message = explain(error)
        if message is None:
            raise
        raise Unavailable(message) from error
    except CommandError as error:
        found_revision = revision(engine)
        raise Unavailable(
            N_("The database is of version {version}, from which this Lete cannot go on.", version=found_revision)
        ) from error


def _migrate_server(connection: Connection, made: Config) -> None:
    """Migrate as the owner of the tables, then have the server guard what there is now."""
    apply.prepare(connection)
    command.upgrade(made, "head")
    apply.guard(connection)


def renew_guard(engine: Engine, *, anew: bool = False) -> None:
    """Bring the guard of a Postgres database up to this program's; ``anew`` even if it seems so, after a restore.

    Raises Unavailable where this login may not.
    """
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        if anew or not apply.is_current(connection):
            apply.prepare(connection)
            apply.guard(connection)


def _copy_first(engine: Engine) -> None:
    now = system_clock()
    path = Path(engine.url.database or "")
    copy_to(engine, path.with_name(f"{path.name}.before-upgrade-{to_riga(now):%Y%m%d-%H%M%S}"), now)
