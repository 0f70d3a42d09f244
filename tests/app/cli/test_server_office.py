"""lete-admin in an office on a server: copies put back, evidence, and what is told when something is missing."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.app.cli.conftest import Admin
from tests.support.databases import Databases
from tests.support.logins import Logins
from tests.support.postgres import OWNER, SUPERUSER, Server
from tests.support.shared_office import PASSWORD, SharedOffice

Run = Callable[..., str]


@dataclass(frozen=True)
class House:
    """An office that lete-admin init made: its roles carry the name of its database."""

    server: Server
    name: str
    admin: Admin
    named: Logins

    @property
    def db(self) -> tuple[str, str]:
        """As the owner."""
        return "--db", self.server.url(self.name)

    @property
    def over_tcp(self) -> str:
        return f"postgresql+psycopg://127.0.0.1:{self.server.port}/{self.name}"

    def copy(self, folder: Path) -> Path:
        done = self.admin("backup", *self.db, "--out", folder)
        assert done.status == 0, done.error
        return Path(done.out.strip().partition(": ")[2])

    def add(self, name: str, role: str = "head") -> str:
        login = self.named(name)
        done = self.admin("user", "add", login, *self.db, "--name", name, "--role", role)
        assert done.status == 0, done.error
        return login

    def boss(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.server.dsn(self.name, SUPERUSER), autocommit=True)

    def contacts_seen_by(self, login: str) -> object:
        """How many contacts the login counts with psql."""
        with psycopg.connect(
            f"host=127.0.0.1 port={self.server.port} dbname={self.name}", user=login, password=PASSWORD
        ) as connection:
            return connection.execute("SELECT count(*) FROM contact").fetchall()[0][0]

    def acts(self) -> list[tuple[object, ...]]:
        with self.boss() as boss:
            found = boss.execute(
                "SELECT account, act FROM audit_entry WHERE act IN ('restore', 'export') ORDER BY seq"
            )
            return found.fetchall()


def made(server: Server, admin: Admin) -> House:
    house = House(server, f"lete_house_{secrets.token_hex(4)}", admin, Logins(server))
    done = admin("init", *house.db, "--profile", "vs")
    assert done.status == 0, done.error
    return house


@pytest.fixture
def house(server: Server, databases: Databases, admin: Admin, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("LETE_NEW_PASSWORD", PASSWORD)
    office = made(server, admin)
    yield office
    databases.drop(office.db[1])
    office.named.close()


@pytest.fixture
def empty(server: Server, databases: Databases) -> Iterator[str]:
    url = databases.empty("postgresql")
    yield url
    databases.drop(url)


def test_after_a_restore_the_logins_are_what_the_copy_says(house: House, tmp_path: Path) -> None:
    dace = house.add("dace")
    copy = house.copy(tmp_path)
    house.admin("user", "disable", dace, *house.db)
    jauna = house.add("jauna")
    assert house.contacts_seen_by(jauna) == 0
    assert house.admin("restore", copy, *house.db).status == 0
    assert house.contacts_seen_by(dace) == 0
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        house.contacts_seen_by(jauna)
    with house.boss() as boss:
        groups = boss.execute(
            "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole",
            [f'"{jauna}"'],
        ).fetchall()
    assert groups == [(f"lete_{house.name}_person",)]
    again = house.admin("user", "add", jauna, *house.db, "--name", "Jauna", "--role", "clerk")
    assert (again.status, again.error) == (0, "")
    assert house.contacts_seen_by(jauna) == 0


def test_the_owner_restores_also_where_an_office_has_been_moved(
    house: House, tmp_path: Path, admin: Admin
) -> None:
    with house.boss() as boss:
        boss.execute("DELETE FROM account")  # as after a move by a login that the office does not know
    copy = house.copy(tmp_path)
    for url in (house.db[1], house.server.url(house.name, SUPERUSER)):
        done = admin("restore", copy, "--db", url)
        assert (done.status, "sarakstā" in done.error) == (0, False), done.error
    assert house.acts() == [(SUPERUSER, "restore")]


def test_a_copy_is_restored_into_an_empty_database_and_into_none(
    house: House, tmp_path: Path, admin: Admin, empty: str, databases: Databases
) -> None:
    copy = house.copy(tmp_path)
    missing = house.server.url(f"{house.name}_new")
    try:
        for url in (empty, missing):
            done = admin("restore", copy, "--db", url)
            assert (done.status, "Traceback" in done.error) == (0, False), done.error
            assert admin("verify", "--db", url).status == 0
    finally:
        databases.drop(missing)


def test_a_copy_that_cannot_be_restored_leaves_no_database_behind(house: House, tmp_path: Path, bad: Run) -> None:
    (tmp_path / "x.dump").write_bytes(b"no archive")
    missing = f"{house.name}_new"
    bad("restore", tmp_path / "x.dump", "--db", house.server.url(missing))
    with house.boss() as boss:
        assert boss.execute("SELECT FROM pg_database WHERE datname = %s", [missing]).fetchall() == []


def test_only_the_owner_restores(house: House, tmp_path: Path, bad: Run) -> None:
    copy = house.copy(tmp_path)
    anna = house.add("anna", "administrator")
    assert "datubāzes īpašnieks" in bad("restore", copy, "--db", house.server.url(house.name, anna))


def test_what_was_there_is_kept_and_another_office_is_not_overwritten(
    house: House, server: Server, databases: Databases, admin: Admin, tmp_path: Path, bad: Run
) -> None:
    other = made(server, admin)
    try:
        dace = other.add("dace")
        theirs = house.copy(tmp_path / "theirs")
        told = bad("restore", theirs, *other.db)
        assert "citas iestādes" in told and "--replace-other" in told
        assert dace in admin("user", "list", *other.db).out
        assert admin("restore", theirs, *other.db, "--replace-other").status == 0
        assert dace not in admin("user", "list", *other.db).out
        (before,) = (path for path in (tmp_path / "theirs").iterdir() if path != theirs)
        assert admin("restore", before, *other.db, "--replace-other").status == 0
        assert dace in admin("user", "list", *other.db).out
    finally:
        databases.drop(other.db[1])
        other.named.close()


def test_a_restore_that_was_cut_off_is_told_and_upgrade_mends_it(house: House, admin: Admin, bad: Run) -> None:
    dace = house.add("dace")
    with house.boss() as boss:
        boss.execute("DROP SCHEMA lete, lete_private CASCADE")
    assert "lete-admin upgrade" in bad("verify", *house.db)
    assert admin("upgrade", *house.db).status == 0
    assert admin("verify", *house.db).status == 0
    assert house.contacts_seen_by(dace) == 0


def test_a_lost_group_is_told_and_upgrade_makes_it_again_with_its_members(
    house: House, admin: Admin, bad: Run
) -> None:
    dace = house.add("dace")
    with house.boss() as boss:
        role = sql.Identifier(f"lete_{house.name}_head")
        boss.execute(sql.SQL("DROP OWNED BY {}").format(role))
        boss.execute(sql.SQL("DROP ROLE {}").format(role))
    told = bad("user", "add", house.named("ieva"), *house.db, "--name", "Ieva", "--role", "head")
    assert "lete-admin upgrade" in told
    assert admin("upgrade", *house.db).status == 0
    assert house.contacts_seen_by(dace) == 0
    assert house.contacts_seen_by(house.add("rita")) == 0


def test_the_whole_audit_goes_to_the_owner_and_to_the_login_for_copies(
    house: House, admin: Admin, bad: Run, tmp_path: Path
) -> None:
    copier, anna = house.named("kopijas"), house.add("anna", "administrator")
    with house.boss() as boss:
        boss.execute(
            sql.SQL("CREATE ROLE {} LOGIN IN ROLE {}").format(
                sql.Identifier(copier), sql.Identifier(f"lete_{house.name}_backup")
            )
        )
        boss.execute("UPDATE account SET enabled = false WHERE login = %s", [OWNER])
    refused = bad("evidence", "--db", house.server.url(house.name, anna), "--out", tmp_path / "a.zip")
    assert "rezerves kopij" in refused
    assert house.acts() == []  # what was refused was not done
    for login in (copier, OWNER):
        db = ("--db", house.server.url(house.name, login))
        assert admin("evidence", *db, "--out", tmp_path / f"{login}.zip").status == 0
        assert "Viss ir kārtībā" in admin("verify", *db).out
    assert house.acts() == [(copier, "export"), (OWNER, "export")]


def test_a_login_switched_off_is_told_by_every_command(
    shared: SharedOffice, bad: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from app.core.permissions import Role

    login = shared.add("dace", Role.CLERK)
    with shared.boss() as boss:
        boss.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(login)))
    monkeypatch.setenv("LETE_DB", shared.bare)
    monkeypatch.setenv("LETE_USER", login)
    monkeypatch.setenv("LETE_PASSWORD", PASSWORD)
    for command in (["backup", "--out", tmp_path], ["verify"], ["upgrade"], ["init", "--profile", "vs"]):
        assert "izslēgts" in bad(*command), command


def test_no_password_is_not_called_a_wrong_one(server: Server, bad: Run) -> None:
    for command in (["init", "--profile", "vs"], ["verify"]):
        told = bad(*command, "--db", server.tcp_url("lete_nav"))
        assert "LETE_PASSWORD" in told and ".pgpass" in told
