"""Databases to be broken, the contacts entered into them, and what is found in them afterwards."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from app.contacts.records import ContactDraft, ContactFields
from app.contacts.tables import Contact
from app.core.db import engine_for
from app.core.errors import UserError
from app.core.migrate import upgrade
from app.core.permissions import CONTACTS_SEE, Actor, Role
from app.core.sqlite_file import SHARED_MARK
from app.core.verify import numbered, verify
from app.office import Office
from app.registers import load_tables

#: The two ways a SQLite file is written: on a disk of this computer, and on one that others use too.
WAL, TRUNCATE = "sqlite wal", "sqlite truncate"
FILE = "office.lete"
_STREETS = ("Ozolu iela", "Liepu iela", "Ķieģeļu iela", "Jūras iela")


@dataclass(frozen=True)
class Found:
    """What became of a database; ``trouble`` says in words what is wrong."""

    lost: int = 0
    doubled: int = 0
    gaps: int = 0
    damaged: int = 0
    trouble: str = ""

    def __add__(self, other: Found) -> Found:
        return Found(
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.gaps + other.gaps,
            self.damaged + other.damaged,
            self.trouble or other.trouble,
        )


def sqlite_template(folder: Path) -> Path:
    """A folder with an empty office in it, to be copied."""
    folder.mkdir(parents=True)
    upgrade(url_of(folder))
    return folder


def sqlite_office(template: Path, folder: Path, mode: str) -> str:
    """A fresh office in ``folder``, written in ``mode``; its address."""
    shutil.copytree(template, folder)
    if mode == TRUNCATE:
        (folder / (FILE + SHARED_MARK)).touch()
    office = open_office(url_of(folder))
    found = journal_mode(office)
    office.engine.dispose()
    assert found == mode.rpartition(" ")[2], found
    return url_of(folder)


def url_of(folder: Path) -> str:
    """The address of the office in a folder."""
    return f"sqlite+pysqlite:///{(folder / FILE).as_posix()}"


def journal_mode(office: Office) -> str:
    """How the SQLite file is written."""
    with office.engine.connect() as connection:
        found: str = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    return found


def open_office(url: str) -> Office:
    """The office as a clerk sees it; dispose of its engine."""
    load_tables()
    return Office(engine_for(url), Actor("ilze", "Ilze Kalniņa", frozenset({Role.CLERK, Role.HEAD})))


def typed(rng: random.Random) -> ContactDraft:
    """A contact with a question of its own, short or several pages long."""
    words = " ".join(
        rng.choices(("konteiners", "rēķins", "grafiks", "līgums", "šķiroti"), k=rng.choice((5, 60, 400)))
    )
    return ContactDraft(
        fields=ContactFields(
            at=datetime.now(UTC).replace(microsecond=0),
            client_name=f"Bērziņa Dzintra {rng.randrange(50)}",
            phone=f"+3712{rng.randrange(10**7):07}",
            address=f"{rng.choice(_STREETS)} {rng.randrange(90)}",
            subject=f"{rng.getrandbits(64):016x} {words}",
        )
    )


def found_in(url: str, acknowledged: Mapping[str, str] | None, *, whole: bool = True) -> Found:
    """Open the database as the program does and compare it with the saves that were acknowledged.

    ``acknowledged`` gives the number of each request; None compares nothing. Without ``whole`` only those are
    looked for.
    """
    office = open_office(url)
    try:
        found = _compared(office, acknowledged) if acknowledged is not None else Found()
        if not whole:
            return found
        report = verify(office.engine, numbered())
        broken = [str(each) for each in (report.broken, report.integrity) if each]
        gaps = [str(each) for each in report.gaps]
        return found + Found(gaps=len(gaps), damaged=bool(broken), trouble="; ".join(broken + gaps))
    except UserError as trouble:
        return Found(damaged=1, trouble=trouble.message.text)
    except Exception as trouble:
        return Found(damaged=1, trouble=f"{type(trouble).__name__}: {trouble}")
    finally:
        office.engine.dispose()


def _compared(office: Office, acknowledged: Mapping[str, str]) -> Found:
    columns = (Contact.request, Contact.number_year, Contact.number_seq, Contact.subject)
    with office.view(CONTACTS_SEE) as view:
        rows = view.session.execute(select(*columns)).all()
        contacts = view.session.scalar(select(func.count()).select_from(Contact)) or 0
    stored = {row.request: f"{row.number_year}-{row.number_seq}" for row in rows}
    lost = [number for request, number in acknowledged.items() if stored.get(request) != number]
    doubled = contacts - len({row.subject for row in rows})
    told = [f"lost: {', '.join(lost[:5])}"] * bool(lost) + [f"doubled: {doubled}"] * bool(doubled)
    return Found(lost=len(lost), doubled=doubled, trouble="; ".join(told))
