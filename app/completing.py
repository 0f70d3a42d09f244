"""What is left to do to a database that stands: what needs more rights than the owner's, or an extension."""

from __future__ import annotations

from sqlalchemy import Engine

from app.core import search_index
from app.core.cautions import NO_TRIGRAMS, TELLING_PLANS
from app.core.i18n import Message
from app.core.server import plans


def complete(engine: Engine) -> tuple[Message, ...]:
    """Do it where this login may; what IT should do about the rest. Raises Unavailable."""
    done = ((search_index.complete(engine), NO_TRIGRAMS), (plans.close(engine), TELLING_PLANS))
    return tuple(message for is_done, message in done if not is_done)
