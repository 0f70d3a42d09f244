"""Loaded into the process that writers are forked from: what a first save would load is loaded already."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from app.contacts.service import Contacts
from tests.faults.offices import open_office, sqlite_template, typed, url_of


def _save_once() -> None:
    with tempfile.TemporaryDirectory(prefix="lete-warm-") as folder:
        template = sqlite_template(Path(folder) / "office")
        office = open_office(url_of(template))
        Contacts(office).save(typed(random.Random(0)))
        office.engine.dispose()


_save_once()
