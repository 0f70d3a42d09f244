"""Backup copies of a Postgres office with the server's own pg_dump and pg_restore.

The password is never on a command line: it goes through the environment, or comes from PGPASSWORD or .pgpass.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import Engine

from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.trouble import explain


def dump(engine: Engine, target: Path) -> Path:
    """The whole database as pg_dump's own archive, proved readable. Raises Unavailable; then no file is left."""

    part = target.with_name(target.name + ".part")
    try:
        _run(engine, "pg_dump", "--format=custom", "--no-owner", f"--file={part}")
        part.chmod(0o600)
        check(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def check(path: Path) -> None:
    """Prove that ``path`` is an archive that pg_restore can read. Raises Unavailable."""
    done = subprocess.run(  # noqa: S603
        [_tool("pg_restore"), "--list", str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode or "TABLE DATA" not in done.stdout or " audit_head " not in done.stdout:
        raise Unavailable(N_("The copy {name} is damaged and was not used.", name=path.name))


def restore(engine: Engine, path: Path) -> None:
    """Put the archive in the place of what the database holds: all of it or nothing. Raises Unavailable."""
    check(path)
    engine.dispose()
    options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    _run(engine, "pg_restore", *options, str(path))


def _run(engine: Engine, tool: str, *arguments: str) -> None:
    _, known = engine.dialect.create_connect_args(engine.url)
    environment = dict(os.environ)
    known.pop("context", None)  # SQLAlchemy's own, none of libpq's
    password = known.pop("password", None)
    if password:
        environment["PGPASSWORD"] = str(password)
    # Messages in English, so that they can be told apart.
    environment["LC_ALL"] = "C"
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - an office on a file has no use for it

    where = make_conninfo("", **known)
    done = subprocess.run(  # noqa: S603
        [_tool(tool), "--no-password", f"--dbname={where}", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        trouble = RuntimeError(done.stderr)
        why = " ".join(done.stderr.split())[-300:]
        raise Unavailable(explain(trouble) or N_("{tool} reports: {why}", tool=tool, why=why)) from trouble


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Unavailable(
            N_("The program {tool} is not on this computer. IT can install the Postgres client tools.", tool=name)
        )
    return found
