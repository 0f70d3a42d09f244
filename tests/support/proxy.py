"""A piece of network between a program and its server, that a test cuts at the worst moment."""

from __future__ import annotations

import contextlib
import selectors
import socket
from collections.abc import Callable
from threading import Lock, Thread
from types import TracebackType
from typing import Self

_AT_ONCE = 65_536


class Proxy:
    """Passes TCP connections on to 127.0.0.1:``port`` until told otherwise; reached at :attr:`port`.

    :meth:`cut_after` waits for one message of a client, lets the server do it, and cuts before the answer comes
    back: the acknowledgement is lost. :meth:`cut` cuts everybody and lets nobody in until :meth:`mend`.
    """

    def __init__(self, port: int) -> None:
        self._server = ("127.0.0.1", port)
        self._gate = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._gate.getsockname()[1]
        self._open = True
        self._armed: bytes | None = None
        #: How many answers have been lost.
        self.losses = 0
        self._lines: set[_Line] = set()
        self._lock = Lock()
        self._thread = Thread(target=self._accept, name="proxy", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = False
        with contextlib.suppress(OSError):
            self._gate.shutdown(socket.SHUT_RDWR)
        self._gate.close()
        self._thread.join()
        self._cut_lines()

    def cut_after(self, message: bytes) -> None:
        """Lose the answer to the next ``message``."""
        self._armed = message

    def cut(self) -> None:
        """The cable is pulled: nobody passes."""
        self._open = False
        self._cut_lines()

    def mend(self) -> None:
        """The cable is back."""
        self._open = True

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._gate.accept()
            except OSError:
                return
            if not self._open:
                client.close()
                continue
            try:
                server = socket.create_connection(self._server)
            except OSError:  # the server is down
                client.close()
                continue
            line = _Line(client, server, self._answer_is_lost)
            with self._lock:
                self._lines.add(line)
            line.start()

    def _answer_is_lost(self, sent: bytes) -> bool:
        """Whether this was the message whose answer gets lost."""
        if self._armed is None or self._armed not in sent:
            return False
        self._armed = None
        self.losses += 1
        return True

    def _cut_lines(self) -> None:
        with self._lock:
            lines, self._lines = self._lines, set()
        for line in lines:
            line.cut()


class _Line(Thread):
    """One connection and its two ends."""

    def __init__(self, client: socket.socket, server: socket.socket, loses: Callable[[bytes], bool]) -> None:
        super().__init__(name="proxy-line", daemon=True)
        self._client, self._server, self._loses = client, server, loses

    def run(self) -> None:
        with self._client, self._server, selectors.DefaultSelector() as ready:
            ready.register(self._client, selectors.EVENT_READ)
            ready.register(self._server, selectors.EVENT_READ)
            with contextlib.suppress(OSError):
                while all(self._pass(key.fileobj) for key, _ in ready.select()):
                    pass

    def cut(self) -> None:
        """End the connection from both sides."""
        for end in (self._client, self._server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.join()

    def _pass(self, end: object) -> bool:
        """Hand on what came; False where the connection is over."""
        here, there = (self._client, self._server) if end is self._client else (self._server, self._client)
        data = here.recv(_AT_ONCE)
        if not data:
            return False
        there.sendall(data)
        if here is self._client and self._loses(data):
            self._server.recv(_AT_ONCE)  # the server has done it; its answer goes nowhere
            return False
        return True
