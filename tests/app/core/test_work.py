from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm.exc import StaleDataError

from app.core import audit
from app.core.canonical import LONGEST
from app.core.changes import Changes
from app.core.db import is_sqlite
from app.core.errors import Forbidden
from app.core.permissions import OWN_ACCOUNT, SETTINGS_EDIT, SETTINGS_SEE, USERS_MANAGE, Actor, Role
from app.core.tables import Account, AuditEntry, Setting
from app.core.work import MANY, Gone, Work
from app.office import Office


def entries(office: Office) -> list[AuditEntry]:
    """The whole audit, which no person may read on a server."""
    with office.view(SETTINGS_SEE) as view:
        return list(view.session.scalars(select(AuditEntry).order_by(AuditEntry.seq)))


def settings(office: Office) -> int:
    with office.view(SETTINGS_SEE) as view:
        return view.session.scalar(select(func.count()).select_from(Setting)) or 0


def test_a_save_is_one_audit_entry_with_old_and_new(core_office: Office, owner_office: Office) -> None:
    with core_office.work(SETTINGS_EDIT) as work:
        row_id = work.add(Setting, key="theme", value='"light"')
    with core_office.work(SETTINGS_EDIT) as work:
        work.get(Setting, row_id).value = '"dark"'
    texts = [json.loads(entry.text) for entry in entries(owner_office)]
    times = [told.pop(1) for told in texts]
    assert texts == [
        [1, "dace", "insert", "setting", row_id, {"key": [None, "theme"], "value": [None, '"light"']}],
        [2, "dace", "update", "setting", row_id, {"value": ['"light"', '"dark"']}],
    ]
    if is_sqlite(core_office.engine):  # a server goes by its own clock
        assert times == ["2026-11-20T08:31:00Z"] * 2


def test_a_save_that_changes_nothing_leaves_no_trace(core_office: Office, owner_office: Office) -> None:
    with core_office.work(SETTINGS_EDIT) as work:
        row_id = work.add(Setting, key="theme", value="1")
    with core_office.work(SETTINGS_EDIT) as work:
        work.get(Setting, row_id).value = "1"
    assert len(entries(owner_office)) == 1


def test_a_change_made_before_an_added_row_is_audited_and_told(core_office: Office, owner_office: Office) -> None:
    with core_office.work(SETTINGS_EDIT) as work:
        row_id = work.add(Setting, key="theme", value="1")
    heard: list[Changes] = []
    core_office.hub.listen(heard.append)
    with core_office.work(SETTINGS_EDIT) as work:
        work.get(Setting, row_id).value = "2"
        other = work.add(Setting, key="language", value="1")
    acts = [json.loads(entry.text)[3] for entry in entries(owner_office)]
    assert acts == ["insert", "update", "insert"]
    assert heard == [Changes("settings", (row_id, other), "dace")]


def test_changes_are_told_after_the_commit_only(core_office: Office) -> None:
    heard: list[tuple[Changes, int]] = []
    core_office.hub.listen(lambda changes: heard.append((changes, settings(core_office))))
    with core_office.work(SETTINGS_EDIT) as work:
        row_id = work.add(Setting, key="theme", value="1")
        work.flush()
        assert heard == []
    assert heard == [(Changes("settings", (row_id,), "dace"), 1)]


def test_a_failed_use_case_leaves_nothing(core_office: Office, owner_office: Office) -> None:
    heard: list[Changes] = []
    core_office.hub.listen(heard.append)
    with pytest.raises(RuntimeError), core_office.work(SETTINGS_EDIT) as work:
        work.add(Setting, key="theme", value="1")
        raise RuntimeError
    assert (settings(core_office), entries(owner_office), heard) == (0, [], [])


