"""A Postgres server of one's own that can be stopped, crashed and started again while a test runs."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.support.postgres import SETTINGS, START_SECONDS, SUPERUSER, Server, find_programs, running_server

#: An office's server keeps its promises: what it acknowledged is on the disk.
DURABLE = """
max_connections = 100
shared_buffers = 64MB
password_encryption = scram-sha-256
timezone = 'UTC'
log_timezone = 'UTC'
"""


class Cluster:
    """One running server; the same address before and after each restart."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._data = Path(server.folder) / "data"
        self._programs = find_programs()

    def stop(self, mode: str = "fast") -> None:
        """Stop it: "fast" cuts whoever is connected, "immediate" is a crash that the next start recovers from."""
        self._control("stop", "-m", mode)

    def kill(self) -> None:
        """Crash it by SIGKILL of its first process; the others end by themselves."""
        os.kill(int((self._data / "postmaster.pid").read_text(encoding="ascii").split()[0]), signal.SIGKILL)

    def start(self) -> None:
        """Start it again and wait until it answers. Raises RuntimeError where it does not."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                # Refused while the last processes of a killed server are still ending.
                self._control("start", "-l", str(self._data.parent / "log-again"))
                psycopg.connect(self.server.dsn(SUPERUSER, SUPERUSER), connect_timeout=5).close()
                return
            except (subprocess.CalledProcessError, psycopg.OperationalError) as trouble:
                if time.monotonic() > deadline:
                    raise RuntimeError("Postgres did not start again") from trouble

    def restart(self) -> None:
        """Stop and start, as IT does after an update."""
        self.stop()
        self.start()

    def _control(self, *what: str) -> None:
        owner = self._data.stat()
        who = (
            {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": ()}
            if sys.platform != "win32" and os.geteuid() == 0
            else {}
        )
        command = [str(self._programs / "pg_ctl"), "-D", str(self._data), "-w", "-t", str(START_SECONDS), *what]
        subprocess.run(
            command,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._data.parent,
            **who,  # type: ignore[call-overload]
        )


@contextlib.contextmanager
def own_cluster(settings: str = SETTINGS) -> Iterator[Cluster]:
    """A server that nobody else uses, gone at the end whatever was done to it."""
    with running_server(settings) as server:
        cluster = Cluster(server)
        try:
            yield cluster
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                cluster.stop("immediate")  # one that was started again is no child of running_server
