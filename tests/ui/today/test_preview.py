"""Space shows the record of a row beside the list, which goes on by its arrows (design.md 6.1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.contacts.records import Outcome
from app.core.due import DueRow
from app.core.i18n import N_
from tests.app.contacts.samples import HOUR, NOW, save
from tests.support.desks import RecordingShell
from tests.support.fitting import cut_off
from tests.ui.kit.keys import focused, press
from ui.contacts.preview import ContactPreview
from ui.kit.desk import Desk
from ui.today.page import TodayPage, make_page

Opened = Callable[..., TodayPage]
SPACE, ESCAPE, DOWN, UP = Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Opened:
    def open_it(width: int = 1366, height: int = 688) -> TodayPage:
        page = make_page(desk)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow, timeout=20_000)
        page.arrive()
        qtbot.waitUntil(lambda: not desk.tasks.busy and page.work.list.hasFocus(), timeout=20_000)
        return page

    return open_it


def two_callbacks(desk: Desk) -> tuple[int, int]:
    zenta = save(desk.office, client_name="Zenta Āboltiņa", outcome=Outcome.CALLBACK, due_at=NOW + HOUR)
    janis = save(desk.office, client_name="Jānis Čakste", outcome=Outcome.CALLBACK, due_at=NOW + 2 * HOUR)
    return zenta.contact_id, janis.contact_id


def pane(page: TodayPage) -> ContactPreview:
    found = page.preview.stack.currentWidget()
    assert isinstance(found, ContactPreview)
    return found


def shows(page: TodayPage, record: int) -> Callable[[], bool]:
    def at_rest() -> bool:
        row = pane(page).row
        return row is not None and row.id == record and not pane(page).busy

    return at_rest


def test_space_shows_the_record_and_the_page_stays(
    desk: Desk, shell: RecordingShell, opened: Opened, qtbot: QtBot
) -> None:
    first, _ = two_callbacks(desk)
    page = opened()
    press(SPACE)
    qtbot.waitUntil(shows(page, first))
    assert page.preview.isVisible()
    assert pane(page).name.text() == "Zenta Āboltiņa"
    assert pane(page).facts.rows()["Tālrunis"] == "26 000 417"
    assert focused() is page.work.list
    assert page.work.list.isVisible()
    assert shell.opened == []


@pytest.mark.parametrize("key", [SPACE, ESCAPE])
def test_space_or_esc_closes_it_and_the_row_stays_chosen(
    desk: Desk, opened: Opened, qtbot: QtBot, key: Qt.Key
) -> None:
    _, second = two_callbacks(desk)
    page = opened()
    press(DOWN)
    press(SPACE)
    qtbot.waitUntil(shows(page, second))
    press(key)
    assert not page.preview.isVisible()
    assert focused() is page.work.list
    assert page.work.list.currentIndex().row() == 1


def test_the_arrows_move_on_and_the_preview_follows(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    first, second = two_callbacks(desk)
    page = opened()
    press(SPACE)
    press(DOWN)
    qtbot.waitUntil(shows(page, second))
    press(UP)
    qtbot.waitUntil(shows(page, first))


def test_enter_still_does_what_the_row_says(desk: Desk, shell: RecordingShell, opened: Opened) -> None:
    first, _ = two_callbacks(desk)
    page = opened()
    press(SPACE)
    press(Qt.Key.Key_Return)
    assert page.preview.isVisible()
    assert shell.opened == [("contacts", {"record": first, "callback": True})]


def test_nothing_can_be_changed_in_a_preview(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    first, _ = two_callbacks(desk)
    page = opened()
    press(SPACE)
    qtbot.waitUntil(shows(page, first))
    buttons = (pane(page).primary, pane(page).hand_button, pane(page).more_button)
    assert not any(button.isVisible() for button in buttons)


def test_the_arrows_move_on_from_inside_the_preview_too(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    first, second = two_callbacks(desk)
    page = opened()
    press(SPACE)
    qtbot.waitUntil(shows(page, first))
    page.preview.setFocus()  # as F6 does
    assert focused() is pane(page)
    press(DOWN)
    qtbot.waitUntil(shows(page, second))
    press(ESCAPE)
    assert focused() is page.work.list


def test_in_a_narrow_window_it_stands_in_the_place_of_the_list(
    desk: Desk, shell: RecordingShell, opened: Opened, qtbot: QtBot
) -> None:
    first, second = two_callbacks(desk)
    page = opened(683, 304)
    press(SPACE)
    qtbot.waitUntil(shows(page, first))
    assert not page.work.list.isVisible()
    assert pane(page).isAncestorOf(focused()) or focused() is pane(page)
    press(DOWN)
    qtbot.waitUntil(shows(page, second))
    assert cut_off(page) == []
    press(SPACE)
    assert focused() is page.work.list
    press(SPACE)
    press(Qt.Key.Key_Return)
    assert shell.opened == [("contacts", {"record": second, "callback": True})]


def test_a_window_made_wider_shows_both(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    first, _ = two_callbacks(desk)
    page = opened(911, 432)
    press(SPACE)
    qtbot.waitUntil(shows(page, first))
    page.resize(1366, 688)
    qtbot.waitUntil(page.work.list.isVisible)
    assert page.preview.isVisible()
    assert cut_off(page) == []


def test_what_a_colleague_changes_is_seen_in_the_preview(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    from app.contacts.records import CallbackResult
    from app.contacts.service import Contacts

    first, _ = two_callbacks(desk)
    page = opened()
    press(SPACE)
    qtbot.waitUntil(shows(page, first))
    Contacts(desk.office).callback(first, CallbackResult(reached=False, again_at=NOW + HOUR, note="Neceļ"))
    qtbot.waitUntil(lambda: pane(page).facts.rows().get("Neizdevušies zvani") == "1")


def test_with_nothing_left_to_do_the_preview_goes(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    from app.contacts.service import Contacts

    only = save(desk.office, outcome=Outcome.CALLBACK, due_at=NOW + HOUR).contact_id
    page = opened()
    press(SPACE)
    qtbot.waitUntil(shows(page, only))
    Contacts(desk.office).annul(only)
    qtbot.waitUntil(lambda: not page.preview.isVisible())
    assert page.work.done.isVisible()


def test_a_row_that_has_nothing_to_preview_stays_a_row(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    first, _ = two_callbacks(desk)
    page = opened()
    other = DueRow(
        title="Raivis Šķēle",
        about=(),
        due_at=None,
        overdue=False,
        action=N_("Open list"),
        icon="clipboard_task",
        page="directory",
        target={"event": 1},
    )
    page.work.show_rows((*page.work._rows, other), 3, NOW, others=False)
    press(Qt.Key.Key_End)
    press(SPACE)
    assert not page.preview.isVisible()
    press(Qt.Key.Key_Home)
    press(SPACE)
    qtbot.waitUntil(shows(page, first))
    press(Qt.Key.Key_End)
    qtbot.waitUntil(page.preview.nothing.isVisible)
    press(UP)
    qtbot.waitUntil(lambda: page.preview.stack.currentWidget() is not page.preview.nothing)
