"""A program of its own, run under the recorder: enters contacts and writes each acknowledgement into a file."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from functools import partial
from pathlib import Path

from sqlalchemy import event

from app.contacts.service import Contacts
from tests.faults.offices import open_office, typed, url_of

#: Lies beside the database, so that the recorder tells when each acknowledgement was given.
ACKNOWLEDGED = "acknowledged"


def main(folder: str, saves: str, synchronous: str) -> None:
    """Enter ``saves`` contacts into the office in ``folder``; the program itself is FULL ``synchronous``."""
    rng = random.Random(7)
    office = open_office(url_of(Path(folder)))
    if synchronous != "FULL":
        event.listen(office.engine, "connect", partial(_careless, synchronous))
    contacts = Contacts(office)
    told = os.open(Path(folder) / ACKNOWLEDGED, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for _ in range(int(saves)):
        draft = typed(rng)
        saved = contacts.save(draft)
        os.write(told, f"{draft.request} {saved.number}\n".encode())
    os._exit(0)  # as the power goes: nothing is closed


def _careless(synchronous: str, connection: sqlite3.Connection, _record: object) -> None:
    connection.execute(f"PRAGMA synchronous = {synchronous}").close()


if __name__ == "__main__":
    main(*sys.argv[1:])
