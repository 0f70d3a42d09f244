from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from app.core import audit
from app.core.audit import Broken
from app.core.db import utc_text
from app.core.permissions import SETTINGS_EDIT, SETTINGS_SEE
from app.core.tables import AuditEntry, AuditHead, Setting
from app.core.work import transaction
from app.office import Office

LATER = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture
def filled(core_office: Office) -> Office:
    for number in range(5):
        with core_office.work(SETTINGS_EDIT) as work:
            work.add(Setting, key=f"k{number}", value='"ņšž „x” \\" <b>"')
    return core_office


def broken(office: Office) -> Broken | None:
    with office.view(SETTINGS_SEE) as view:
        return audit.verify(view.session)


def tampering(engine: Engine) -> Session:
    return transaction(engine, writes=True)  # type: ignore[return-value]


def test_an_untouched_chain_holds(filled: Office) -> None:
    assert broken(filled) is None


def test_the_empty_chain_holds(core_office: Office) -> None:
    assert broken(core_office) is None


def test_an_altered_entry_is_named(filled: Office, engine: Engine) -> None:
    with tampering(engine) as session:
        text = session.scalar(select(AuditEntry.text).where(AuditEntry.seq == 3)) or ""
        session.execute(update(AuditEntry).where(AuditEntry.seq == 3).values(text=text.replace("dace", "ieva")))
    assert broken(filled) == Broken(3, "altered")


def test_an_altered_hash_is_named(filled: Office, engine: Engine) -> None:
    with tampering(engine) as session:
        session.execute(update(AuditEntry).where(AuditEntry.seq == 2).values(hash="f" * 64))
    assert broken(filled) == Broken(2, "altered")


def test_a_removed_entry_is_named(filled: Office, engine: Engine) -> None:
    with tampering(engine) as session:
        session.execute(delete(AuditEntry).where(AuditEntry.seq == 4))
    assert broken(filled) == Broken(4, "missing")


def test_a_truncated_chain_is_named(filled: Office, engine: Engine) -> None:
    with tampering(engine) as session:
        session.execute(delete(AuditEntry).where(AuditEntry.seq == 5))
    assert broken(filled) == Broken(5, "truncated")


def test_an_entry_put_in_at_the_end_is_named(filled: Office, engine: Engine) -> None:
    with tampering(engine) as session:
        session.execute(update(AuditHead).values(seq=4))
    assert broken(filled) == Broken(5, "added")


def test_the_first_of_several_entries_cut_off_is_named(filled: Office, engine: Engine) -> None:
    with tampering(engine) as session:
        session.execute(delete(AuditEntry).where(AuditEntry.seq > 2))
    assert broken(filled) == Broken(3, "truncated")


def test_a_head_that_is_not_the_last_entrys_is_named(filled: Office, engine: Engine) -> None:
    with tampering(engine) as session:
        session.execute(update(AuditHead).values(hash="f" * 64))
    assert broken(filled) == Broken(5, "head")


@pytest.mark.parametrize(
    ("column", "value"),
    [("account", "ieva"), ("act", "print"), ("subject", "client"), ("row_id", 99), ("at", LATER)],
)
def test_columns_that_say_something_else_than_the_text_are_an_altered_entry(
    filled: Office, engine: Engine, column: str, value: object
) -> None:
    with tampering(engine) as session:
        session.execute(update(AuditEntry).where(AuditEntry.seq == 3).values({column: value}))
    assert broken(filled) == Broken(3, "altered")


def test_anybody_can_verify_the_chain_from_its_entries_alone(filled: Office, engine: Engine) -> None:
    with transaction(engine, writes=False) as session:
        rows = session.execute(select(AuditEntry.text, AuditEntry.hash).order_by(AuditEntry.seq)).all()
    previous = "0" * 64
    for text, digest in rows:
        previous = hashlib.sha256((previous + "\n" + text).encode()).hexdigest()
        assert previous == digest


def test_the_columns_say_what_the_text_says(filled: Office, engine: Engine) -> None:
    with transaction(engine, writes=False) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.seq == 1)).one()
    told = json.loads(entry.text)
    assert told[:5] == [1, utc_text(entry.at), "dace", "insert", "setting"]
    assert (entry.account, entry.subject, entry.act) == ("dace", "setting", "insert")
