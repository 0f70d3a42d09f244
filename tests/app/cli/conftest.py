"""lete-admin called as IT calls it, in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest


class Done(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    error: str


Admin = Callable[..., Done]


@pytest.fixture(autouse=True)
def _no_logins(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LETE_DB", "LETE_USER", "LETE_PASSWORD", "LETE_DEBUG", "PGPASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def admin(capsys: pytest.CaptureFixture[str]) -> Admin:
    """Runs lete-admin."""
    from app.cli.main import main

    def run(*arguments: object) -> Done:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Done(status, *capsys.readouterr())

    return run


@pytest.fixture
def good(admin: Admin) -> Callable[..., str]:
    """Runs lete-admin and expects success; what it printed."""

    def run(*arguments: object) -> str:
        done = admin(*arguments)
        assert (done.status, done.error) == (0, "")
        return done.out

    return run


@pytest.fixture
def bad(admin: Admin) -> Callable[..., str]:
    """Runs lete-admin and expects refusal; its one line."""

    def run(*arguments: object) -> str:
        done = admin(*arguments)
        assert done.status == 2
        assert done.error.count("\n") == 1, done.error
        assert "Traceback" not in done.error
        return done.error.strip()

    return run
