"""Long lists: what is fetched, what is shown meanwhile, and that nothing stale or lost gets on screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Event
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from app.core.errors import Unavailable
from app.core.i18n import N_
from app.core.ids import Ids
from ui.kit.table import CELL, FIRST, IN_FLIGHT, PAGE, Cell, Column, Row, WindowedModel, position
from ui.kit.tasks import Tasks

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

COLUMNS = (
    Column("name", N_("Name"), 150),
    Column("channel", N_("Channel"), 40, icon_only=True),
    Column("note", N_("Notes"), 120, fills=True),
)


def row(number: int, name: str = "Rinda") -> Row:
    cells = Cell(f"{name} {number}"), Cell("Tālrunis", icon="call", icon_only=True), Cell("piezīme")
    return Row(number, cells, f"{name} {number}, Tālrunis, piezīme")


class Numbers:
    """A list of numbers that counts what it is asked and waits where it is told to."""

    def __init__(self, ids: Sequence[int], name: str = "Rinda") -> None:
        self.all = list(ids)
        self.name = name
        self.asked: list[int] = []
        self.may_tell_first, self.may_tell_ids, self.may_tell_rows = Event(), Event(), Event()
        self.trouble: Exception | None = None
        for gate in (self.may_tell_first, self.may_tell_ids, self.may_tell_rows):
            gate.set()

    def first(self, limit: int) -> Sequence[Row]:
        self.may_tell_first.wait(5)
        if self.trouble:
            raise self.trouble
        return [row(number, self.name) for number in self.all[:limit]]

    def ids(self) -> Ids:
        self.may_tell_ids.wait(5)
        return Ids.of(self.all)

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        self.may_tell_rows.wait(5)
        self.asked.append(len(ids))
        known = set(self.all) if len(self.all) < 10_000 else ids
        return [row(number, self.name) for number in ids if number in known]


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def model(tasks: Tasks) -> WindowedModel:
    return WindowedModel(tasks, COLUMNS)


@pytest.fixture
def whole(qtbot: QtBot, model: WindowedModel) -> Callable[[Numbers], None]:
    def load(source: Numbers) -> None:
        model.load(source)
        qtbot.waitUntil(lambda: not model.busy)

    return load


def text(model: WindowedModel, at: int, column: int = 0) -> object:
    return model.index(at, column).data()


def test_the_model_keeps_the_rules_of_models(
    model: WindowedModel, whole: Callable[[Numbers], None], qtmodeltester: ModelTester
) -> None:
    whole(Numbers(range(1, 300)))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.clear()
    assert model.rowCount() == 0
    assert model.rowCount(QModelIndex()) == model.rowCount()


def test_the_first_rows_are_shown_before_the_whole_list_is_known(qtbot: QtBot, model: WindowedModel) -> None:
    source = Numbers(range(1, 1001))
    source.may_tell_ids.clear()
    with qtbot.waitSignal(model.begun):
        model.load(source)
    assert (model.rowCount(), model.is_whole, text(model, 0)) == (FIRST, False, "Rinda 1")
    with qtbot.waitSignal(model.loaded):
        source.may_tell_ids.set()
    assert (model.rowCount(), model.is_whole) == (1000, True)
    assert source.asked == []


def test_a_short_list_is_known_after_one_question(model: WindowedModel, whole: Callable[[Numbers], None]) -> None:
    source = Numbers(range(1, 20))
    source.may_tell_ids.clear()
    whole(source)
    assert (model.rowCount(), model.is_whole) == (19, True)


def test_a_row_on_its_way_has_a_place_but_no_text(
    qtbot: QtBot, model: WindowedModel, whole: Callable[[Numbers], None]
) -> None:
    source = Numbers(range(1, 1001))
    whole(source)
    source.may_tell_rows.clear()
    assert text(model, 600) is None
    with qtbot.waitSignal(model.dataChanged):
        source.may_tell_rows.set()
    assert text(model, 600) == "Rinda 601"


def test_a_million_rows_cost_no_more_than_those_on_screen(
    qtbot: QtBot, model: WindowedModel, whole: Callable[[Numbers], None]
) -> None:
    source = Numbers(range(1, 1_000_001))
    whole(source)
    for place in (999_999, 500_000, 3):
        shown = range(max(0, place - 20), place + 1)
        assert all(text(model, at) is None or place == 3 for at in shown)
        qtbot.waitUntil(lambda: not model.busy)
        assert all(text(model, at) == f"Rinda {at + 1}" for at in shown)
    assert sum(source.asked) <= 4 * PAGE


def test_dragging_through_a_long_list_fetches_where_it_ends(
    qtbot: QtBot, model: WindowedModel, whole: Callable[[Numbers], None]
) -> None:
    source = Numbers(range(1, 100_001))
    whole(source)
    source.may_tell_rows.clear()
    for at in range(0, 100_000, PAGE):
        text(model, at)
    source.may_tell_rows.set()
    qtbot.waitUntil(lambda: not model.busy)
    assert text(model, 99_999) == "Rinda 100000"
    assert len(source.asked) <= 4 * IN_FLIGHT


def test_an_answer_nobody_waits_for_is_dropped(qtbot: QtBot, model: WindowedModel) -> None:
    old, new = Numbers(range(1, 10), "Vecā"), Numbers(range(1, 5), "Jaunā")
    old.may_tell_first.clear()
    model.load(old)
    with qtbot.waitSignal(model.loaded):
        model.load(new)
    old.may_tell_first.set()
    qtbot.waitUntil(lambda: not model._tasks.busy)
    assert [text(model, at) for at in range(model.rowCount())] == [f"Jaunā {n}" for n in range(1, 5)]


def test_reading_again_changes_everything_at_once(
    qtbot: QtBot, model: WindowedModel, whole: Callable[[Numbers], None]
) -> None:
    source = Numbers(range(1, 500))
    whole(source)
    source.all.insert(0, 1000)
    source.name = "Jaunā"
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    assert [text(model, at) for at in (0, 1, 127)] == ["Jaunā 1000", "Jaunā 1", "Jaunā 127"]


def test_a_record_gone_meanwhile_leaves_an_empty_row(
    qtbot: QtBot, model: WindowedModel, whole: Callable[[Numbers], None]
) -> None:
    source = Numbers(range(1, 500))
    whole(source)
    source.all.remove(201)
    text(model, 200)
    qtbot.waitUntil(lambda: not model.busy)
    assert (text(model, 199), text(model, 200), text(model, 201)) == ("Rinda 200", None, "Rinda 202")
    assert not model.busy


def test_trouble_is_told_and_what_was_shown_stays(
    qtbot: QtBot, model: WindowedModel, whole: Callable[[Numbers], None]
) -> None:
    whole(Numbers(range(1, 10)))
    broken = Numbers(range(1, 5))
    broken.trouble = Unavailable(N_("No."))
    with qtbot.waitSignal(model.failed) as told:
        model.load(broken)
    assert told.args == [broken.trouble]
    assert model.rowCount() == 9


def test_readers_hear_the_row_in_its_first_cell_and_words_for_icons(
    model: WindowedModel, whole: Callable[[Numbers], None]
) -> None:
    whole(Numbers([7]))
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(spoken) == "Rinda 7, Tālrunis, piezīme"
    assert (model.index(0, 1).data(), model.index(0, 1).data(spoken)) == ("", "Tālrunis")
    assert model.index(0, 1).data(CELL).icon == "call"
    assert model.headerData(0, Qt.Orientation.Vertical, spoken) == ""
    assert model.headerData(0, Qt.Orientation.Vertical) is None


@given(st.lists(st.integers(1, 2**31 - 1), unique=True, min_size=1), st.data())
def test_a_record_is_found_where_it_stands(ids: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(ids) - 1))
    near = data.draw(st.integers(-1, len(ids)))
    assert position(Ids.of(ids), ids[at], near) == at


@given(st.lists(st.integers(1, 10**6)), st.integers(10**6 + 1, 10**9))
def test_a_record_not_in_the_list_is_not_found(ids: list[int], other: int) -> None:
    assert position(Ids.of(ids), other) == -1
    assert position(Ids.of(ids), 0) == -1
