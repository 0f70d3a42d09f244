"""The whole window on a sample office: every page and sheet opens, in both languages, at every size, unclipped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.i18n import N_
from app.core.trouble import LOST
from tests.ui.kit.keys import ALT, CONTROL, focused, press, write
from ui.kit.choice import ChoiceBox
from ui.kit.panel import Panel
from ui.registers import PAGES, PRINTED
from ui.sample_window import SampleWindow, sample_window
from ui.screens import SIZES, views


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleWindow]:
    with sample_window(tmp_path_factory.mktemp("window"), contacts=60) as made:
        made.resize(*SIZES[1.0])
        yield made


@pytest.fixture(autouse=True)
def at_rest(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test finds the journal in front, without sheets, in Latvian."""
    yield
    if "window" in request.fixturenames:
        window: SampleWindow = request.getfixturevalue("window")
        window.workplace.leave_search()
        window.workplace.close_sheet()
        for panel in window.workplace.findChildren(Panel):
            panel.leave()
        window.settle()
        window.program.use_language("lv")
        window.resize(*SIZES[1.0])


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_a_page_opens_in_each_language(window: SampleWindow, entry: object, language: str) -> None:
    window.program.use_language(language)
    page = next(each for each in PAGES if each is entry)
    window.workplace.open_page(page.key)
    window.settle()
    assert window.workplace.page is window.workplace.pages[page.key]
    assert window.workplace.page.title.text()


def test_what_a_bar_tells_is_seen_beside_an_open_sheet(window: SampleWindow) -> None:
    place = window.workplace
    place.open_page("contacts")
    place.new_contact()
    place.bar("test", "bad", LOST, actions=((N_("Try again"), lambda: None),), closable=False)
    window.settle()
    sheet = place.sheet()
    assert sheet is not None
    covered = QRect(sheet.mapTo(place, QPoint()), sheet.size())
    assert not covered.intersects(QRect(place.bars.mapTo(place, QPoint()), place.bars.size()))
    place.close_bar("test")


def test_whatever_is_open_survives_a_change_of_language(window: SampleWindow) -> None:
    for name, show in views(window):
        show()
        window.settle()
        window.program.use_language("en")
        window.settle()
        window.program.use_language("lv")
        window.settle()
        for box in window.window.findChildren(ChoiceBox):
            assert shiboken6.isValid(box.line), name


@pytest.mark.parametrize("scale", SIZES)
def test_every_page_fits_every_window(window: SampleWindow, scale: float) -> None:
    window.resize(*SIZES[scale])
    for entry in PAGES:
        window.workplace.open_page(entry.key)
        window.settle()
        page = window.workplace.pages[entry.key]
        assert page.width() <= SIZES[scale][0], entry.key
        assert page.minimumSizeHint().width() <= page.width(), entry.key


def test_ctrl_digits_open_pages_and_alt_arrows_go_back_and_forward(window: SampleWindow) -> None:
    window.workplace.open_page("today")
    press(Qt.Key.Key_2, CONTROL)
    assert window.workplace.navigation.current == "contacts"
    press(Qt.Key.Key_4, CONTROL)
    press(Qt.Key.Key_Left, ALT)
    assert window.workplace.navigation.current == "contacts"
    press(Qt.Key.Key_Right, ALT)
    assert window.workplace.navigation.current == "directory"


def test_the_pages_are_opened_from_the_pane_by_arrows_and_enter(window: SampleWindow) -> None:
    window.workplace.open_page("today")
    pane = window.workplace.navigation.list
    pane.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert window.workplace.navigation.current == "contacts"
    pane.setFocus()
    for _step in range(2):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert window.workplace.navigation.current == "settings"


def test_f6_goes_through_the_panes_and_comes_back(window: SampleWindow) -> None:
    window.workplace.open_page("contacts")
    window.settle()
    first = focused()
    seen = [first]
    for _step in range(6):
        press(Qt.Key.Key_F6)
        seen.append(focused())
    assert first in seen[1:]
    assert len(set(seen)) >= 3


