"""A save whose acknowledgement was lost on the way is the same save when it is tried again.

The server has committed, the program has not heard of it: between them stands a proxy that passes COMMIT on and
cuts before the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from tests.support.databases import Databases
from tests.support.postgres import Server
from tests.support.proxy import Proxy

if TYPE_CHECKING:
    from app.office import Office

T = TypeVar("T")
NOW = datetime(2026, 11, 20, 8, 31, tzinfo=UTC)


@pytest.fixture
def far(databases: Databases) -> Iterator[str]:
    """The address of a database on the server."""
    url = databases.migrated("postgresql")
    yield url
    databases.drop(url)


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    with Proxy(server.port) as proxy:
        yield proxy


@pytest.fixture
def office(server: Server, far: str, proxy: Proxy) -> Iterator[Office]:
    """An office whose network is the proxy."""
    from app.core.db import engine_for
    from app.core.permissions import Actor, Role
    from app.office import Office

    url = make_url(far)
    engine = engine_for(
        replace(server, port=proxy.port).tcp_url(url.database or "", url.username or "", server.password)
    )
    yield Office(engine, Actor("ilze", "Ilze Kalniņa", frozenset(Role)), clock=lambda: NOW)
    engine.dispose()


def rows(office: Office, table: type[object]) -> int:
    from app.core.permissions import CONTACTS_SEE

    with office.view(CONTACTS_SEE) as view:
        return view.session.scalar(select(func.count()).select_from(table)) or 0


def unheard(proxy: Proxy, save: Callable[[], T]) -> T:
    """Save, lose the answer, save again; what the second time gave."""
    from app.core.errors import Unavailable
    from app.core.trouble import LOST

    lost_before = proxy.losses
    proxy.cut_after(b"COMMIT")
    with pytest.raises(Unavailable) as trouble:
        save()
    assert trouble.value.message == LOST
    assert proxy.losses == lost_before + 1
    return save()


def test_a_contact_is_registered_once(office: Office, proxy: Proxy) -> None:
    from app.contacts.records import ContactDraft, ContactFields
    from app.contacts.service import Contacts
    from app.contacts.tables import Contact
    from app.core.verify import numbered, verify

    contacts = Contacts(office)
    first = ContactDraft(fields=ContactFields(at=NOW, client_name="Dzintra Bērziņa", subject="Grafiks"))
    saved = unheard(proxy, lambda: contacts.save(first))
    assert (saved.number, rows(office, Contact)) == ("2026-1", 1)
    second = ContactDraft(fields=ContactFields(at=NOW, client_name="Zenta Āboltiņa", subject="Rēķins"))
    assert contacts.save(second).number == "2026-2"
    assert verify(office.engine, numbered()).good


def test_a_change_of_a_contact_is_told_once_in_its_course(office: Office, proxy: Proxy) -> None:
    from app.contacts.records import ContactDraft, ContactFields
    from app.contacts.service import Contacts

    contacts = Contacts(office)
    fields = ContactFields(at=NOW, client_name="Dzintra Bērziņa", subject="Grafiks")
    contact_id = contacts.save(ContactDraft(fields=fields)).contact_id
    draft = contacts.draft(contact_id)
    changed = replace(draft, fields=replace(draft.fields, notes="Zvanīja arī vakar"))
    saved = unheard(proxy, lambda: contacts.save(changed))
    assert saved.merged_with == ""
    assert [event.kind for event in contacts.detail(contact_id).events] == ["registered", "edited"]


def test_a_failed_call_and_a_hand_over_are_told_once_in_the_course(office: Office, proxy: Proxy) -> None:
    from app.contacts.records import CallbackResult, ContactDraft, ContactFields, Outcome
    from app.contacts.service import Contacts
    from app.directory.records import EmployeeRecord
    from app.directory.service import Directory

    contacts = Contacts(office)
    rita = Directory(office).save_employee(EmployeeRecord(name="Rita Šķēle", account="rita"))
    fields = ContactFields(at=NOW, client_name="Dzintra Bērziņa", phone="+37126000417", outcome=Outcome.CALLBACK)
    fields = replace(fields, subject="Grafiks", due_at=NOW + timedelta(hours=1))
    contact_id = contacts.save(ContactDraft(fields=fields)).contact_id
    missed = CallbackResult(reached=False, again_at=NOW + timedelta(hours=2))
    calling, handing, another = (str(uuid4()) for _ in range(3))
    assert unheard(proxy, lambda: contacts.callback(contact_id, missed, calling)) is None
    assert contacts.callback(contact_id, missed, another) is not None
    assert contacts.detail(contact_id).callback_tries == 2
    assert unheard(proxy, lambda: contacts.hand_over(contact_id, rita, "Steidzami", handing)) is None
    course = [event.kind for event in contacts.detail(contact_id).events]
    assert course == ["registered", "call_failed", "call_failed", "handed"]


def test_people_bodies_topics_and_units_are_added_once(office: Office, proxy: Proxy) -> None:
    from app.directory.records import EmployeeRecord, InstitutionRecord, TopicRecord, UnitRecord
    from app.directory.service import Directory
    from app.directory.tables import Employee, Institution, Topic, Unit

    directory = Directory(office)
    once = [str(uuid4()) for _ in range(4)]
    person = EmployeeRecord(name="Raivis Šķēle", unit="Dispečeri", account="raivis")
    number = unheard(proxy, lambda: directory.save_employee(person, once[0]))
    assert directory.employee(number).unit == "Dispečeri"
    unheard(proxy, lambda: directory.save_institution(InstitutionRecord(name="VVD"), once[1]))
    unheard(proxy, lambda: directory.save_topic(TopicRecord(name="Rēķini"), once[2]))
    unheard(proxy, lambda: directory.save_unit(UnitRecord(name="Kase"), once[3]))
    assert [rows(office, table) for table in (Employee, Institution, Topic, Unit)] == [1, 1, 1, 2]


def test_snippets_and_saved_views_have_names_and_are_kept_once(office: Office, proxy: Proxy) -> None:
    from app.contacts.records import ContactFilter, Sort
    from app.contacts.snippets import save_snippet, snippets
    from app.contacts.tables import SavedView, Snippet
    from app.contacts.views import SavedViews

    unheard(proxy, lambda: save_snippet(office, "sv", "Sveiki!"))
    unheard(proxy, lambda: SavedViews(office).save("Mani", ContactFilter(text="a"), Sort()))
    assert snippets(office) == {"sv": "Sveiki!"}
    assert (rows(office, Snippet), rows(office, SavedView)) == (1, 1)


def test_a_request_is_done_once_also_where_it_comes_twice_at_a_time(office: Office) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from app.directory.records import UnitRecord
    from app.directory.service import Directory
    from app.directory.tables import Unit

    request = str(uuid4())
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: Directory(office).save_unit(UnitRecord(name="Kase"), request), range(4)))
    assert len(set(made)) == 1
    assert rows(office, Unit) == 1


def test_neither_side_waits_long_for_a_pc_or_a_server_that_vanished(office: Office) -> None:
    from app.core.db import PATIENCE, SERVER_PATIENCE

    with office.engine.connect() as connection:
        setting = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)"
        rows = connection.exec_driver_sql(setting, (list(SERVER_PATIENCE),)).all()
        told = {row.name: row.setting for row in rows}
        driver: Any = connection.connection.driver_connection
        ours = driver.info.get_parameters()
    assert told == SERVER_PATIENCE
    assert {name: ours[name] for name in PATIENCE} == PATIENCE
