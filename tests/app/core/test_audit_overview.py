"""The administrator's audit: everything that was done, and nothing of what clients said."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from app.audit_export import export_audit
from app.audit_words import ACTS, gathered
from app.contacts.service import Contacts
from app.core.audit_overview import AuditFilter, AuditOverview, AuditRow
from app.core.db import Base, is_sqlite
from app.core.errors import Forbidden
from app.core.i18n import Translator
from app.core.moments import riga_date
from app.core.permissions import AUDIT_SEE, OWN_ACCOUNT, Role
from app.core.record_check import audited_tables
from app.core.rows import derived
from app.core.tables import Account
from app.core.work import transaction
from app.directory.records import TopicRecord
from app.directory.service import Directory
from app.office import Office
from app.printing.printouts import all_printouts, find
from app.registers import load_tables
from tests.app.contacts.samples import draft
from tests.app.core.conftest import FixedClock
from tests.support.people import People


@pytest.fixture
def clerk(people: People, clock: FixedClock) -> Office:
    return people.office("ilze", "Ilze Kalniņa", {Role.CLERK, Role.HEAD}, clock)


@pytest.fixture
def admin(people: People, clock: FixedClock) -> Office:
    return people.office("admin", "Sandra Liepiņa", {Role.ADMINISTRATOR}, clock)


@pytest.fixture
def busy(clerk: Office, admin: Office, clock: FixedClock) -> Office:
    """An office where something was done; on a file one thing two days later."""
    contacts = Contacts(clerk)
    saved = contacts.save(draft(client_name="Slepenīte Klusā", subject="Noslēpums"))
    Directory(admin).save_topic(TopicRecord(name="Rēķini", default_days=3))
    clock.forward(days=2)
    contacts.annul(saved.contact_id, "Nejauši")
    find(all_printouts(), "contact_register").note(clerk)
    return admin


def listed(office: Office, **wanted: object) -> list[AuditRow]:
    overview, chosen = AuditOverview(office), AuditFilter(**wanted)  # type: ignore[arg-type]
    rows = overview.rows(overview.ids(chosen))
    assert overview.first(chosen, 1000) == rows
    return rows


def test_everything_that_was_done_is_listed_the_newest_first(busy: Office) -> None:
    rows = listed(busy)
    assert [row.seq for row in rows] == list(range(len(rows), 0, -1))
    newest = rows[0]
    assert (newest.act, newest.subject, newest.account, newest.number) == ("print", "contact", "ilze", "")
    assert {"printout", "rows"} <= set(newest.fields)


def test_a_contact_is_told_by_its_number_and_by_what_changed(busy: Office) -> None:
    annulled = next(row for row in listed(busy) if (row.act, row.subject) == ("update", "contact"))
    assert annulled.number == "2026-1"
    assert set(annulled.fields) == {"kept", "annulled_at", "annulled_by", "annul_reason"}


def test_an_account_is_told_by_its_login_and_its_person(admin: Office, clerk: Office, engine: Engine) -> None:
    with transaction(engine, writes=True) as session:
        session.execute(
            insert(Account),
            [
                {"id": 1, "login": "admin", "name": "Sandra Liepiņa", "roles": "", "enabled": True, "version": 1},
                {"id": 2, "login": "ilze", "name": "Ilze Kalniņa", "roles": "", "enabled": True, "version": 1},
            ],
        )
    with clerk.work(OWN_ACCOUNT) as work:
        work.note("password_changed", "account", 2)
    newest = listed(admin)[0]
    assert (newest.account, newest.name) == ("ilze", "Ilze Kalniņa")
    assert (newest.subject, newest.number, newest.called) == ("account", "ilze", "ilze (Ilze Kalniņa)")


def test_records_of_the_directory_are_told_by_what_they_are_called(busy: Office) -> None:
    topic = next(row for row in listed(busy) if row.subject == "topic")
    assert topic.called == "Rēķini"
    with busy.work(AUDIT_SEE) as work:
        for subject in audited_tables():
            work.note("view", str(subject.name), 77)
    strange = [row for row in listed(busy) if row.act == "view"]
    assert {row.called for row in strange} == {"77"} and len(strange) == len(audited_tables())


def test_no_value_is_in_it(busy: Office) -> None:
    for secret in ("Slepenīte", "Noslēpums", "Nejauši", "26000417"):
        assert secret not in str(listed(busy))


def test_it_is_filtered_by_person_and_act(busy: Office) -> None:
    assert {row.account for row in listed(busy, account="admin")} == {"admin"}
    assert {row.act for row in listed(busy, act="print")} == {"print"}
    assert listed(busy, account="admin", act="print") == []
    assert listed(busy, account="'; DROP TABLE contact; --") == []


def test_it_is_filtered_by_days_of_riga(busy: Office) -> None:
    rows = listed(busy)
    first, last = riga_date(rows[-1].at), riga_date(rows[0].at)
    assert listed(busy, first_day=first, last_day=last) == rows
    assert listed(busy, last_day=first - timedelta(days=1)) == []
    assert listed(busy, first_day=last + timedelta(days=1)) == []
    if is_sqlite(busy.engine):  # a server has a clock of its own
        assert last == date(2026, 11, 22)
        assert {row.act for row in listed(busy, first_day=last)} == {"insert", "update", "print"}
        assert all(row.act != "print" for row in listed(busy, last_day=first))


def test_only_an_administrator_sees_it(busy: Office, clerk: Office) -> None:
    for ask in (
        lambda overview: overview.first(AuditFilter(), 1),
        lambda overview: overview.ids(AuditFilter()),
        lambda overview: overview.rows([1]),
        lambda overview: overview.people(),
        lambda overview: list(overview.all_rows(AuditFilter())),
    ):
        with pytest.raises(Forbidden):
            ask(AuditOverview(clerk))


def test_the_server_itself_gives_it_to_nobody_else(busy: Office, people: People, clerk: Office) -> None:
    if not people.is_server:
        return
    with people.psql("ilze") as psql:
        for asked in ("lete.audit_overview('{1,2,3}')", "lete.audit_numbers('', '', NULL, NULL, NULL)"):
            with pytest.raises(Exception, match="permission denied for the audit"):
                psql.execute(f"SELECT * FROM {asked}".encode())


def test_it_is_exported_without_values_and_the_export_is_noted(busy: Office, tmp_path: Path) -> None:
    told: list[int] = []
    count = export_audit(busy, tmp_path / "a.csv", AuditFilter(account="ilze"), Translator("lv"), told.append)
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert len(text.splitlines()) == count + 1
    assert "Saziņa" in text and "Anulēšanas iemesls" in text
    assert "Slepenīte" not in text and "Nejauši" not in text
    newest = listed(busy)[0]
    assert (newest.act, newest.subject, newest.account, newest.fields) == (
        "export",
        "audit",
        "admin",
        ("account",),
    )


def test_every_audited_column_has_words_or_is_known_to_need_none() -> None:
    load_tables()
    words = gathered()
    for table in audited_tables():
        name = str(table.name)
        assert name in words.subjects, name
        columns = {column.name for column in table.columns} - derived(table)
        known = set(words.fields.get(name, {})) | words.technical.get(name, frozenset())
        assert columns <= known, (name, columns - known)
        assert set(words.fields.get(name, {})) <= columns, name
    assert Base.registry.mappers


def test_every_act_that_is_noted_has_words() -> None:
    noted = {"insert", "update", "print", "export", "view", "merge", "backup", "restore", "sign_in"}
    assert noted <= set(ACTS)
    assert gathered().act("something_new").params == {"key": "something_new"}
