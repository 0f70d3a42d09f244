"""An office on each engine, at half past ten on a Friday in November."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from app.office import Office


@pytest.fixture
def office(database: str) -> Iterator[Office]:
    from app.core.db import engine_for
    from app.core.permissions import Actor, Role
    from app.office import Office
    from tests.app.contacts.samples import NOW

    engine = engine_for(database)
    actor = Actor("ilze", "Ilze Kalniņa", frozenset({Role.CLERK, Role.HEAD, Role.ADMINISTRATOR}))
    yield Office(engine, actor, clock=lambda: NOW)
    engine.dispose()
