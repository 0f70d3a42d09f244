"""Backup copies of a Postgres office with the server's own pg_dump, pg_restore and psql.

Row-level security hides rows from a copy made by just anybody, so pg_dump works as the office's backup role, whose
members alone can make one.
"""

from __future__ import annotations

import os
import secrets
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from app.core import schema
from app.core.backup_facts import LAST_ENTRY, Facts
from app.core.db import WRITES, engine_for
from app.core.errors import Forbidden, Unavailable
from app.core.i18n import N_
from app.core.pg_tools import connection_words, failed, read_through, require_tools, run, tool_path
from app.core.server import apply
from app.core.trouble import explain


@dataclass(frozen=True)
class Proof:
    """The last audit entry of a dump; ``is_rehearsed`` where it was also restored beside and compared."""

    seq: int
    is_rehearsed: bool


def dump(engine: Engine, target: Path) -> Proof:
    """The whole database as pg_dump's own archive. Raises Unavailable; then no file is left.

    It is of one moment, the same that it is compared with: read through, and, where this login may make databases,
    restored into a scratch one.
    """
    part = target.with_name(target.name + ".part")
    try:
        with _one_moment(engine) as connection:
            require_tools(connection)
            wanted = _facts(connection)
            snapshot: str = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
            run(engine, *_dump_options(connection), f"--snapshot={snapshot}", f"--file={part}")
            may_rehearse = _may_make_databases(connection)
        part.chmod(0o600)
        check(part)
        if may_rehearse and rehearse(engine, part) != wanted:
            raise Unavailable(N_("The copy {name} is damaged and was not used.", name=target.name))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return Proof(wanted.seq, may_rehearse)


def copier(engine: Engine) -> str:
    """The login that is connected, if it is one that the server lets copy everything; "" otherwise.

    Raises Unavailable.
    """
    asked = text(
        "SELECT session_user FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE nspname = 'lete' AND proname = 'may_back_up' AND lete.may_back_up()"
    )
    try:
        with engine.connect() as connection:
            return str(connection.scalar(asked) or "")
    except DBAPIError as error:
        message = explain(error)
        if message is None:
            raise
        raise Unavailable(message) from error


def command(engine: Engine, target: Path) -> str:
    """What :func:`dump` runs, for IT's own task list; it holds no password. Raises Unavailable."""
    with _one_moment(engine) as connection:
        options = _dump_options(connection)
    where, _ = connection_words(engine)
    tool, *rest = options
    words = [tool, "--no-password", f"--dbname={where}", *rest, f"--file={target}"]
    return shlex.join(words)


def check(path: Path) -> None:
    """Prove that ``path`` is an archive that pg_restore can read to its end. Raises Unavailable."""
    listed = read_through("--list", str(path))
    if listed.returncode or "TABLE DATA" not in listed.stdout or " audit_entry " not in listed.stdout:
        raise Unavailable(N_("The copy {name} is damaged and was not used.", name=path.name))
    # The list stands at the beginning of the file; written out as SQL to nowhere, the whole of it is read.
    if read_through(f"--file={os.devnull}", str(path)).returncode:
        raise Unavailable(N_("The copy {name} is damaged and was not used.", name=path.name))


