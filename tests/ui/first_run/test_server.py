"""A new office on Postgres, made from the window by keyboard; its password is written nowhere."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.support.fitting import cut_off
from tests.support.logins import Logins
from tests.support.postgres import OWNER, SUPERUSER, Server
from tests.ui.first_run.conftest import Open
from tests.ui.first_run.test_view import PASSWORD, here, to_administrator, wait
from tests.ui.kit.keys import focused, press, write

if TYPE_CHECKING:
    from tests.support.databases import Databases
    from ui.first_run.view import FirstRun

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


class Place:
    """A server, the name of a database it has not, and the login of the administrator to be."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.name = f"lete_window_{secrets.token_hex(4)}"
        self.named = Logins(server)
        self.sandra = self.named("sandra")

    @property
    def address(self) -> str:
        return f"postgresql+psycopg://127.0.0.1:{self.server.port}/{self.name}"


@pytest.fixture
def place(server: Server, databases: Databases) -> Iterator[Place]:
    made = Place(server)
    yield made
    databases.drop(server.url(made.name))
    with psycopg.connect(server.dsn(SUPERUSER, SUPERUSER), autocommit=True) as boss:
        found = boss.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE %s", [f"lete\\_{made.name}\\_%"])
        for (name,) in found.fetchall():
            boss.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))
    made.named.close()


def to_server(view: FirstRun, place: Place) -> None:
    """Everything before is answered, and the fourth place for the data is chosen by keyboard."""
    to_administrator(view)
    step = view.administrator
    step.name.set_value("Sandra Liepiņa")
    step.login.set_value(place.sandra)
    step.password.set_value(PASSWORD)
    step.again.set_value(PASSWORD)
    view.go_on.click()
    view.wait.click()
    view.wait.click()
    assert here(view) is view.data
    press(DOWN)
    press(DOWN)
    assert view.data.on_server


def fill(place: Place, password: str, login: str = OWNER) -> None:
    """Server, database, login and password, Enter after each; the last one begins."""
    press(ENTER)
    for text in (f"127.0.0.1:{place.server.port}", place.name, login, password):
        focused().selectAll()  # type: ignore[attr-defined]
        write(text)
        press(ENTER)


def test_an_office_is_made_on_a_server_by_keyboard(
    open_first_run: Open, qtbot: QtBot, place: Place, tmp_path: Path
) -> None:
    from app.connection import connect
    from app.core.changes import Hub
    from app.core.permissions import Role

    view = open_first_run()
    to_server(view, place)
    stages: list[float] = []
    view.meter.set_share = lambda share: stages.append(share or 0)  # type: ignore[method-assign]
    fill(place, place.server.password)
    assert view.go_on.is_busy
    wait(qtbot, view)
    assert view.end.isVisible(), view.trouble.text()
    assert view.end.code is None
    assert max(stages) == 1
    told = " ".join(label.text() for label in view.end.findChildren(QLabel))
    assert f"postgresql://127.0.0.1:{place.server.port}/{place.name}" in told
    assert place.sandra in told
    assert cut_off(view) == []
    with qtbot.waitSignal(view.finished) as heard:
        press(ENTER)
    assert heard.args == [place.address]
    connection = connect(place.address)
    office = connection.sign_in(place.sandra, PASSWORD, Hub())
    assert office.actor.roles == {Role.ADMINISTRATOR, Role.CLERK, Role.HEAD}
    office.engine.dispose()
    connection.close()
    assert view.data.server.password.value() == ""


def test_neither_the_login_nor_the_password_is_kept(
    open_first_run: Open, qtbot: QtBot, place: Place, tmp_path: Path
) -> None:
    view = open_first_run()
    to_server(view, place)
    fill(place, "slepena parole", "it.nodala")
    wait(qtbot, view)
    view.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert place.name.encode() in kept
    assert b"slepena" not in kept
    assert b"it.nodala" not in kept
    again = open_first_run()
    assert again.data.server.database.value() == place.name
    assert again.data.server.password.value() == ""


