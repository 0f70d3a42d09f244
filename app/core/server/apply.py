"""Applies the guard to a Postgres database: its roles, its owner, and guard.sql whole.

Done after every migration, in its transaction; done again it changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ProgrammingError

from app.core.db import Base
from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.rows import derived
from app.core.server.histories import history_functions
from app.core.server.roles import Roles, roles_of
from app.registers import load_tables

GUARD = Path(__file__).with_name("guard.sql")

_NO_RIGHTS = N_(
    "The server's roles cannot be set up with this login. IT runs this as the server's administrator, or as the "
    "owner of the database with the rights CREATEDB and CREATEROLE."
)


def prepare(connection: Connection) -> Roles:
    """Make the roles that are missing, give the database to the owner role, and act as it until the commit.

    Raises Unavailable where this login may not.
    """
    database = str(connection.scalar(text("SELECT current_database()")))
    roles = roles_of(database)
    try:
        with connection.begin_nested():
            _make_roles(connection, roles)
            _own(connection, database, roles)
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", "") == "42501":
            raise Unavailable(_NO_RIGHTS) from error
        raise
    _run(connection, f'SET LOCAL ROLE "{roles.owner}"')
    close_database(connection, database, roles)
    _open_to_owner(connection)
    return roles


def guard(connection: Connection) -> None:
    """Apply guard.sql to a migrated database; :func:`prepare` came before it."""
    roles = roles_of(str(connection.scalar(text("SELECT current_database()"))))
    _run(connection, _filled(roles))
    for call in (*history_functions(), *_watched()):
        _run(connection, call)
    _run(connection, "SELECT lete_private.person_follow_accounts()")
    _run(connection, f"COMMENT ON SCHEMA lete_private IS '{_fingerprint()}'")


def is_current(connection: Connection) -> bool:
    """Whether the database has the guard of this program, and the server the roles that it names."""
    found, is_whole = connection.execute(
        text(
            "SELECT obj_description(to_regnamespace('lete_private'), 'pg_namespace'),"
            " to_regprocedure('lete.role_prefix()') IS NOT NULL"
        )
    ).one()
    if not is_whole or found != _fingerprint():
        return False
    return _known(connection).issuperset(roles_in(connection).all)


def roles_in(connection: Connection) -> Roles:
    """The roles of a guarded database; a copy of one under another name keeps those it was guarded with."""
    return Roles(str(connection.scalar(text("SELECT lete.role_prefix()"))))


def close_database(connection: Connection, database: str, roles: Roles) -> None:
    """Let only the office's people connect, and nobody make temporary tables. Needs the database's owner."""
    _run(connection, f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC')
    _run(connection, f'GRANT CONNECT ON DATABASE "{database}" TO "{roles.user}"')


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Within the block rows are written as they are: no audit, numbers or versions of the server.

    For what carries a whole office over, audit and all. Needs a member of the owner role, and nobody else writing.
    """
    tables = connection.execute(
        text("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'lete\\_%'")
    ).scalars()
    names = sorted(tables)
    for name in names:
        _run(connection, f"ALTER TABLE {name} DISABLE TRIGGER USER")
    yield
    for name in names:
        _run(connection, f"ALTER TABLE {name} ENABLE TRIGGER USER")


def _make_roles(connection: Connection, roles: Roles) -> None:
    known = _known(connection)
    for name in roles.all:
        if name not in known:
            _run(connection, f'CREATE ROLE "{name}" NOLOGIN{" CREATEROLE" if name == roles.provisioner else ""}')
    for group, member, option in _memberships(roles):
        if group not in known or member not in known:
            _run(connection, f'GRANT "{group}" TO "{member}"{option}')


def _memberships(roles: Roles) -> Iterator[tuple[str, str, str]]:
    """Which role of the office is a member of which: the group, the member, and with what option."""
    for name in roles.groups:
        yield roles.user, name, ""
    for name in (*roles.groups, roles.person):
        yield name, roles.provisioner, " WITH ADMIN OPTION"
    yield roles.provisioner, roles.owner, ""


def _known(connection: Connection) -> set[str]:
    return set(connection.execute(text("SELECT rolname FROM pg_roles")).scalars())


