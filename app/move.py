"""An office kept in a file moves to a Postgres server: everything, verified.

The file is held for writing all the while, so nobody can add what would not be carried. The server commits first,
then the file, which from that moment takes no change. Killed in between, or at any time before, nothing is lost
and the same command is given again: what stands on the server then is only a copy that nobody has worked in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app import move_mark
from app.core import audit, schema
from app.core.audit import GENESIS
from app.core.backup import copy_to
from app.core.clock import Clock, system_clock
from app.core.db import engine_for, is_sqlite
from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.moments import to_riga
from app.core.permissions import MACHINE
from app.core.tables import Account, AuditEntry, AuditHead
from app.core.verify import numbered, verify
from app.core.work import Work, transaction
from app.move_rows import Progress, carry, compare
from app.registers import load_tables
from app.setup import TAKEN, new_database

#: Steps told beside tables, as 0 of 0: the file is examined, copied, read back, and stands on the server.
CHECKING, COPYING, COMPARING, ARRIVED = "", "copying", "comparing", "arrived"


@dataclass(frozen=True)
class Moved:
    """What was carried: up to which audit entry, its hash, who now needs a login, and the copy of the file."""

    entries: int
    head: str
    logins: tuple[str, ...]
    copy: Path


def move(source_url: str, target_url: str, progress: Progress, clock: Clock = system_clock) -> Moved:
    """Carry the office at ``source_url`` to the server. Raises Unavailable; then the file is as it was."""
    load_tables()
    source = engine_for(source_url)
    try:
        file = _require_file(source)
        place = _place(target_url)
        progress(CHECKING, 0, 0)
        _require_sound(source)
        stamp = to_riga(clock()).strftime("%Y%m%d-%H%M%S")
        copy = copy_to(source, file.with_name(f"{file.name}.before-move-{stamp}"), clock()).path
        try:
            with _target(target_url, source) as target:
                entries, head, logins = _carry_over(source, target, place, progress, clock())
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        return Moved(entries, head, logins, copy)
    finally:
        source.dispose()


def _carry_over(
    source: Engine, target: Engine, place: str, progress: Progress, now: datetime
) -> tuple[int, str, tuple[str, ...]]:
    """Carry everything; the last audit entry's number and hash, and the logins of the office."""
    with transaction(source, writes=True) as here:
        # The last entry of the file is the first thing that the server tells of the move.
        work = Work(here, MACHINE, now)
        move_mark.set_mark(work, place)
        work.flush()
        audit.write(here, work.now, MACHINE.account, work.acts)
        with transaction(target, writes=True) as there:
            progress(COPYING, 0, 0)
            carry(here, there, progress)
            progress(COMPARING, 0, 0)
            compare(here, there, progress)
        progress(ARRIVED, 0, 0)
        head = here.execute(select(AuditHead.seq, AuditHead.hash)).one()
        logins = here.scalars(select(Account.login).where(Account.enabled).order_by(Account.login)).all()
        move_mark.seal(here)
    return head.seq, head.hash, tuple(logins)


def _require_file(source: Engine) -> Path:
    """The source's file. Raises Unavailable where it is none, or its office has gone already."""
    if not is_sqlite(source):
        raise Unavailable(N_("Only an office kept in a SQLite file can be moved."))
    file = Path(source.url.database or "").absolute()
    if not file.is_file():
        raise Unavailable(N_("There is no file {name}.", name=file.name))
    schema.require_current(source)
    move_mark.require_present(source)
    return file


def _place(target_url: str) -> str:
    target = engine_for(target_url)
    target.dispose()
    if is_sqlite(target):
        raise Unavailable(N_("An office can be moved to a Postgres server only."))
    return move_mark.place_name(target.url)


def _require_sound(source: Engine) -> None:
    """What is damaged or forged is not to look whole in a new place."""
    if not verify(source, numbered()).good:
        raise Unavailable(
            N_("The database is not whole, so it was not moved. lete-admin verify tells what is wrong with it.")
        )


@contextmanager
def _target(url: str, source: Engine) -> Iterator[Engine]:
    """The server's database: a new one, an unused one, or one that an earlier move was cut off behind.

    Raises Unavailable where it is another office's, or people have worked in it.
    """
    engine = engine_for(url)
    try:
        begun = _is_begun(engine)
        if begun:
            schema.require_current(engine)
            _require_copy_of(source, engine)
            yield engine
    finally:
        engine.dispose()
    if not begun:
        with new_database(url) as made:
            yield made


def _is_begun(target: Engine) -> bool:
    """Whether an office's audit stands there already; a database that cannot be opened may have to be made."""
    try:
        if schema.state(target) is schema.State.EMPTY:
            return False
        schema.require_current(target)
    except Unavailable:
        if _is_there(target):
            raise
        return False
    with transaction(target, writes=False) as there:
        return (there.scalar(select(AuditHead.seq)) or 0) > 0


def _is_there(target: Engine) -> bool:
    try:
        with transaction(target, writes=False) as session:
            session.connection()
    except Unavailable:
        return False
    return True


def _require_copy_of(source: Engine, target: Engine) -> None:
    """Raise Unavailable unless the target's audit is this office's, with nothing after it but the move."""
    with transaction(source, writes=False) as here, transaction(target, writes=False) as there:
        common = _common(here, there)
        if not common:
            raise Unavailable(TAKEN)
        later = there.execute(
            select(AuditEntry.account, AuditEntry.subject, AuditEntry.act).where(AuditEntry.seq > common)
        ).all()
        own = {("setting", "insert"), ("setting", "update"), ("office", move_mark.ACT)}
        if any(row.account != MACHINE.account or (row.subject, row.act) not in own for row in later):
            raise Unavailable(
                N_("People have already worked in the office on the server. Nothing was moved again.")
            )


def _common(here: Session, there: Session) -> int:
    """The number of the last audit entry that both chains share: what is before it is the same then too."""
    heads = [session.scalar(select(AuditHead.seq)) or 0 for session in (here, there)]
    low, high = 0, min(heads)
    while low < high:
        middle = (low + high + 1) // 2
        if _hash(here, middle) == _hash(there, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _hash(session: Session, seq: int) -> str:
    return session.scalar(select(AuditEntry.hash).where(AuditEntry.seq == seq)) or GENESIS