def test_what_the_server_refuses_is_told_at_its_field_and_can_be_mended(
    open_first_run: Open, qtbot: QtBot, place: Place
) -> None:
    view = open_first_run()
    to_server(view, place)
    fill(place, "nepareiza")
    wait(qtbot, view)
    fields = view.data.server
    assert "parol" in fields.password.error()
    assert focused() is fields.password.line
    assert not view.progress.isVisible()
    fields.server.set_value("127.0.0.1:9")
    view.go_on.click()
    wait(qtbot, view)
    assert "127.0.0.1:9" in fields.server.error()
    fields.database.set_value("postgres")
    view.go_on.click()
    assert "paša servera" in fields.database.error()
    assert view.data.isVisible()


def test_an_office_that_is_there_is_offered(open_first_run: Open, qtbot: QtBot, place: Place) -> None:
    from app.first_office import Administrator, NewOffice
    from app.server_place import server_place
    from app.server_start import make_on_server

    there = server_place(f"127.0.0.1:{place.server.port}", place.name, OWNER, place.server.password)
    make_on_server(there, NewOffice("vs", Administrator("", "IT", "")), lambda _done, _total: None)
    view = open_first_run()
    to_server(view, place)
    fill(place, place.server.password)
    wait(qtbot, view)
    assert "jau ir iestāde" in view.data.server.database.error()
    assert view.data.join.isVisible()
    assert cut_off(view) == []
    with qtbot.waitSignal(view.finished) as heard:
        view.data.join.click()
    assert heard.args == [place.address]


def test_in_a_low_window_the_offer_is_scrolled_to(open_first_run: Open, qtbot: QtBot, place: Place) -> None:
    from app.server_start import OfficeThere

    view = open_first_run((911, 432))
    to_server(view, place)
    view._failed(OfficeThere())
    qtbot.waitUntil(lambda: view.data.join.visibleRegion().boundingRect() == view.data.join.rect())


def test_the_offer_goes_when_another_place_is_typed(open_first_run: Open, place: Place) -> None:
    from app.server_start import OfficeThere

    view = open_first_run()
    to_server(view, place)
    view.data.show_trouble(OfficeThere())
    assert view.data.join.isVisible()
    view.data.server.database.line.setFocus()
    write("x")
    assert not view.data.join.isVisible()


def test_the_server_can_be_tested_before(open_first_run: Open, qtbot: QtBot, place: Place) -> None:
    view = open_first_run()
    to_server(view, place)
    fields = view.data.server
    fields.server.set_value(f"127.0.0.1:{place.server.port}")
    fields.database.set_value(place.name)
    fields.login.set_value(OWNER)
    fields.password.set_value(place.server.password)
    assert view.data.test.text() == "Pārbaudīt serveri"
    view.data.test.click()
    wait(qtbot, view)
    assert view.data.told.text() == "Tur var izveidot jaunu iestādi."


def test_a_user_name_the_server_has_leads_back_to_the_administrator(
    open_first_run: Open, qtbot: QtBot, place: Place
) -> None:
    view = open_first_run()
    to_server(view, place)
    view.administrator.login.set_value(SUPERUSER)
    fill(place, place.server.password)
    wait(qtbot, view)
    assert here(view) is view.administrator
    assert "jau ir" in view.administrator.login.error()


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("size", [(1366, 688), (911, 432), (683, 304)])
def test_nothing_is_cut_off_where_the_server_is_told(
    open_first_run: Open, place: Place, language: str, size: tuple[int, int]
) -> None:
    view = open_first_run(size)
    to_server(view, place)
    view.words.use(language)
    view._say_again()
    view.data._say_again()
    view.data.server._say_again()
    view.data.retranslate()
    for _turn in range(3):
        QApplication.processEvents()
    assert cut_off(view.data) == []