def rehearse(engine: Engine, path: Path) -> Facts:
    """The facts of the archive restored into a database that is there for this only. Raises Unavailable."""
    name = f"lete_rehearsal_{secrets.token_hex(4)}"
    beside = engine_for(engine.url.set(database=name).render_as_string(hide_password=False))
    _administer(engine, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        with _contents(path) as listed:  # without the guard, which would stand in the way of counting
            run(beside, "pg_restore", *_PLAIN, f"--use-list={listed}", str(path))
        with _one_moment(beside) as connection:
            return _facts(connection)
    finally:
        beside.dispose()
        _administer(engine, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def office_mark(path: Path) -> str:
    """The hash of the first audit entry in the archive, which no two offices share; "" where nothing was done."""
    words = [tool_path("pg_restore"), "--data-only", "--table=audit_entry", "--file=-", str(path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as reading:  # noqa: S603
        assert reading.stdout is not None
        names: list[str] = []
        for line in reading.stdout:
            if line.startswith("COPY "):
                names = line[line.index("(") + 1 : line.index(")")].split(", ")
            row = dict(zip(names, line.rstrip("\n").split("\t"), strict=False))
            if row.get("seq") == "1":
                reading.kill()
                return row["hash"]
    return ""


def restore(engine: Engine, path: Path) -> None:
    """Put the archive in the place of what the database holds: all of it or nothing. Raises Unavailable.

    The guard is not taken from the copy but made anew: its roles may be called otherwise here. A copy of an older
    Lete is brought up to this one.
    """
    from app.core import migrate  # noqa: PLC0415 - Alembic is large

    check(path)
    with engine.execution_options(**{WRITES: True}).connect() as connection:
        role = _owning_role(connection)
        apply.prepare(connection)  # where the guard could not be made afterwards, nothing is to be changed
        connection.rollback()
    engine.dispose()
    with _script(path) as script:
        acting = (f'--command=SET ROLE "{role}"',) if role else ()
        # One transaction: what was there goes, also what the copy has no name for, and the copy comes.
        options = (
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            "--quiet",
            "--no-psqlrc",
            f"--output={os.devnull}",
        )
        run(engine, "psql", *options, *acting, f"--command={_CLEAR}", f"--file={script}")
    if schema.state(engine) is schema.State.CURRENT:
        migrate.renew_guard(engine, anew=True)
    else:
        migrate.upgrade_engine(engine)


_PLAIN = ("--no-owner", "--no-privileges", "--exit-on-error")
#: What is the guard's, or the server's: kinds of entries in an archive's list.
_GUARDS = (" POLICY ", " ROW SECURITY ", " ACL ", " DEFAULT ACL ", " COMMENT - EXTENSION ", " COMMENT - SCHEMA ")


_CLEAR = """
DO $clear$
DECLARE
    place regclass;
BEGIN
    DROP SCHEMA IF EXISTS lete, lete_private CASCADE;
    FOR place IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('DROP TABLE %s CASCADE', place);
    END LOOP;
    IF EXISTS (
        SELECT FROM pg_extension WHERE extname = 'pg_trgm' AND pg_has_role(current_user, extowner, 'USAGE')
    ) THEN
        DROP EXTENSION pg_trgm;
    END IF;
END
$clear$
"""


@contextmanager
def _script(path: Path) -> Iterator[Path]:
    """The archive as SQL, without the guard."""
    with _contents(path) as listed:
        script = listed.with_name("script.sql")
        done = read_through(*_PLAIN, f"--use-list={listed}", f"--file={script}", str(path))
        if done.returncode:
            raise Unavailable(failed("pg_restore", done.stderr))
        yield script


@contextmanager
def _contents(path: Path) -> Iterator[Path]:
    """A file that lists what is restored."""
    listed = read_through("--list", str(path)).stdout
    kept = [line for line in listed.splitlines() if not any(kind in line for kind in _GUARDS)]
    with tempfile.TemporaryDirectory(prefix="lete-") as folder:
        file = Path(folder) / "list"
        file.write_text("\n".join(kept) + "\n", encoding="utf-8")
        yield file


@contextmanager
def _one_moment(engine: Engine) -> Iterator[Connection]:
    """A look at one moment, in the backup role where this login belongs to it."""
    try:
        with engine.connect() as connection, connection.begin():
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            role = _seeing_role(connection)
            if role:
                connection.exec_driver_sql(f"SET LOCAL ROLE {_quoted(connection, role)}")
            yield connection
    except DBAPIError as error:
        message = explain(error)
        if message is None:
            raise
        raise Unavailable(message) from error


def _facts(connection: Connection) -> Facts:
    found = connection.execute(
        text(
            "SELECT format('%I.%I', nspname, relname) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE nspname IN ('public', 'lete_private') AND relkind = 'r' AND relpersistence = 'p' ORDER BY 1"
        )
    ).scalars()
    rows = {
        name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()  # noqa: S608
        for name in found.all()
    }
    last = connection.exec_driver_sql(LAST_ENTRY.replace("audit_entry", "public.audit_entry")).first()
    return Facts(rows, *(last or ()))


def _seeing_role(connection: Connection) -> str:
    """The role of the office that sees every row and that this login may act as; "" where it needs none.

    Raises Forbidden where a copy by this login would not be whole.
    """
    asked = text(
        "SELECT rolsuper OR rolbypassrls OR NOT relrowsecurity FROM pg_roles, pg_class"
        " WHERE rolname = session_user AND relname = 'audit_entry' AND relnamespace = 'public'::regnamespace"
    )
    if connection.execute(asked).scalar():
        return ""
    roles = apply.roles_in(connection)
    for name in (roles.backup, roles.owner):
        if _is_member(connection, name):
            return name
    raise Forbidden(
        N_(
            "This login does not see everything, so it can make no copy. IT can add it to {role}.",
            role=roles.backup,
        )
    )


def _owning_role(connection: Connection) -> str:
    """Whose the tables shall be: the office's owner role, where there is one that this login may act as."""
    if connection.execute(text("SELECT to_regnamespace('lete')")).scalar() is None:
        return ""
    name = apply.roles_in(connection).owner
    return name if _is_member(connection, name) else ""


def _is_member(connection: Connection, role: str) -> bool:
    asked = text("SELECT pg_has_role(oid, 'MEMBER') FROM pg_roles WHERE rolname = :name")
    return bool(connection.execute(asked, {"name": role}).scalar())


def _may_make_databases(connection: Connection) -> bool:
    asked = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = session_user"
    return bool(connection.exec_driver_sql(asked).scalar())


def _dump_options(connection: Connection) -> list[str]:
    role = _seeing_role(connection)
    return ["pg_dump", "--format=custom", *([f"--role={role}", "--enable-row-security"] if role else [])]


def _administer(engine: Engine, statement: str) -> None:
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(statement)
    except DBAPIError as error:
        raise Unavailable(
            explain(error) or N_("{tool} reports: {why}", tool="Postgres", why=error.orig)
        ) from error


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)
