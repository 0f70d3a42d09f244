"""The view of long lists by keys and mouse, and columns that stay as each person left them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import N_, Translator
from app.core.local_settings import LocalSettings
from tests.ui.kit.keys import focused, press, write
from tests.ui.kit.test_table import Numbers, row
from ui.kit.look import Look
from ui.kit.table import CELL, Cell, Column, Row, TwoLines, WindowedModel, spoken_cell
from ui.kit.table_view import TableView
from ui.kit.tasks import Tasks

COLUMNS = (
    Column("name", N_("Name"), 150),
    Column("channel", N_("Channel"), 40, icon_only=True),
    Column("note", N_("Notes"), 160, fills=True),
    Column("due", N_("Due"), 100, gives_way=1),
    Column("phone", N_("Phone"), 100, hidden=True),
)
BOTTOM_UP = Qt.Key.Key_Up


def wide(number: int, name: str = "Rinda") -> Row:
    some = row(number, name)
    chip = Cell("Jāatzvana", icon="call", chip="warn")
    return Row(number, (*some.cells, chip, Cell("26 000 417", strong=True, tone="bad")), some.spoken)


class Wide(Numbers):
    def first(self, limit: int) -> list[Row]:
        return [wide(one.id, self.name) for one in super().first(limit)]

    def rows(self, ids: object) -> list[Row]:
        return [wide(one.id, self.name) for one in super().rows(ids)]  # type: ignore[arg-type]


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def local(tmp_path: Path) -> LocalSettings:
    return LocalSettings(tmp_path)


@pytest.fixture
def view(qtbot: QtBot, look: Look, tasks: Tasks, tr: Translator, local: LocalSettings) -> TableView:
    return shown(qtbot, look, tasks, tr, local)


def shown(qtbot: QtBot, look: Look, tasks: Tasks, tr: Translator, local: LocalSettings) -> TableView:
    """A table over a field to which Tab goes."""
    window = QWidget()
    qtbot.addWidget(window)
    view = TableView(look, tr, WindowedModel(tasks, COLUMNS), local, name="contacts", person="ilze")
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(view)
    column.addWidget(QLineEdit())
    window.resize(640, 400)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.setFocus()
    # pytest-qt holds windows weakly.
    view.kept_window = window  # type: ignore[attr-defined]
    return view


def load(qtbot: QtBot, view: TableView, source: Numbers) -> None:
    view.rows.load(source)
    qtbot.waitUntil(lambda: not view.rows.busy)


def refresh(qtbot: QtBot, view: TableView) -> None:
    with qtbot.waitSignal(view.rows.loaded):
        view.refresh()


def names(view: TableView) -> list[str]:
    return [COLUMNS[at].key for at in view.columns.shown()]


def test_arrows_home_and_end_choose_rows(qtbot: QtBot, view: TableView) -> None:
    load(qtbot, view, Wide(range(1, 1001)))
    assert view.chosen_id() == 1
    press(Qt.Key.Key_Down)
    assert view.chosen_id() == 2
    press(Qt.Key.Key_End)
    assert view.chosen_id() == 1000
    press(Qt.Key.Key_PageUp)
    assert 980 < view.chosen_id() < 1000
    press(Qt.Key.Key_Home)
    assert view.chosen_id() == 1


def test_enter_and_double_click_open(qtbot: QtBot, view: TableView) -> None:
    load(qtbot, view, Wide([5, 6]))
    with qtbot.waitSignal(view.opened) as told:
        press(Qt.Key.Key_Return)
    assert told.args == [5]
    place = view.visualRect(view.rows.index(1, 0)).center()
    with qtbot.waitSignal(view.opened) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [6]


def test_letters_are_handed_on_and_spaces_do_nothing(qtbot: QtBot, view: TableView) -> None:
    load(qtbot, view, Wide([5, 6]))
    typed: list[str] = []
    view.typed.connect(typed.append)
    write("š7 (")
    write("ņ", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    write("a", Qt.KeyboardModifier.AltModifier)
    assert typed == ["š", "7", "(", "ņ"]
    assert view.chosen_id() == 5


def test_tab_leaves_the_table(qtbot: QtBot, view: TableView) -> None:
    load(qtbot, view, Wide([5, 6]))
    press(Qt.Key.Key_Tab)
    assert isinstance(focused(), QLineEdit)


def test_choice_and_place_stay_when_rows_come_in_above(qtbot: QtBot, view: TableView) -> None:
    source = Wide(range(1, 5001))
    load(qtbot, view, source)
    view.choose_row(2000, middle=True)
    qtbot.waitUntil(lambda: not view.rows.busy)
    before = view.visualRect(view.currentIndex()).top()
    chosen: list[int] = []
    view.chosen.connect(chosen.append)
    for number in (9001, 9002, 9003):
        source.all.insert(0, number)
    refresh(qtbot, view)
    assert (view.chosen_id(), view.currentIndex().row()) == (2001, 2003)
    assert view.visualRect(view.currentIndex()).top() == before
    assert chosen == []


def test_the_next_record_is_chosen_when_the_chosen_one_is_gone(qtbot: QtBot, view: TableView) -> None:
    source = Wide(range(1, 50))
    load(qtbot, view, source)
    view.choose_row(10)
    source.all.remove(11)
    refresh(qtbot, view)
    assert view.chosen_id() == 12


def test_another_list_keeps_the_choice_where_it_is_near_and_else_begins_at_the_top(
    qtbot: QtBot, view: TableView
) -> None:
    load(qtbot, view, Wide(range(1, 1001)))
    view.choose_row(3)
    load(qtbot, view, Wide([9, 8, 4, 2]))
    assert view.chosen_id() == 4
    load(qtbot, view, Wide([9, 8, 2]))
    assert view.chosen_id() == 9
    load(qtbot, view, Wide([]))
    assert view.chosen_id() == 0


def test_a_record_sought_is_chosen_wherever_it_stands(qtbot: QtBot, view: TableView) -> None:
    view.seek(4321)
    load(qtbot, view, Wide(range(1, 10_001)))
    assert (view.chosen_id(), view.currentIndex().row()) == (4321, 4320)
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_a_record_sought_is_told_wherever_it_stands(qtbot: QtBot, view: TableView) -> None:
    load(qtbot, view, Wide(range(1, 10_001)))
    told: list[int] = []
    view.chosen.connect(told.append)
    for record in (3, 4321):
        view.seek(record)
        load(qtbot, view, Wide(range(1, 10_001)))
        assert told[-1] == record


def test_a_record_sought_in_vain_is_told(qtbot: QtBot, view: TableView) -> None:
    missing: list[int] = []
    view.missing.connect(missing.append)
    view.seek(77)
    load(qtbot, view, Wide(range(100, 10_000)))
    view.seek(78)
    load(qtbot, view, Wide([1, 2]))
    view.seek(79)
    load(qtbot, view, Wide([]))
    assert missing == [77, 78, 79]
    assert view.chosen_id() == 0


def test_a_heading_sorts_and_the_second_click_turns_it_round(qtbot: QtBot, view: TableView) -> None:
    load(qtbot, view, Wide([1]))
    head = view.head
    place = QPoint(head.sectionViewportPosition(2) + 40, 10)
    with qtbot.waitSignal(view.sort_wanted) as told:
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["note", False]
    view.set_sorted("note", False)
    with qtbot.waitSignal(view.sort_wanted) as told:
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["note", True]


def test_columns_stay_as_the_person_left_them(
    qtbot: QtBot, view: TableView, look: Look, tasks: Tasks, tr: Translator, local: LocalSettings, tmp_path: Path
) -> None:
    view.columns.hide(COLUMNS[4], False)
    view.columns.hide(COLUMNS[1], True)
    view.head.moveSection(0, 2)
    view.head.resizeSection(0, 133)
    view.columns.write()
    again = shown(qtbot, look, tasks, tr, LocalSettings(tmp_path))
    assert names(again) == ["note", "name", "due", "phone"]
    assert again.head.sectionSize(0) == 133
    again.columns.restore()
    assert names(again) == ["name", "channel", "note", "due"]
    assert again.head.sectionSize(0) == 150


def test_what_was_remembered_by_another_version_does_no_harm(
    qtbot: QtBot, look: Look, tasks: Tasks, tr: Translator, local: LocalSettings
) -> None:
    kept = {"order": ["gone", "due", "name"], "hidden": ["gone"], "widths": {"gone": 5, "due": "wide"}}
    local.remember("columns.ilze.contacts", kept)
    view = shown(qtbot, look, tasks, tr, local)
    assert names(view) == ["due", "name", "channel", "note", "phone"]


def test_a_narrow_window_hides_what_gives_way_and_shows_it_again(qtbot: QtBot, view: TableView) -> None:
    view.window().resize(420, 400)
    qtbot.waitUntil(lambda: names(view) == ["name", "channel", "note"])
    assert not view.horizontalScrollBar().isVisible()
    view.window().resize(700, 400)
    qtbot.waitUntil(lambda: names(view) == ["name", "channel", "note", "due"])
    assert not view.columns.is_hidden(COLUMNS[3])
    assert sum(view.head.sectionSize(at) for at in view.columns.shown()) == view.viewport().width()


def test_the_menu_hides_columns_sorts_and_sets_the_height(
    qtbot: QtBot, view: TableView, local: LocalSettings
) -> None:
    load(qtbot, view, Wide([1, 2]))
    act = QAction("Anulēt", view)
    view.menu_actions = (act,)
    menu = view.make_menu(of_row=True)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Anulēt", "Kārtot pēc", "Kolonnas…", "Rindu augstums"]
    sorting = menu.actions()[2].menu()
    assert isinstance(sorting, QMenu)
    inside = {action.text(): action for part in menu.actions() if part.menu() for action in part.menu().actions()}  # type: ignore[attr-defined]
    inside["Parastas rindas"].trigger()
    assert view.rowHeight(0) == 40
    inside["Tālrunis"].trigger()
    assert "phone" in names(view)
    inside["Atjaunot noklusējumu"].trigger()
    assert "phone" not in names(view)
    with qtbot.waitSignal(view.sort_wanted) as told:
        sorting.actions()[3].trigger()
    assert told.args == ["due", False]
    menu.close()
    assert [action.text() for action in view.make_menu(of_row=False).actions() if action.text()] == texts[1:]


def test_the_last_column_cannot_be_hidden(view: TableView) -> None:
    for column in COLUMNS:
        view.columns.hide(column, True)
    assert len(view.columns.shown()) == 1


@pytest.mark.parametrize("text_size", [100, 130])
def test_rows_grow_with_the_text(qtbot: QtBot, view: TableView, look: Look, text_size: int) -> None:
    load(qtbot, view, Wide([1, 2]))
    look.use(text_size=text_size)
    assert view.rowHeight(0) == look.px(32)
    assert not view.grab().isNull()


def test_rows_of_two_lines_are_higher_and_both_lines_are_told(
    qtbot: QtBot, look: Look, tasks: Tasks, tr: Translator, local: LocalSettings
) -> None:
    class Two(Wide):
        def first(self, limit: int) -> list[Row]:
            return [
                one._replace(cells=(TwoLines("Šķēle", second="Jurists"), *one.cells[1:]))
                for one in super().first(limit)
            ]

    plain = TableView(look, tr, WindowedModel(tasks, COLUMNS), local, name="contacts")
    view = TableView(look, tr, WindowedModel(tasks, COLUMNS), local, name="people", two_lines=True)
    for each in (plain, view):
        qtbot.addWidget(each)
    assert view.verticalHeader().defaultSectionSize() > plain.verticalHeader().defaultSectionSize()
    with qtbot.waitSignal(view.rows.loaded):
        view.rows.load(Two(range(1, 4)))
    second = view.rows.index(0, 0).data(CELL)
    assert spoken_cell(second) == "Šķēle, Jurists"


def test_a_list_stands_only_by_columns_that_sort(
    qtbot: QtBot, look: Look, tasks: Tasks, tr: Translator, local: LocalSettings
) -> None:
    columns = (Column("name", N_("Name"), 150, fills=True), Column("note", N_("Notes"), 160, sorts=False))
    view = TableView(look, tr, WindowedModel(tasks, columns), local, name="people")
    qtbot.addWidget(view)
    wanted: list[str] = []
    view.sort_wanted.connect(lambda key, _descending: wanted.append(key))
    view.head.sectionClicked.emit(1)
    view.head.sectionClicked.emit(0)
    assert wanted == ["name"]
    sorting = view.make_menu(of_row=False).actions()[1].menu()
    assert isinstance(sorting, QMenu)
    assert [action.text() for action in sorting.actions()] == ["Nosaukums"]
