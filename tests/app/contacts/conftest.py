"""An office on each engine, at half past ten on a Friday, and the people of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from app.core.permissions import Role
    from app.office import Office

#: Signs another person in to the same office, with a person on the staff to go with the account.
SignIn = Callable[..., "Office"]


@pytest.fixture
def office(database: str) -> Iterator[Office]:
    from app.core.db import engine_for
    from app.core.permissions import Actor, Role
    from app.office import Office
    from tests.app.contacts.samples import NOW

    engine = engine_for(database)
    actor = Actor("ilze", "Ilze Kalniņa", frozenset({Role.CLERK, Role.HEAD}))
    yield Office(engine, actor, clock=lambda: NOW)
    engine.dispose()


@pytest.fixture
def sign_in(office: Office) -> SignIn:
    from app.core.permissions import Actor

    def signed_in(account: str, name: str, *roles: Role) -> Office:
        return replace(office, actor=Actor(account, name, frozenset(roles)))

    return signed_in
