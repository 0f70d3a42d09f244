"""An office with an administrator and two clerks, and the surface that asks who works."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from app.connection import Connection
    from app.core.i18n import Translator
    from ui.kit.look import Look
    from ui.kit.tasks import Tasks

PASSWORD = "pareiza parole"
OFFICE = "SIA „Bērzaines komunālserviss”"


@dataclass
class Door:
    """What the sign-in surface is given, and the administrator's recovery code."""

    connection: Connection
    code: str


@pytest.fixture
def look(qapp: QApplication) -> Look:
    from ui.kit.look import Look

    look = Look("light")
    look.apply(qapp)
    return look


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    from ui.kit.tasks import Tasks

    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def words(tr: Translator) -> Translator:
    return tr


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The office, made once because passwords take their time, and its recovery code."""
    from app.connection import connect
    from app.core.accounts import Accounts
    from app.core.changes import Hub
    from app.core.permissions import Role
    from app.core.settings import ORGANIZATION_NAME
    from app.first_office import Administrator, NewOffice, set_up

    path = tmp_path_factory.mktemp("door") / "lete.db"
    url = f"sqlite:///{path}"
    first = Administrator("sandra.liepina", "Sandra Liepiņa", PASSWORD, frozenset({Role.HEAD}))
    code = set_up(url, NewOffice("aad", first, {ORGANIZATION_NAME: OFFICE}))
    connection = connect(url)
    office = connection.sign_in("sandra.liepina", PASSWORD, Hub())
    for login, name in (("dace.b", "Dace Bērziņa"), ("ilze.k", "Ilze Kalniņa")):
        Accounts(office).add(login, name, frozenset({Role.CLERK}), PASSWORD)
    connection.close()
    return path, code


@pytest.fixture
def door(built: tuple[Path, str], tmp_path: Path) -> Iterator[Door]:
    from app.connection import connect

    path, code = built
    connection = connect(f"sqlite:///{shutil.copyfile(path, tmp_path / 'lete.db')}")
    yield Door(connection, code)
    connection.close()
