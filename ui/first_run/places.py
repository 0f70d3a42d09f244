"""Where data and copies may lie: addresses out of what was typed, and a test write. No Qt."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import Unavailable
from app.core.i18n import N_

FILE = "lete.db"


def new_url(folder: str) -> str:
    """The database of an office in ``folder``."""
    return f"sqlite:///{Path(folder).expanduser() / FILE}"


def existing_url(typed: str) -> str:
    """The address of an office that is there: a Postgres address, or the path of a database file.

    Raises Unavailable where there is no such file.
    """
    text = typed.strip()
    if text.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + text.partition("://")[2]
    if "://" in text:
        return text
    path = Path(text).expanduser()
    if path.is_dir():
        path /= FILE
    if not path.is_file():
        raise Unavailable(N_("There is no file {name}.", name=path.name))
    return f"sqlite:///{path}"


def shown_url(url: str) -> str:
    """The address of a database on a server as people type it, which :func:`existing_url` takes."""
    return "postgresql://" + url.partition("://")[2]


@dataclass(frozen=True)
class Writable:
    """A folder that can be written to, made where it was missing."""

    folder: Path


def try_writing(folder: str) -> Writable:
    """Write a small file into ``folder`` and remove it again. Raises Unavailable with what to do."""
    path = Path(folder).expanduser()
    probe = path / f".lete-{secrets.token_hex(4)}"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"lete")
        probe.unlink()
    except OSError as error:
        raise Unavailable(
            N_("Nothing can be written to the folder {folder}: {why}.", folder=path, why=error.strerror or error)
        ) from error
    return Writable(path)
