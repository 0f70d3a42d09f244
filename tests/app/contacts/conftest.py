"""An office on each engine, at half past ten on a Friday, and the people of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from app.core.permissions import Role
    from app.office import Office
    from tests.support.people import People

#: Signs another person in to the same office, with a person on the staff to go with the account.
SignIn = Callable[..., "Office"]


@pytest.fixture
def office(people: People) -> Office:
    from app.core.permissions import Role
    from tests.app.contacts.samples import NOW

    return people.office("ilze", "Ilze Kalniņa", {Role.CLERK, Role.HEAD}, lambda: NOW)


@pytest.fixture
def owner_office(office: Office, database: str) -> Iterator[Office]:
    """The same office in the name of IT, who sets it up: on Postgres the owner, whom no policy binds."""
    from app.core.db import engine_for

    engine = engine_for(database)
    yield replace(office, engine=engine)
    engine.dispose()


@pytest.fixture
def sign_in(office: Office, people: People) -> SignIn:
    from app.core.permissions import Actor

    def signed_in(account: str, name: str, *roles: Role) -> Office:
        engine = people.engine(account, *roles)
        return replace(office, engine=engine, actor=Actor(account, name, frozenset(roles)))

    return signed_in
