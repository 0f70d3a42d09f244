"""A new office on a server from the window: made whole, or refused with what IT should do."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql

from app.connection import connect
from app.core.accounts import Accounts
from app.core.cautions import TELLING_PLANS
from app.core.changes import Hub
from app.core.errors import Invalid, UserError
from app.core.i18n import Translator
from app.core.office_settings import OfficeSettings
from app.core.permissions import Role
from app.core.settings import ORGANIZATION_NAME, PROFILE
from app.directory.records import EmployeeRecord
from app.directory.service import Directory
from app.first_office import STEPS, Administrator, NewOffice
from app.server_place import ServerPlace, server_place
from app.server_start import OfficeThere, ServerTrouble, examine, make_on_server
from tests.support.databases import Databases
from tests.support.logins import Logins
from tests.support.postgres import OWNER, SUPERUSER, Server

PASSWORD = "četri vārdi un ķirši"


class Stand:
    """A name that no database of the server has, logins made by hand, and the server's superuser."""

    def __init__(self, server: Server, databases: Databases) -> None:
        self.server, self.databases = server, databases
        self.name = f"lete_start_{secrets.token_hex(4)}"
        self.named = Logins(server)

    def place(self, login: str = OWNER, password: str | None = None) -> ServerPlace:
        known = self.server.password if password is None else password
        return server_place(f"127.0.0.1:{self.server.port}", self.name, login, known)

    def boss(self, database: str = SUPERUSER) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.server.dsn(database, SUPERUSER), autocommit=True)

    def login(self, rights: str = "") -> str:
        name = self.named("it")
        with self.boss() as boss:
            boss.execute(
                sql.SQL(f"CREATE ROLE {{}} LOGIN {rights} PASSWORD {{}}").format(sql.Identifier(name), PASSWORD)
            )
        return name

    def database(self, owner: str = OWNER) -> None:
        with self.boss() as boss:
            boss.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(self.name), sql.Identifier(owner)
                )
            )

    def tables(self) -> list[tuple[object, ...]]:
        with self.boss(self.name) as boss:
            return boss.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            ).fetchall()

    def is_there(self) -> bool:
        with self.boss() as boss:
            return bool(boss.execute("SELECT FROM pg_database WHERE datname = %s", [self.name]).fetchall())

    def new(self, login: str = "", password: str = PASSWORD) -> NewOffice:
        sandra = Administrator(login, "Sandra Liepiņa", password, frozenset({Role.CLERK}))
        staff = (EmployeeRecord(name="Ilze Kalniņa", unit="Jauna daļa"), EmployeeRecord(name="Sandra Liepiņa"))
        return NewOffice("aad", sandra, {ORGANIZATION_NAME: "Bērzaines komunālserviss"}, staff)


@pytest.fixture
def stand(server: Server, databases: Databases) -> Iterator[Stand]:
    made = Stand(server, databases)
    yield made
    databases.drop(server.url(made.name))
    with made.boss() as boss:
        groups = boss.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE %s", [f"lete\\_{made.name}\\_%"])
        for (name,) in groups.fetchall():
            boss.execute(sql.SQL("DROP OWNED BY {0}").format(sql.Identifier(str(name))))
            boss.execute(sql.SQL("DROP ROLE {0}").format(sql.Identifier(str(name))))
    made.named.close()


def quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


def refused(call: Callable[[], object]) -> tuple[str, str]:
    """The field and the Latvian words of a refusal."""
    with pytest.raises(ServerTrouble) as caught:
        call()
    return caught.value.name, Translator("lv")(caught.value.message)


