"""Bars that stay and toasts that pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.i18n import N_, Translator
from ui.kit.buttons import Button, IconButton
from ui.kit.look import Look
from ui.kit.messages import BarArea, Toast
from ui.kit.texts import language_changed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def area(qtbot: QtBot, tr: Translator) -> BarArea:
    made = BarArea(Look("light"), tr)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_cause_has_one_bar(area: BarArea) -> None:
    area.show_bar("offline", "bad", N_("Close"))
    area.show_bar("offline", "bad", N_("Save"))
    assert [bar.accessibleName() for bar in area.bars().values()] == ["Saglabāt"]


def test_the_cross_closes_a_bar_and_the_area_takes_no_room(area: BarArea) -> None:
    bar = area.show_bar("hint", "info", N_("Save"))
    cross = bar.findChild(IconButton)
    assert cross is not None
    cross.click()
    assert area.bars() == {}
    assert area.isHidden()


def test_an_action_of_a_bar_is_done_by_its_button(area: BarArea) -> None:
    done: list[str] = []
    bar = area.show_bar("x", "warn", N_("Save"), actions=((N_("Cancel"), lambda: done.append("cancel")),))
    button = bar.findChild(Button)
    assert button is not None
    assert button.text() == "Atcelt"
    button.click()
    assert done == ["cancel"]


def test_a_bar_takes_no_focus(area: BarArea, qtbot: QtBot) -> None:
    other = QPushButton()
    qtbot.addWidget(other)
    other.show()
    other.setFocus()
    area.show_bar("x", "bad", N_("Save"))
    assert other.hasFocus() or not area.isAncestorOf(other.window().focusWidget() or other)


def test_a_bar_speaks_the_language_switched_to(area: BarArea, tr: Translator, qtbot: QtBot) -> None:
    bar = area.show_bar("x", "info", N_("Save"), lead=N_("Close"))
    tr.use("en")
    language_changed()
    qtbot.waitUntil(lambda: bar.accessibleName() == "Close Save")


@pytest.fixture
def toast(qtbot: QtBot, tr: Translator) -> Iterator[Toast]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 400)
    window.show()
    yield Toast(Look("light"), tr, window)


def test_a_toast_stands_at_the_bottom_centre(toast: Toast) -> None:
    toast.tell(N_("Save"))
    place = toast.geometry()
    assert abs(place.center().x() - 400) <= 1
    assert place.bottom() < 400


def test_a_long_toast_stays_inside_the_window(toast: Toast) -> None:
    toast.tell(N_("{who}", who="ž" * 500), N_("Cancel"), lambda: None)
    window = toast.parentWidget()
    assert window is not None
    assert window.rect().contains(toast.geometry())


def test_undo_of_a_toast_is_done_once(toast: Toast) -> None:
    done: list[str] = []
    toast.tell(N_("Save"), N_("Cancel"), lambda: done.append("undo"), "Ctrl+Z")
    button = toast.findChild(Button)
    assert button is not None
    button.click()
    assert done == ["undo"]
    assert toast.isHidden()


def test_what_was_said_is_remembered_for_help(toast: Toast) -> None:
    toast.tell(N_("Save"))
    toast.tell(N_("Close"))
    assert [message.text for message in toast.history] == ["Save", "Close"]