def test_without_the_right_nothing_is_even_begun(core_office: Office, owner_office: Office) -> None:
    clerk = Office(core_office.engine, Actor("ieva", "Ieva", frozenset({Role.CLERK})), clock=core_office.clock)
    with pytest.raises(Forbidden), clerk.work(USERS_MANAGE) as work:
        work.add(Account, login="x", name="x", roles="clerk")
    with pytest.raises(Forbidden), clerk.view(USERS_MANAGE):
        pass
    assert clerk.may(OWN_ACCOUNT)
    assert not clerk.may(USERS_MANAGE)
    assert entries(owner_office) == []


def test_the_later_of_two_savers_of_one_version_is_told(core_office: Office) -> None:
    with core_office.work(SETTINGS_EDIT) as work:
        row_id = work.add(Setting, key="theme", value="1")
    with core_office.view(SETTINGS_SEE) as view:
        stale = view.get(Setting, row_id)
    with core_office.work(SETTINGS_EDIT) as work:
        work.get(Setting, row_id).value = "2"
    with pytest.raises(StaleDataError), core_office.work(SETTINGS_EDIT) as work:
        work.session.add(stale)
        stale.value = "3"
    with core_office.view(SETTINGS_SEE) as view:
        assert view.get(Setting, row_id).value == "2"


def test_a_record_that_is_not_there_is_told(core_office: Office) -> None:
    with core_office.view(SETTINGS_SEE) as view, pytest.raises(Gone):
        view.get(Setting, 12345)


def test_a_look_writes_nothing(core_office: Office) -> None:
    with core_office.work(SETTINGS_EDIT) as work:
        row_id = work.add(Setting, key="theme", value="1")
    with core_office.view(SETTINGS_SEE) as view:
        row = view.get(Setting, row_id)
        row.value = "2"
        with suppress(Exception):  # Postgres refuses, SQLite takes it back
            view.session.flush()
    with core_office.view(SETTINGS_SEE) as view:
        assert view.get(Setting, row_id).value == "1"


def test_a_look_is_of_one_moment(core_office: Office) -> None:
    counted = select(func.count()).select_from(Setting)
    with core_office.view(SETTINGS_SEE) as view:
        assert view.session.scalar(counted) == 0
        with core_office.work(SETTINGS_EDIT) as work:
            work.add(Setting, key="theme", value="1")
        assert view.session.scalar(counted) == 0
    assert settings(core_office) == 1


def test_a_change_of_many_rows_tells_only_those_that_changed(core_office: Office, owner_office: Office) -> None:
    heard: list[Changes] = []
    with core_office.work(SETTINGS_EDIT) as work:
        ids = work.insert(Setting, [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}])
    core_office.hub.listen(heard.append)
    with core_office.work(SETTINGS_EDIT) as work:
        assert work.update_all(Setting, Setting.key.in_(("a", "b")), value="2") == 1
    last = json.loads(entries(owner_office)[-1].text)
    assert (len(entries(owner_office)), last[5:]) == (3, [ids[0], {"value": ["1", "2"]}])
    assert heard == [Changes("settings", (ids[0],), "dace")]
    with core_office.view(SETTINGS_SEE) as view:
        assert [view.get(Setting, row_id).version for row_id in ids] == [2, 1]


def test_a_use_case_that_met_another_is_done_again(core_office: Office) -> None:
    """Somebody else adds the very row between our reading and our writing it."""
    tries = []

    def add_or_change(work: Work) -> None:
        row = work.session.scalar(select(Setting).where(Setting.key == "theme"))
        tries.append(row)
        if row is None:
            if not is_sqlite(core_office.engine):  # where only one can write at a time, nobody comes between
                with core_office.work(SETTINGS_EDIT) as other:
                    other.add(Setting, key="theme", value="theirs")
            work.add(Setting, key="theme", value="mine")
        else:
            row.value = "mine"

    core_office.do(SETTINGS_EDIT, add_or_change)
    assert len(tries) == (1 if is_sqlite(core_office.engine) else 2)
    with core_office.view(SETTINGS_SEE) as view:
        assert view.session.scalars(select(Setting.value)).all() == ["mine"]


