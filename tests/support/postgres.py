"""One real Postgres server for a whole test run, in a folder of its own, gone when the run ends.

Only what Debian's ``postgresql`` package brings is needed. The server listens on a socket in its folder, where
everyone is trusted, and on 127.0.0.1, where a password is asked (SCRAM), as in an office.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

SUPERUSER = "postgres"
OWNER = "lete"
START_SECONDS = 30
PLACES = ("/usr/lib/postgresql", "/opt/homebrew/opt", "C:/Program Files/PostgreSQL")

# A test server may forget everything when the machine loses power; in return it is several times faster.
SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_connections = 200
shared_buffers = 64MB
password_encryption = scram-sha-256
timezone = 'UTC'
log_timezone = 'UTC'
"""
LOGINS = """
local all all trust
host  all all 127.0.0.1/32 scram-sha-256
"""


@dataclass(frozen=True)
class Server:
    """Where a running server is reached; plain data, so that parallel workers can share one server."""

    folder: str
    port: int
    password: str

    def dsn(self, database: str, user: str = OWNER) -> str:
        """A libpq connection string through the trusted socket."""
        return f"host={self._socket_folder} port={self.port} dbname={database} user={user}{self._secret}"

    def url(self, database: str, user: str = OWNER) -> str:
        """A SQLAlchemy address through the trusted socket; it holds no password."""
        if sys.platform == "win32":
            return self.tcp_url(database, user, self.password)
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}&port={self.port}"

    def tcp_url(self, database: str, user: str = OWNER, password: str | None = None) -> str:
        """A SQLAlchemy address over TCP, where the server asks for a password."""
        login = f"{user}:{password}" if password else user
        return f"postgresql+psycopg://{login}@127.0.0.1:{self.port}/{database}"

    @property
    def _socket_folder(self) -> str:
        return "127.0.0.1" if sys.platform == "win32" else self.folder

    @property
    def _secret(self) -> str:
        return f" password={self.password}" if sys.platform == "win32" else ""


@contextlib.contextmanager
def running_server(settings: str = SETTINGS) -> Iterator[Server]:
    """Start a server, give its address, and stop it and remove its folder whatever happens inside."""
    programs = find_programs()
    root = Path(tempfile.mkdtemp(prefix="lete-pg-"))
    server = Server(str(root), _free_port(), secrets.token_hex(16))
    account = _account()
    try:
        _initialise(programs, root, server, settings, account)
        process = _launch(programs, root, account)
        try:
            _wait(server, process, root)
            _create_owner(server)
            yield server
        finally:
            _stop(process)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def find_programs() -> Path:
    """The folder of ``initdb`` and ``postgres``: the newest installed, or those on PATH."""
    found = [binary for place in PLACES for binary in Path(place).glob("*/bin") if _has_server(binary)]
    if found:
        return max(found, key=lambda binary: _version(binary.parent.name))
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    raise RuntimeError(
        "No Postgres found. On Debian: apt-get install postgresql (packaging/dev.py test does it as root)."
    )


def _has_server(binary: Path) -> bool:
    return any((binary / name).exists() for name in ("initdb", "initdb.exe"))


def _version(name: str) -> int:
    digits = "".join(letter for letter in name if letter.isdigit())
    return int(digits or 0)


def _account() -> str | None:
    """Postgres refuses to run as root; who it runs as instead, or None where we are not root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return SUPERUSER if SUPERUSER in names else "nobody"


def _as(account: str | None) -> list[str]:
    """How to run a program as ``account``, and to have it die with us even when we are killed."""
    if not shutil.which("setpriv"):
        return []
    who = [f"--reuid={account}", f"--regid={_group(account)}", "--clear-groups"] if account else []
    return ["setpriv", *who, "--pdeathsig=INT"]


def _group(account: str) -> int:
    import pwd

    return pwd.getpwnam(account).pw_gid


def _initialise(programs: Path, root: Path, server: Server, settings: str, account: str | None) -> None:
    secret = root / "superuser"
    secret.write_text(server.password, encoding="ascii")
    if account:
        shutil.chown(root, account)
        shutil.chown(secret, account)
    data = root / "data"
    initdb = [str(programs / "initdb"), "-D", str(data), "-U", SUPERUSER, "--encoding=UTF8", "--no-locale"]
    subprocess.run(
        [*_as(account), *initdb, "--no-sync", "--auth=scram-sha-256", f"--pwfile={secret}"],
        check=True,
        capture_output=True,
        cwd=root,
    )
    secret.unlink()
    place = "" if sys.platform == "win32" else f"unix_socket_directories = '{root.as_posix()}'\n"
    address = f"listen_addresses = '127.0.0.1'\nport = {server.port}\n"
    with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write(settings + address + place)
    if sys.platform != "win32":
        (data / "pg_hba.conf").write_text(LOGINS, encoding="ascii")


def _launch(programs: Path, root: Path, account: str | None) -> subprocess.Popen[bytes]:
    # A session of its own, so that Ctrl-C reaches us first and the server is stopped in order.
    with (root / "log").open("wb") as log:
        return subprocess.Popen(
            [*_as(account), programs / "postgres", "-D", root / "data"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=root,
            start_new_session=True,
        )


def _wait(server: Server, process: subprocess.Popen[bytes], root: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(server.dsn(SUPERUSER, SUPERUSER), connect_timeout=2).close()
            return
        except psycopg.OperationalError as trouble:
            if process.poll() is not None or time.monotonic() > deadline:
                log = (root / "log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"Postgres did not start: {trouble}\n{log}") from trouble
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)


def _create_owner(server: Server) -> None:
    with psycopg.connect(server.dsn(SUPERUSER, SUPERUSER), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}").format(
                sql.Identifier(OWNER), sql.Literal(server.password)
            )
        )


def _stop(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.terminate()
    else:
        process.send_signal(signal.SIGINT)  # "fast shutdown": open connections are cut
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
