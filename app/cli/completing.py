"""What IT is told of a database that stands, where something about it needs more rights than this login has."""

from __future__ import annotations

import sys

from sqlalchemy import Engine

from app import completing
from app.core.i18n import Translator


def complete(engine: Engine, tr: Translator) -> None:
    """Do what is left where this login may, or say on standard error what IT should do. Raises Unavailable."""
    for message in completing.complete(engine):
        print(tr(message), file=sys.stderr)