def test_a_very_long_text_is_audited_by_its_length_and_hash(core_office: Office, owner_office: Office) -> None:
    """Anybody can make the same: characters counted, SHA-256 of the UTF-8 bytes."""
    long, longer = "ņ" * (LONGEST + 1), "š" * (LONGEST + 2)
    with core_office.work(SETTINGS_EDIT) as work:
        row_id = work.add(Setting, key="logo", value=long)
    with core_office.work(SETTINGS_EDIT) as work:
        work.get(Setting, row_id).value = longer
    with core_office.work(SETTINGS_EDIT) as work:
        work.get(Setting, row_id).value = "ņ" * LONGEST
    first, second = (
        {"length": len(text), "sha256": hashlib.sha256(text.encode()).hexdigest()} for text in (long, longer)
    )
    told = [json.loads(entry.text)[6]["value"] for entry in entries(owner_office)]
    assert told == [[None, first], [first, second], [second, "ņ" * LONGEST]]
    with core_office.view(SETTINGS_SEE) as view:
        assert audit.verify(view.session) is None


def test_many_rows_are_added_at_once_and_told_as_many(core_office: Office, owner_office: Office) -> None:
    heard: list[Changes] = []
    core_office.hub.listen(heard.append)
    rows = [{"key": f"k{number}", "value": "1"} for number in range(MANY + 1)]
    with core_office.work(SETTINGS_EDIT) as work:
        ids = work.insert(Setting, rows)
    assert len(set(ids)) == MANY + 1
    assert heard == [Changes("settings", (), "dace")]
    assert len(entries(owner_office)) == MANY + 1


def test_absent_columns_take_their_defaults(core_office: Office, engine: Engine) -> None:
    core_office = replace(core_office, engine=engine)  # no person adds accounts on a server
    with core_office.work(USERS_MANAGE) as work:
        row_id = work.add(Account, login="ieva", name="Ieva", roles="clerk")
    with core_office.view(USERS_MANAGE) as view:
        account = view.get(Account, row_id)
        assert (account.enabled, account.version) == (True, 1)


def test_rows_added_past_the_one_way_are_a_bug(core_office: Office) -> None:
    with pytest.raises(AssertionError), core_office.work(SETTINGS_EDIT) as work:
        work.session.add(Setting(key="a", value="1"))
    assert settings(core_office) == 0


def test_an_act_without_a_row_is_audited(core_office: Office, owner_office: Office) -> None:
    with core_office.work(SETTINGS_EDIT) as work:
        work.note("print", "contact_register", rows=12)
    assert json.loads(entries(owner_office)[0].text)[3:] == ["print", "contact_register", 0, {"rows": [None, 12]}]


def test_what_is_remembered_is_forgotten_when_its_register_changes(core_office: Office, engine: Engine) -> None:
    core_office = replace(core_office, engine=engine)

    def read() -> int:
        return core_office.memory.recall("settings", "count", lambda: settings(core_office))

    assert read() == 0
    with core_office.work(USERS_MANAGE) as work:
        work.add(Account, login="ieva", name="Ieva", roles="clerk")
    with core_office.work(SETTINGS_EDIT) as work:
        work.add(Setting, key="theme", value="1")
    assert read() == 1


def test_what_was_read_before_a_change_is_not_remembered_after_it(core_office: Office) -> None:
    def read_while_somebody_changes() -> str:
        core_office.hub.publish(Changes("settings", (1,)))
        return "old"

    assert core_office.memory.recall("settings", "x", read_while_somebody_changes) == "old"
    assert core_office.memory.recall("settings", "x", lambda: "new") == "new"


def test_who_stopped_listening_hears_no_more(core_office: Office) -> None:
    heard: list[Changes] = []
    stop = core_office.hub.listen(heard.append)
    stop()
    stop()
    core_office.hub.publish(Changes("settings", (1,)))
    assert heard == []
