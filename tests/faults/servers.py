"""A shared office on a Postgres of one's own, whose people have logins and no more rights than in real life."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.core.permissions import Role
from tests.faults.harness import NotPossible
from tests.support.cluster import DURABLE, Cluster, own_cluster
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.postgres import SUPERUSER, find_programs

SERVER = "postgresql"


@dataclass(frozen=True)
class SharedOffice:
    """Its server, its address for a clerk, and for whoever looks through all of it."""

    cluster: Cluster
    clerk: str
    boss: str


@contextmanager
def shared_office(folder: Path) -> Iterator[SharedOffice]:
    """A fresh one. Raises NotPossible where there is no Postgres."""
    try:
        find_programs()
    except RuntimeError as reason:
        raise NotPossible(str(reason)) from None
    with own_cluster(DURABLE) as cluster:
        url = Databases(lambda: cluster.server, folder, "faults").migrated("postgresql")
        clerk = People(lambda: cluster.server, url).provision("ilze", Role.CLERK, Role.HEAD)
        name = url.partition("?")[0].rpartition("/")[2]
        yield SharedOffice(cluster, clerk, cluster.server.url(name, SUPERUSER))