def _own(connection: Connection, database: str, roles: Roles) -> None:
    """The owner role owns the database and all tables in it; whoever is no superuser becomes a member of it."""
    is_super, is_member, owner, schema_owner = connection.execute(
        text(
            "SELECT rolsuper, pg_has_role(current_user, :owner, 'usage'), pg_get_userbyid(datdba), "
            "pg_get_userbyid(nspowner) FROM pg_roles, pg_database, pg_namespace "
            "WHERE rolname = current_user AND datname = current_database() AND nspname = 'public'"
        ),
        {"owner": roles.owner},
    ).one()
    if not is_member:
        _run(connection, f'GRANT "{roles.owner}" TO CURRENT_USER')
    if owner != roles.owner:
        _run(connection, f'ALTER DATABASE "{database}" OWNER TO "{roles.owner}"')
    if is_super and schema_owner not in {"pg_database_owner", roles.owner}:  # a server upgraded from Postgres 14
        _run(connection, f'ALTER SCHEMA public OWNER TO "{roles.owner}"')
    for command in connection.execute(text(_FOREIGN), {"owner": roles.owner}).scalars().all():
        _run(connection, command)


#: What gives the owner role the schemas, tables and functions that are another's, as after a restore.
_FOREIGN = """
SELECT format('ALTER SCHEMA %I OWNER TO %I', nspname, CAST(:owner AS text)) FROM pg_namespace
WHERE nspname IN ('lete', 'lete_private') AND pg_get_userbyid(nspowner) <> :owner
UNION ALL
SELECT format('ALTER TABLE %s OWNER TO %I', c.oid::regclass, CAST(:owner AS text)) FROM pg_class c
WHERE c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'lete_private'))
AND c.relkind IN ('r', 'v') AND pg_get_userbyid(c.relowner) <> :owner
UNION ALL
SELECT format('ALTER ROUTINE %s OWNER TO %I', p.oid::regprocedure, CAST(:owner AS text)) FROM pg_proc p
WHERE p.pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('lete', 'lete_private'))
AND pg_get_userbyid(p.proowner) <> :owner
"""


def _open_to_owner(connection: Connection) -> None:
    """A guard made for other roles, as in a database that was renamed, would hide the rows from a migration."""
    tables = (
        "SELECT oid::regclass::text FROM pg_class "
        "WHERE relforcerowsecurity AND pg_get_userbyid(relowner) = current_user"
    )
    for name in connection.execute(text(tables)).scalars().all():
        _run(connection, f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY")


def _filled(roles: Roles) -> str:
    """guard.sql with the names of this office's roles."""
    names = {name.removeprefix(roles.prefix): name for name in roles.all}
    filled = GUARD.read_text(encoding="utf-8").replace("@@prefix@@", _literal(roles.prefix))
    for short, name in names.items():
        filled = filled.replace(f"@@{short}@@", _literal(name)).replace(f"@{short}@", f'"{name}"')
    return filled


def _watched() -> list[str]:
    """A call for each mapped table, which guards it as its model says."""
    load_tables()
    classes = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda cls: cls.__tablename__)
    calls = []
    for cls in classes:
        columns = set(cast(Table, cls.__table__).columns.keys())
        hidden = ", ".join(map(_literal, sorted(derived(cast(Table, cls.__table__)) - {"id", "version"})))
        calls.append(
            f"SELECT lete_private.watch_table('{cls.__tablename__}', '{cls.register}', ARRAY[{hidden}]::text[], "
            f"is_audited => {cls.audited}, has_version => {'version' in columns}, "
            f"is_numbered => {'number_seq' in columns})"
        )
    return calls


def _fingerprint() -> str:
    whole = "\n".join((GUARD.read_text(encoding="utf-8"), *history_functions(), *_watched()))
    return hashlib.sha256(whole.encode()).hexdigest()


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _run(connection: Connection, script: str) -> None:
    """Run statements past SQLAlchemy, which would take them one at a time only."""
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute(script)
    except driver_error(connection) as error:
        raise ProgrammingError(script[:80], None, error) from error


def driver_error(connection: Connection) -> type[Exception]:
    """The driver's error for what a login may not do, or a server cannot."""
    assert connection.dialect.dbapi is not None
    found: type[Exception] = connection.dialect.dbapi.Error
    return found
