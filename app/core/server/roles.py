"""The roles of one office on a Postgres server.

Roles belong to the whole server, so their names carry the name of the database. Only people log in; the owner of
the tables, and the groups that people are members of, cannot.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from app.core.permissions import Role

#: Postgres cuts longer names.
_LONGEST = 63
_LONGEST_SUFFIX = len("_decision_maker")


@dataclass(frozen=True)
class Roles:
    """The names of an office's roles; ``prefix`` ends with an underscore."""

    prefix: str

    @property
    def owner(self) -> str:
        """Owns the database and everything in it. Who is a member of it is guarded from nothing: IT alone."""
        return f"{self.prefix}owner"

    @property
    def user(self) -> str:
        """Everybody of the office; the other groups are members of it."""
        return f"{self.prefix}user"

    @property
    def backup(self) -> str:
        """Reads everything, for pg_dump."""
        return f"{self.prefix}backup"

    @property
    def provisioner(self) -> str:
        """In whose name functions make people and put them into groups; nobody is a member of it but the owner."""
        return f"{self.prefix}provisioner"

    @property
    def person(self) -> str:
        """Marks the logins that this office made, also while they are switched off; it gives no right."""
        return f"{self.prefix}person"

    def group(self, role: Role) -> str:
        """The group of those who are ``role`` in the office."""
        return f"{self.prefix}{role.value}"

    @property
    def groups(self) -> tuple[str, ...]:
        """Everything a person may be a member of."""
        return (*(self.group(role) for role in Role), self.backup)

    @property
    def all(self) -> tuple[str, ...]:
        """Every role of the office, the owner first."""
        return (self.owner, self.user, self.provisioner, self.person, *self.groups)


def roles_of(database: str) -> Roles:
    """The roles of an office in the database of that name."""
    room = _LONGEST - len("lete_") - _LONGEST_SUFFIX
    if len(database.encode()) > room:
        mark = hashlib.sha256(database.encode()).hexdigest()[:8]
        database = f"{database.encode()[: room - 9].decode(errors='ignore')}_{mark}"
    return Roles(f"lete_{database}_")
