"""An office's file that was left for a server says where to, and takes no change any more."""

from __future__ import annotations

import json

from sqlalchemy import URL, Engine, select, text
from sqlalchemy.orm import Session

from app.core.db import is_sqlite
from app.core.errors import Unavailable
from app.core.i18n import N_, Message
from app.core.settings import MOVED_TO
from app.core.tables import Setting
from app.core.trouble import MOVED_SIGN
from app.core.work import Work, transaction

#: The act's name in the audit.
ACT = "move"


def place_name(url: URL) -> str:
    """The address of the server's database without login and password, as people type it."""
    kept = {name: value for name, value in url.query.items() if name in ("host", "port")}
    return URL.create("postgresql", None, None, url.host, url.port, url.database, kept).render_as_string()


def set_mark(work: Work, place: str) -> None:
    """Write down that the office goes to ``place``. The target takes this over, where it is simply true."""
    value = json.dumps(place, ensure_ascii=False)
    row = work.session.scalar(select(Setting).where(Setting.key == MOVED_TO.key))
    if row is None:
        work.add(Setting, key=MOVED_TO.key, value=value)
    else:
        row.value = value
    work.note(ACT, "office", 0, to=place)


def seal(session: Session) -> None:
    """Refuse every further change in the file, also by a program that was open meanwhile or is older than this."""
    session.execute(
        text(
            "CREATE TRIGGER IF NOT EXISTS audit_head_moved BEFORE UPDATE ON audit_head "
            f"BEGIN SELECT RAISE(ABORT, '{MOVED_SIGN}'); END"
        )
    )


def require_present(engine: Engine) -> None:
    """Raise Unavailable, with the new address, where the office has left this file."""
    if not is_sqlite(engine):
        return
    with transaction(engine, writes=False) as session:
        stored = session.scalar(select(Setting.value).where(Setting.key == MOVED_TO.key))
    place = json.loads(stored) if stored else ""
    if place:
        raise Unavailable(gone(place))


def gone(place: str) -> Message:
    """What to tell whoever opens the old file."""
    return N_(
        "This office has moved to a server. Its address is {place}: choose another database and write it there.",
        place=place,
    )
