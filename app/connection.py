"""One database being opened: what it is, who may sign in, and then the office. No Qt."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, select

from app.core import identity, schema
from app.core.changes import Hub
from app.core.clock import system_clock
from app.core.db import engine_for, is_sqlite
from app.core.errors import Unavailable, UserError
from app.core.i18n import N_
from app.core.schema import State
from app.core.server import login as server
from app.core.server.backlog import chain_backlog
from app.core.setting_values import from_data
from app.core.settings import ORGANIZATION_NAME
from app.core.tables import Setting
from app.core.throttle import throttle_of
from app.core.work import transaction
from app.move_mark import require_present
from app.office import Office

FILE = "lete.db"


@dataclass(frozen=True)
class Connection:
    """A database whose schema is this program's, or an empty one that waits for the first run.

    On Postgres nothing is known before somebody gives a login, unless the address or the environment has one.
    """

    url: str = field(repr=False)  # it may hold a password
    engine: Engine
    is_empty: bool = False

    @property
    def asks_password(self) -> bool:
        """Whether Lete asks who works; it need not where the address names the login, or single sign-on."""
        return is_sqlite(self.engine) or not self.engine.url.username

    def people(self) -> list[identity.Login]:
        """Who may sign in; none where logins are typed."""
        return identity.list_logins(self.engine)

    def organization(self) -> str:
        """Whose office it is; "" where that is known only after somebody has signed in."""
        if self.is_empty or not is_sqlite(self.engine):
            return ""
        with transaction(self.engine, writes=False) as session:
            text = session.scalar(select(Setting.value).where(Setting.key == ORGANIZATION_NAME.key))
        return from_data(ORGANIZATION_NAME, json.loads(text)) if text else ""

    def sign_in(self, login: str, password: str, hub: Hub) -> Office:
        """The office for the person with that login. Raises Forbidden, UserError, Unavailable."""
        engine = self.engine
        if not is_sqlite(engine) and login:
            engine = engine_for(identity.with_login(self.url, login, password))
        try:
            if engine is not self.engine:
                server.enter_throttled(engine, login, throttle_of(self.engine), system_clock())
            elif not is_sqlite(engine):
                server.enter(engine)
            schema.require_current(engine)
            chain_backlog(engine)  # of somebody whose program ended too early
            return Office(engine, identity.sign_in(engine, login, password, system_clock), hub)
        except BaseException:
            if engine is not self.engine:
                engine.dispose()
            raise

    def recover(self, login: str, code: str, new_password: str) -> str:
        """A forgotten administrator password: the printed code gives a new one, and a new code."""
        return identity.recover(self.engine, login, code, new_password, system_clock)

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()


def default_url(folder: Path) -> str:
    """The database of an office that has only this PC."""
    return f"sqlite:///{folder / FILE}"


def connect(url: str) -> Connection:
    """Open ``url``. Raises Unavailable with what to do, Forbidden where the address names a disabled login."""
    engine = engine_for(url)
    if not is_sqlite(engine):
        complete = server.completed(url)
        if complete != url:
            engine = engine_for(complete)
        if not engine.url.username:
            return Connection(url, engine)
    try:
        if is_sqlite(engine) and not _is_there(engine):
            return Connection(url, engine, is_empty=True)
        if not is_sqlite(engine):
            server.enter(engine)
        found = schema.state(engine)
        if found is not State.EMPTY:
            schema.require_current(engine)
            require_present(engine)
        return Connection(url, engine, is_empty=found is State.EMPTY)
    except UserError:
        engine.dispose()
        raise


def _is_there(engine: Engine) -> bool:
    """A missing file in a folder that is there is a first run; a missing folder is a vanished drive."""
    file = Path(engine.url.database or "")
    if file.exists():
        return True
    if file.parent.exists() or file.name == FILE:
        return False
    raise Unavailable(
        N_("The folder {folder} is not there. Connect the drive, or choose another database.", folder=file.parent)
    )
