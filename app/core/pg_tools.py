"""Runs the client programs of Postgres: pg_dump, pg_restore and psql.

The password is never on a command line: it goes through the environment, or comes from PGPASSWORD or .pgpass.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from sqlalchemy import Connection, Engine

from app.core.errors import Unavailable
from app.core.i18n import N_, Message
from app.core.trouble import explain


def require_tools(connection: Connection) -> None:
    """pg_dump refuses a server that is newer than itself; say so before anything is begun."""
    server = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()) // 10_000
    told = subprocess.run(  # noqa: S603
        [tool_path("pg_dump"), "--version"], capture_output=True, text=True, check=False
    ).stdout
    found = re.search(r"(\d+)(?:\.\d+)?", told)
    ours = int(found[1]) if found else 0
    if ours < server:
        raise Unavailable(
            N_(
                "pg_dump on this computer is of Postgres {ours}, the server is of {server}. IT should install the "
                "client tools of Postgres {server}.",
                ours=ours,
                server=server,
            )
        )


def run(engine: Engine, tool: str, *arguments: str) -> None:
    """Run ``tool`` on the engine's database. Raises Unavailable with what it says."""
    where, password = connection_words(engine)
    environment = dict(os.environ)
    if password:
        environment["PGPASSWORD"] = password
    # Messages in English, so that they can be told apart.
    environment["LC_ALL"] = "C"
    done = subprocess.run(  # noqa: S603
        [tool_path(tool), "--no-password", f"--dbname={where}", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        trouble = RuntimeError(done.stderr)
        raise Unavailable(explain(trouble) or failed(tool, done.stderr)) from trouble


def failed(tool: str, told: str) -> Message:
    """What ``tool`` said, in short."""
    return N_("{tool} reports: {why}", tool=tool, why=" ".join(told.split())[-300:])


def connection_words(engine: Engine) -> tuple[str, str]:
    """What libpq's programs are told of the server, and the password apart."""
    _, known = engine.dialect.create_connect_args(engine.url)
    known.pop("context", None)  # SQLAlchemy's own, none of libpq's
    password = known.pop("password", None)
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - an office on a file has no use for it

    return make_conninfo("", **known), str(password or "")


def read_through(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pg_restore on a file alone, without a server."""
    return subprocess.run(  # noqa: S603
        [tool_path("pg_restore"), *arguments], capture_output=True, text=True, check=False
    )


def tool_path(name: str) -> str:
    """Where the program is. Raises Unavailable where it is not."""
    found = shutil.which(name)
    if found is None:
        raise Unavailable(
            N_("The program {tool} is not on this computer. IT can install the Postgres client tools.", tool=name)
        )
    return found
