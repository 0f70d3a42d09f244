from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import UserError
from app.directory.records import EmployeeRecord, StaffChange, TopicRecord
from app.directory.service import Directory
from app.directory.staff_events import StaffEvents
from ui.directory.checklist_sheet import ChecklistSheet, open_checklist
from ui.directory.event_sheet import EventSheet, open_staff_event
from ui.kit.sheet import SheetHost

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.support.desks import RecordingShell
    from ui.kit.desk import Desk

HIRED, LAST = date(2020, 3, 2), date(2026, 11, 20)


@pytest.fixture
def rita(desk: Desk) -> int:
    return Directory(desk.office).save_employee(
        EmployeeRecord(name="Rita Šķēle", job_title="Lietvede", unit="Kase", employed_from=HIRED)
    )


@pytest.fixture
def window(qtbot: QtBot, shell: RecordingShell) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(1366, 768)
    shell.host = SheetHost(made)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=20_000)
    yield made


def written(desk: Desk, shell: RecordingShell, qtbot: QtBot, employee_id: int) -> EventSheet:
    open_staff_event(desk, employee_id)
    qtbot.waitUntil(lambda: isinstance(shell.sheet(), EventSheet))
    sheet = shell.sheet()
    assert isinstance(sheet, EventSheet)
    return sheet


def listed(desk: Desk, shell: RecordingShell, qtbot: QtBot, event_id: int) -> ChecklistSheet:
    open_checklist(desk, event_id)
    return shown(shell, qtbot)


def shown(shell: RecordingShell, qtbot: QtBot) -> ChecklistSheet:
    qtbot.waitUntil(lambda: isinstance(shell.sheet(), ChecklistSheet))
    sheet = shell.sheet()
    assert isinstance(sheet, ChecklistSheet)
    return sheet


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_only_what_a_kind_asks_for_is_shown(
    desk: Desk, shell: RecordingShell, window: QWidget, qtbot: QtBot, rita: int
) -> None:
    sheet = written(desk, shell, qtbot, rita)
    seen: dict[str, set[str]] = {}
    for kind in ("hired", "moved", "renamed", "left"):
        QTest.keyClicks(focused(), str(len(seen) + 1))
        seen[kind] = {name for name in ("name", "job_title", "unit") if sheet.form.field(name).isVisible()}
        assert sheet.form.field("kind").value() == kind
        sheet.form.focus("kind")
    assert seen == {
        "hired": {"job_title", "unit"},
        "moved": {"job_title", "unit"},
        "renamed": {"name"},
        "left": set(),
    }
    assert sheet.form.field("day").label() == "Pēdējā darba diena"


def test_another_post_is_stored_by_keys_alone_and_its_checklist_opens(
    desk: Desk, shell: RecordingShell, window: QWidget, qtbot: QtBot, rita: int
) -> None:
    sheet = written(desk, shell, qtbot, rita)
    assert sheet.form.field("kind").value() == "moved"
    sheet.form.field("job_title").set_value("Kasiere")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    checklist = shown(shell, qtbot)
    person = Directory(desk.office).employee(rita)
    assert (person.job_title, person.unit, person.post_since) == ("Kasiere", "Kase", LAST)
    assert (checklist.person.text(), checklist.about.text()) == ("Rita Šķēle", "Maina amatu · 20.11.2026.")
    assert [row.task.key for row in checklist.rows][:1] == ["entry"]


def test_a_change_entered_by_mistake_is_taken_back_from_the_toast_and_done_again(
    desk: Desk, shell: RecordingShell, window: QWidget, qtbot: QtBot, rita: int
) -> None:
    sheet = written(desk, shell, qtbot, rita)
    sheet.form.field("job_title").set_value("Kasiere")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown(shell, qtbot)
    take_back = shell.toasts[-1].call
    assert take_back is not None
    take_back()
    assert Directory(desk.office).employee(rita).job_title == "Lietvede"
    # Nothing is left to do, so that the list goes.
    qtbot.waitUntil(lambda: shell.sheet() is None, timeout=20_000)
    desk.undo.redo()
    assert Directory(desk.office).employee(rita).job_title == "Kasiere"
    (event,) = StaffEvents(desk.office).open()
    StaffEvents(desk.office).tick(event.id, "account", True)
    take_back()
    assert [desk.words(told.message) for told in shell.troubles if isinstance(told, UserError)] == [
        "Šo izmaiņu kontrolsarakstā jau atzīmēts darbs, tāpēc atsaukt vairs nevar."
    ]
    assert Directory(desk.office).employee(rita).job_title == "Kasiere"
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    desk: Desk, shell: RecordingShell, window: QWidget, qtbot: QtBot, rita: int
) -> None:
    StaffEvents(desk.office).begin(rita, StaffChange("left", date(2026, 10, 30)))
    sheet = written(desk, shell, qtbot, rita)
    assert sheet.form.field("kind").value() == "left"
    sheet.form.field("note").set_value("Rīk. 12")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(sheet.form.field("kind").error()))
    assert sheet.form.field("kind").error() == "Darba beigas jau ir ierakstītas: 30.10.2026."
    assert sheet.form.field("note").value() == "Rīk. 12"
    assert not sheet.save_button.is_busy
    sheet.form.field("day").set_value(None)
    sheet.form.submit()
    assert sheet.form.field("day").error() == "Ierakstiet dienu."


