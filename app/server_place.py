"""Where on a server an office is to be: what was typed, made into an address. No database yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sqlalchemy.engine import URL

from app.core.errors import Invalid
from app.core.i18n import N_, Message

DRIVER = "postgresql+psycopg"
#: Databases every server has for itself.
_OF_THE_SERVER = {"postgres", "template0", "template1"}
_SERVER = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s:/@?]+)(:(?P<port>[0-9]{1,5}))?")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,63}")


@dataclass(frozen=True)
class ServerPlace:
    """A database on a server, and the login that is to make an office in it."""

    host: str
    port: int | None
    database: str
    login: str
    password: str = field(repr=False)

    @property
    def url(self) -> str:
        """The address with the login and its password: for a connection, never for a file."""
        whole = URL.create(DRIVER, self.login, self.password or None, self.host, self.port, self.database)
        return whole.render_as_string(hide_password=False)

    @property
    def address(self) -> str:
        """The address without a login, as every computer of the office keeps it."""
        return URL.create(DRIVER, host=self.host, port=self.port, database=self.database).render_as_string()

    @property
    def server(self) -> str:
        """The server as people name it."""
        return f"{self.host}:{self.port}" if self.port else self.host


def server_place(server: str, database: str, login: str, password: str) -> ServerPlace:
    """Put together what was typed; ``server`` may have a port. Raises Invalid ("server", "database", "login")."""
    wrong: dict[str, Message] = {}
    server, database, login = server.strip(), database.strip(), login.strip()
    found = _SERVER.fullmatch(server)
    if not server:
        wrong["server"] = N_("Write the name of the server.")
    elif found is None or int(found["port"] or 1) not in range(1, 65536):
        wrong["server"] = N_("Write the server's name or IP address; a port follows after a colon.")
    if not database:
        wrong["database"] = N_("Write the name of the database.")
    elif not _NAME.fullmatch(database):
        wrong["database"] = N_("The name of a database has letters without diacritics, digits, dots, - and _.")
    elif database in _OF_THE_SERVER or database.startswith("pg_"):
        wrong["database"] = N_("The server has this database for itself. Choose another name, such as lete.")
    if not login:
        wrong["login"] = N_("Write the login of the server.")
    if wrong or found is None:
        raise Invalid(wrong)
    port = int(found["port"]) if found["port"] else None
    return ServerPlace(found["host"].strip("[]"), port, database, login, password)