def test_the_administrator_gets_a_login_and_it_keeps_no_role(stand: Stand) -> None:
    sandra = stand.named("sandra")
    told: list[tuple[int, int]] = []
    make_on_server(stand.place(), stand.new(sandra), lambda done, total: told.append((done, total)))
    assert told[-1] == (STEPS, STEPS)
    connection = connect(stand.place().address)
    assert connection.asks_password
    office = connection.sign_in(sandra, PASSWORD, Hub())
    try:
        assert office.actor.name == "Sandra Liepiņa"
        assert office.actor.roles == {Role.ADMINISTRATOR, Role.CLERK}
        settings = OfficeSettings(office)
        assert (settings.get(PROFILE), settings.get(ORGANIZATION_NAME)) == ("aad", "Bērzaines komunālserviss")
        people = {each.login: each for each in Accounts(office).list()}
        assert not people[OWNER].enabled
        staff = {person.name: person for person in Directory(office).employees()}
        assert staff["Sandra Liepiņa"].account == sandra
        assert staff["Ilze Kalniņa"].unit == "Jauna daļa"
        assert len(staff) == 2
    finally:
        office.engine.dispose()
        connection.close()


def test_the_login_that_makes_it_may_be_the_administrator(stand: Stand) -> None:
    anna = stand.login("CREATEDB CREATEROLE")
    make_on_server(stand.place(anna, PASSWORD), stand.new(anna), quiet)
    connection = connect(stand.place().address)
    office = connection.sign_in(anna, PASSWORD, Hub())
    assert office.actor.name == "Sandra Liepiņa"
    assert office.actor.roles == {Role.ADMINISTRATOR, Role.CLERK}
    office.engine.dispose()
    connection.close()


def test_an_empty_database_of_the_login_is_used(stand: Stand) -> None:
    anna = stand.login("CREATEDB CREATEROLE")
    stand.database(anna)
    assert examine(stand.place(anna, PASSWORD))
    make_on_server(stand.place(anna, PASSWORD), stand.new(anna), quiet)
    assert ("contact",) in stand.tables()


def test_a_superuser_closes_what_plans_tell_and_others_are_told_so(stand: Stand) -> None:
    with stand.boss("template1") as boss:
        version = boss.execute("SHOW server_version_num").fetchall()
    assert version
    assert TELLING_PLANS in make_on_server(stand.place(), stand.new(stand.named("sandra")), quiet)
    stand.databases.drop(stand.server.url(stand.name))
    boss_place = stand.place(SUPERUSER, stand.server.password)
    assert TELLING_PLANS not in make_on_server(boss_place, stand.new(stand.named("sandra")), quiet)
    with stand.boss(stand.name) as boss:
        (found,) = boss.execute(
            "SELECT bool_or(proleakproof) FROM pg_proc WHERE oid = 'texteq'::regproc"
        ).fetchall()
    assert found == (False,)


def test_a_wrong_password_is_told(stand: Stand) -> None:
    name, text = refused(lambda: examine(stand.place(password="nepareiza")))
    assert (name, "parol" in text) == ("password", True)
    assert refused(lambda: examine(stand.place("nav.tada", "nepareiza")))[0] == "password"


def test_a_server_that_is_not_there_is_told_with_its_name(stand: Stand) -> None:
    place = server_place("127.0.0.1:9", "lete", OWNER, "x")
    name, text = refused(lambda: examine(place))
    assert name == "server"
    assert "127.0.0.1:9" in text and "IT" in text


def test_no_database_and_no_right_to_make_one_is_told_with_what_it_does(stand: Stand) -> None:
    login = stand.login()
    name, text = refused(lambda: make_on_server(stand.place(login, PASSWORD), stand.new(), quiet))
    assert name == "database"
    assert f'CREATE DATABASE "{stand.name}" OWNER "{login}"' in text
    assert not stand.is_there()


def test_no_right_to_make_roles_is_told_with_what_it_does(stand: Stand) -> None:
    login = stand.login("CREATEDB")
    for _ in range(2):
        name, text = refused(lambda: make_on_server(stand.place(login, PASSWORD), stand.new(), quiet))
        assert name == "login"
        assert f'ALTER ROLE "{login}" CREATEDB CREATEROLE' in text
        assert stand.tables() == [] if stand.is_there() else True
        if not stand.is_there():
            stand.database(login)


