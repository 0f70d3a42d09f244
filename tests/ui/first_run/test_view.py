"""An office is set up by keyboard, on real files; nothing typed is lost on the way."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget
from pytestqt.qtbot import QtBot

from tests.support.fitting import cut_off
from tests.ui.first_run.conftest import Open
from tests.ui.kit.keys import ALT, CONTROL, focused, press, write

if TYPE_CHECKING:
    from tests.support.databases import Databases
    from ui.first_run.step import Step
    from ui.first_run.view import FirstRun

ENTER, DOWN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space
PASSWORD = "pareiza parole"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def wait(qtbot: QtBot, view: FirstRun) -> None:
    qtbot.waitUntil(lambda: not view._around.tasks.busy, timeout=30_000)
    QApplication.processEvents()


def here(view: FirstRun) -> Step:
    """The step in front."""
    return view.step


def to_profile(view: FirstRun) -> None:
    """Through the first step, and the second profile (waste) chosen."""
    for _ in range(3):
        press(ENTER)
    assert here(view) is view.profile
    press(SPACE)
    press(DOWN)
    assert view.profile.kind.value() == "aad"


def to_administrator(view: FirstRun) -> None:
    to_profile(view)
    press(ENTER)
    view.wait.click()
    assert here(view) is view.administrator


def name_administrator() -> None:
    write("Sandra Liepiņa")
    press(ENTER)
    press(ENTER)
    write(PASSWORD)
    press(ENTER)
    write(PASSWORD)
    for _ in range(3):
        press(ENTER)


def test_the_first_step_takes_the_keyboard_when_the_window_shows_it(open_first_run: Open, qtbot: QtBot) -> None:
    window = QStackedWidget()
    qtbot.addWidget(window)
    window.addWidget(QLabel("Atver…"))
    window.addWidget(view := open_first_run())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert not view.isVisible()
    window.setFocus()
    window.setCurrentWidget(view)
    assert view.language.isAncestorOf(focused())


def test_an_office_is_set_up_by_keyboard_and_its_administrator_signs_in(
    open_first_run: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    from app.connection import connect
    from app.core.changes import Hub
    from app.core.office_settings import OfficeSettings
    from app.core.permissions import Role
    from app.core.settings import (
        ADDRESS,
        CALL_LIMIT,
        CALLBACK_DAYS,
        ORGANIZATION_NAME,
        PHONE,
        PROFILE,
        REGISTRATION_NUMBER,
        WORKING_HOURS,
    )
    from app.directory.service import Directory

    view = open_first_run()
    to_profile(view)
    press(ENTER)
    write("SIA „Bērzaines komunālserviss”")
    press(ENTER)
    write("4000000001")
    press(ENTER)
    assert view.office.form.field(REGISTRATION_NUMBER.key).error() == "Jābūt 11 cipariem; ievadīti 10."
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    write("40000000012")
    press(ENTER)
    assert view.office.kind.value() == "company"
    press(ENTER)
    write("Liepu iela 2, Bērzaine")
    press(ENTER)
    write("63000201")
    press(ENTER, CONTROL)
    assert here(view) is view.administrator
    name_administrator()
    assert here(view) is view.employees
    assert view.administrator.login.value() == "sandra.liepina"
    QGuiApplication.clipboard().setText("Vārds\tUzvārds\tAmats\tDaļa\nIlze\tKalniņa\tSpeciāliste\tJauna daļa\n")
    view.employees.grid.setFocus()
    press(Qt.Key.Key_V, CONTROL)
    view.employees.add.setFocus()
    view.go_on.click()
    assert here(view) is view.terms
    view.terms.week.fields[4].line.selectAll()
    view.terms.week.fields[4].line.setFocus()
    write("8-12, 13-15")
    press(ENTER, CONTROL)
    assert here(view) is view.data
    view.data.copies.line.setFocus()
    write(str(tmp_path / "copies"))
    press(ENTER)
    wait(qtbot, view)

    assert view.end.code is not None
    assert not view.end.start.isEnabled()
    view.end.code.check.setFocus()
    press(SPACE)
    finished: list[str] = []
    view.finished.connect(finished.append)
    press(ENTER)  # on the ticked box
    url = f"sqlite:///{tmp_path / 'data' / 'lete.db'}"
    assert finished == [url]

    connection = connect(url)
    office = connection.sign_in("sandra.liepina", PASSWORD, Hub())
    assert office.actor.roles == {Role.ADMINISTRATOR, Role.CLERK, Role.HEAD}
    settings = OfficeSettings(office)
    assert settings.get(PROFILE) == "aad"
    assert settings.get(ORGANIZATION_NAME) == "SIA „Bērzaines komunālserviss”"
    assert settings.get(REGISTRATION_NUMBER) == "40000000012"
    assert settings.get(ADDRESS) == "Liepu iela 2, Bērzaine"
    assert settings.get(PHONE) == "+37163000201"
    assert settings.get(CALL_LIMIT) == 10
    assert settings.get(CALLBACK_DAYS) == 1
    friday = [(each.opens, each.closes) for each in settings.get(WORKING_HOURS) if each.weekday == 5]
    assert friday == [("08:00", "12:00"), ("13:00", "15:00")]
    staff = {person.name: person for person in Directory(office).employees()}
    assert staff["Ilze Kalniņa"].unit == "Jauna daļa"
    assert staff["Sandra Liepiņa"].account == "sandra.liepina"
    connection.close()
    assert view._around.local.recall("first_run") is None


def test_closing_and_opening_again_goes_on_where_it_was_but_never_keeps_a_password(
    open_first_run: Open, tmp_path: Path
) -> None:
    view = open_first_run()
    to_profile(view)
    press(ENTER)
    write("Mežaines siltums")
    press(ENTER)
    view.wait.click()
    name_administrator()
    assert here(view) is view.employees
    view.close()

    again = open_first_run()
    assert again.profile.kind.value() == "aad"
    assert again.office.form.field("organization.name").value() == "Mežaines siltums"
    assert again.administrator.name.value() == "Sandra Liepiņa"
    assert again.administrator.password.value() == ""
    assert here(again) is again.administrator
    kept = (tmp_path / "settings" / "settings.json").read_text(encoding="utf-8")
    assert PASSWORD not in kept


def test_steps_left_for_later_are_the_administrators_tasks(
    open_first_run: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    from app.connection import connect
    from app.core.changes import Hub
    from app.core.office_settings import OfficeSettings
    from app.core.settings import ADDRESS, ORGANIZATION_NAME
    from app.today.notices import missing_setup

    view = open_first_run()
    to_administrator(view)
    name_administrator()
    view.wait.click()
    view.wait.click()
    view.go_on.click()
    wait(qtbot, view)
    assert view.end.code is not None
    connection = connect(f"sqlite:///{tmp_path / 'data' / 'lete.db'}")
    office = connection.sign_in("sandra.liepina", PASSWORD, Hub())
    found = missing_setup(OfficeSettings(office), has_staff=False, has_topics=True)
    assert all(setting.label in found for setting in (ORGANIZATION_NAME, ADDRESS))
    assert found[-1].text == "Employees"
    connection.close()


def test_the_last_page_leads_on_to_the_first_contact(open_first_run: Open, qtbot: QtBot) -> None:
    view = open_first_run()
    to_administrator(view)
    name_administrator()
    view.wait.click()
    view.wait.click()
    view.go_on.click()
    wait(qtbot, view)
    assert view.end.code is not None
    assert not view.end.contact.isEnabled()
    view.end.code.check.click()
    with qtbot.waitSignal(view.finished):
        press(Qt.Key.Key_F2)
    assert view._around.local.recall("first_run.next") == "contact"


def test_alt_left_goes_back_and_nothing_is_lost(open_first_run: Open) -> None:
    view = open_first_run()
    to_administrator(view)
    write("Sandra")
    press(Qt.Key.Key_Left, ALT)
    assert here(view) is view.office
    view.list.wanted.emit(view.steps.index(view.administrator))
    assert view.administrator.name.value() == "Sandra"


def test_what_is_wrong_with_the_administrator_is_told_at_the_fields(open_first_run: Open) -> None:
    view = open_first_run()
    to_administrator(view)
    view.go_on.click()
    step = view.administrator
    assert step.name.error() and step.login.error() and step.password.error()
    assert focused() is step.name.line
    write("Ēriks Ķēniņš")
    step.password.set_value("ilga parole")
    step.again.set_value("cita parole")
    view.go_on.click()
    assert step.login.value() == "eriks.kenins"
    assert step.again.error() == "Paroles atšķiras."
    assert here(view) is step


def test_a_folder_that_cannot_be_written_is_told_in_place(
    open_first_run: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    view = open_first_run()
    to_administrator(view)
    name_administrator()
    view.wait.click()
    view.wait.click()
    (tmp_path / "file").write_text("not a folder")
    view.data.copies.set_value(str(tmp_path / "file"))
    view.data.test.click()
    wait(qtbot, view)
    assert "Mapē" in view.data.copies.error()
    view.go_on.click()
    wait(qtbot, view)
    assert here(view) is view.data
    assert "Mapē" in view.data.copies.error()
    assert not (tmp_path / "data" / "lete.db").exists()
    view.data.copies.set_value(str(tmp_path / "copies"))
    view.data.test.click()
    wait(qtbot, view)
    assert view.data.told.text() == "Mapēs var rakstīt."


def test_an_office_that_is_there_already_is_only_connected_to(
    open_first_run: Open, qtbot: QtBot, databases: Databases
) -> None:
    view = open_first_run()
    view.existing.click()
    assert here(view) is view.data
    write("/nowhere/lete.db")
    press(ENTER)
    wait(qtbot, view)
    assert view.data.address.error() == "Datnes „lete.db” nav."
    url = databases.migrated("sqlite")
    view.data.address.set_value(url.partition(":///")[2])
    with qtbot.waitSignal(view.finished) as heard:
        view.data.address.line.setFocus()
        press(ENTER)
    assert heard.args == [f"sqlite:///{url.partition(':///')[2]}"]
    databases.drop(url)


def test_a_server_that_does_not_answer_is_told_at_the_address(open_first_run: Open, qtbot: QtBot) -> None:
    view = open_first_run()
    view.existing.click()
    write("postgresql://user@127.0.0.1:9/office")
    press(ENTER)
    wait(qtbot, view)
    assert view.data.address.error()
    assert view.data.address.value() == "postgresql://user@127.0.0.1:9/office"


def test_the_sample_office_lies_beside_and_opens(open_first_run: Open, qtbot: QtBot, tmp_path: Path) -> None:
    from app.connection import connect
    from app.core.changes import Hub
    from ui.first_run.work import SAMPLE_PASSWORD

    view = open_first_run()
    view.sample.click()
    wait(qtbot, view)
    assert not (tmp_path / "data" / "lete.db").exists()
    with qtbot.waitSignal(view.finished) as heard:
        view.end.start.click()
    connection = connect(heard.args[0])
    (person,) = connection.people()
    assert connection.sign_in(person.login, SAMPLE_PASSWORD, Hub()).actor.name == person.name
    connection.close()


def test_language_colours_and_size_apply_at_once(open_first_run: Open, qtbot: QtBot) -> None:
    from app.core.settings import LANGUAGE, TEXT_SIZE, THEME

    view = open_first_run()
    fields = view.language.fields
    fields[LANGUAGE.key].buttons()[1].click()
    qtbot.waitUntil(lambda: view.title.text() == "Language and appearance")
    fields[THEME.key].buttons()[2].click()
    assert view.look.is_dark
    fields[TEXT_SIZE.key].buttons()[2].click()
    assert view.look.text_size == 130
    assert view._around.local.get(LANGUAGE) == "en"


def test_a_logo_is_taken_from_a_file_and_anything_else_refused(open_first_run: Open, tmp_path: Path) -> None:
    view = open_first_run()
    (tmp_path / "logo.png").write_bytes(PIXEL)
    (tmp_path / "letter.txt").write_text("Labdien")
    view.office.logo.take_file(str(tmp_path / "letter.txt"))
    assert view.office.logo.error()
    view.office.logo.take_file(str(tmp_path / "logo.png"))
    assert base64.b64decode(view.office.logo.value()) == PIXEL
    assert not view.office.logo.error()


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("size", [(1366, 688), (911, 432)])
def test_no_step_cuts_its_texts_off(open_first_run: Open, language: str, size: tuple[int, int]) -> None:
    view = open_first_run(size)
    view.words.use(language)
    view._say_again()
    for step in view.steps:
        step._say_again()
        step.retranslate()
    view.profile.kind.set_value("akn")
    view.profile._choose()
    for at in range(len(view.steps)):
        view._show_step(at)
        for _turn in range(3):  # a step that grows is laid out in turns
            QApplication.processEvents()
        assert cut_off(view) == [], view.step.key
