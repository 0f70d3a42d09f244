"""What is left to do to a database that stands: what needs more rights than the owner's, or an extension."""

from __future__ import annotations

import sys

from sqlalchemy import Engine

from app.core import search_index
from app.core.cautions import NO_TRIGRAMS, TELLING_PLANS
from app.core.i18n import Translator
from app.core.server import plans


def complete(engine: Engine, tr: Translator) -> None:
    """Do it where this login may, or say on standard error what IT should do. Raises Unavailable."""
    if not search_index.complete(engine):
        print(tr(NO_TRIGRAMS), file=sys.stderr)
    if not plans.close(engine):
        print(tr(TELLING_PLANS), file=sys.stderr)
