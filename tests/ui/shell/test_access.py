"""Everything can be reached by Tab, has a name for readers and is large enough to hit (design.md 10)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from ui.contacts.detail_parts import Link
from ui.registers import PAGES
from ui.sample_window import SampleWindow, sample_window
from ui.screens import SIZES

#: A target this large can be hit; links within a text may be lower (WCAG 2.2, 2.5.8).
LEAST, LEAST_LINK = 32, 24
#: More Tab stops than any screen has.
MANY = 120
SCREENS = (*(entry.key for entry in PAGES), "entry")


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleWindow]:
    with sample_window(tmp_path_factory.mktemp("access"), contacts=40) as made:
        made.resize(*SIZES[1.0])
        made.window.activateWindow()
        yield made


@pytest.fixture(params=SCREENS)
def screen(window: SampleWindow, request: pytest.FixtureRequest) -> Iterator[QWidget]:
    """A page, or the entry sheet with all its fields."""
    place = window.workplace
    place.open_page("contacts" if request.param == "entry" else request.param)
    if request.param == "entry":
        place.new_contact()
        QTest.keyClick(QApplication.focusWidget() or window.window, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    window.settle()
    shown = place.sheet() or place.page
    assert shown is not None
    yield shown
    place.close_sheet()


def focusable(screen: QWidget) -> list[QWidget]:
    """What Tab stops at; a box hands the keyboard on to its line, and arrows go on within a group."""
    return [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not (isinstance(widget, QRadioButton) and not widget.isChecked())
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox))
    ]


def name_of(widget: QWidget) -> str:
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name) if face is not None else widget.accessibleName()


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {name_of(widget)!r}"


def test_everything_that_takes_the_keyboard_has_a_name(screen: QWidget) -> None:
    nameless = [widget for widget in focusable(screen) if not name_of(widget)]
    assert [described(widget) for widget in nameless] == []


def test_tab_reaches_everything(window: SampleWindow, screen: QWidget) -> None:
    wanted = focusable(screen)
    first = wanted[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    for _ in range(MANY):
        at = QApplication.focusWidget()
        if at is None or (reached and at is reached[0]):
            break
        reached.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
    missed = [
        widget for widget in wanted if not any(each is widget or widget.isAncestorOf(each) for each in reached)
    ]
    assert [described(widget) for widget in missed] == []


def test_targets_are_large_enough(screen: QWidget) -> None:
    buttons = [button for button in screen.findChildren(QAbstractButton) if button.isVisible()]
    links = [link for link in screen.findChildren(Link) if link.isVisible()]
    small = [b for b in buttons if min(b.width(), b.height()) < LEAST]
    small_links = [link for link in links if link.height() < LEAST_LINK]
    assert [described(widget) for widget in (*small, *small_links)] == []


def test_scrolling_places_are_no_stops_of_their_own_unless_they_are_named(screen: QWidget) -> None:
    areas = [area for area in screen.findChildren(QAbstractScrollArea) if area in focusable(screen)]
    assert all(name_of(area) for area in areas)
