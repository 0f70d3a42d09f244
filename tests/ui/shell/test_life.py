"""The life of the window: opening, first run, sign-in, work, lock, trouble."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app import demo
from app.core.errors import Unavailable
from app.core.i18n import N_, Translator
from app.core.local_settings import LocalSettings
from app.core.settings import LANGUAGE, THEME
from tests.ui.kit.keys import CONTROL, press, write
from ui.first_run.view import FirstRun
from ui.kit.look import Look
from ui.shell.opening import Opening
from ui.shell.program import DATABASE, Program
from ui.shell.user_menu import UserMenu
from ui.shell.workplace import Workplace
from ui.sign_in.view import SignIn

PASSWORD = "parole-parole"

Start = Callable[..., Program]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tr: Translator, tmp_path: Path) -> Iterator[Start]:
    """Begins programs on this test's folder and ends them with it."""
    begun: list[Program] = []

    def started(database: str = "") -> Program:
        local = LocalSettings(tmp_path / "settings")
        program = Program(qapp, Look("light"), tr, local, database=database, data_folder=tmp_path / "data")
        begun.append(program)
        program.start()
        program.window.activateWindow()
        return program

    (tmp_path / "data").mkdir()
    yield started
    for program in begun:
        program.close()
        program.window.close()
        program.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="module")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A sample office whose one user is the demonstration's person."""
    url = f"sqlite:///{tmp_path_factory.mktemp('office') / 'lete.db'}"
    demo.make(url, PASSWORD, contacts=20)
    return url


def surface(program: Program) -> object:
    return program.window.surfaces.currentWidget()


def signed_in(qtbot: QtBot, program: Program) -> Workplace:
    qtbot.waitUntil(lambda: isinstance(surface(program), SignIn))
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    write(PASSWORD)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(surface(program), Workplace))
    assert program.workplace is not None
    return program.workplace


def test_a_computer_without_an_office_begins_with_the_first_run(start: Start, qtbot: QtBot) -> None:
    program = start()
    qtbot.waitUntil(lambda: isinstance(surface(program), FirstRun))


def test_the_clerk_signs_in_and_finds_the_office_in_the_title(
    start: Start, qtbot: QtBot, office_file: str
) -> None:
    program = start(office_file)
    signed_in(qtbot, program)
    assert program.window.windowTitle() == "Lete – SIA „Bērzaines komunālserviss”"


def test_the_next_start_opens_the_same_office(start: Start, qtbot: QtBot, office_file: str) -> None:
    program = start(office_file)
    signed_in(qtbot, program)
    assert program.local.recall(DATABASE) == office_file
    again = start()
    qtbot.waitUntil(lambda: isinstance(surface(again), SignIn))


def test_the_page_left_last_is_opened_first(start: Start, qtbot: QtBot, office_file: str) -> None:
    place = signed_in(qtbot, start(office_file))
    place.open_page("directory")
    again = signed_in(qtbot, start(office_file))
    assert again.navigation.current == "directory"


def test_a_locked_window_shows_nothing_and_gives_the_same_person_everything_back(
    start: Start, qtbot: QtBot, office_file: str
) -> None:
    program = start(office_file)
    place = signed_in(qtbot, program)
    place.open_page("contacts")
    press(Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: isinstance(surface(program), SignIn))
    assert not place.isVisible()
    assert signed_in(qtbot, program) is place
    assert place.navigation.current == "contacts"


def test_an_unattended_window_locks_itself(start: Start, qtbot: QtBot, office_file: str) -> None:
    program = start(office_file)
    signed_in(qtbot, program)
    program.idle.passed.emit()
    qtbot.waitUntil(lambda: isinstance(surface(program), SignIn))


def test_a_key_puts_the_lock_off(start: Start, qtbot: QtBot, office_file: str) -> None:
    program = start(office_file)
    signed_in(qtbot, program)
    program.idle.start(1)
    full = program.idle.remaining
    qtbot.waitUntil(lambda: program.idle.remaining < full - 500)
    before = program.idle.remaining
    press(Qt.Key.Key_F6)
    assert program.idle.remaining > before


def test_a_vanished_folder_is_told_and_another_try_helps(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'disks' / 'birojs.db'}"
    program = start(url)
    qtbot.waitUntil(lambda: "disks" in program.opening.told)
    (tmp_path / "disks").mkdir()
    demo.make(url, PASSWORD, contacts=5)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(surface(program), SignIn))


@pytest.mark.parametrize(("newer", "sentence"), [(False, "bojāta"), (True, "jaunāka")])
def test_a_file_that_is_no_database_of_ours_is_told(
    start: Start, qtbot: QtBot, tmp_path: Path, newer: bool, sentence: str
) -> None:
    path = tmp_path / "x.db"
    if newer:
        demo.make(f"sqlite:///{path}", PASSWORD, contacts=5)
        connection = sqlite3.connect(path)
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        connection.close()
    else:
        path.write_bytes(b"not a database at all, whatever its name says" * 50)
    program = start(f"sqlite:///{path}")
    qtbot.waitUntil(lambda: sentence in program.opening.told)
    assert isinstance(surface(program), Opening)


def test_language_and_colours_change_at_once_and_are_remembered(
    start: Start, qtbot: QtBot, office_file: str
) -> None:
    program = start(office_file)
    place = signed_in(qtbot, program)
    place.open_page("contacts")
    place.language_wanted.emit("en")
    page = place.page
    assert page is not None
    qtbot.waitUntil(lambda: page.title.text() == "Contact journal")
    place.theme_wanted.emit("dark")
    assert program.look.is_dark
    assert (program.local.get(LANGUAGE), program.local.get(THEME)) == ("en", "dark")


def test_our_own_fault_is_told_calmly_with_its_code(start: Start, qtbot: QtBot, office_file: str) -> None:
    program = start(office_file)
    place = signed_in(qtbot, program)
    program.crashed("abc12345")
    assert "abc12345" in place.bars.bars()["crash"].accessibleName()


def test_known_trouble_is_told_in_words(start: Start, qtbot: QtBot, office_file: str) -> None:
    place = signed_in(qtbot, start(office_file))
    place.show_trouble(Unavailable(N_("This record is no longer available.")))
    assert place.bars.bars()["trouble"].accessibleName() == "Šis ieraksts vairs nav pieejams."


def test_the_menu_of_the_person_speaks_the_present_language_and_offers_the_other_colours(
    start: Start, qtbot: QtBot, office_file: str
) -> None:
    menu = signed_in(qtbot, start(office_file)).user.menu()
    assert isinstance(menu, UserMenu)
    menu.write()
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Mainīt lietotāju",
        "In English",
        "Tumšais izskats",
        "Par programmu",
    ]


def test_a_sample_office_says_all_the_time_that_nothing_in_it_is_real(
    start: Start, qtbot: QtBot, office_file: str
) -> None:
    place = signed_in(qtbot, start(office_file))
    place.open_page("directory")
    bar = place.bars.bars()["sample"]
    assert bar.accessibleName() == "Parauga dati"
    assert bar.isVisible()
