"""`lete-admin user …`: people are added, given roles, switched off and given passwords without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.connection import connect
from app.core.changes import Hub
from app.core.errors import Forbidden, UserError
from app.core.permissions import Role
from app.office import Office
from tests.support.shared_office import PASSWORD, SharedOffice

Run = Callable[..., str]
Enter = Callable[[str, str, str], Office]


@pytest.fixture
def enter() -> Iterator[Enter]:
    """Signs in to an address as the window does."""
    opened = []

    def sign_in(url: str, login: str, password: str) -> Office:
        connection = connect(url)
        opened.append(connection)
        office = connection.sign_in(login, password, Hub())
        if office.engine is not connection.engine:
            opened.append(type(connection)(url, office.engine))
        return office

    yield sign_in
    for connection in opened:
        connection.close()


@pytest.fixture
def file(tmp_path: Path, good: Run) -> str:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    good("init", "--db", url, "--profile", "vs")
    return url


def test_people_of_a_file_are_managed(file: str, good: Run, enter: Enter) -> None:
    db = ("--db", file)
    told = good("user", "add", "Ieva", *db, "--name", "Ieva Ozola", "--role", "clerk", "--role", "head")
    first, password = (line.rpartition(": ")[2] for line in told.splitlines())
    assert first == "ieva"
    assert enter(file, "ieva", password).actor.roles == {Role.CLERK, Role.HEAD}
    good("user", "role", "ieva", *db, "--role", "specialist")
    assert enter(file, "ieva", password).actor.roles == {Role.SPECIALIST}
    good("user", "disable", "ieva", *db)
    with pytest.raises(Forbidden):
        enter(file, "ieva", password)
    good("user", "enable", "ieva", *db)
    enter(file, "ieva", password)
    new = good("user", "reset", "ieva", *db).splitlines()[-1].rpartition(": ")[2]
    assert new != password
    enter(file, "ieva", new)
    assert "ieva\tieslēgts\tspecialist\tIeva Ozola" in good("user", "list", *db).splitlines()


def test_people_of_a_server_are_managed_by_an_administrator_who_is_no_superuser(
    shared: SharedOffice, good: Run, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETE_DB", shared.bare)
    monkeypatch.setenv("LETE_USER", shared.administrator)
    monkeypatch.setenv("LETE_PASSWORD", PASSWORD)
    monkeypatch.setenv("LETE_NEW_PASSWORD", "no vides mainīgā")
    login = shared.named("ieva")
    told = good("user", "add", login, "--name", "Ieva Ozola", "--role", "clerk")
    assert told == f"Lietotājs pievienots: {login}\n"
    assert enter(shared.bare, login, "no vides mainīgā").actor.roles == {Role.CLERK}
    good("user", "role", login, "--role", "head")
    assert enter(shared.bare, login, "no vides mainīgā").actor.roles == {Role.HEAD}
    good("user", "disable", login)
    with pytest.raises(Forbidden):
        enter(shared.bare, login, "no vides mainīgā")
    good("user", "enable", login)
    monkeypatch.delenv("LETE_NEW_PASSWORD")
    new = good("user", "reset", login).splitlines()[-1].rpartition(": ")[2]
    enter(shared.bare, login, new)
    assert f"{login}\tieslēgts\thead\tIeva Ozola" in good("user", "list").splitlines()


def test_whoever_signs_in_by_the_computer_needs_no_password(
    shared: SharedOffice, good: Run, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETE_USER", shared.administrator)
    monkeypatch.setenv("LETE_PASSWORD", PASSWORD)
    monkeypatch.setenv("LETE_NEW_PASSWORD", "neder nemaz")
    login = shared.named("ieva")
    told = good("user", "add", login, "--db", shared.bare, "--name", "Ieva", "--role", "clerk", "--sso")
    assert told == f"Lietotājs pievienots: {login}\n"
    with pytest.raises(UserError):
        enter(shared.bare, login, "neder nemaz")
    good("user", "reset", login, "--db", shared.bare)
    assert good("user", "reset", login, "--db", shared.bare, "--sso") == f"Parole nomainīta: {login}\n"
    # The test server trusts its socket, as another would trust the computer's login.
    assert enter(shared.server.url(shared.name, login), "", "").actor.account == login


def test_it_helps_administrators_who_are_locked_out(shared: SharedOffice, good: Run, enter: Enter) -> None:
    told = good("user", "reset", shared.administrator, "--db", shared.of_owner)
    enter(shared.bare, shared.administrator, told.splitlines()[-1].rpartition(": ")[2])


def test_a_clerk_manages_nobody(shared: SharedOffice, bad: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    login = shared.add("dace", Role.CLERK)
    monkeypatch.setenv("LETE_USER", login)
    monkeypatch.setenv("LETE_PASSWORD", PASSWORD)
    for command in (
        ("role", login, "--role", "administrator"),
        ("reset", shared.administrator),
        ("add", "x", "--name", "X", "--role", "clerk"),
        ("list",),
    ):
        assert bad("user", *command, "--db", shared.bare) == "Šo darbību var veikt: Administrators."


def test_what_cannot_be_done_is_told_in_one_line(file: str, bad: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    db = ("--db", file)
    assert bad("user", "role", "nav", *db, "--role", "clerk") == "Nav lietotāja nav."
    assert bad("user", "add", "ie va", *db, "--name", "I", "--role", "clerk").startswith("Lietotājvārdā")
    assert bad("user", "add", "ieva", *db, "--name", "I", "--role", "boss").startswith(
        "Šāda vērtība nav iespējama: boss"
    )
    assert bad("user", "add", "ieva", *db, "--name", "I").startswith("Trūkst: --role")
    assert bad("user").startswith("Trūkst: ACT")
    assert bad("user", "add", "ieva", *db, "--name", "I", "--role", "clerk", "--sso").startswith("Vienotajai")
    assert bad("user", "reset", "administrators", *db, "--sso").startswith("Vienotajai")
    assert "administrator" in bad("user", "disable", "administrators", *db).lower()
    monkeypatch.setenv("LETE_NEW_PASSWORD", "īsa")
    assert bad("user", "reset", "administrators", *db).startswith("Parolē jābūt vismaz 8")


def test_a_wrong_password_of_ones_own_is_told(
    shared: SharedOffice, bad: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETE_USER", shared.administrator)
    monkeypatch.setenv("LETE_PASSWORD", "nepareiza")
    told = bad("user", "list", "--db", shared.bare)
    assert told == "Datubāze nepieņēma lietotājvārdu vai paroli."
