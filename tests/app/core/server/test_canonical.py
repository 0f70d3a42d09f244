"""The server's canonical text is the program's, byte for byte."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.contacts.tables import Client, Contact, Snippet
from app.core import audit
from app.core.canonical import LONGEST
from app.core.db import Base
from app.core.rows import writer
from app.core.work import Work
from app.office import Office
from tests.app.core.server.conftest import Psql
from tests.app.core.server.journal import contact
from tests.support.people import People

#: Everything a text column takes: quotes, backslashes, control characters, emoji; no NUL and no lone surrogates.
texts = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=80)
moments = st.integers(-(2**31), 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
#: One example after another in one database: nothing of them is looked at but the newest entries.
several = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def owner(guarded: People) -> Office:
    from app.core.permissions import Role

    return guarded.office("everybody", "Everybody", Role)


def newest(psql_rows: Any) -> list[str]:
    return [row[0] for row in psql_rows]


def told(texts: list[str], act: str, cls: type[Base], row_id: int) -> str:
    """The text of the newest entry of that kind, from its act on."""
    start = f'"{act}","{cls.__tablename__}",{row_id},'
    (found,) = [text[text.index(start) :] for text in texts if start in text][-1:]
    return found


@several
@given(name=texts.filter(bool), address=texts, checked=st.none() | days, other=texts)
def test_rows_added_and_changed_are_told_alike(
    owner: Office, psql: Psql, name: str, address: str, checked: date | None, other: str
) -> None:
    from app.core.permissions import CONTACTS_ADD

    values = {"name": name[:80], "address": address, "checked_on": checked}
    with owner.work(CONTACTS_ADD) as work:
        row_id = work.add(Client, **values)
    with owner.work(CONTACTS_ADD) as work:
        row = work.get(Client, row_id)
        row.address, row.email, row.checked_on = other, address, None
    fields = {
        each: (old, new)
        for each, old, new in (
            ("address", address, other),
            ("email", "", address),
            ("checked_on", checked, None),
        )
        if old != new
    }
    boss = psql("")
    found = newest(
        boss.execute("SELECT text FROM audit_entry WHERE subject = 'client' ORDER BY seq DESC LIMIT 2")
    )[::-1]
    boss.close()
    added = {each: (None, value) for each, value in values.items() if value}
    assert told(found, "insert", Client, row_id) == wanted(audit.Act("insert", "client", row_id, added))
    if fields:
        assert told(found, "update", Client, row_id) == wanted(audit.Act("update", "client", row_id, fields))


def wanted(act: audit.Act) -> str:
    """The program's own text, from the act on."""
    text = audit.entry_text(1, "", "", act)
    return text[text.index(f'"{act.act}"') :]


@several
@given(subject=texts, at=moments, flag=st.booleans(), duration=st.none() | st.integers(-(2**31), 2**31 - 1))
def test_a_contact_with_all_its_kinds_of_columns_is_told_alike(
    owner: Office, psql: Psql, subject: str, at: datetime, flag: bool, duration: int | None
) -> None:
    from app.core.permissions import CONTACTS_ADD

    with owner.work(CONTACTS_ADD) as work:
        row_id = contact(work, subject=subject, at=at, due_at=at, identity_shown=flag, duration_s=duration)
    with owner.view(CONTACTS_ADD) as view:
        row = view.get(Contact, row_id)
        known = {column.name: getattr(row, column.name) for column in Contact.__table__.columns}
    facts = writer(Contact.__table__, owner.engine.dialect).facts(known)  # type: ignore[arg-type]
    boss = psql("")
    found = newest(
        boss.execute("SELECT text FROM audit_entry WHERE subject = 'contact' ORDER BY seq DESC LIMIT 1")
    )
    boss.close()
    assert told(found, "insert", Contact, row_id) == wanted(audit.Act("insert", "contact", row_id, facts))


def test_a_very_long_text_is_told_alike(owner: Office, psql: Psql) -> None:
    from app.core.permissions import SETTINGS_EDIT

    long = 'ņ"\n' * LONGEST
    with owner.work(SETTINGS_EDIT) as work:
        row_id = work.add(Snippet, key="long", text=long)
    (found,) = newest(psql("").execute("SELECT text FROM audit_entry"))
    act = audit.Act("insert", "snippet", row_id, {"key": (None, "long"), "text": (None, long)})
    assert told([found], "insert", Snippet, row_id) == wanted(act)


nested = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@several
@given(facts=st.dictionaries(st.from_regex(r"[a-z_]{1,10}", fullmatch=True), nested, max_size=4))
def test_facts_of_an_act_without_a_row_are_told_alike(owner: Office, psql: Psql, facts: dict[str, Any]) -> None:
    from app.core.permissions import SETTINGS_EDIT

    def noted(work: Work) -> None:
        work.acts.append(audit.Act("print", "contact", 7, {name: (None, fact) for name, fact in facts.items()}))

    owner.do(SETTINGS_EDIT, noted)
    boss = psql("")
    (found,) = newest(boss.execute("SELECT text FROM audit_entry ORDER BY seq DESC LIMIT 1"))
    boss.close()
    act = audit.Act("print", "contact", 7, {name: (None, fact) for name, fact in facts.items()})
    assert found.endswith(wanted(act))
    assert json.loads(found)[2] == "everybody"
