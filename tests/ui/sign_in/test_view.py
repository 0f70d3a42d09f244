"""Signing in by keyboard alone, on a real database with real passwords."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.support.fitting import cut_off
from tests.ui.kit.keys import focused, press, write
from tests.ui.sign_in.conftest import OFFICE, PASSWORD, Door
from ui.kit.look import Look
from ui.kit.tasks import Tasks
from ui.kit.texts import language_changed
from ui.sign_in.view import SignIn

if TYPE_CHECKING:
    from app.core.i18n import Translator
    from app.office import Office
    from tests.support.postgres import Server

ENTER, DOWN, UP, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space


class Opened:
    """The surface in a window, and who got in."""

    def __init__(self, qtbot: QtBot, view: SignIn, size: tuple[int, int] = (1366, 688)) -> None:
        self.view, self.qtbot = view, qtbot
        self.let_in: list[Office] = []
        view.signed_in.connect(self.let_in.append)
        qtbot.addWidget(view)
        view.resize(*size)
        with qtbot.waitExposed(view):
            view.show()
        view.activateWindow()
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.view._tasks.busy, timeout=20_000)
        QApplication.processEvents()

    def names(self) -> list[str]:
        return [person.name for person in self.view.people.names.people]


@pytest.fixture
def opened(qtbot: QtBot, look: Look, words: Translator, tasks: Tasks, door: Door) -> Opened:
    from app.core.changes import Hub

    return Opened(qtbot, SignIn(look, words, tasks, door.connection, Hub()))


def test_the_people_and_the_office_stand_in_the_card(opened: Opened) -> None:
    assert opened.names() == ["Dace Bērziņa", "Ilze Kalniņa", "Sandra Liepiņa"]
    assert opened.view.office.text() == OFFICE
    assert opened.view.login.isHidden()


def test_letters_find_a_name_enter_takes_it_and_the_password_lets_in(opened: Opened) -> None:
    write("kal")
    person = opened.view.people.person()
    assert person is not None and person.login == "ilze.k"
    press(ENTER)
    assert focused() is opened.view.password.line
    write(PASSWORD)
    press(ENTER)
    assert opened.view.button.is_busy
    opened.wait()
    assert [office.actor.name for office in opened.let_in] == ["Ilze Kalniņa"]
    assert opened.view.password.value() == ""


def test_arrows_move_among_the_people_in_the_list_and_from_the_password(opened: Opened) -> None:
    press(DOWN)
    press(ENTER)
    press(DOWN)
    person = opened.view.people.person()
    assert person is not None and person.name == "Sandra Liepiņa"
    press(UP)
    person = opened.view.people.person()
    assert person is not None and person.name == "Ilze Kalniņa"


def test_a_wrong_password_tells_how_many_tries_are_left_and_then_to_wait(opened: Opened) -> None:
    press(ENTER)
    texts = []
    for _ in range(5):
        write("nepareiza")
        press(ENTER)
        opened.wait()
        texts.append(opened.view.password.error())
    assert texts[1] == "Nepareiza parole. Vēl 3 mēģinājumi."
    assert texts[3] == "Nepareiza parole. Vēl 1 mēģinājums."
    assert "30" in texts[4]
    assert opened.let_in == []
    # What was typed is marked, so the next letter replaces it.
    write("x")
    assert opened.view.password.value() == "x"


def test_the_refusal_is_said_in_the_other_language_too(opened: Opened, words: Translator) -> None:
    press(ENTER)
    write("nepareiza")
    press(ENTER)
    opened.wait()
    words.use("en")
    language_changed()
    opened.qtbot.waitUntil(lambda: opened.view.password.error() == "Wrong password. 4 more tries.")


def test_a_forgotten_password_is_set_anew_with_the_printed_code(
    opened: Opened, door: Door, tmp_path: Path, qtbot: QtBot
) -> None:
    write("sandra")
    opened.view.forgot.click()
    page = opened.view.recovery
    assert page is not None
    assert focused() is page.code.line
    write(door.code.replace("-", " ").lower())
    for password in ("jauna parole 1", "jauna parole 2"):
        press(ENTER)
        write(password)
    press(ENTER)
    assert page.again.error() == "Paroles atšķiras."
    page.again.line.selectAll()
    write("jauna parole 1")
    press(ENTER)
    opened.wait()
    from ui.sign_in.code_card import CodeCard

    card = page.findChild(CodeCard)
    assert card is not None
    assert card.code != door.code
    card.copy.click()
    assert QGuiApplication.clipboard().text() == card.code
    card.check.click()
    press(ENTER)
    opened.wait()
    assert [office.actor.account for office in opened.let_in] == ["sandra.liepina"]


def test_a_wrong_code_is_told_at_its_field(opened: Opened) -> None:
    write("sandra")
    opened.view.forgot.click()
    page = opened.view.recovery
    assert page is not None
    page.code.set_value("AAAA-BBBB")
    page.new.set_value("jauna parole 1")
    page.again.set_value("jauna parole 1")
    page.form.submit()
    opened.wait()
    assert page.code.error()
    press(Qt.Key.Key_Escape)
    assert opened.view.recovery is None
    assert opened.view.entry.isVisible()


def test_the_code_is_saved_as_a_page_to_print(
    opened: Opened, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtGui import QDesktopServices

    from ui.sign_in.code_card import CodeCard

    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    card = CodeCard(opened.view.look, opened.view.words, opened.view._tasks, door.code, person="Sandra Liepiņa")
    opened.qtbot.addWidget(card)
    card.show()
    card.save.click()
    dialog = card.findChild(QFileDialog)
    assert dialog is not None
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(tmp_path / "kods"))
    dialog.accept()
    opened.wait()
    assert shown == [str(tmp_path / "kods.pdf")]
    from pypdf import PdfReader

    text = PdfReader(shown[0]).pages[0].extract_text()
    assert door.code in text
    assert "Sandra Liepiņa" in text


def test_the_other_language_is_asked_for_in_its_own_words(opened: Opened) -> None:
    asked: list[str] = []
    opened.view.language_wanted.connect(asked.append)
    assert opened.view.language.text() == "In English"
    opened.view.language.click()
    assert asked == ["en"]


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("size", [(1366, 688), (911, 432)])
def test_nothing_is_cut_off(
    qtbot: QtBot, look: Look, words: Translator, tasks: Tasks, door: Door, language: str, size: tuple[int, int]
) -> None:
    from app.core.changes import Hub

    words.use(language)
    opened = Opened(qtbot, SignIn(look, words, tasks, door.connection, Hub()), size)
    assert cut_off(opened.view) == []
    opened.view._recover()
    QApplication.processEvents()
    assert cut_off(opened.view) == []


def test_on_a_server_the_login_is_typed(
    qtbot: QtBot, look: Look, words: Translator, tasks: Tasks, databases: object, server: Server
) -> None:
    from app.connection import connect
    from app.core.changes import Hub
    from app.first_office import Administrator, NewOffice, set_up
    from tests.support.databases import Databases

    assert isinstance(databases, Databases)
    url = databases.empty("postgresql")
    assert set_up(url, NewOffice("aad", Administrator("", "Sandra Liepiņa", ""))) == ""
    from sqlalchemy.engine import make_url

    address = make_url(url)
    bare = address.set(username=None, password=None).render_as_string(hide_password=False)
    connection = connect(bare)
    view = SignIn(look, words, tasks, connection, Hub())
    opened = Opened(qtbot, view)
    assert opened.names() == []
    assert focused() is view.login.line
    write(address.username or "")
    press(ENTER)
    write(address.password or "x")
    press(ENTER)
    opened.wait()
    assert [office.actor.name for office in opened.let_in] == ["Sandra Liepiņa"], view.password.error()
    opened.let_in[0].engine.dispose()
    connection.close()
    databases.drop(url)