def test_f2_opens_the_entry_over_any_page_and_esc_gives_the_keyboard_back(window: SampleWindow) -> None:
    for key in ("today", "contacts", "directory"):
        window.workplace.open_page(key)
        window.settle()
        before = focused()
        press(Qt.Key.Key_F2)
        window.settle()
        sheet = window.sheet()
        assert sheet is not None
        assert sheet.isAncestorOf(focused())
        press(Qt.Key.Key_Escape)
        window.settle()
        assert window.sheet() is None
        assert focused() is before


def test_a_client_is_found_everywhere_without_diacritics(window: SampleWindow, qtbot: QtBot) -> None:
    window.workplace.open_page("today")
    press(Qt.Key.Key_K, CONTROL)
    write("skele raivis")
    palette = window.workplace.search
    assert palette is not None
    qtbot.waitUntil(lambda: any(hit.title == "Raivis Šķēle" for hit in palette.hits()))
    press(Qt.Key.Key_Return)
    window.settle()
    assert window.workplace.navigation.current == "directory"


def test_enter_ahead_of_the_answer_takes_what_was_typed_for(window: SampleWindow, qtbot: QtBot) -> None:
    window.workplace.open_page("today")
    press(Qt.Key.Key_K, CONTROL)
    write("skele raivis")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workplace.navigation.current == "directory")


def test_an_action_is_found_by_a_few_letters_and_the_arrows(window: SampleWindow) -> None:
    window.workplace.open_page("today")
    press(Qt.Key.Key_K, CONTROL)
    write("iestat")
    window.settle()
    palette = window.workplace.search
    assert palette is not None
    titles = [hit.title for hit in palette.hits()]
    for _step in range(titles.index("Iestatījumi")):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert window.workplace.navigation.current == "settings"


def test_every_view_of_the_tool_can_be_shown(window: SampleWindow) -> None:
    names = []
    for name, show in views(window):
        show()
        window.settle()
        names.append(name)
    assert {entry.key for entry in PAGES} <= set(names)
    assert "contacts_entry" in names


def test_undo_and_redo_reach_the_journal_from_any_page(window: SampleWindow, qtbot: QtBot) -> None:
    window.workplace.open_page("contacts")
    window.settle()
    press(Qt.Key.Key_F2)
    window.settle()
    write("Šķēle Ārija")
    press(Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    write("Rēķins")
    press(Qt.Key.Key_Return, CONTROL)
    window.settle()
    assert window.sheet() is None
    assert "Saglabāts" in window.workplace.message.accessibleName()
    window.workplace.open_page("directory")
    window.settle()
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: "Atsaukts" in window.workplace.message.accessibleName())


@pytest.mark.parametrize(("typed", "title"), [("importēt", "Importēt"), ("druk", "Drukāt: Iesniegums")])
def test_what_is_not_open_is_found_too(window: SampleWindow, typed: str, title: str) -> None:
    window.workplace.open_page("today")
    press(Qt.Key.Key_K, CONTROL)
    write(typed)
    window.settle()
    palette = window.workplace.search
    assert palette is not None
    assert any(hit.title == title for hit in palette.hits()), [hit.title for hit in palette.hits()]


def test_a_search_without_answers_says_so(window: SampleWindow) -> None:
    press(Qt.Key.Key_K, CONTROL)
    write("qqqq")
    window.settle()
    palette = window.workplace.search
    assert palette is not None
    assert palette.nothing.isVisible()
    assert palette.nothing.text() == "Nekas nav atrasts."


def test_printouts_offered_without_a_record_are_named_as_the_registers_name_them() -> None:
    from app.printing.printouts import all_printouts, find

    for key, title, _needed in PRINTED:
        printout = find(all_printouts(), key)
        assert printout.title.text == title.text
        assert not any(each.required and each.kind == "id" for each in printout.parameters)
