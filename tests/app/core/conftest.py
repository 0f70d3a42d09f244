"""What tests of the core stand on: an open engine and an office of a person with every role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.office import Office
    from tests.support.people import People


class FixedClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 8, 31, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: int) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    """An engine on a fresh database of the newest schema; on Postgres its owner's, whom no policy binds."""
    from app.core.db import engine_for

    made = engine_for(database)
    yield made
    made.dispose()


@pytest.fixture
def core_office(people: People, clock: FixedClock) -> Office:
    """The office of somebody who may do everything, with a login of her own."""
    from app.core.permissions import Role

    return people.office("dace", "Dace Bērziņa", Role, clock)


@pytest.fixture
def owner_office(core_office: Office, engine: Engine) -> Office:
    """The same office in the name of IT: on Postgres the owner, whom no policy binds."""
    return replace(core_office, engine=engine)