def test_what_was_typed_and_left_is_there_again_until_it_is_stored(
    desk: Desk, shell: RecordingShell, window: QWidget, qtbot: QtBot, rita: int
) -> None:
    sheet = written(desk, shell, qtbot, rita)
    sheet.leave()
    assert shell.toasts == []
    sheet = written(desk, shell, qtbot, rita)
    QTest.keyClicks(focused(), "3")
    sheet.form.field("name").set_value("Rita Ozola")
    sheet.form.field("day").set_value("drīz")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert (shell.sheet(), desk.words(shell.toasts[-1].text)) == (None, "Melnraksts paturēts")
    sheet = written(desk, shell, qtbot, rita)
    assert sheet.form.field("name").isVisible()
    assert (sheet.form.draft()["name"], sheet.form.draft()["day"]) == ("Rita Ozola", "drīz")
    sheet.form.field("day").set_value(LAST)
    sheet.form.submit()
    shown(shell, qtbot).leave()
    assert written(desk, shell, qtbot, rita).form.values()["note"] == ""
    qtbot.waitUntil(lambda: desk.drafts.all("ilze") == [])


@pytest.fixture
def leaving(desk: Desk, rita: int) -> int:
    Directory(desk.office).save_topic(TopicRecord(name="Rēķini", specialist_id=rita))
    return StaffEvents(desk.office).begin(rita, StaffChange("left", LAST, note="Rīk. 12"))


def row_of(sheet: ChecklistSheet, key: str) -> int:
    return [row.task.key for row in sheet.rows].index(key)


def test_a_task_done_by_hand_is_ticked_with_space(
    desk: Desk, shell: RecordingShell, window: QWidget, qtbot: QtBot, leaving: int
) -> None:
    sheet = listed(desk, shell, qtbot, leaving)
    done = sum(row.task.done for row in sheet.rows)
    assert focused() is sheet.rows[row_of(sheet, "substitute")].box
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: sheet.rows[row_of(sheet, "substitute")].task.done)
    assert sheet.rows[row_of(sheet, "substitute")].state.text() == "Izdarīts"
    assert sheet.count.text() == f"Izdarīts: {done + 1} no {len(sheet.rows)}"
    again = StaffEvents(desk.office).checklist(leaving).tasks
    assert [task.done for task in again if task.key == "substitute"] == [True]


def test_enter_on_a_task_opens_where_it_is_done(
    desk: Desk, shell: RecordingShell, window: QWidget, qtbot: QtBot, leaving: int
) -> None:
    sheet = listed(desk, shell, qtbot, leaving)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    topics = sheet.rows[row_of(sheet, "topics")]
    assert focused() is topics.way
    assert topics.way.accessibleName() == "Atvērt: Tēmām cits speciālists"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert shell.opened == [("settings", {"section": "lists"})]
    assert shell.sheet() is None


def test_tasks_about_a_person_lead_to_that_person(
    desk: Desk, shell: RecordingShell, window: QWidget, qtbot: QtBot, leaving: int, rita: int
) -> None:
    listed(desk, shell, qtbot, leaving)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert shell.opened == [("directory", {"record": rita, "sheet": "absences"})]


def test_a_task_that_the_program_knows_is_done_ticks_itself(
    desk: Desk, shell: RecordingShell, window: QWidget, qtbot: QtBot, leaving: int
) -> None:
    sheet = listed(desk, shell, qtbot, leaving)
    row = sheet.rows[row_of(sheet, "topics")]
    assert not row.box.isEnabled() and not row.box.isChecked()
    (topic,) = Directory(desk.office).topics()
    Directory(desk.office).hide_topic(topic.id or 0)
    qtbot.waitUntil(row.box.isChecked)


def test_a_closed_checklist_can_be_taken_back(
    desk: Desk, shell: RecordingShell, window: QWidget, qtbot: QtBot, leaving: int
) -> None:
    sheet = listed(desk, shell, qtbot, leaving)
    sheet.close_list.click()
    qtbot.waitUntil(lambda: shell.sheet() is None)
    assert StaffEvents(desk.office).open() == []
    undo = shell.toasts[-1].call
    assert undo is not None
    undo()
    assert [event.id for event in StaffEvents(desk.office).open()] == [leaving]
