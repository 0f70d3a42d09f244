"""One office for all attacks: none of them is to change anything in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.security.stand import Stand
from tests.support.databases import Databases
from tests.support.postgres import Server
from tests.support.shared_office import shared_office


@pytest.fixture(scope="module")
def stand(server: Server, databases: Databases) -> Iterator[Stand]:
    """A filled one."""
    with shared_office(server, databases) as office, office.boss() as boss:
        made = Stand(office, boss)
        made.fill()
        yield made
        boss.close()
