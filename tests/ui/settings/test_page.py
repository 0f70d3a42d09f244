"""The settings by keyboard, on a real database: everything applies at once and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.permissions import Actor, Role
from tests.support.desks import RecordingShell
from tests.support.fitting import cut_off
from tests.ui.kit.keys import ALT, CONTROL, focused, press, write
from ui.kit.sheet import SheetHost
from ui.settings.page import SettingsPageView

if TYPE_CHECKING:
    from app.office import Office
    from ui.kit.desk import Desk
    from ui.settings.lists import ListsSection

ENTER, DOWN, UP, DELETE, SPACE = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Space,
)
PASSWORD = "pareiza parole"


class Open:
    """A window with the settings in it."""

    def __init__(self, desk: Desk, shell: RecordingShell, qtbot: QtBot, size: tuple[int, int] = (1130, 688)):
        self.desk, self.shell, self.qtbot = desk, shell, qtbot
        self.area = QWidget()
        column = QVBoxLayout(self.area)
        column.setContentsMargins(0, 0, 0, 0)
        self.page = SettingsPageView(desk)
        column.addWidget(self.page)
        shell.host = SheetHost(self.area)
        qtbot.addWidget(self.area)
        self.area.resize(*size)
        with qtbot.waitExposed(self.area):
            self.area.show()
        self.area.activateWindow()
        self.page.arrive()
        self.wait()

    def wait(self) -> None:
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.desk.tasks.busy, timeout=20_000)
            QApplication.processEvents()

    def go(self, key: str) -> Any:
        self.page.show_target(section=key)
        self.wait()
        return self.page.section

    def told(self) -> list[str]:
        return [self.desk.words(said.text) for said in self.shell.toasts]

    def undo(self) -> None:
        call = self.shell.toasts[-1].call
        assert call is not None
        call()
        self.wait()


@pytest.fixture
def administrator(desk: Desk) -> Desk:
    """The desk of somebody with every role."""
    from app.core.office_settings import OfficeSettings
    from app.office import Office

    office = Office(
        desk.office.engine,
        Actor("ilze", "Ilze Kalniņa", frozenset(Role)),
        desk.office.hub,
        desk.office.clock,
    )
    return replace(desk, office=office, settings=OfficeSettings(office))


@pytest.fixture
def opened(administrator: Desk, shell: RecordingShell, qtbot: QtBot) -> Open:
    from app.setup import begin

    begin(administrator.office, "aad")
    return Open(administrator, shell, qtbot)


@pytest.fixture
def keys(opened: Open) -> list[str]:
    return [entry.key for entry in opened.page.entries]


def as_role(desk: Desk, role: Role) -> Desk:
    return replace(desk, office=replace(desk.office, actor=Actor("dace", "Dace Bērziņa", frozenset({role}))))


def test_pages_follow_what_the_person_may_do(
    desk: Desk, keys: list[str], shell: RecordingShell, qtbot: QtBot
) -> None:
    assert keys == [
        "my_work",
        "appearance",
        "office",
        "users",
        "lists",
        "terms",
        "cards",
        "data",
        "audit",
        "import",
        "about",
    ]
    clerk = SettingsPageView(as_role(desk, Role.CLERK))
    qtbot.addWidget(clerk)
    assert [entry.key for entry in clerk.entries] == ["my_work", "appearance", "about"]
    head = SettingsPageView(as_role(desk, Role.HEAD))
    qtbot.addWidget(head)
    assert [entry.key for entry in head.entries] == ["my_work", "appearance", "lists", "import", "about"]
    qtbot.waitUntil(lambda: not desk.tasks.busy)


def test_arrows_show_a_page_and_enter_goes_into_it(opened: Open) -> None:
    from app.core.settings import ORGANIZATION_NAME

    press(DOWN)
    press(DOWN)
    opened.wait()
    section: Any = opened.page.section
    assert section.title.text() == "Iestādes dati"
    press(ENTER)
    assert focused() is section.fields[ORGANIZATION_NAME].line


def test_a_text_is_saved_on_leaving_it_and_can_be_taken_back(opened: Open) -> None:
    from app.core.settings import ORGANIZATION_NAME

    section = opened.go("office")
    section.focus_first()
    write("SIA „Bērzaine”")
    press(Qt.Key.Key_Tab)
    opened.wait()
    assert opened.desk.settings.get(ORGANIZATION_NAME) == "SIA „Bērzaine”"
    assert opened.told() == ["Saglabāts: Iestādes nosaukums"]
    opened.undo()
    assert opened.desk.settings.get(ORGANIZATION_NAME) == ""
    assert section.fields[ORGANIZATION_NAME].value() == ""


def test_what_cannot_be_kept_stays_as_typed_with_the_reason(opened: Open) -> None:
    from app.core.settings import PHONE, REGISTRATION_NUMBER

    section = opened.go("office")
    number = section.fields[REGISTRATION_NUMBER]
    number.line.setFocus()
    write("4000000001")
    press(Qt.Key.Key_Tab)
    opened.page.reload()  # as when a colleague saves something in the same moment
    opened.wait()
    assert number.error() == "Jābūt 11 cipariem; ievadīti 10."
    assert number.value() == "4000000001"
    assert opened.desk.settings.get(REGISTRATION_NUMBER) == ""
    number.line.setFocus()
    press(Qt.Key.Key_End)
    write("2")
    press(Qt.Key.Key_Tab)
    opened.wait()
    assert opened.desk.settings.get(REGISTRATION_NUMBER) == "40000000012"
    phone = section.fields[PHONE]
    phone.line.setFocus()
    write("63000201")
    press(Qt.Key.Key_Tab)
    opened.wait()
    assert opened.desk.settings.get(PHONE) == "+37163000201"
    assert phone.value() == "63 000 201"


def test_the_emergency_phone_is_read_as_a_number_and_may_be_a_short_one(opened: Open) -> None:
    from app.core.settings import EMERGENCY_PHONE

    section = opened.go("office")
    phone = section.fields[EMERGENCY_PHONE]
    for typed, kept, shown in (("26000417", "+37126000417", "26 000 417"), ("112", "112", "112")):
        phone.line.setFocus()
        phone.line.selectAll()
        write(typed)
        press(Qt.Key.Key_Tab)
        opened.wait()
        assert (opened.desk.settings.get(EMERGENCY_PHONE), phone.value()) == (kept, shown)
    opened.undo()
    assert phone.value() == "26 000 417"


def test_language_colours_and_size_are_asked_of_the_window(opened: Open) -> None:
    from app.core.settings import LANGUAGE, TEXT_SIZE, THEME

    section = opened.go("appearance")
    for setting, at in ((LANGUAGE, 1), (THEME, 2), (TEXT_SIZE, 1)):
        section.fields[setting].buttons()[at].click()
    assert opened.shell.opened == [
        ("language", {"language": "en"}),
        ("theme", {"theme": "dark"}),
        ("text_size", {"percent": 115}),
    ]
    opened.undo()
    assert opened.shell.opened[-1] == ("text_size", {"percent": 100})
    assert opened.desk.local.get(TEXT_SIZE) == "100"


def lists(opened: Open, at: int) -> Any:
    section: ListsSection = opened.go("lists")
    section.choose(at)
    opened.wait()
    section.editors[at].grid.setFocus()
    return section.editors[at]


def test_channels_are_renamed_moved_and_hidden_by_keyboard(opened: Open) -> None:
    from app.core.settings import CHANNELS

    editor = lists(opened, 0)
    press(Qt.Key.Key_F3)
    assert isinstance(focused(), QLineEdit)
    write("Zvans")
    press(ENTER)
    opened.wait()
    assert opened.desk.settings.get(CHANNELS)[0].label == "Zvans"
    editor.grid.setFocus()
    press(DOWN, ALT)
    opened.wait()
    assert [each.code for each in opened.desk.settings.get(CHANNELS)][:2] == ["in_person", "phone"]
    assert editor.grid.row() == 1
    press(DELETE)
    opened.wait()
    assert not opened.desk.settings.get(CHANNELS)[1].enabled
    for _ in range(3):
        opened.desk.undo.undo()
    first = opened.desk.settings.get(CHANNELS)[0]
    assert (first.code, first.label, first.enabled) == (
        "phone",
        "Tālrunis",
        True,
    )


def test_topics_get_days_and_a_specialist_and_are_put_in_order(opened: Open) -> None:
    from app.directory.records import EmployeeRecord
    from app.directory.service import Directory

    directory = Directory(opened.desk.office)
    person = directory.save_employee(EmployeeRecord(name="Līga Ķirse"))
    editor = lists(opened, 1)
    opened.page.reload()
    opened.wait()
    first, second = directory.topics()[:2]
    editor.grid.setCurrentIndex(editor.grid.sheet.index(0, 1))
    press(Qt.Key.Key_F3)
    write("7")
    press(ENTER)
    opened.wait()
    assert directory.topics()[0].default_days == 7
    editor.grid.setFocus()
    editor.grid.setCurrentIndex(editor.grid.sheet.index(0, 2))
    press(Qt.Key.Key_F3)
    write("kirs")
    press(ENTER)
    opened.wait()
    press(Qt.Key.Key_Tab)
    opened.wait()
    assert directory.topics()[0].specialist_id == person
    editor.grid.setFocus()
    press(DOWN, ALT)
    opened.wait()
    assert [topic.id for topic in directory.topics()[:2]] == [second.id, first.id]
    press(DELETE)
    opened.wait()
    assert first.id not in [topic.id for topic in directory.topics()]
    opened.undo()
    assert first.id in [topic.id for topic in directory.topics()]


def test_a_new_topic_is_typed_into_the_table(opened: Open) -> None:
    from app.directory.service import Directory

    editor = lists(opened, 1)
    editor.add.click()
    write("Smakas")
    press(ENTER)
    opened.wait()
    topics = Directory(opened.desk.office).topics()
    assert topics[-1].name == "Smakas"
    opened.undo()
    assert "Smakas" not in [topic.name for topic in Directory(opened.desk.office).topics()]


def test_a_days_cell_with_letters_is_refused_under_the_table(opened: Open) -> None:
    editor = lists(opened, 1)
    editor.grid.setCurrentIndex(editor.grid.sheet.index(0, 1))
    press(Qt.Key.Key_F3)
    write("drīz")
    press(ENTER)
    opened.wait()
    assert editor.told.text() == "Rakstiet tikai ciparus."


def test_abbreviations_are_added_changed_and_taken_away(opened: Open) -> None:
    from app.contacts.snippets import snippets

    editor = lists(opened, 3)
    before = snippets(opened.desk.office)
    editor.add.click()
    write("//pald")
    press(ENTER)
    opened.wait()
    write("Paldies par zvanu!")
    press(ENTER)
    opened.wait()
    assert snippets(opened.desk.office) == {**before, "pald": "Paldies par zvanu!"}
    editor.grid.setFocus()
    press(DELETE)
    opened.wait()
    assert "pald" not in snippets(opened.desk.office)
    opened.undo()
    assert snippets(opened.desk.office)["pald"] == "Paldies par zvanu!"


def test_working_hours_and_moved_days_are_kept(opened: Open) -> None:
    from datetime import date

    from app.calendar.records import MovedDay
    from app.core.settings import MOVED_DAYS, WORKING_HOURS

    section = opened.go("terms")
    line = section.week.fields[4].line
    line.setFocus()
    line.selectAll()
    write("8-12")
    press(Qt.Key.Key_Tab)
    opened.wait()
    friday = [(each.opens, each.closes) for each in opened.desk.settings.get(WORKING_HOURS) if each.weekday == 5]
    assert friday == [("08:00", "12:00")]
    line.setFocus()
    line.selectAll()
    write("vakarā")
    press(Qt.Key.Key_Tab)
    assert section.week.fields[4].error() == "Laiku rakstiet šādi: 8-12, 13-17."
    moved = section.lists[0]
    moved.add.click()
    write("4.1.2027")
    press(ENTER)
    opened.wait()
    write("9.1.2027")
    press(ENTER)
    opened.wait()
    assert MovedDay(date(2027, 1, 4), date(2027, 1, 9)) in opened.desk.settings.get(MOVED_DAYS)


@pytest.fixture
def signed_up(desk: Desk, tmp_path: Path, shell: RecordingShell, qtbot: QtBot) -> Iterator[Callable[[], Open]]:
    """The settings of a real administrator with a password."""
    from app.connection import connect
    from app.core.office_settings import OfficeSettings
    from app.first_office import Administrator, NewOffice, set_up

    url = f"sqlite:///{tmp_path / 'lete.db'}"
    set_up(url, NewOffice("aad", Administrator("sandra", "Sandra Liepiņa", PASSWORD)))
    connection = connect(url)
    office = connection.sign_in("sandra", PASSWORD, desk.office.hub)
    own = replace(desk, office=office, settings=OfficeSettings(office))
    yield lambda: Open(own, shell, qtbot)
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    connection.close()


def test_a_user_is_added_changed_and_switched_off(signed_up: Callable[[], Open]) -> None:
    from app.core.accounts import Accounts

    opened = signed_up()
    accounts = Accounts(opened.desk.office)
    section = opened.go("users")
    section.new.click()
    write("Dace Bērziņa")
    press(ENTER)
    write("dace")
    for _ in range(6):
        press(ENTER)
    write("pirmā parole 1")
    press(ENTER)
    write("pirmā parole 1")
    press(ENTER, CONTROL)
    opened.wait()
    added = next(each for each in accounts.list() if each.login == "dace")
    assert added.roles == {Role.CLERK}
    assert section.grid.sheet.rowCount() == 2
    section.grid.setFocus()
    section.grid.setCurrentIndex(section.grid.sheet.index(0, 0))
    press(ENTER)
    sheet = opened.shell.sheets[-1]
    box: Any = sheet.form.field("head")  # type: ignore[attr-defined]
    box.box.setFocus()
    press(SPACE)
    press(ENTER, CONTROL)
    opened.wait()
    assert accounts.list()[0].roles == {Role.CLERK, Role.HEAD}
    section.grid.setFocus()
    press(DELETE)
    opened.wait()
    assert not accounts.list()[0].enabled
    opened.undo()
    assert accounts.list()[0].enabled


def test_the_last_administrator_cannot_be_switched_off(signed_up: Callable[[], Open]) -> None:
    opened = signed_up()
    section = opened.go("users")
    section.grid.setFocus()
    press(DELETE)
    opened.wait()
    (trouble,) = opened.shell.troubles
    assert "administrat" in str(trouble).lower()


def test_ones_own_password_is_changed_with_the_present_one(signed_up: Callable[[], Open], desk: Desk) -> None:
    from app.connection import connect
    from app.core.changes import Hub

    opened = signed_up()
    opened.go("my_work").password.click()
    for text in ("nepareiza", "jauna parole 1", "jauna parole 1"):
        write(text)
        press(ENTER)
    opened.wait()
    sheet: Any = opened.shell.sheets[-1]
    assert sheet.form.field("present").error()
    sheet.form.field("present").set_value(PASSWORD)
    sheet.form.submit()
    opened.wait()
    connection = connect(str(opened.desk.office.engine.url))
    assert connection.sign_in("sandra", "jauna parole 1", Hub()).actor.name == "Sandra Liepiņa"
    connection.close()


def test_a_copy_is_made_checked_and_restored_only_after_the_word(
    signed_up: Callable[[], Open], tmp_path: Path
) -> None:
    from app.core.settings import BACKUP_FOLDER
    from ui.settings.restore_dialog import RestoreDialog

    opened = signed_up()
    section = opened.go("data")
    assert section.latest.text() == "Kopijas vēl nav."
    folder = section.fields[BACKUP_FOLDER]
    folder.line.setFocus()
    write(str(tmp_path / "copies"))
    press(Qt.Key.Key_Tab)
    opened.wait()
    section.make.click()
    opened.wait()
    assert section.latest.text().startswith("Pēdējā kopija: ")
    section.check.click()
    opened.wait()
    assert "vesela" in section.told.text()
    (copy,) = (tmp_path / "copies").iterdir()
    section.ask_restore(str(copy))
    dialog = section.findChild(RestoreDialog)
    assert dialog is not None
    dialog.activateWindow()
    opened.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.word.line.setFocus()
    write("atjaunot")
    assert not dialog.go.isEnabled()
    dialog.word.line.selectAll()
    write("ATJAUNOT")
    press(ENTER)
    opened.wait()
    assert opened.shell.opened[-1] == ("restore", {"copy": copy})


def test_a_change_made_elsewhere_is_shown_at_once(opened: Open, screen_office: Office) -> None:
    from app.core.office_settings import OfficeSettings
    from app.core.settings import ADDRESS

    section = opened.go("office")
    OfficeSettings(opened.desk.office).set(ADDRESS, "Liepu iela 2")
    opened.qtbot.waitUntil(lambda: section.fields[ADDRESS].value() == "Liepu iela 2")


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("size", [(1130, 688), (849, 432)])
def test_nothing_is_cut_off(
    administrator: Desk, shell: RecordingShell, qtbot: QtBot, language: str, size: tuple[int, int]
) -> None:
    from app.setup import begin

    begin(administrator.office, "aad")
    administrator.words.use(language)
    opened = Open(administrator, shell, qtbot, size)
    for entry in opened.page.entries:
        opened.go(entry.key)
        assert cut_off(opened.page) == [], entry.key


def test_whoever_is_asked_for_is_marked_among_the_users_or_begun(signed_up: Callable[[], Open]) -> None:
    from app.core.accounts import Accounts

    opened = signed_up()
    Accounts(opened.desk.office).add("zane", "Zane Ozola", frozenset({Role.CLERK}), "pirmā parole 1")
    section = opened.go("users")
    for asked, found in (
        ({"login": "zane", "person": "Cits vārds"}, "zane"),
        ({"login": "", "person": opened.desk.office.actor.name}, opened.desk.office.actor.account),
        ({"login": "zane", "person": "Zane Ozola", "add": True}, "zane"),
    ):
        opened.page.show_target(section="users", **asked)
        opened.wait()
        chosen = section.chosen()
        assert chosen is not None
        assert chosen.login == found
        assert section.grid.hasFocus()
    assert opened.shell.sheets == []
    opened.page.show_target(section="users", login="", person="Rita Šķēle")
    opened.wait()
    assert opened.shell.sheets == []
    opened.page.show_target(section="users", login="", person="Rita Šķēle", add=True)
    opened.wait()
    sheet = opened.shell.sheets[-1]
    assert sheet.form.field("name").value() == "Rita Šķēle"  # type: ignore[attr-defined]
    opened.page.arrive()
    opened.wait()
    assert len(opened.shell.sheets) == 1