def test_a_database_of_another_login_is_told(stand: Stand) -> None:
    stand.database(SUPERUSER)
    name, text = refused(lambda: examine(stand.place()))
    assert name == "database"
    assert f'ALTER DATABASE "{stand.name}" OWNER TO "{OWNER}"' in text


def test_a_database_of_another_program_is_left_alone(stand: Stand) -> None:
    stand.database()
    with stand.boss(stand.name) as boss:
        boss.execute("CREATE TABLE public.invoice (id int)")
    name, text = refused(lambda: make_on_server(stand.place(), stand.new(), quiet))
    assert name == "database"
    assert "cita programma" in text.casefold()
    assert stand.tables() == [("invoice",)]


def test_an_office_that_is_there_is_offered_whoever_asks(stand: Stand) -> None:
    make_on_server(stand.place(), stand.new(stand.named("sandra")), quiet)
    stranger = stand.login("CREATEDB CREATEROLE")
    for place in (stand.place(), stand.place(stranger, PASSWORD), stand.place(SUPERUSER, stand.server.password)):
        with pytest.raises(OfficeThere):
            make_on_server(place, stand.new(), quiet)


def test_a_login_the_server_has_is_refused_before_anything_is_made(stand: Stand) -> None:
    taken = stand.login()
    with pytest.raises(Invalid) as caught:
        make_on_server(stand.place(), stand.new(taken), quiet)
    assert set(caught.value.fields) == {"login"}
    assert not stand.is_there()


@pytest.mark.parametrize("is_there", [False, True])
def test_what_fails_half_way_leaves_nothing_and_can_be_done_again(stand: Stand, is_there: bool) -> None:
    sandra = stand.named("sandra")
    if is_there:
        stand.database()

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_on_server(stand.place(), stand.new(sandra), stop)
    assert stand.is_there() is is_there
    if is_there:
        assert stand.tables() == []
    make_on_server(stand.place(), stand.new(sandra), quiet)
    assert ("contact",) in stand.tables()


def test_whoever_was_faster_keeps_their_office(stand: Stand) -> None:
    stand.database()
    sandra = stand.named("sandra")
    told: list[int] = []

    def meanwhile(done: int, _total: int) -> None:
        told.append(done)
        if len(told) == 2:  # the place has been examined
            make_on_server(stand.place(), stand.new(sandra), quiet)

    with pytest.raises(UserError):
        make_on_server(stand.place(), stand.new(), meanwhile)
    connection = connect(stand.place().address)
    office = connection.sign_in(sandra, PASSWORD, Hub())
    assert office.actor.name == "Sandra Liepiņa"
    office.engine.dispose()
    connection.close()


@pytest.mark.parametrize(
    ("server", "database", "login", "wrong"),
    [
        ("", "lete", "it", {"server"}),
        ("postgresql://host/x", "lete", "it", {"server"}),
        ("host:99999", "lete", "it", {"server"}),
        ("host", "", "it", {"database"}),
        ("host", 'a"b', "it", {"database"}),
        ("host", "postgres", "it", {"database"}),
        ("host", "lete", " ", {"login"}),
    ],
)
def test_what_was_typed_is_told_at_its_field(server: str, database: str, login: str, wrong: set[str]) -> None:
    with pytest.raises(Invalid) as caught:
        server_place(server, database, login, "x")
    assert set(caught.value.fields) == wrong


def test_the_address_that_is_kept_has_no_login_and_nothing_shows_the_password() -> None:
    place = server_place("db.example.lv:5433", "lete", "it.nodala", "p@ss/vārds")
    assert place.address == "postgresql+psycopg://db.example.lv:5433/lete"
    assert "p@ss" not in repr(place)
    assert "it.nodala" in place.url
    assert server_place("[::1]:5433", "lete", "it", "").address == "postgresql+psycopg://[::1]:5433/lete"
