"""What is not wrong but should be better about where the data are kept, in words for whoever administers it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from app.core import search_index
from app.core.db import is_sqlite
from app.core.i18n import N_, Message
from app.core.places import Kind, Place
from app.core.sqlite_file import described


def cautions(engine: Engine) -> list[Message]:
    """All of them for an open database. Raises Unavailable."""
    if is_sqlite(engine):
        place = place_caution(described(Path(engine.url.database or "").absolute()))
        return [place] if place else []
    return [NO_TRIGRAMS] if search_index.is_missing(engine) else []


def place_caution(place: Place) -> Message | None:
    """What to say of a file in that place."""
    if place.kind is Kind.NETWORK:
        return N_(
            "The database is a file on the network ({place}). Work is slower there, and a fault of the network "
            "can damage it. IT should move it to a server: lete-admin move.",
            place=place.name,
        )
    if place.kind is Kind.CLOUD:
        return N_(
            "The database is in a folder that {place} copies to other computers. That can damage it or make two "
            "of it. Move it to a disk of this computer; for several computers IT should move it to a server: "
            "lete-admin move.",
            place=place.name,
        )
    return None


NO_TRIGRAMS = N_(
    "The server has no extension pg_trgm: searching works but is slower. IT should install it (the package "
    "postgresql-contrib) and run lete-admin upgrade."
)

TELLING_PLANS = N_(
    "People who use psql with their own password can count with EXPLAIN how many rows of others hold a word. Run "
    "lete-admin upgrade once as the server's superuser; that closes it for this database."
)
