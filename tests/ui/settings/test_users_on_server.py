"""The page of users on Postgres, by the keys of an administrator who is no superuser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.permissions import Role
from tests.support.desks import RecordingShell
from tests.support.shared_office import PASSWORD, SharedOffice
from tests.ui.kit.keys import CONTROL, press, write
from tests.ui.settings.test_page import Open

if TYPE_CHECKING:
    from ui.kit.desk import Desk

ENTER, DELETE, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Space


@pytest.fixture
def as_person(desk: Desk, shared: SharedOffice, shell: RecordingShell, qtbot: QtBot) -> Callable[[str], Open]:
    """The settings of somebody with a login on the server."""
    from app.core.office_settings import OfficeSettings

    def open_as(login: str) -> Open:
        office = shared.sign_in(login)
        return Open(replace(desk, office=office, settings=OfficeSettings(office)), shell, qtbot)

    return open_as


def rows(section: Any) -> list[str]:
    return [account.login for account in section.accounts]


def test_a_person_is_added_and_comes_in(shared: SharedOffice, as_person: Callable[[str], Open]) -> None:
    opened = as_person(shared.administrator)
    section = opened.go("users")
    login = shared.named("dace")
    section.new.click()
    write("Dace Bērziņa")
    press(ENTER)
    write(login)
    for _ in range(7):
        press(ENTER)
    write("pirmā parole 1")
    press(ENTER)
    write("pirmā parole 1")
    press(ENTER, CONTROL)
    opened.wait()
    assert opened.shell.troubles == []
    assert login in rows(section)
    assert shared.sign_in(login, "pirmā parole 1").actor.roles == {Role.CLERK}


def test_a_person_who_signs_in_by_the_computer_needs_no_password(
    shared: SharedOffice, as_person: Callable[[str], Open]
) -> None:
    opened = as_person(shared.administrator)
    section = opened.go("users")
    login = shared.named("dace")
    section.new.click()
    sheet: Any = opened.shell.sheets[-1]
    write("Dace Bērziņa")
    press(ENTER)
    write(login)
    for _ in range(6):
        press(ENTER)
    press(SPACE)
    assert sheet.form.field("password").isHidden()
    press(ENTER, CONTROL)
    opened.wait()
    assert login in rows(section)
    with shared.boss() as boss:
        kept = boss.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [login]).fetchall()
    assert kept == [(None,)]


def test_roles_password_and_switch_follow_the_keys(shared: SharedOffice, as_person: Callable[[str], Open]) -> None:
    login = shared.add("dace", Role.CLERK)
    opened = as_person(shared.administrator)
    section = opened.go("users")
    section.grid.setFocus()
    section.grid.setCurrentIndex(section.grid.sheet.index(rows(section).index(login), 0))
    press(ENTER)
    box: Any = opened.shell.sheets[-1].form.field("head")  # type: ignore[attr-defined]
    box.box.setFocus()
    press(SPACE)
    press(ENTER, CONTROL)
    opened.wait()
    assert shared.sign_in(login).actor.roles == {Role.CLERK, Role.HEAD}
    section.grid.setCurrentIndex(section.grid.sheet.index(rows(section).index(login), 0))
    section.password.click()
    write("cita laba parole")
    press(ENTER)
    write("cita laba parole")
    press(ENTER, CONTROL)
    opened.wait()
    shared.sign_in(login, "cita laba parole")
    section.grid.setFocus()
    section.grid.setCurrentIndex(section.grid.sheet.index(rows(section).index(login), 0))
    press(DELETE)
    opened.wait()
    assert not next(each.enabled for each in section.accounts if each.login == login)
    opened.undo()
    shared.sign_in(login, "cita laba parole")


def test_what_the_server_refuses_is_told_in_place(shared: SharedOffice, as_person: Callable[[str], Open]) -> None:
    opened = as_person(shared.administrator)
    section = opened.go("users")
    section.new.click()
    sheet: Any = opened.shell.sheets[-1]
    sheet.form.field("name").set_value("Kāds")
    sheet.form.field("login").set_value("postgres")
    for name in ("password", "again"):
        sheet.form.field(name).set_value(PASSWORD)
    sheet.form.submit()
    opened.wait()
    assert sheet.form.field("login").error() == "Serverī šāds lietotājvārds jau ir. Izvēlieties citu."
    opened.shell.close_sheet()
    section.grid.setFocus()
    section.grid.setCurrentIndex(section.grid.sheet.index(rows(section).index(shared.administrator), 0))
    press(DELETE)
    opened.wait()
    (trouble,) = opened.shell.troubles
    assert "administrat" in str(trouble).lower()


def test_a_clerk_changes_the_own_password_and_goes_on_working(
    shared: SharedOffice, as_person: Callable[[str], Open]
) -> None:
    login = shared.add("dace", Role.CLERK)
    opened = as_person(login)
    opened.go("my_work").password.click()
    for text in ("nepareiza", "jauna parole 1", "jauna parole 1"):
        write(text)
        press(ENTER)
    opened.wait()
    sheet: Any = opened.shell.sheets[-1]
    assert sheet.form.field("present").error() == "Nepareiza parole. Vēl 4 mēģinājumi."
    sheet.form.field("present").set_value(PASSWORD)
    sheet.form.submit()
    opened.wait()
    assert opened.told() == ["Parole nomainīta"]
    opened.desk.office.engine.dispose()
    opened.page.reload()
    opened.wait()
    assert opened.shell.troubles == []
    shared.sign_in(login, "jauna parole 1")
